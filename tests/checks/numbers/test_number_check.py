"""NUM001 in articles of several sentences; single sentences are cases (``tests/cases/NUM001``)."""

from __future__ import annotations

from audit.checks.interface import CheckContext
from audit.checks.numbers.check import NumberMismatch
from audit.decision.assessment import assess
from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.finding import Candidate, Severity, SignalKind
from audit.model.text import TextMap
from audit.model.translation import Alignment
from audit.reading.ingest import ingest


def document(text: str, language: str) -> Document:
    """An article of one paragraph per line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(RawBlock(line, TextMap.identity(start, len(line))))
        start += len(line) + 1
    source = SourceText("article.txt", text, "utf-8", "0")
    return ingest(source, "text", RawDocument(tuple(blocks)), language=language)


def run(
    target: str,
    source: str,
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]],
    language: str = "fr",
) -> list[Candidate]:
    """Candidates of an article against its source."""
    article = document(target, language)
    alignments = tuple(Alignment(left, right, 1.0) for left, right in beads)
    context = CheckContext(
        article, tuple(None for _ in article.segments), document(source, "en"), alignments
    )
    return list(NumberMismatch().run(context))


def test_two_signals_back_what_the_source_shows() -> None:
    (found,) = run(
        "Le pont mesure 300 mètres de long.", "The bridge is 200 metres long.", [((0,), (0,))]
    )
    assert {one.signal for one in found.evidence} == {SignalKind.SOURCE, SignalKind.CHECK}
    assert found.severity is Severity.MAJOR and str(found.suggestion) == "200 mètres"
    (finding,) = assess("a", "Le pont mesure 300 mètres de long.", [found])
    assert finding.severity is Severity.MAJOR


def test_a_number_that_moved_to_the_next_sentence_is_not_missed() -> None:
    target = (
        "La ville a rouvert ses écoles hier matin.\nElle en compte 64 et veut en bâtir d'autres."
    )
    source = "The town reopened its 64 schools yesterday.\nIt wants to build more of them soon."
    assert run(target, source, [((0,), (0,)), ((1,), (1,))]) == []


def test_one_source_sentence_may_become_two() -> None:
    target = "La ville a rouvert 64 écoles hier matin.\nElles accueillent 9 000 élèves en tout."
    source = "The town reopened 64 schools yesterday, which 8,000 pupils attend in all."
    (found,) = run(target, source, [((0,), (0, 1))])
    assert found.segment == 1 and found.text == "9 000"
    assert target[found.span.start : found.span.end] == "9 000"


def test_sentences_that_are_not_each_others_are_minor() -> None:
    target = "Le musée compte 312 tableaux, 45 statues et une salle de lecture ouverte à tous."
    source = "The storm has now moved north, forecasters said on Monday evening at the airport."
    found = run(target, source, [((0,), (0,))])
    assert len(found) == 2
    target = "Le musée compte 312 tableaux, 45 statues et 18 salles de lecture ouvertes à tous."
    found = run(target, source, [((0,), (0,))])
    assert len(found) == 3 and {one.severity for one in found} == {Severity.MINOR}


def test_a_language_without_number_words_does_not_miss_what_may_be_words() -> None:
    target = "Trzech ministrów przyjechało do Gdańska w poniedziałek rano."
    source = "The 3 ministers arrived in Gdansk on Monday morning."
    assert run(target, source, [((0,), (0,))], "pl") == []
    source = "The 3 ministers and 1,347 delegates arrived in Gdansk on Monday morning."
    (found,) = run(target, source, [((0,), (0,))], "pl")
    assert "1,347" in found.message


def test_the_year_of_a_date_that_is_given_is_a_slight_omission() -> None:
    target = "L'accord a été signé le 9 septembre à Genève."
    source = "The agreement was signed in Geneva on September 9, 2021."
    (found,) = run(target, source, [((0,), (0,))])
    assert found.severity is Severity.MINOR


def test_furniture_is_not_compared() -> None:
    article = document("Partager 12\nLe pont est ouvert depuis hier matin.", "fr")
    context = CheckContext(article, tuple(None for _ in article.segments))
    assert list(NumberMismatch().run(context)) == []
