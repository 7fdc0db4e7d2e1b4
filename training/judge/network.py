"""The head over the encoder's states: which words are wrong, and how good a segment is.

Source and translation are encoded apart, so that a source is encoded once for all its translations.
Each token of one side looks at the tokens of the other through a learnt likeness; what it sees
there, beside what it is, goes through two layers that also see its neighbours. Sizes are small: the
encoder knows the languages, the head only what it means that two texts differ.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

WIDTH = 384
"""Of the encoder's states."""
SMALL = 128
"""Of the head's."""
SEGMENT = 5
"""Numbers told of a segment: nearness to human translations (in standard deviations of chrF), three
times the share of wrong words, the log-odds that a person wrote it and that a part of either text
has nothing in the other, and how professionals would rate it (in standard deviations of theirs).
"""
NEAR, SHARE, PERSON, PART, RATING = range(SEGMENT)
TAGS = 2
"""Numbers told of a word: log-odds that a person would have written it otherwise, and that a
professional would mark it.
"""
OTHERWISE, MARKED = range(TAGS)


class Side(nn.Module):
    """One side beside the other: a state for each of its tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = nn.Linear(3 * SMALL + 4, SMALL)
        self.first = nn.Conv1d(SMALL, SMALL, 3, padding=1)
        self.second = nn.Conv1d(SMALL, SMALL, 5, padding=2)
        self.rest = nn.Dropout(0.1)

    def forward(
        self, own: Tensor, other: Tensor, likeness: Tensor, mask: Tensor, mask_other: Tensor
    ) -> Tensor:
        """(rows, tokens, SMALL). ``likeness`` is (rows, own tokens, other tokens)."""
        hidden = likeness.masked_fill(~mask_other[:, None, :], -1e4)
        chance = torch.softmax(hidden, dim=2)
        met = chance @ other
        top = hidden.topk(2, dim=2).values if hidden.shape[2] > 1 else hidden.expand(-1, -1, 2)
        back = torch.softmax(likeness.masked_fill(~mask[:, :, None], -1e4), dim=1)
        mutual = (chance * back).amax(dim=2, keepdim=True)
        load = (back * mask_other[:, None, :]).sum(dim=2, keepdim=True)
        numbers = torch.cat([top / 10, mutual, torch.log1p(load)], dim=2)
        seen = torch.cat([own, met, own * met, numbers], dim=2)
        state = torch.relu(self.seen(self.rest(seen))) * mask[:, :, None]
        state = state + _around(self.first, state) * mask[:, :, None]
        return state + _around(self.second, state) * mask[:, :, None]


class Alone(nn.Module):
    """A text by itself: how plausible each word is in its sentence, and how the whole reads."""

    def __init__(self) -> None:
        super().__init__()
        self.small = nn.Linear(WIDTH, SMALL)
        self.first = nn.Conv1d(SMALL, SMALL, 3, padding=1)
        self.second = nn.Conv1d(SMALL, SMALL, 5, padding=2)
        self.rest = nn.Dropout(0.15)
        self.word = nn.Linear(SMALL, 1)
        self.whole = nn.Sequential(
            nn.Linear(2 * SMALL, SMALL // 2),
            nn.ReLU(),
            nn.Dropout(0.15),
            nn.Linear(SMALL // 2, SEGMENT),
        )

    def forward(self, target: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Log-odds that words are wrong (rows, tokens), and the numbers of the segment."""
        state = torch.tanh(self.small(self.rest(target))) * mask[:, :, None]
        state = state + _around(self.first, state) * mask[:, :, None]
        state = state + _around(self.second, state) * mask[:, :, None]
        return self.word(state)[..., 0], self.whole(torch.cat(_pooled(state, mask), dim=1))


class Head(nn.Module):
    """Both sides, and what is told of words and of the segment."""

    def __init__(self) -> None:
        super().__init__()
        self.small = nn.Linear(WIDTH, SMALL)
        self.look = nn.Linear(WIDTH, SMALL, bias=False)
        self.scale = nn.Parameter(torch.tensor(8.0))
        self.target = Side()
        self.source = Side()
        self.alone = Alone()
        self.word = nn.Linear(SMALL, TAGS)
        self.lost = nn.Linear(SMALL, 1)
        self.whole = nn.Sequential(
            nn.Linear(8 * SMALL + 2, SMALL), nn.ReLU(), nn.Dropout(0.1), nn.Linear(SMALL, SEGMENT)
        )

    def forward(
        self, source: Tensor, target: Tensor, is_source: Tensor, is_target: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """What is told of words (rows, tokens of the target, TAGS), log-odds that source words are
        lost (rows, tokens of the source), and the numbers of the segment (rows, SEGMENT).
        """
        looks = [nn.functional.normalize(self.look(side), dim=2) for side in (target, source)]
        likeness = self.scale * looks[0] @ looks[1].transpose(1, 2)
        small = [torch.tanh(self.small(side)) for side in (target, source)]
        ahead = self.target(small[0], small[1], likeness, is_target, is_source)
        behind = self.source(small[1], small[0], likeness.transpose(1, 2), is_source, is_target)
        parts = [*_pooled(ahead, is_target), *_pooled(behind, is_source)]
        means = [
            _mean(side, mask) for side, mask in zip(small, (is_target, is_source), strict=True)
        ]
        parts += [means[0] * means[1], (means[0] - means[1]).abs(), means[0], means[1]]
        counts = [mask.sum(dim=1, keepdim=True).float() for mask in (is_target, is_source)]
        parts += [torch.log(counts[0] / counts[1]), torch.log(counts[1]) / 4]
        return (
            self.word(ahead),
            self.lost(behind)[..., 0],
            self.whole(torch.cat(parts, dim=1)),
        )


def _around(layer: nn.Conv1d, states: Tensor) -> Tensor:
    return torch.relu(layer(states.transpose(1, 2))).transpose(1, 2)


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask[:, :, None]).sum(dim=1) / mask.sum(dim=1, keepdim=True)


def _pooled(states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    return _mean(states, mask), states.masked_fill(~mask[:, :, None], -1e4).amax(dim=1)
