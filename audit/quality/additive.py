"""The segment score: a sum of rising curves, one a signal, that can be read and drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from audit.reference import Entry, load_file, root


class Curve(Entry, frozen=True):
    """What a signal adds to the fault of a segment: straight between places, level beyond."""

    signal: str
    places: tuple[float, ...]
    """Values of the signal, rising."""
    faults: tuple[float, ...]
    """What each adds, never falling; 0 at the first."""

    def at(self, value: float) -> float:
        """The fault of a value."""
        places, faults = self.places, self.faults
        if value <= places[0]:
            return faults[0]
        for index in range(1, len(places)):
            if value <= places[index]:
                share = (value - places[index - 1]) / (places[index] - places[index - 1])
                return faults[index - 1] + share * (faults[index] - faults[index - 1])
        return faults[-1]


class Table(Entry, frozen=True):
    """The curves for what is known in one case."""

    name: str
    """``decoded``: there are word tables, and an engine force-decodes; ``tables``: word tables
    only; ``spelling``: none for the languages; ``formal``: no data on them at all; ``alone``: no
    source.
    """
    base: float
    slope: float
    """The score is ``1 / (1 + exp(base + slope * fault))``."""
    curves: tuple[Curve, ...]

    def parts(self, signals: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        """What each signal that is there adds."""
        for curve in self.curves:
            if curve.signal in signals:
                yield curve.signal, curve.at(signals[curve.signal])

    def value(self, fault: float) -> float:
        """The score of a fault, 0 to 1, falling."""
        return 1 / (1 + math.exp(min(50.0, self.base + self.slope * fault)))


class Score(Entry, frozen=True):
    """``reference/quality/learned.toml``."""

    version: int
    recipe: str
    table: tuple[Table, ...]

    def named(self, name: str) -> Table:
        """The table of a case."""
        return next(one for one in self.table if one.name == name)


@cache
def score() -> Score:
    """The score that ships."""
    path = root() / "quality" / "learned.toml"
    return load_file(path, Score, shown="reference/quality/learned.toml")
