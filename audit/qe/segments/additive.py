"""The segment score: a sum of rising curves, one per signal, that can be read and drawn, and a line
that tells grave errors from slight ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from audit.core.reference import Entry, load_shipped

WORDS = "words"
"""Signal that is no fault: how many words the source has."""
SEVERITY = "severity"
"""Name of the part that :class:`Severity` adds."""


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


class Term(Entry, frozen=True):
    """What a signal says of how grave an error is."""

    signal: str
    usual: float
    """Value that says nothing."""
    weight: float
    """Of each unit above it: positive for grave errors, negative for slight ones."""


class Severity(Entry, frozen=True):
    """How grave the errors of a segment are, should there be some. Curves tell that something is
    wrong, and a misspelt word is wrong as surely as a word that is not rendered; which of the two
    it looks like is a weighted sum of the same signals, most of which say more of one of them.
    """

    strength: float
    """Faults for each unit of log-odds that an error is grave, in a long text."""
    words: float
    """Words of a source with which half of that holds, above 0: a few words tell little."""
    most: float
    """Log-odds beyond which, either way, no more is believed, above 0."""
    base: float
    terms: tuple[Term, ...]

    def odds(self, signals: Mapping[str, float]) -> float:
        """Log-odds that an error is grave; signals that are missing say nothing."""
        return self.base + sum(
            one.weight * (signals[one.signal] - one.usual)
            for one in self.terms
            if one.signal in signals
        )

    def at(self, signals: Mapping[str, float]) -> float:
        """The fault that this adds, or takes away."""
        count = signals.get(WORDS, 0.0)
        odds = max(-self.most, min(self.most, self.odds(signals)))
        return self.strength * odds * count / (count + self.words)


class Table(Entry, frozen=True):
    """The curves for what is known in one case."""

    name: str
    """``decoded``: there are word tables, and an engine force-decodes; ``tables``: word tables
    only; ``spelling``: none for the languages; ``formal``: no data on them at all; ``alone``: no
    source.
    """
    base: float
    slope: float
    """The log-odds of a major error are ``base + slope * fault``, and what is given."""
    curves: tuple[Curve, ...]
    given: tuple[Curve, ...] = ()
    """Curves that add to the log-odds themselves: set by hand."""
    severity: Severity | None = None
    """None where grave errors cannot be told from slight ones."""

    def parts(self, signals: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        """What each signal that is there adds: faults, and log-odds where the curve is given."""
        for curve in (*self.curves, *self.given):
            if curve.signal in signals:
                yield curve.signal, curve.at(signals[curve.signal])
        if self.severity is not None:
            yield SEVERITY, self.severity.at(signals)

    def value(self, parts: Mapping[str, float]) -> float:
        """The score of what signals add, 0 to 1, falling with each."""
        given = sum(parts.get(one.signal, 0.0) for one in self.given)
        odds = self.base + self.slope * (sum(parts.values()) - given) + given
        return 1 / (1 + math.exp(max(-50.0, min(50.0, odds))))


class Score(Entry, frozen=True):
    """``reference/models/quality/learned.toml``."""

    version: int
    recipe: str
    table: tuple[Table, ...]

    def named(self, name: str) -> Table:
        """The table of a case."""
        return next(one for one in self.table if one.name == name)


@cache
def score() -> Score:
    """The score that ships."""
    return load_shipped("models/quality/learned.toml", Score)
