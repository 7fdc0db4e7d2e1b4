"""What holds for every check that reads the text alone: time, messages, spans in marked-up files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from audit.checks import CHECKS
from audit.checks.interface import CheckContext
from audit.decision.assessment import assess
from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.finding import Candidate, Severity
from audit.model.text import TextMap
from audit.readers.files import read
from audit.reading.ingest import ingest

RULES = ("UNT001", "UNT002", "ART001", "ART002", "ART003", "ART004", "ART005", "ART006", "TYP001",
         "FUR001", "ENT002")  # fmt: skip
CASES = Path(__file__).parents[1] / "cases"
MEGABYTE = 1_000_000
LINES = {
    "prose": "Le président a parlé devant les députés hier soir. ",
    "english": "The president spoke to the members of the house last night. ",
    "mixed": "the maison of jardin and voiture with arbre ",
    "glosses": "nous ferons un (exercice) militaire ",
    "loop": "mise en service de la ",
    "exclamation": "oui, ",
    "quotation": "« oui » “non” ",
    "openings": "“a",
    "brackets": "(a ",
    "numbers": "1,000 ",
    "agreement": "les deux grues sera livrées et ",
    "names": "Tcherenkov et Cherenkov ",
    "entities": "&amp; {{x}} ",
    "scripts": "слово word 海洋 ",
    "dots": "a.",
}
LIMIT = 25
"""Seconds for a megabyte: linear checks take a fraction of it, quadratic ones hours."""


def context(text: str, language: str = "fr", kind: BlockKind = BlockKind.BODY) -> CheckContext:
    """A text as one block of one segment, however long it is."""
    known, placed = Language(language, 1.0, "option"), TextMap.identity(0, len(text))
    document = Document(
        SourceText("-", text, "utf-8", ""),
        "text",
        known,
        Provenance(machine_translated=False),
        (Block(0, kind, text, placed, known),),
        (Segment(0, 0, kind, text, placed, known),),
    )
    return CheckContext(document, (None,))


def run(rule: str, where: CheckContext) -> list[Candidate]:
    return list(CHECKS.load(rule)().run(where))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_megabyte_line_takes_seconds(rule: str, line: str) -> None:
    # A tenth of it shows the difference between linear and quadratic time as well.
    text = line * (MEGABYTE // 10 // len(line))
    started = time.process_time()
    run(rule, context(text))
    assert time.process_time() - started < LIMIT / 5


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_a_whole_megabyte(rule: str) -> None:
    for name, line in LINES.items():
        started = time.process_time()
        run(rule, context(line * (MEGABYTE // len(line))))
        assert time.process_time() - started < LIMIT, name


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", [BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.CREDIT])
def test_hostile_text_in_any_kind_of_block(rule: str, kind: BlockKind, hostile_text: str) -> None:
    text = hostile_text[:20_000]
    for candidate in run(rule, context(text, kind=kind)):
        assert 0 <= candidate.span.start < candidate.span.end <= len(text)
        assert candidate.message and "\n" not in candidate.message


@pytest.mark.parametrize("rule", RULES)
def test_messages_and_evidence_are_sentences(rule: str) -> None:
    found = 0
    for path in sorted((CASES / rule).glob("*/input.*")):
        document = ingest(*read(str(path)))
        nothing = tuple(None for _ in document.segments)
        check = CHECKS.load(rule)()
        if not check.supports(document.language.code):
            continue
        for candidate in check.run(CheckContext(document, nothing)):
            found += 1
            for sentence in (candidate.message, *(one.detail for one in candidate.evidence)):
                assert sentence == sentence.strip() and "\n" not in sentence
                assert sentence[0].isupper() or sentence[0] in "`0123456789" or rule == "UNT002"
                assert "  " not in sentence and "1 places" not in sentence
            assert candidate.message.endswith(".")
            if candidate.severity >= Severity.MAJOR:
                assert len({one.signal for one in candidate.evidence}) > 1
    assert found


@pytest.mark.parametrize(
    ("rule", "markup", "quoted"),
    [
        ("ART002", "<p>Nous ferons un <b>(exercice)</b> militaire&nbsp;!</p>", "(exercice)"),
        (
            "ART003",
            "<p>Il parle de l&rsquo;&eacute;t&eacute; de <i>de</i> la ville.</p>",
            "de <i>de",
        ),
        (
            "ART006",
            "<p>Les deux grues <em>sera</em> livr&eacute;es.</p>",
            "Les deux grues <em>sera",
        ),
        ("ENT002", "<p>Le chef, Lukashenko, parle du b&acirc;timent.</p>", "Lukashenko"),
        ("UNT002", "<p>Il cite le <b>spokesman</b> du port de la ville.</p>", "spokesman"),
        ("TYP001", "<p>La salle compte 12,400 places &agrave; louer.</p>", "12,400"),
        ("ART004", "<p>Le lien &laquo;&nbsp;{{LINK_1}}&nbsp;&raquo; manque.</p>", "{{LINK_1}}"),
    ],
)
def test_spans_point_into_the_markup(rule: str, markup: str, quoted: str, tmp_path: Path) -> None:
    path = tmp_path / "article.html"
    filler = "<p>Le conseil a voté le budget du port pour les trois prochaines années.</p>"
    path.write_text(f"<html lang='fr'><body>{filler}{markup}</body></html>", encoding="utf-8")
    document = ingest(*read(str(path)))
    where = CheckContext(document, tuple(None for _ in document.segments))
    (finding,) = assess(document.path, document.source.text, run(rule, where))
    text = document.source.text
    assert text[finding.span.start : finding.span.end] == quoted
    assert finding.column >= 1


def test_no_break_entities_are_the_spaces_that_french_sets(tmp_path: Path) -> None:
    path = tmp_path / "article.html"
    body = "Le maire l&rsquo;a dit&nbsp;: &laquo;&nbsp;un record de 8&nbsp;000 places&nbsp;!&nbsp;&raquo;"
    path.write_text(f"<html lang='fr'><body><p>{body}</p></body></html>", encoding="utf-8")
    document = ingest(*read(str(path)))
    where = CheckContext(document, tuple(None for _ in document.segments))
    assert run("TYP001", where) == []
    assert run("ART004", where) == []
