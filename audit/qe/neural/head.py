"""What is learnt on the encoder's states: which words are wrong, which source words are lost, and
how good the segment is. The same sums as ``training/judge/network.py``, in numpy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What the head says of one translation."""

    wrong: Array
    """(subwords of the translation,) log-odds that a person would have written it otherwise."""
    marked: Array
    """(subwords of the translation,) log-odds that a professional would mark it; none for a text by
    itself.
    """
    lost: Array
    """(subwords of the source,) log-odds that nothing stands for it; none for a text by itself."""
    whole: Array
    """Of the segment, as ``training/judge/network.py`` orders it."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The weights by their names in the recipe."""

    weights: Mapping[str, Array]

    def tell(self, source: Array, target: Array) -> Told:
        """What is told of the states of both sides, each (subwords, width), none empty."""
        import numpy as np

        looks = [_unit(side @ self.weights["look.weight"].T) for side in (target, source)]
        likeness = self.weights["scale"] * looks[0] @ looks[1].T
        small = [np.tanh(self._line("small", side)) for side in (target, source)]
        ahead = self._side("target", small[0], small[1], likeness)
        behind = self._side("source", small[1], small[0], likeness.T)
        means = [side.mean(0) for side in small]
        sizes = len(target), len(source)
        parts = [
            ahead.mean(0), ahead.max(0), behind.mean(0), behind.max(0),
            means[0] * means[1], np.abs(means[0] - means[1]), *means,
            [np.log(sizes[0] / sizes[1]), np.log(sizes[1]) / 4],
        ]  # fmt: skip
        whole = np.maximum(0, self._line("whole.0", np.concatenate(parts)))
        words = self._line("word", ahead)
        return Told(
            words[:, 0],
            words[:, 1],
            self._line("lost", behind)[:, 0],
            self._line("whole.3", whole),
        )

    def read(self, target: Array) -> Told:
        """What is told of a text by itself, from its states (subwords, width)."""
        import numpy as np

        state = np.tanh(self._line("alone.small", target))
        state = state + np.maximum(0, self._around("alone.first", state))
        state = state + np.maximum(0, self._around("alone.second", state))
        pooled = np.concatenate([state.mean(0), state.max(0)])
        whole = np.maximum(0, self._line("alone.whole.0", pooled))
        return Told(
            self._line("alone.word", state)[:, 0],
            np.zeros(0),
            np.zeros(0),
            self._line("alone.whole.3", whole),
        )

    def _side(self, name: str, own: Array, other: Array, likeness: Array) -> Array:
        import numpy as np

        chance = _softmax(likeness, 1)
        met = chance @ other
        top = np.sort(likeness, axis=1)[:, ::-1][:, :2]
        top = np.repeat(top, 2, axis=1) if top.shape[1] == 1 else top
        back = _softmax(likeness, 0)
        mutual = (chance * back).max(1, keepdims=True)
        load = np.log1p(back.sum(1, keepdims=True))
        seen = np.concatenate([own, met, own * met, top / 10, mutual, load], axis=1)
        state = np.maximum(0, self._line(f"{name}.seen", seen))
        state = state + np.maximum(0, self._around(f"{name}.first", state))
        return np.asarray(state + np.maximum(0, self._around(f"{name}.second", state)))

    def _line(self, name: str, values: Array) -> Array:
        import numpy as np

        return np.asarray(values @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"])

    def _around(self, name: str, states: Array) -> Array:
        """A sum over each state and its neighbours, with nothing beyond either end."""
        import numpy as np

        kernel = self.weights[f"{name}.weight"]
        reach = kernel.shape[2] // 2
        padded = np.pad(states, ((reach, reach), (0, 0)))
        found = sum(
            padded[at : at + len(states)] @ kernel[:, :, at].T for at in range(kernel.shape[2])
        )
        return np.asarray(found + self.weights[f"{name}.bias"])


def _unit(rows: Array) -> Array:
    import numpy as np

    return np.asarray(rows / np.maximum(1e-12, np.linalg.norm(rows, axis=1, keepdims=True)))


def _softmax(values: Array, axis: int) -> Array:
    import numpy as np

    powers = np.exp(values - values.max(axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis, keepdims=True))
