"""How good the head is on articles, machines and pairs that it has not learnt from."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence, Set

import numpy as np
import torch
from scipy.stats import pearsonr
from sklearn.metrics import matthews_corrcoef

from training.judge.batches import Tagged, batch
from training.judge.material import Row, is_held
from training.judge.network import NEAR, PERSON, Head
from training.judge.states import States

_MOST = 3000
"""Rows of a pair that are measured: whole articles."""
_KINDS = (0.5, 1.0, 1.5, 2.0)
"""How near a person's text is taken to be, in trial."""


def measure(head: Head, tagged: Sequence[Tagged], states: States, hold: Set[str]) -> None:
    """Prints, for each pair: correlation with nearness over segments, over articles and machines,
    and how often people are ranked above machines; then MCC of the word tags.
    """
    by_pair: dict[str, list[Tagged]] = defaultdict(list)
    for row, tags in tagged:
        if is_held(row) or (row.pair in hold and (row.is_human or row.near is not None)):
            by_pair[row.pair].append((row, tags))
    for pair, rows in sorted(by_pair.items()):
        rows = _articles(rows)
        words, whole, alone, reads = _told(head, rows, states)
        print(pair, "held" if pair in hold else "", len(rows))
        chance = 1 / (1 + np.exp(-whole[:, PERSON]))
        named = {"near": whole[:, NEAR], "person": whole[:, PERSON], "reads": reads[:, PERSON],
                 "reads near": reads[:, NEAR]}  # fmt: skip
        named |= {f"merit {most}": chance * most + (1 - chance) * whole[:, NEAR] for most in _KINDS}
        for name, scores in named.items():
            print(
                f"  {name:12}",
                " ".join(f"{each:.3f}" for each in ranks([row for row, _ in rows], scores)),
            )
        for name, found in (("words", words), ("alone", alone)):
            print(
                f"  {name:12}", " ".join(f"{each:.3f}" for each in _tags(rows, found)), flush=True
            )


def _articles(rows: list[Tagged]) -> list[Tagged]:
    names = sorted({row.article for row, _ in rows})
    random.Random(0).shuffle(names)
    found: list[Tagged] = []
    for name in names:
        if len(found) < _MOST:
            found += [each for each in rows if each[0].article == name]
    return found


def _told(
    head: Head, rows: Sequence[Tagged], states: States
) -> tuple[list[np.ndarray], np.ndarray, list[np.ndarray], np.ndarray]:
    order = sorted(range(len(rows)), key=lambda at: states.size(rows[at][0].target))
    words: dict[int, np.ndarray] = {}
    alone: dict[int, np.ndarray] = {}
    whole = np.zeros((len(rows), 4), np.float32)
    reads = np.zeros((len(rows), 4), np.float32)
    scale = {row.pair: (0.0, 1.0) for row, _ in rows}
    with torch.no_grad():
        for start in range(0, len(order), 64):
            places = order[start : start + 64]
            made = batch([rows[at] for at in places], states, scale, None)
            word, _, all_ = head(made.source, made.target, made.is_source, made.is_target)
            single, read = head.alone(made.target, made.is_target)
            for at, mask, one, two in zip(places, made.is_target, word, single, strict=True):
                words[at], alone[at] = one[mask].numpy(), two[mask].numpy()
            whole[places], reads[places] = all_.numpy(), read.numpy()
    every = range(len(rows))
    return [words[at] for at in every], whole, [alone[at] for at in every], reads


def ranks(rows: Sequence[Row], scores: np.ndarray) -> tuple[float, float, float]:
    """Correlation over segments, over articles and machines, and people above machines."""
    mean: dict[tuple[str, str], list[float]] = defaultdict(list)
    near: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row, score in zip(rows, scores, strict=True):
        mean[row.article, row.system].append(float(score))
        if row.near is not None:
            near[row.article, row.system].append(row.near)
    pairs = [(s, r.near) for r, s in zip(rows, scores, strict=True) if r.near is not None]
    means = [(np.mean(mean[key]), np.mean(near[key])) for key in near]
    wins = [
        float(np.mean(scores_) > np.mean(mean[key]))
        for (article, name), scores_ in mean.items()
        for key in near
        if key[0] == article and (article, name) not in near
    ]
    found = pearsonr(*zip(*pairs, strict=True))[0], pearsonr(*zip(*means, strict=True))[0]
    return float(found[0]), float(found[1]), float(np.mean(wins))


def _tags(rows: Sequence[Tagged], found: Sequence[np.ndarray]) -> list[float]:
    """MCC of the tags at log-odds of -1, -.7, -.4 and 0."""
    true: list[np.ndarray] = []
    told: list[np.ndarray] = []
    for (row, tags), odds in zip(rows, found, strict=True):
        if not row.is_human:
            size = min(len(tags), len(odds))
            known = tags[:size] >= 0
            true.append(tags[:size][known])
            told.append(odds[:size][known])
    right, said = np.concatenate(true), np.concatenate(told)
    return [float(matthews_corrcoef(right, said > least)) for least in (-1.0, -0.7, -0.4, 0.0)]
