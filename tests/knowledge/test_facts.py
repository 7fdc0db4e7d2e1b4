"""Facts of the knowledge base against second sources."""

import csv
from pathlib import Path

import pytest

from audit.knowledge import Form, Kind, Relation, knowledge
from audit.knowledge.fold import bare
from audit.language.places.country_data import display, states

LEADERS = Path(__file__).parents[3].parent / "shared" / "knowledge" / "world-leaders-2022-10.csv"
WRITTEN = ("fr", "en", "es", "de", "it", "pt", "ru", "nl", "pl", "uk")


def _bare(name: str) -> str:
    return "".join(char for char in bare(name).casefold() if char.isalpha())


@pytest.mark.parametrize("code", sorted(states()))
def test_every_state_has_a_capital_a_currency_and_a_region(code: str) -> None:
    base, key = knowledge(), f"state:{code}"
    assert base.about(key, Relation.CURRENCY_OF) or code in ("AQ",)
    assert base.facts(key, Relation.IN_REGION)
    if code not in ("PW", "NR", "PS", "IL", "CH"):
        assert base.about(key, Relation.CAPITAL_OF)


@pytest.mark.parametrize(
    "language",
    [
        "fr",
        "en",
        "es",
        "de",
        "it",
        "pt",
        "ru",
        "ar",
        "zh",
        "ja",
        "id",
        "tr",
        "nl",
        "pl",
        "uk",
        "ko",
    ],
)
def test_cldr_names_every_state_as_the_base_does(language: str) -> None:
    base = knowledge()
    for code in states() - ({"DM", "MU"} if language == "fr" else set()):  # first names
        found = base.mentions(display(code, language), language)
        assert any(f"state:{code}" in mention.ids for mention in found), code


@pytest.mark.parametrize("language", WRITTEN)
def test_large_states_have_an_adjective(language: str) -> None:
    base = knowledge()
    small = {
        "AG",
        "DM",
        "KN",
        "LC",
        "VC",
        "ST",
        "GQ",
        "GW",
        "KI",
        "LS",
        "MH",
        "PG",
        "SZ",
        "TV",
        "SB",
        "VA",
        "PW",
    }
    for code in states() - small:
        assert base.name(f"state:{code}", language, Form.ADJECTIVE), code


def test_neighbours_are_neighbours_of_each_other() -> None:
    base = knowledge()
    for key in base.ids(Kind.STATE):
        for fact in base.about(key, Relation.NEIGHBOUR):
            back = {one.subject for one in base.about(fact.subject, Relation.NEIGHBOUR)}
            assert key in back, (key, fact.subject)


def test_terms_of_one_office_of_a_state_start_before_they_end() -> None:
    base = knowledge()
    for key in base.ids(Kind.PERSON):
        for term in base.facts(key, Relation.HOLDS):
            assert term.since and (term.until is None or term.since <= term.until), key


@pytest.mark.skipif(not LEADERS.is_file(), reason="the second source is not here")
def test_leaders_agree_with_wikidata_as_of_2022() -> None:
    base = knowledge()
    known = {
        _bare(name.text): key for key in base.ids(Kind.PERSON) for name in base.names(key, "en")
    }
    found, wrong = 0, []
    for row in csv.DictReader(LEADERS.read_text(encoding="utf-8").splitlines()):
        key = known.get(_bare(row["officeholderLabel"]))
        if key is None or row["country"] == "Switzerland":  # a seat in a college
            continue
        found += 1
        terms = [
            (int(term.since[:4]), int((term.until or "9999")[:4]))
            for term in base.facts(key, Relation.HOLDS)
            if term.since
        ]
        # Some count from the election, some from the oath, some anew from each election.
        year = int(row["start_year"] or 0)
        if year and not any(since - 1 <= year <= until + 1 for since, until in terms):
            wrong.append((row["officeholderLabel"], year, terms))
    assert found > 150
    assert not wrong
