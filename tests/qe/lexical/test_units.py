"""How texts are cut for the tables."""

from __future__ import annotations

import pytest

from audit.qe.lexical.units import units

KNOWN = frozenset({"peut-être", "aujourd'hui", "us", "US", "don't", "pays"})


def _keys(text: str) -> list[str]:
    return [unit.key for unit in units(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("L’État l'a dit", ["l'", "état", "l'", "a", "dit"]),
        ("Peut-être viendra-t-il", ["peut-être", "viendra", "t", "il"]),
        ("aujourd’hui", ["aujourd'hui"]),
        ("Smith’s house", ["smith", "'s", "house"]),
        ("I don't", ["i", "don't"]),
        ("Œuvre et cœur", ["oeuvre", "et", "coeur"]),
        ("1\u202f500 et 1,500", ["1500", "et", "1500"]),
        ("the US told us", ["the", "US", "told", "us"]),
        ("le PAYS dort ici", ["le", "pays", "dort", "ici"]),
        ("THE US TOLD", ["the", "us", "told"]),
        ("", []),
    ],
)
def test_texts_are_cut(text: str, keys: list[str]) -> None:
    assert _keys(text) == keys


def test_units_stand_where_they_say(hostile_text: str) -> None:
    last = 0
    for unit in units(hostile_text, KNOWN):
        assert last <= unit.start < unit.end <= len(hostile_text)
        assert hostile_text[unit.start : unit.end] == unit.text
        last = unit.end
