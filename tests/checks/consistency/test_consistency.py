from __future__ import annotations

import time
from fractions import Fraction

import pytest

from audit.checks.consistency.concept import InconsistentConcept
from audit.checks.consistency.facts import _rounded
from audit.checks.consistency.places import MOST_PLACES, Article
from audit.checks.consistency.titles import terms
from audit.checks.interface import CheckContext, CrossCandidate
from audit.model.document import SourceText
from audit.model.finding import SignalKind
from audit.readers.text import TextReader
from audit.reading.ingest import ingest

STATE = (
    "Gitanas Nausėda et Edgars Rinkēvičs ont réuni à Daugavpils le Haut Comité d'État du marché.\n"
)
STATES = (
    "Gitanas Nausėda et Edgars Rinkēvičs réuniront à Daugavpils le Haut Comité des États-Unis.\n"
)


def context(text: str, path: str = "a.txt", language: str = "fr") -> CheckContext:
    source = SourceText(path, text, "utf-8", "0")
    document = ingest(source, "text", TextReader().read(source), language=language)
    return CheckContext(document, tuple(None for _ in document.segments))


def across(*texts: str) -> list[CrossCandidate]:
    contexts = [context(text, f"{number}.txt") for number, text in enumerate(texts)]
    return list(InconsistentConcept().run_across(contexts))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le Conseil suprême d'État siège.", [("conseil suprême", ("État",))]),
        ("le Conseil suprême de l’État de l’Union", [("conseil suprême", ("État", "Union"))]),
        ("la Cour suprême des États-Unis.", [("cour suprême", ("États-Unis",))]),
        ("Le ministre de la Défense", []),
        ("le Parti, de Lyon", []),
        ("l'ONU de Genève", []),
    ],
)
def test_terms_are_a_title_and_what_it_belongs_to(
    text: str, wanted: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = [(" ".join(term.title), term.wording) for term in terms(Article(context(text)))]
    assert found == wanted


def test_english_terms_lose_their_genitive() -> None:
    article = Article(context("The Supreme Council of the Union's members met.", language="en"))
    (term,) = terms(article)
    assert term.wording == ("Union",)
    assert term.place.text == "Supreme Council of the Union"


def test_both_places_are_quoted_and_the_state_is_the_suspect() -> None:
    for texts in ((STATE, STATES), (STATES, STATE)):
        (found,) = across(*texts)
        assert [one.text for one in found.occurrences] == [
            "Haut Comité des États-Unis", "Haut Comité d'État",
        ]  # fmt: skip
        assert len({one.path for one in found.occurrences}) == 2
        kinds = {one.signal for one in found.candidate.evidence}
        assert {SignalKind.CONTEXT, SignalKind.OTHER_ARTICLES} <= kinds


def test_the_rarer_wording_is_the_suspect_and_each_article_is_quoted_once() -> None:
    (found,) = across(STATES, STATE, STATES + "\n" + STATES, STATES)
    assert found.occurrences[0].text == "Haut Comité d'État"
    assert [one.path for one in found.occurrences] == ["1.txt", "0.txt", "2.txt", "3.txt"]


def test_a_clash_inside_one_article_is_not_told_again_across() -> None:
    both = STATE + "\n" + STATES
    (inside,) = InconsistentConcept().run(context(both))
    assert "Line 1 has `Haut Comité d'État`." in [one.detail for one in inside.evidence]
    assert across(STATE, "Une phrase sur autre chose.\n") == []


def test_one_article_alone_has_nothing_across() -> None:
    assert across(STATE + "\n" + STATES) == []


def test_articles_of_two_languages_are_not_compared() -> None:
    english = context(STATES, "b.txt", "en")
    assert list(InconsistentConcept().run_across([context(STATE), english])) == []


def test_fingerprint_keys_hold_no_path_and_no_line() -> None:
    (one,) = across(STATE, STATES)
    (other,) = across("Autre chose.\n\n" + STATE, "Encore autre chose.\n\n" + STATES)
    assert one.candidate.key == other.candidate.key


@pytest.mark.parametrize(
    ("exact", "rough", "is_rounded"),
    [
        (28, 30, True),
        (28, 20, True),
        (28, 40, False),
        (46, 50, True),
        (1234, 1200, True),
        (1234, 1300, True),
        (1234, 1400, False),
        (82, 28, False),
        (30, 28, False),
        (4, 0, False),
    ],
)
def test_rounded(exact: int, rough: int, is_rounded: bool) -> None:
    assert _rounded(Fraction(exact), Fraction(rough)) is is_rounded


def test_decimals_round_too() -> None:
    assert _rounded(Fraction("4.47"), Fraction("4.5"))
    assert _rounded(Fraction("4.5"), Fraction(4))
    assert not _rounded(Fraction("4.5"), Fraction(7))


def test_an_unsupported_language_is_said_so() -> None:
    check = InconsistentConcept()
    assert check.supports("fr-CA") and check.supports("id")
    assert not check.supports("xx")


def test_many_articles_about_the_same_take_their_time_in_proportion() -> None:
    texts = [
        f"{STATES}\nLa Slovénie et Robert Fico ont signé {number} textes.\n" for number in range(60)
    ]
    started = time.process_time()
    found = across(*texts, STATE)
    assert time.process_time() - started < 20
    assert all(len(one.occurrences) <= MOST_PLACES for one in found)


def test_hostile_text_is_survived(hostile_text: str) -> None:
    text = hostile_text[:4000]
    if text.strip():
        contexts = [context(f"{STATE}\n{text}", "a.txt"), context(f"{STATES}\n{text}", "b.txt")]
        list(InconsistentConcept().run_across(contexts))
