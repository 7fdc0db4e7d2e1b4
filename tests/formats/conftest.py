"""A small report with one of everything, for the tests of the formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from audit.model.coverage import Coverage, ErrorKind, Looked, Means
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
from audit.model.finding import (
    BaselineState,
    Evidence,
    Finding,
    Occurrence,
    Severity,
    SignalKind,
)
from audit.model.quality import Quality, SentenceQuality
from audit.model.report import CheckRun, CheckStatus, DocumentReport, Failure, Report, RunFacts
from audit.model.score import Interval, Score
from audit.model.suggestion import Suggestion, write
from audit.model.suppression import Directive, Suppression, SuppressionUse
from audit.model.text import Run, Span, TextMap
from audit.model.translation import Alignment, BackTranslation, Route
from audit.model.understanding import (
    Actor,
    ActorKind,
    Claim,
    ClaimKind,
    Spot,
    Understanding,
)
from audit.model.user_rule import Reach, UserPattern, UserRule, UserRuleKind
from audit.model.vocabulary import UnknownWords

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
        Severity.CRITICAL, 0.9, Span(3, 10), 1, 4, text[3:10], "`Conseil` looks wrong.", Suggestion("Comité"),
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


def build_full_report() -> Report:
    """The small report with everything that a report can hold: a source, suppressions, rules."""
    report = build_report()
    one = report.documents[0]
    (finding,) = one.findings
    suppression = Suppression(
        ("ENT001", "USR001"), "quoted as printed", date(2027, 1, 31), Span(0, 2), 1, 1, Span(0, 28)
    )
    pattern = UserPattern("a|b", True, False, True)
    rule = UserRule(
        "USR-ports", UserRuleKind.REPLACE, (pattern,), "Not {found}.", Severity.MINOR, "own.yaml", 4,
        (pattern,), (pattern,), (pattern,), "port", ("fr",), Reach.ARTICLE,
        frozenset({BlockKind.BODY}), "https://example.org/style",
    )  # fmt: skip
    findings = (
        finding,
        replace(finding, id="1" * 16, suppression=suppression, severity=Severity.MINOR, evidence=(
            Evidence(SignalKind.FREQUENCY, "rare", (("share", 0.25), ("count", 3), ("none", None))),
            Evidence(SignalKind.BACK_TRANSLATION, "it comes back as it was", against=True),
        )),
        replace(finding, id="2" * 16, baseline=BaselineState.UNCHANGED, severity=Severity.MAJOR,
                source_span=Span(0, 4), suggestion=write("Comité", fits=True)),
        replace(finding, id="3" * 16, baseline=BaselineState.NEW, severity=Severity.NEUTRAL,
                rule="USR-ports", segment=None, suggestion=None),
    )  # fmt: skip
    mapped = TextMap((Run(0, 3, 4, 4), Run(4, 10, 1, 5), Run(5, 19, 3, 3)))
    english = Language("en", 1.0, "declared")
    block = Block(0, BlockKind.HEADLINE, "Port&sea", mapped, english)
    segment = Segment(0, 0, BlockKind.HEADLINE, "Port", mapped.slice(0, 4), english)
    second = Segment(1, 0, BlockKind.HEADLINE, "&sea", mapped.slice(4, 8), english)
    source = Document(
        SourceText("a.en.html", "<p>Port<b>&amp;</b>sea\n", "utf-8-sig", "1" * 64), "html", english,
        Provenance(False, notices=(Notice("fr-translated", "Port", Span(3, 7), None, False),)),
        (block,), (segment, second),
    )  # fmt: skip
    document = replace(
        one.document,
        directives=((Directive("[traudit-ignore ENT001: x]", Span(0, 2), 0), Span(0, 28)),
                    (Directive("traudit_ignore: x", Span(3, 5), None), Span(0, 40))),
    )  # fmt: skip
    full = replace(
        one, document=document, findings=findings, source=source,
        alignments=(Alignment((0, 1), (0,), 0.75), Alignment((), (1,), 0.5)),
        checks=(*one.checks, CheckRun("NUM001", CheckStatus.UNSUPPORTED, "no data for xx")),
        suppressions=(SuppressionUse(suppression, True, ("USR001",)),),
        coverage=(
            Coverage(ErrorKind.ENTITIES, Looked.YES, (Means.ARTICLE, Means.SOURCE), ("ENT001",), None),
            Coverage(ErrorKind.GRAMMAR, Looked.NO, (), (), "no data for xx"),
        ),
        understanding=Understanding(
            (Actor("thing:port", ActorKind.THING, "port", (Spot(0, 0, 4, "Port"),)),),
            (Claim(ClaimKind.COUNT, "thing:port", "2", Spot(1, 1, 4, "sea"), 0.5),),
        ),
        unknown_words=UnknownWords(3, 50, 0.16),
        quality=Quality(
            0.4, Interval(0.3, 0.5, 0.95, "wilson"), "only one sentence", 0.7, (SentenceQuality(0, 0.4, 0.7),),
            "estimator:judged|version:1",
        ),
    )  # fmt: skip
    bare = replace(
        build_report(path="sub dir/b.txt").documents[0],
        route=None, unmeasured="engine none", back_translations=(None, None),
        segment_scores=((), ()), scores=(), findings=(),
    )  # fmt: skip
    facts = replace(report.run, user_rules=(rule,))
    failures = (*report.failures, Failure(None, "translate", "the engine stopped"))
    return replace(report, run=facts, documents=(full, bare), failures=failures)


@pytest.fixture
def full_report() -> Report:
    return build_full_report()
