"""The stream format: what goes in comes out, and marks are never confused with the text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.translators.apertium.stream import clean, count_new, decode, encode, sentinel

HOSTILE = [
    "Un *astérisque*, deux ** et trois ***",
    "a@b.example, @moi, #sujet, 3 # 4, ~50",
    "[entre crochets] {accolades} ^chapeau$ <b>balise</b> C:\\chemin et/ou",
    "[[t:i:abc]]gras[[/]]",
    "[][e0] et [][e1]",
    "fin de ligne\\",
    "\\" * 7,
    "]]][[[",
    "🎉 👩‍👩‍👧‍👦 \u202eabc\u202c \u200b\u2066x\u2069 \ufeffzéro",
    "mot" * 100,
    "*" * 500,
    "[^$]" * 100,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_out_as_it_went_in(text: str) -> None:
    decoded = decode(encode(text, 3), text, 3)
    assert decoded.text == text
    assert decoded.unknown == ()


@given(st.text(max_size=60).map(clean), st.integers(0, 999))
def test_any_clean_text_comes_out_as_it_went_in(text: str, number: int) -> None:
    stream = encode(text, number)
    assert stream.endswith(sentinel(number))
    assert "\0" not in stream
    found = decode(stream, text, number).text
    assert found == text or (text.isupper() and found == text.upper())


@given(st.text(alphabet="ab*@#~^$[]\\/<>{}. ", max_size=300).map(clean))
def test_any_mix_of_reserved_characters_comes_out_as_it_went_in(text: str) -> None:
    assert decode(encode(text, 0), text, 0).text == text


def test_control_characters_line_ends_and_lone_surrogates_become_spaces() -> None:
    assert clean(" a\x00b\r\nc\u2028d\ud800e\tf ") == "a b c d e f"


def test_a_clean_text_can_always_be_written() -> None:
    clean("\ud800\udfff \udc80").encode()


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("Le titre sans point", True),
        ("Une phrase.", False),
        ("Vraiment ?", False),
        ("Il dit : « Viens. »", False),
        ("Suite…", False),
        ("Voici :", False),
    ],
)
def test_a_full_stop_is_lent_where_there_is_none(text: str, stop: bool) -> None:
    assert encode(text, 0).removesuffix(sentinel(0)) == text + "." * stop


def test_the_lent_full_stop_is_taken_back() -> None:
    assert decode(f"The title.{sentinel(0)}", "Le titre", 0).text == "The title"
    assert decode(f"The end.{sentinel(0)}", "La fin.", 0).text == "The end."


def test_marks_are_stripped_and_untranslated_words_counted() -> None:
    stream = f"El *zorglub come @maison y #comer l'*aujourd'hui 3 [*] 4.{sentinel(5)}"
    decoded = decode(stream, "Le zorglub", 5)
    assert decoded.text == "El zorglub come maison y comer l'aujourd'hui 3 * 4"
    # A word with `#` is known; only its form could not be made.
    assert decoded.unknown == ("zorglub", "maison", "aujourd'hui")


def test_real_marks_beside_marked_words_stay() -> None:
    text = "*zorglub @maison"
    stream = encode(text, 0).replace("zorglub", "*zorglub").replace("maison", "@maison")
    decoded = decode(stream, text, 0)
    assert decoded.text == text
    assert decoded.unknown == ("zorglub", "maison")


def test_the_tags_of_a_lost_word_go_and_real_angle_brackets_stay() -> None:
    text = "<b>y</b>"
    stream = encode(text, 0).replace("y", r"#\<prn\>\<mf\>")
    assert decode(stream, text, 0).text == "<b></b>"
    long = "#<b>" * 80
    assert decode(encode(long, 0), long, 0).text == long


def test_the_gap_of_a_word_that_was_taken_out_is_closed() -> None:
    stream = f"The accounts have  approached.{sentinel(0)}"
    assert (
        decode(stream, "Les comptes se sont approchés.", 0).text == "The accounts have approached."
    )
    assert decode(f"a  b.{sentinel(0)}", "x  y.", 0).text == "a  b."


def test_a_text_in_capitals_stays_in_capitals() -> None:
    stream = f"EL EJECUTIVO francés Promete{sentinel(0)}"
    assert decode(stream, "LE GOUVERNEMENT PROMET", 0).text == "EL EJECUTIVO FRANCÉS PROMETE"
    assert decode(f"Tiene{sentinel(0)}", "A", 0).text == "Tiene"


def test_what_is_too_long_for_a_word_is_not_given_to_the_analyser() -> None:
    stream = encode("mot " + "a" * 1000, 0)
    assert f"[{'a' * 1000}]" in stream


def test_a_word_that_two_hops_do_not_know_counts_once() -> None:
    first = Counter(["zorglub", "otan"])
    assert count_new(("Zorglub", "OTAN", "casa"), first) == 1
    assert count_new(("zorglub", "zorglub"), first) == 1
    assert count_new((), first) == 0


def test_the_table_of_hostile_strings_comes_out_cleaned_and_otherwise_whole(
    hostile_text: str,
) -> None:
    text = clean(hostile_text)
    stream = encode(text, 7)
    stream.encode()
    assert not any(character in stream for character in "\0\n\r\x85\u2028")
    expected = text.upper() if text.isupper() and len(text) > 1 else text
    assert decode(stream, text, 7).text == expected
