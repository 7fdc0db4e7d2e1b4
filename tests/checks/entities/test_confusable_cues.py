"""The notation of phrases, and finding many phrases at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.core.patterns.phrases import PhraseSet, expansions, phrase_pattern


def found(phrases: dict[str, str], text: str, **options: bool) -> list[tuple[str, tuple[str, ...]]]:
    hits = PhraseSet(phrases.items(), **options).finditer(text)
    return [(text[hit.start : hit.end], hit.values) for hit in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "matches"),
    [
        ("États-Unis", "états-unis", True),
        ("États-Unis", "Etats‑Unis", True),
        ("l'État de l'Union", "L’ÉTAT DE\u00a0L'UNION", True),
        ("=RDC", "RDC", True),
        ("=RDC", "rdc", False),
        ("biéloruss*", "biélorusses", True),
        ("nigérien(s|ne|nes)?", "nigériennes", True),
        ("nigérien(s|ne|nes)?", "nigérian", False),
        ("traité ~ création", "traité sur la création", True),
        ("traité ~ création", "traité. La création", False),
        ("traité ~ création", "traité un deux trois quatre cinq six sept création", False),
        ("=Maurice @", "Maurice Lebrun", True),
        ("=Maurice @", "Maurice signe", False),
        (r"St\. Gallen", "St. Gallen", True),
        (r"St\. Gallen", "Sto Gallen", False),
    ],
)
def test_a_phrase_matches_as_its_notation_says(phrase: str, text: str, matches: bool) -> None:
    match = re.fullmatch(phrase_pattern(phrase), text, re.IGNORECASE)
    assert (match is not None) == matches


@pytest.mark.parametrize("phrase", ["", "(a|b", "*", "(a)?", "a)"])
def test_what_is_no_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="not a phrase"):
        PhraseSet([(phrase, 1)])
        phrase_pattern(phrase)


def test_alternatives_are_written_out() -> None:
    assert expansions("(Ko|Kh)ssov(o|a)?") == (
        "Kossovo",
        "Kossova",
        "Kossov",
        "Khssovo",
        "Khssova",
        "Khssov",
    )
    assert expansions(r"a\(b") == (r"a\(b",)


def test_the_longest_phrase_wins_and_hits_do_not_overlap() -> None:
    phrases = {"Guinée": "g", "Guinée équatoriale": "gq", "équatoriale": "e"}
    text = "la Guinée équatoriale et la Guinée"
    assert found(phrases, text) == [("Guinée équatoriale", ("gq",)), ("Guinée", ("g",))]


PHRASES = (
    "la mer", "la mer Noire", "la mer*", "la-mer", "l'été", "la ~ mer", "=la Mer", "LA @", "mer",
    "Mer Égée", "mer d'Oman", "la Yıldız", "la yildiz*", "lam* er", r"la m\\.",
)  # fmt: skip
PIECES = ("la", "La", "LA", "mer", "Mer", "MER", "mers", "noire", "Noire", "Égée", "Egee", "d’Oman",
          "dʼOman", "lʼété", "Yildiz", "Yıldız", "yıldız", "ſ", "m.", "lame", "er", "un", "É\u0301")  # fmt: skip
GAPS = (" ", "  ", "\u00a0", "-", "‑", "\n", ". ", "", "’")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=8))
def test_all_together_find_what_each_finds_alone(parts: list[tuple[str, str]]) -> None:
    """A phrase that is passed over before it is compiled would not have matched."""
    text = "".join(piece + gap for piece, gap in parts)
    best: dict[int, int] = {}
    for phrase in PHRASES:
        for written in expansions(phrase):
            pattern = re.compile(phrase_pattern(written) + r"(?!\w)", re.IGNORECASE)
            for word in re.finditer(r"\w+", text):
                match = pattern.match(text, word.start())
                if match:
                    best[word.start()] = max(best.get(word.start(), 0), match.end())
    wanted, taken = [], 0
    for start in sorted(best):
        if start >= taken:
            wanted.append(text[start : best[start]])
            taken = best[start]
    assert [one for one, _ in found(dict.fromkeys(PHRASES, "x"), text)] == wanted


def test_words_are_whole() -> None:
    phrases = {"Niger": "n"}
    assert found(phrases, "Nigeria, Nigérien, l’Algérie, Niger.") == [("Niger", ("n",))]
    compound = "Papouasie-Nouvelle-Guinée, Guinée-Bissau"
    assert found({"Guinée": "g"}, compound, whole=True) == []
    assert len(found({"Guinée": "g"}, compound)) == 2


def test_a_name_needs_its_capital_where_asked() -> None:
    phrases = {"Roche": "r", "Éton": "e"}
    assert found(phrases, "une roche", names=True) == []
    assert found(phrases, "ROCHE, Roche et Eton", names=True) == [
        ("ROCHE", ("r",)),
        ("Roche", ("r",)),
        ("Eton", ("e",)),
    ]


def test_one_form_may_stand_for_several_things() -> None:
    both = PhraseSet([("Congo", 1), ("Congo", 2)])
    assert [hit.values for hit in both.finditer("au Congo")] == [(1, 2)]
