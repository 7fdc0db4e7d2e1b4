"""UNT001 and UNT002: severities, languages, what is left alone."""

from __future__ import annotations

import pytest

from audit.checks.interface import CheckContext
from audit.checks.untranslated.foreign import candidate_languages, mixed
from audit.checks.untranslated.segment import UntranslatedSegment
from audit.checks.untranslated.words import ForeignWords
from audit.model.document import RawBlock, RawDocument, SourceText
from audit.model.finding import Severity, SignalKind
from audit.model.text import TextMap
from audit.reading.ingest import ingest


def context(*blocks: str, language: str = "fr", source: str | None = None) -> CheckContext:
    raw, at = [], 0
    for block in blocks:
        raw.append(RawBlock(block, TextMap.identity(at, len(block))))
        at += len(block) + 2
    text = SourceText("article.txt", "\n\n".join(blocks), "utf-8", "0")
    document = ingest(
        text, "text", RawDocument(tuple(raw)), language=language, source_language=source
    )
    return CheckContext(document, tuple(None for _ in document.segments))


BODY = (
    "Le conseil municipal a adopté mardi soir le budget du port pour les trois prochaines années."
)


def test_the_original_language_is_looked_for() -> None:
    assert candidate_languages(context(BODY, source="id")) == ("id", "en")
    assert candidate_languages(context(BODY, language="en"))[-1] == "fr"
    assert "fr" not in candidate_languages(context(BODY))


def test_two_signals_make_a_sentence_major() -> None:
    where = context(BODY, "The council will vote on the new harbour money in the spring.", BODY)
    (found,) = UntranslatedSegment().run(where)
    assert found.severity == Severity.MAJOR
    assert {one.signal for one in found.evidence} == {SignalKind.FREQUENCY, SignalKind.CHECK}
    assert found.confidence > 0.9


def test_a_clause_is_major_and_a_word_is_minor() -> None:
    (clause,) = ForeignWords().run(
        context(f"{BODY} Selon le maire, the work will start soon, mais sans date.")
    )
    assert clause.severity == Severity.MAJOR
    (word,) = ForeignWords().run(context(f"{BODY} Le spokesman du port n'a pas répondu."))
    assert word.severity == Severity.MINOR
    assert word.text == "spokesman"


def test_a_whole_segment_is_told_once() -> None:
    where = context(BODY, "The council will vote on the new harbour money in the spring.")
    assert list(UntranslatedSegment().run(where))
    assert not list(ForeignWords().run(where))


@pytest.mark.parametrize(
    "sentence",
    [
        "Le directeur de la Bank of New England a signé.",
        "Le slogan « vote for us » est resté.",
        "Une start-up et un think tank louent les bureaux.",
        "Le cargo Zarya (Заря) a quitté le port.",
        "Il a joué Wind of Change et The Wall.",
        "Le film a été tourné à Los Angeles, puis à New York.",
    ],
)
def test_names_loans_and_short_quotations_are_left_alone(sentence: str) -> None:
    assert not list(ForeignWords().run(context(f"{BODY} {sentence}")))


def test_code_is_left_to_another_rule() -> None:
    assert not list(ForeignWords().run(context(f"{BODY} push(function () {{ return the_value }};")))


def test_a_language_without_frequencies_still_has_scripts() -> None:
    body = "Гарадскі савет у аўторак увечары зацвердзіў бюджэт порта на бліжэйшыя тры гады."
    where = context(f"{body} Рыбакі чакаюць السوق القديم ужо два гады.", language="be")
    assert UntranslatedSegment().supports("be")
    assert [found.text for found in ForeignWords().run(where)] == ["السوق القديم"]


def test_runs_are_given_with_their_neighbours() -> None:
    (found,) = mixed(context(f"{BODY} Le directeur of the port arrive."))
    before, after = found.neighbours()
    assert before is not None and before.text == "directeur"
    assert after is not None and after.text == "port"
    assert found.text == "of the"
