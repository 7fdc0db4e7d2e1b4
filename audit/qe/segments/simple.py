"""A combination that can be read: every fault seen leaves a part of the quality, they multiply."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from audit.core.reference import Entry, load_shipped
from audit.language.codes.scripts import labels
from audit.language.text.loops import loops
from audit.language.text.tokens import tokens
from audit.model.document import UNDETERMINED
from audit.model.finding import Severity
from audit.qe.segments.interface import Estimator, QualityEstimate, SegmentInputs


class Weights(Entry, frozen=True, rename="kebab"):
    """``reference/models/quality/simple.toml``."""

    version: int
    length_tolerance: float
    length: float
    copy: float
    language: float
    repetition: float
    round_trip: float
    round_trip_middle: float
    findings: dict[str, float]


class SimpleEstimator(Estimator):
    """The product, over the inputs, of what each leaves of the quality (0 to 1).

    ``length``: the longer of the two texts, in characters, over the shorter; ``copy``: the part
    of the translation's words that stand in the source; ``language``: the translation reads as
    another language; ``repetition``: phrases over and over that the source has once;
    ``findings``: severity and confidence; ``round-trip``: chrF2 of the round trip.
    """

    name: ClassVar[str] = "simple"

    def signature(self) -> str:
        return f"estimator:simple|version:{weights().version}"

    def estimate(self, inputs: SegmentInputs) -> QualityEstimate:
        parts = tuple((name, round(value, 4)) for name, value in _parts(inputs, weights()))
        return QualityEstimate(
            math.prod(value for _, value in parts), None, parts, self.signature()
        )


@cache
def weights() -> Weights:
    """The table that ships."""
    return load_shipped("models/quality/simple.toml", Weights)


def _parts(inputs: SegmentInputs, table: Weights) -> Iterator[tuple[str, float]]:
    target = inputs.target.text
    if inputs.source is not None:
        source = inputs.source.text
        yield "length", _length(source, target, table)
        yield "copy", 1 - table.copy * _copied(source, target) ** 2
    yield "language", 1 - table.language * _is_other_language(inputs)
    yield "repetition", 1 - table.repetition * _repeated(inputs)
    yield "findings", _findings(inputs, table)
    chrf = inputs.score("chrf")
    if chrf is not None:
        doubt = 1 / (1 + math.exp((chrf - table.round_trip_middle) / 12))
        yield "round-trip", 1 - table.round_trip * doubt


def _length(source: str, target: str, table: Weights) -> float:
    # Ten characters on both sides: one word of a headline must not decide.
    off = abs(math.log((len(target) + 10) / (len(source) + 10)))
    return math.exp(-table.length * max(0.0, off - table.length_tolerance))


def _copied(source: str, target: str) -> float:
    """The part of the translation's small words that stand in the source as they are."""
    own = {token.text for token in tokens(source)}
    words = [
        token.text
        for place, token in enumerate(tokens(target))
        if token.kind == "word" and (place == 0 or not token.is_capitalised)
    ]
    return sum(word in own for word in words) / len(words) if words else 0.0


def _is_other_language(inputs: SegmentInputs) -> bool:
    read = inputs.target.language.code
    wanted = inputs.target_language
    if UNDETERMINED in (read, wanted):
        return False
    return not labels().are_close(read, wanted)


def _repeated(inputs: SegmentInputs) -> float:
    """The part of the words that lie in loops, beyond that of the source."""
    own = 0.0 if inputs.source is None else _looped(inputs.source.text)
    return max(0.0, _looped(inputs.target.text) - own)


def _looped(text: str) -> float:
    words = [token.text.casefold() for token in tokens(text)]
    found = sum(loop.end - loop.start - loop.size for loop in loops(words, 12))
    return found / len(words) if words else 0.0


def _findings(inputs: SegmentInputs, table: Weights) -> float:
    left = 1.0
    for one in inputs.findings:
        if one.severity > Severity.NEUTRAL:
            left *= 1 - table.findings[one.severity.label] * one.confidence
    return left
