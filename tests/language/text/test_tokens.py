"""Words with their places."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.text.tokens import Token, tokens, words


def cut(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'État dit", [("L'", "elided"), ("État", "word"), ("dit", "word")]),
        ("qu’il", [("qu’", "elided"), ("il", "word")]),
        ("aujourd'hui", [("aujourd'hui", "word")]),
        ("porte-parole", [("porte-parole", "word")]),
        ("8\u202f000 euros", [("8\u202f000", "number"), ("euros", "word")]),
        ("20:30", [("20:30", "number")]),
        ("3e", [("3e", "word")]),
        ("www.example.org/a?b=1", [("www.example.org/a?b=1", "address")]),
        ("jean.dupont@example.org", [("jean.dupont@example.org", "address")]),
        ("kremlin.ru", [("kremlin.ru", "address")]),
        ("Fin.Puis", [("Fin", "word"), ("Puis", "word")]),
        ("M. Li", [("M", "word"), ("Li", "word")]),
        ("总统昨天", [("总统", "word"), ("昨天", "word")]),
        ("總統感謝", [("總統", "word"), ("感謝", "word")]),
        (
            "関税とexportの24件",
            [
                ("関税", "word"),
                ("と", "word"),
                ("export", "word"),
                ("の", "word"),
                ("24", "number"),
                ("件", "word"),
            ],
        ),
        ("ルカシェンコ氏", [("ルカシェンコ", "word"), ("氏", "word")]),
        ("ลงนามข้อตกลง", [("ลงนาม", "word"), ("ข้อตกลง", "word")]),
        ("हिन्दी में", [("हिन्दी", "word"), ("में", "word")]),
        ("বাংলা ভাষা", [("বাংলা", "word"), ("ভাষা", "word")]),
        ("தமிழ் மொழி", [("தமிழ்", "word"), ("மொழி", "word")]),
        ("اَلْعَرَبِيَّةُ", [("اَلْعَرَبِيَّةُ", "word")]),
        ("می\u200cخواهد", [("می\u200cخواهد", "word")]),
        ('צה"ל הודיע', [('צה"ל', "word"), ("הודיע", "word")]),
        ("nai\u0308ve", [("nai\u0308ve", "word")]),
        ("col·lecció", [("col·lecció", "word")]),
        ("dell'intervento", [("dell'", "elided"), ("intervento", "word")]),
        ("", []),
        ("… — ?!", []),
    ],
)
def test_what_is_a_token(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == expected


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say_and_in_order(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= last and token.end > token.start
        last = token.end


@given(st.text(max_size=200))
def test_words_are_the_tokens_of_that_kind(text: str) -> None:
    assert words(text) == tuple(token for token in tokens(text) if token.kind == "word")


def test_capitals() -> None:
    otan, minsk, elided = tokens("OTAN Minsk L'un")[:3]
    assert otan.is_upper and otan.is_capitalised
    assert minsk.is_capitalised and not minsk.is_upper
    assert elided.kind == "elided" and not elided.is_upper
    assert not Token("à", 0, 1, "word").is_capitalised


@pytest.mark.parametrize(
    "unit",
    ["a.", "a@", "1.", "a-", "_", "l'", "a.-", "www.", "+", "a1.", "日", "ー・", "ที่", "e\u0301"],
)
def test_time_grows_with_the_text(unit: str) -> None:
    text = unit * (400_000 // len(unit)) + "x"
    started = time.perf_counter()
    tokens(text)
    assert time.perf_counter() - started < 20


def test_hostile_text(hostile_text: str) -> None:
    assert all(hostile_text[t.start : t.end] == t.text for t in tokens(hostile_text))
