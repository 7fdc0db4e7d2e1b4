"""TRM001 with termbases of the user and with a source text."""

from __future__ import annotations

import time

import pytest

from audit.checks.interface import CheckContext
from audit.checks.terminology.check import Terminology
from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.finding import Candidate, Severity, SignalKind
from audit.model.text import TextMap
from audit.model.translation import Alignment
from audit.terms.model import Concept, Status, Term, Termbase


def document(lines: list[str], language: str) -> Document:
    """Each line a segment of its own."""
    known = Language(language, 1.0, "option")
    blocks, segments, offset = [], [], 0
    for index, line in enumerate(lines):
        places = TextMap.identity(offset, len(line))
        offset += len(line) + 1
        blocks.append(Block(index, BlockKind.BODY, line, places, known))
        segments.append(Segment(index, index, BlockKind.BODY, line, places, known))
    source = SourceText("article.txt", "\n".join(lines), "utf-8", "0")
    return Document(source, "text", known, Provenance(False), tuple(blocks), tuple(segments))


def termbase(**statuses: Status) -> Termbase:
    """A house termbase: ``harbour master`` is ``capitaine du port`` and some more."""
    terms = [("en", Term("harbour master", Status.PREFERRED))]
    terms.append(("fr", Term("capitaine du port", Status.PREFERRED)))
    terms += [("fr", Term(text.replace("_", " "), status)) for text, status in statuses.items()]
    concept = Concept(
        "harbour-master", "shipping", "Head of a port.", "", tuple(terms), strict=True
    )
    return Termbase("house.csv", str(statuses), (concept,))


def found(
    pairs: list[tuple[str, str]], *termbases: Termbase, alone: bool = False
) -> list[Candidate]:
    """Candidates for pairs of (source, translation), aligned one to one."""
    target = document([one for _, one in pairs], "fr")
    nothing = tuple(None for _ in pairs)
    if alone:
        return list(Terminology().run(CheckContext(target, nothing, termbases=termbases)))
    source = document([one for one, _ in pairs], "en")
    alignments = tuple(Alignment((index,), (index,), 1.0) for index in range(len(pairs)))
    context = CheckContext(
        target, nothing, source=source, alignments=alignments, termbases=termbases
    )
    return list(Terminology().run(context))


def test_a_source_term_is_met_by_any_form_of_an_accepted_one() -> None:
    own = termbase(maître_de_port=Status.ADMITTED)
    for text in ("Les capitaines du port ont refusé.", "Le maître de port a refusé."):
        assert found([("The harbour masters refused.", text)], own) == []


def test_a_source_term_without_its_term_is_major() -> None:
    (one,) = found([("The harbour master refused.", "Le chef des quais a refusé.")], termbase())
    assert one.severity == Severity.MAJOR
    assert one.message == "`harbour master` is not translated by its term, `capitaine du port`."
    assert {item.signal for item in one.evidence} == {SignalKind.SOURCE, SignalKind.TERMBASE}


def test_fewer_terms_than_in_the_source_are_minor() -> None:
    pair = (
        "The harbour master met another harbour master.",
        "Le capitaine du port en a vu un autre.",
    )
    (one,) = found([pair], termbase())
    assert one.severity == Severity.MINOR
    assert "2×" in one.evidence[0].detail


def test_a_deprecated_form_for_the_source_term_is_major_and_told_once() -> None:
    own = termbase(maître_du_havre=Status.DEPRECATED)
    (one,) = found([("The harbour master refused.", "Le maître du havre a refusé.")], own)
    assert (one.severity, one.text) == (Severity.MAJOR, "maître du havre")
    assert str(one.suggestion) == "Write `capitaine du port`."


def test_a_deprecated_form_without_a_source_is_minor() -> None:
    own = termbase(maître_du_havre=Status.DEPRECATED)
    (one,) = found([("", "Le maître du havre a refusé.")], own, alone=True)
    assert one.severity == Severity.MINOR


def test_the_longest_source_term_wins() -> None:
    deputy = Concept(
        "deputy",
        "shipping",
        "",
        "",
        (
            ("en", Term("deputy harbour master", Status.PREFERRED)),
            ("fr", Term("sous-chef du port", Status.PREFERRED)),
        ),
        strict=True,
    )
    own = Termbase("more.csv", "1", (deputy,))
    pair = ("The deputy harbour master refused.", "Le sous-chef du port a refusé.")
    assert found([pair], termbase(), own) == []


def test_a_form_that_the_house_admits_is_never_reported() -> None:
    pair = ("", "Les routes impactées restent fermées.")
    assert [one.text for one in found([pair], alone=True)] == ["impactées"]
    affect = Concept("affect", "", "", "", (("fr", Term("impacter", Status.ADMITTED)),))
    assert found([pair], Termbase("house.csv", "2", (affect,)), alone=True) == []


def test_one_word_of_the_field_does_not_make_it_major() -> None:
    text = "Le siffleur d'alerte est rentré. Il a vu un journaliste."
    (one,) = found([("", text)], alone=True)
    assert one.severity == Severity.MINOR
    (one,) = found([("", f"{text} La presse l’attendait.")], alone=True)
    assert one.severity == Severity.MAJOR
    assert {item.signal for item in one.evidence} == {SignalKind.TERMBASE, SignalKind.CONTEXT}


@pytest.mark.parametrize(("language", "left_out"), [("fr", None), ("en", None), ("tl", "'tl'")])
def test_a_language_without_terms_is_told(language: str, left_out: str | None) -> None:
    context = CheckContext(document(["Ang tubig."], language), (None,))
    said = Terminology().left_out(context)
    assert (said is None) == (left_out is None)
    assert said is None or left_out in said


def test_it_is_fast() -> None:
    starts = ("Le ministre", "Une entreprise", "La police", "Un responsable", "Le port")
    lines = [
        f"{starts[number % 5]} annonce une réforme numéro {number} de la pêche côtière dès juin."
        for number in range(1500)
    ]
    check = Terminology()
    list(check.run(CheckContext(document(lines[:5], "fr"), (None,) * 5)))
    started = time.process_time()
    list(check.run(CheckContext(document(lines, "fr"), (None,) * len(lines))))
    words = sum(len(line.split()) for line in lines)
    assert words / (time.process_time() - started) * 60 > 150_000
