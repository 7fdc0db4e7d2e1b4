"""A small report with one of everything, for the tests of the formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Notice,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.finding import Evidence, Finding, Occurrence, Severity, SignalKind
from audit.model.report import CheckRun, CheckStatus, DocumentReport, Failure, Report, RunFacts
from audit.model.score import Interval, Score
from audit.model.text import Span, TextMap
from audit.model.translation import BackTranslation, Route

TEXT = "Le Conseil des ports a voté.\n\nLa pluie tombe.\n"


def _score(value: float | None, interval: Interval | None = None) -> Score:
    reason = None if value is not None else "unreliable back-translation: repetition"
    return Score("chrf", value, reason, "chrF2", 0.0, 100.0, True, "chrf|nrefs:1", interval)


def build_report(text: str = TEXT, path: str = "a.txt") -> Report:
    """A report on ``text``, cut into two segments at its first blank line."""
    middle = text.index("\n\n")
    french = Language("fr", 0.99, "identified")
    spans = [(0, middle), (middle + 2, len(text.rstrip("\n")))]
    blocks, segments = [], []
    for index, (start, end) in enumerate(spans):
        mapped = TextMap.identity(start, end - start)
        blocks.append(Block(index, BlockKind.BODY, text[start:end], mapped, french))
        segments.append(Segment(index, index, BlockKind.BODY, text[start:end], mapped, french))
    notice = Notice("en-generated", "translated by machine", Span(0, 2), "id")
    document = Document(
        SourceText(path, text, "utf-8", "0" * 64),
        "text",
        french,
        Provenance(True, "id", "notice", (notice,), (("lang", "fr"),)),
        tuple(blocks),
        tuple(segments),
    )
    evidence = (
        Evidence(SignalKind.CONTEXT, "2 cues for, 0 against", (("cues", ("port", "quai")),)),
        Evidence(SignalKind.TERMBASE, "concept with source", (("source", "https://example.org"),)),
    )
    finding = Finding(
        "00112233445566aa", "ENT001", "accuracy/mistranslation", "mistranslation",
        Severity.CRITICAL, 0.9, Span(3, 10), 1, 4, text[3:10], "`Conseil` looks wrong.", "Comité",
        evidence, 0,
    )  # fmt: skip
    backs = (
        BackTranslation("id", "Dewan pelabuhan", "Le Conseil du port vota.", "e|m", True, None, -0.3, -0.4),
        BackTranslation("id", "hujan hujan hujan", "pluie pluie", "e|m", False, "repetition"),
    )  # fmt: skip
    interval = Interval(50.0, 70.0, 0.95, "bootstrap|samples:1000")
    route = Route("fr", "id", "Indonesian, named by the notice", ("fr", "id"), ("id", "fr"))
    one = DocumentReport(
        document, route, None, backs, ((_score(61.5),), (_score(None),)), (_score(61.5, interval),),
        (finding,), (CheckRun("ENT001", CheckStatus.RAN), CheckRun("PRV001", CheckStatus.FAILED, "x")),
    )  # fmt: skip
    across = replace(
        finding,
        occurrences=(
            Occurrence(path, 3, 10, 1, 4, text[3:10]),
            Occurrence("b.txt", 0, 2, 1, 1, "Le"),
        ),
    )
    facts = RunFacts("apertium", "engine:apertium|version:3", "0.1.0", ("ENT001", "PRV001"))
    return Report(facts, (one,), (across,), (Failure("c.txt", "read", "c.txt: is empty"),))


@pytest.fixture
def make_report() -> Callable[..., Report]:
    return build_report
