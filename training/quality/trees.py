"""Trains gradient-boosted trees with LightGBM and writes them as arrays of the package."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy

from training.quality.recipe import Boosting

Array = numpy.ndarray[Any, Any]


def fit(
    options: Boosting,
    matrix: Array,
    labels: Array,
    weights: Array,
    rising: Collection[int] = (),
) -> Any:
    """A LightGBM booster of log-odds.

    Args:
        rising: columns of which more never means less.
    """
    import lightgbm

    settings: dict[str, Any] = {
        "objective": "binary",
        "learning_rate": options.rate,
        "num_leaves": options.leaves,
        "min_data_in_leaf": options.least,
        "feature_fraction": options.features,
        "bagging_fraction": options.rows,
        "bagging_freq": 1,
        "lambda_l2": options.ridge,
        "verbose": -1,
        "num_threads": 1,
        "seed": options.seed,
        "deterministic": True,
        "force_row_wise": True,
    }
    if rising:
        settings["monotone_constraints"] = [int(at in rising) for at in range(matrix.shape[1])]
    data = lightgbm.Dataset(matrix, labels.astype(int), weight=weights)
    return lightgbm.train(settings, data, options.rounds)


@dataclass(slots=True)
class _Nodes:
    split: list[int]
    number: list[float]
    right: list[int]
    depth: int = 0


def arrays(booster: Any, prefix: str) -> dict[str, Array]:
    """The booster in the layout of ``audit.qe.words.trees``."""
    nodes, sizes = _Nodes([], [], []), []
    for tree in booster.dump_model()["tree_info"]:
        before = len(nodes.split)
        _walk(tree["tree_structure"], nodes, 0)
        sizes.append(len(nodes.split) - before)
    return {
        f"{prefix}_split": numpy.array(nodes.split, numpy.int16),
        f"{prefix}_number": numpy.array(nodes.number, numpy.float32),
        f"{prefix}_right": numpy.array(nodes.right, numpy.uint16),
        f"{prefix}_size": numpy.array(sizes, numpy.uint16),
        f"{prefix}_depth": numpy.array(nodes.depth),
    }


def _walk(node: dict[str, Any], nodes: _Nodes, depth: int) -> None:
    nodes.depth = max(nodes.depth, depth)
    at = len(nodes.split)
    if "split_feature" not in node:
        nodes.split.append(-1)
        nodes.number.append(node["leaf_value"])
        nodes.right.append(0)
        return
    nodes.split.append(node["split_feature"])
    nodes.number.append(node["threshold"])
    nodes.right.append(0)
    _walk(node["left_child"], nodes, depth + 1)
    nodes.right[at] = len(nodes.split) - at
    _walk(node["right_child"], nodes, depth + 1)
