"""The learned combination: rising curves over all that is known of a segment, added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from audit.language.codes.scripts import labels
from audit.model.document import UNDETERMINED
from audit.model.finding import Finding
from audit.qe.segments.additive import score
from audit.qe.segments.engine import decoded, meant
from audit.qe.segments.interface import Estimator, QualityEstimate, SegmentInputs
from audit.qe.segments.signals import alone, bilingual
from audit.qe.words.pair import is_comparable, is_supported, pair_of

MODEL_RULES = "QE"
"""Rules of the word model begin so; the score knows its probabilities without them."""


class LearnedEstimator(Estimator):
    """A sum of curves that rise with each signal, learnt from which of two translations is better,
    and of how grave the errors look.

    Beside a source: how much either text bears out the other, by word tables where there are some
    for the languages and by spelling elsewhere; what the word model says; how usual the words are;
    lengths, numbers, names, denials, marks, capitals; findings; the language; where there is an
    engine, the round trip, forced decoding in both directions, and how like the engine's own
    translation the text is. Alone: all that needs no source. The value is the
    probability that a person would mark no major error, as learnt from product texts and chats.
    """

    name: ClassVar[str] = "learned"

    def signature(self) -> str:
        return f"estimator:learned|version:{score().version}"

    def estimate(self, inputs: SegmentInputs) -> QualityEstimate:
        case, signals = _signals(inputs)
        table = score().named(case)
        parts = tuple((name, round(fault, 4)) for name, fault in table.parts(signals))
        value = table.value(dict(parts))
        return QualityEstimate(value, None, parts, f"{self.signature()}|{case}")


def _signals(inputs: SegmentInputs) -> tuple[str, dict[str, float]]:
    """Which table holds, and the signals."""
    target = inputs.target.text
    way = languages(inputs)
    if inputs.source is None:
        case, found = "alone", alone(target, way[1])
    else:
        found = bilingual(inputs.source.text, target, way)
        case = _case(way, is_decoded=inputs.forward is not None)
        if case == "decoded":
            pair = pair_of(inputs.source.text, target, *way)
            found |= dict(meant(pair, inputs.forward, inputs.own))
    return case, found | dict(_seen(inputs)) | dict(_engine(inputs))


def languages(inputs: SegmentInputs) -> tuple[str, str]:
    """Of the source and of the translation, without regions; ``und`` where nobody knows."""
    target = _base(inputs.target_language)
    if target == UNDETERMINED:
        target = _base(inputs.target.language.code)
    if inputs.source is None:
        return UNDETERMINED, target
    return _base(inputs.source_language or inputs.source.language.code), target


def _case(languages: tuple[str, str], *, is_decoded: bool) -> str:
    if is_supported(*languages):
        return "decoded" if is_decoded else "tables"
    return "spelling" if is_comparable(*languages) else "formal"


def _seen(inputs: SegmentInputs) -> Iterator[tuple[str, float]]:
    """What the checks found, and whether the translation reads as another language."""
    yield from gravity(inputs.findings)
    read, wanted = inputs.target.language.code, inputs.target_language
    known = UNDETERMINED not in (read, wanted)
    yield "language", float(known and not labels().are_close(read, wanted))


def gravity(findings: Iterable[Finding]) -> Iterator[tuple[str, float]]:
    """The confidence of grave and of slight findings, added up; without the word model's."""
    every = [one for one in findings if not one.rule.startswith(MODEL_RULES)]
    for name, least, most in (("grave", 2, 3), ("slight", 1, 1)):
        total = sum(one.confidence for one in every if least <= one.severity <= most)
        yield name, min(3.0, total)


def _engine(inputs: SegmentInputs) -> Iterator[tuple[str, float]]:
    """What an engine says, where there is one."""
    chrf = inputs.score("chrf")
    if chrf is not None:
        yield "round_trip", 1 - chrf / 100
    source = "" if inputs.source is None else inputs.source.text
    yield from decoded(source, inputs.target.text, inputs.forward, inputs.backward, inputs.own)


def _base(code: str) -> str:
    return code.split("-", 1)[0]
