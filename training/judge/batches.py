"""Rows as tensors, and stretches of either text left out so that the other side has too much."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.judge.material import Row
from training.judge.states import States

Tagged = tuple[Row, np.ndarray]
"""A row and the labels of its subwords."""
_CUT = 0.18
"""Share of the rows that lose a stretch."""
_STRANGE = 0.04
"""Share of the rows that get the source of another one."""
_SHORTEST = 8
"""Subwords of both texts from which on something can be left out."""
_CLEARLY = 0.03
"""How much likelier, in cosine, a token must be of what was left out than of what stayed."""


@dataclass(slots=True, eq=False)
class Batch:
    """All tensors of some rows."""

    source: Tensor
    target: Tensor
    is_source: Tensor
    is_target: Tensor
    wrong: Tensor
    """(rows, tokens) 0, 1, or -1 where nobody knows."""
    lost: Tensor
    """Of the source likewise."""
    marked: Tensor
    """(rows, tokens) whether a professional marked it, or -1."""
    missing: Tensor
    """(rows,) share of either text that nothing is left for, 0 where nothing was left out."""
    is_human: Tensor
    is_fault: Tensor
    """(rows,) whether a fault was made, here or before."""
    scored: Tensor
    """(rows,) whether a machine made it, so that ``near`` is known."""
    near: Tensor
    """In standard deviations of the pair; 0 for people."""
    share: Tensor
    rating: Tensor
    """In standard deviations of the set; 0 where ``is_rated`` is false."""
    is_rated: Tensor


def batch(
    tagged: Sequence[Tagged],
    states: States,
    scale: dict[str, tuple[float, float]],
    dice: random.Random | None,
) -> Batch:
    """The tensors.

    Args:
        scale: mean and standard deviation of the nearness of each pair.
        dice: decides what is left out; None leaves out nothing.
    """
    sources = [row.source for row, _ in tagged]
    strange = [dice is not None and dice.random() < _STRANGE for _ in tagged]
    for place in range(len(tagged) - 1):
        if strange[place] and tagged[place][0].rating is None:
            sources[place] = tagged[place + 1][0].source
    source, is_source = _padded([states.of(text) for text in sources])
    target, is_target = _padded([states.of(row.target) for row, _ in tagged])
    people = [row.is_human for row, _ in tagged]
    wrong = torch.full(is_target.shape, -1.0)
    marked = wrong.clone()
    lost = torch.full(is_source.shape, -1.0)
    for place, (row, tags) in enumerate(tagged):
        size = min(len(tags), int(is_target[place].sum()))
        told = torch.from_numpy(tags[:size]).float()
        if row.rating is not None:
            marked[place, :size] = told
        if row.is_human or row.rating is None:
            wrong[place, :size] = 0.0 if row.is_human else told
        if row.is_human:
            lost[place, : int(is_source[place].sum())] = 0.0
        if sources[place] != row.source:
            wrong[place, :size], lost[place, : int(is_source[place].sum())] = 1.0, 1.0
    near = [_near(row, scale) for row, _ in tagged]
    share = [
        0.0 if row.wrong is None or not len(row.wrong) else float(row.wrong.mean())
        for row, _ in tagged
    ]
    made = Batch(
        source, target, is_source, is_target, wrong, lost, marked, torch.zeros(len(tagged)),
        torch.tensor(people), torch.zeros(len(tagged), dtype=torch.bool),
        torch.tensor([row.near is not None for row, _ in tagged]), torch.tensor(near),
        torch.tensor(share, dtype=torch.float32),
        torch.tensor([row.rating or 0.0 for row, _ in tagged]),
        torch.tensor([row.rating is not None for row, _ in tagged]),
    )  # fmt: skip
    for place, (row, _) in enumerate(tagged):
        if sources[place] != row.source:
            made.missing[place] = 1.2
        elif row.near is None and row.rating is None and not row.is_human:
            made.missing[place] = share[place] + 0.15
    if dice is not None:
        for place in range(len(tagged)):
            is_free = made.missing[place] == 0 and not made.is_rated[place]
            if is_free and dice.random() < _CUT:
                _cut(made, place, dice)
    made.is_fault = made.missing > 0
    return made


def _near(row: Row, scale: dict[str, tuple[float, float]]) -> float:
    if row.near is None:
        return 0.0
    mean, spread = scale[row.pair]
    return float(np.clip((row.near - mean) / spread, -2.5, 2.5))


def _padded(states: Sequence[np.ndarray]) -> tuple[Tensor, Tensor]:
    longest = max(2, *(len(each) for each in states))
    made = np.zeros((len(states), longest, states[0].shape[1]), np.float32)
    mask = np.zeros((len(states), longest), bool)
    for place, each in enumerate(states):
        made[place, : len(each)] = each
        mask[place, : len(each)] = True
    return torch.from_numpy(made), torch.from_numpy(mask)


def _cut(made: Batch, place: int, dice: random.Random) -> None:
    """Leaves out a stretch of the translation, or of the source."""
    source = made.source[place, : int(made.is_source[place].sum())]
    target = made.target[place, : int(made.is_target[place].sum())]
    if min(len(source), len(target)) < _SHORTEST:
        return
    likeness = torch.nn.functional.normalize(source) @ torch.nn.functional.normalize(target).T
    is_omission = dice.random() < 0.6
    likeness = likeness if is_omission else likeness.T
    gone = _stretch(likeness.shape[1], dice)
    alone = likeness[:, gone].amax(1) > likeness[:, ~gone].amax(1) + _CLEARLY
    if is_omission:
        made.lost[place, : len(source)] = alone.float()
        _keep(made.target, made.is_target, place, ~gone)
        tags = made.wrong[place, : len(target)][~gone].clone()
        made.wrong[place] = -1
        made.wrong[place, : len(tags)] = tags
    else:
        made.wrong[place, : len(target)][alone] = 1.0
        made.lost[place] = -1
        _keep(made.source, made.is_source, place, ~gone)
    made.missing[place] = alone.float().mean() + 0.1


def _stretch(size: int, dice: random.Random) -> Tensor:
    length = max(2, int(size * dice.uniform(0.1, 0.5)))
    start = dice.randrange(size - length + 1)
    gone = torch.zeros(size, dtype=torch.bool)
    gone[start : start + length] = True
    return gone


def _keep(states: Tensor, mask: Tensor, place: int, kept: Tensor) -> None:
    left = states[place, : len(kept)][kept].clone()
    states[place] = 0
    states[place, : len(left)] = left
    mask[place] = False
    mask[place, : len(left)] = True
