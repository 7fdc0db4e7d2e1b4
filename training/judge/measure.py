"""How good the head is on articles, machines and pairs that it has not learnt from."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import torch
from scipy.stats import pearsonr
from sklearn.metrics import matthews_corrcoef

from training.judge.batches import Tagged, batch
from training.judge.material import Row, is_held, is_held_article
from training.judge.network import MARKED, NEAR, OTHERWISE, PERSON, RATING, SEGMENT, Head
from training.judge.states import States

_MOST = 3000
"""Rows of a pair that are measured: whole articles."""
_KINDS = (0.5, 1.0, 1.5, 2.0)
"""How near a person's text is taken to be, in trial."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What the head says of some rows, in their order."""

    words: list[np.ndarray]
    marked: list[np.ndarray]
    whole: np.ndarray
    """(rows, SEGMENT)"""
    alone: list[np.ndarray]
    reads: np.ndarray
    """(rows, SEGMENT), of the translation by itself."""


def measure(head: Head, tagged: Sequence[Tagged], states: States, hold: Set[str]) -> None:
    """Prints, for each pair: correlation with nearness over segments, over articles and machines,
    and how often people are ranked above machines; then MCC of the word tags. Of rated rows instead
    the correlation with the rating, and precision and recall of what is marked.
    """
    by_pair: dict[str, list[Tagged]] = defaultdict(list)
    by_set: dict[str, list[Tagged]] = defaultdict(list)
    for row, tags in tagged:
        is_told = row.is_human or row.near is not None
        if row.rating is not None:
            if is_held_article(row.article):
                by_set[row.pair].append((row, tags))
        elif is_held(row) or (row.pair in hold and is_told):
            by_pair[row.pair].append((row, tags))
    for pair, rows in sorted(by_set.items()):
        _rated(head, pair, rows, states)
    for pair, rows in sorted(by_pair.items()):
        rows = _articles(rows)
        if not any(row.near is not None for row, _ in rows):
            continue
        said = _told(head, rows, states)
        whole, reads = said.whole, said.reads
        print(pair, "held" if pair in hold else "", len(rows))
        chance = 1 / (1 + np.exp(-whole[:, PERSON]))
        named = {"near": whole[:, NEAR], "person": whole[:, PERSON], "reads": reads[:, PERSON],
                 "reads near": reads[:, NEAR]}  # fmt: skip
        named |= {f"merit {most}": chance * most + (1 - chance) * whole[:, NEAR] for most in _KINDS}
        for part in (0.25, 0.5, 1.0):
            named[f"+ {part} rating"] = named["merit 1.5"] + part * whole[:, RATING]
        for name, scores in named.items():
            print(
                f"  {name:12}",
                " ".join(f"{each:.3f}" for each in ranks([row for row, _ in rows], scores)),
            )
        for name, found in (("words", said.words), ("alone", said.alone)):
            print(
                f"  {name:12}", " ".join(f"{each:.3f}" for each in _tags(rows, found)), flush=True
            )


def _rated(head: Head, name: str, rows: list[Tagged], states: States) -> None:
    rows = [each for each in _articles(rows) if not each[0].is_human]
    said = _told(head, rows, states)
    print(name, "rated", len(rows))
    chance = 1 / (1 + np.exp(-said.whole[:, PERSON]))
    merit = chance * 1.5 + (1 - chance) * said.whole[:, NEAR]
    rating = said.whole[:, RATING]
    named = {"rating": rating, "near": said.whole[:, NEAR], "merit": merit}
    named |= {f"merit + {part} rating": merit + part * rating for part in (0.25, 0.5, 1, 2)}
    true = [row.rating for row, _ in rows]
    groups = defaultdict(list)
    for place, (row, _) in enumerate(rows):
        groups[row.article, row.system].append(place)
    means = [np.mean([true[at] for at in places]) for places in groups.values()]
    for kind, scores in named.items():
        over = [np.mean(scores[places]) for places in groups.values()]
        print(f"  {kind:18}", f"{pearsonr(true, scores)[0]:.3f} {pearsonr(means, over)[0]:.3f}")
    _marks([tags for _, tags in rows], said.marked)


def _marks(tags: Sequence[np.ndarray], told: Sequence[np.ndarray]) -> None:
    """Prints how many of the words that are doubted most professionals marked."""
    pairs = [
        (every[: len(odds)], odds[: len(every)]) for every, odds in zip(tags, told, strict=True)
    ]
    true = np.concatenate([every for every, _ in pairs])
    odds = np.concatenate([found for _, found in pairs])[true >= 0]
    true = true[true >= 0] == 1
    print(f"  marked: {true.mean():.3f} of {len(true)} words")
    for share in (0.2, 0.1, 0.05, 0.02, 0.01, 0.002):
        is_doubted = odds > np.quantile(odds, 1 - share)
        caught = is_doubted[true].mean()
        print(
            f"  the worst {share}: {true[is_doubted].mean():.3f} marked, {caught:.3f} of all marks"
        )


def _articles(rows: list[Tagged]) -> list[Tagged]:
    names = sorted({row.article for row, _ in rows})
    random.Random(0).shuffle(names)
    found: list[Tagged] = []
    for name in names:
        if len(found) < _MOST:
            found += [each for each in rows if each[0].article == name]
    return found


def _told(head: Head, rows: Sequence[Tagged], states: States) -> Said:
    order = sorted(range(len(rows)), key=lambda at: states.size(rows[at][0].target))
    words: dict[int, np.ndarray] = {}
    alone: dict[int, np.ndarray] = {}
    whole = np.zeros((len(rows), SEGMENT), np.float32)
    reads = np.zeros((len(rows), SEGMENT), np.float32)
    marked: dict[int, np.ndarray] = {}
    scale = {row.pair: (0.0, 1.0) for row, _ in rows}
    with torch.no_grad():
        for start in range(0, len(order), 64):
            places = order[start : start + 64]
            made = batch([rows[at] for at in places], states, scale, None)
            word, _, all_ = head(made.source, made.target, made.is_source, made.is_target)
            single, read = head.alone(made.target, made.is_target)
            for at, mask, one, two in zip(places, made.is_target, word, single, strict=True):
                words[at], marked[at] = (
                    one[mask][:, OTHERWISE].numpy(),
                    one[mask][:, MARKED].numpy(),
                )
                alone[at] = two[mask].numpy()
            whole[places], reads[places] = all_.numpy(), read.numpy()
    every = range(len(rows))
    return Said(
        [words[at] for at in every], [marked[at] for at in every], whole,
        [alone[at] for at in every], reads,
    )  # fmt: skip


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
