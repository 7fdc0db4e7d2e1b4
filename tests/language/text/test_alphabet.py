"""Scripts of letters, words and texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.text.alphabet import disguised, main_script, script_of, stray_runs


@pytest.mark.parametrize(
    ("letter", "script"),
    [("é", "Latin"), ("ж", "Cyrillic"), ("ع", "Arabic"), ("港", "Chinese"), ("か", "Japanese"),
     ("한", "Korean"), ("β", "Greek"), ("ש", "Hebrew"), ("ไ", "Thai"), ("1", None), ("«", None)],
)  # fmt: skip
def test_letters(letter: str, script: str | None) -> None:
    assert script_of(letter) == script


def test_the_script_of_a_text() -> None:
    assert main_script(["Le port a rouvert lundi matin après les travaux.", "Известия"]) == "Latin"
    assert main_script(["市议会通过了港口预算。"]) == "Chinese"
    assert main_script(["市議会は港の予算を可決した。"]) == "Japanese"
    assert main_script(["half здесь half"]) is None
    assert main_script(["12 000"]) is None


def test_neighbouring_words_are_one_run() -> None:
    text = "Le journal Известия и Правда écrit β et 海洋."
    runs = [(text[run.start : run.end], run.script, run.words) for run in stray_runs(text, "Latin")]
    # One letter alone is a symbol.
    assert runs == [
        ("Известия", "Cyrillic", 1),
        ("Правда", "Cyrillic", 1),
        ("海洋", "Chinese", 1),
    ]


def test_chinese_letters_are_at_home_in_japanese() -> None:
    assert list(stray_runs("予算を可決 海洋", "Japanese")) == []


@pytest.mark.parametrize(
    ("text", "word", "mended"),
    [("le présidеnt", "présidеnt", "président"), ("Мocква", "Мocква", "Москва")],
)
def test_look_alikes_are_mended(text: str, word: str, mended: str) -> None:
    ((start, end, right),) = disguised(text)
    assert text[start:end] == word
    assert right == mended


@pytest.mark.parametrize("text", ["SMSки", "IT-компания", "β-bloquant", "5 µm", "naïve", "Ω"])
def test_words_of_two_scripts_are_words(text: str) -> None:
    assert list(disguised(text)) == []


@given(st.text(max_size=100))
def test_mended_words_have_the_same_length_and_one_script(text: str) -> None:
    for start, end, mended in disguised(text):
        assert len(mended) == end - start
        assert len({script_of(letter) for letter in mended}) == 1
        assert mended != text[start:end]


def test_hostile_text(hostile_text: str) -> None:
    for run in stray_runs(hostile_text, "Cyrillic"):
        assert run.script != "Cyrillic" and run.words > 0
    assert main_script([hostile_text]) in (None, "Latin", "Chinese", "Arabic")
