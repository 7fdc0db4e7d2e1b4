"""What holds for any text: nothing lost, nothing twice, nothing alone, nothing slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.reading.segmentation.sentences import split

LANGUAGES = ("fr", "en", "und", "ru", "zh", "ar")
PIECES = [
    *("«", "»", "“", "”", "‘", "’", '"', "'", "(", ")", "[", "]", "{", "}", "„", "‹", "›", "`"),
    *(".", "!", "?", "…", "...", ",", ":", ";", "—", "–", "-", "•", "*", "¹", "[1]", "。", "؟"),
    *(" ", "\u00a0", "\u202f", "\n", "\n\n", "\r\n", "\r", "\t", "\x0b", "\u2029", "\u200b"),
    *("Le", "le", "roi", "M.", "etc.", "J.-C.", "av. ", "art. ", "L'", "A.", "a", "I", "IV", "5"),
    *("12.03.2024", "https://a.b/c?D=E.F", "a@b.Fr", "www.x.Com", "x.Pdf", "fin.Le", "fin.12 Le"),
    *(
        "Да",
        "да",
        "你好",
        "نعم",
        "\ud800",
        "\0",
        "\u202e",
        "\ufeff",
        "🎉",
        "e\u0301",
        "ß",
        "ǅ",
        "_",
    ),
]
nasty = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


def check(text: str, ranges: tuple[tuple[int, int], ...]) -> None:
    """The promises of ``split``, recounted character by character."""
    covered = [0] * len(text)
    before = 0
    for start, end in ranges:
        assert before <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert len(ranges) == 1 or any(character.isalnum() for character in text[start:end])
        for offset in range(start, end):
            covered[offset] += 1
        before = end
    for offset, character in enumerate(text):
        assert covered[offset] == 1 or (character.isspace() and covered[offset] == 0)


@settings(max_examples=400, deadline=None)
@given(text=nasty, language=st.sampled_from(LANGUAGES))
def test_every_character_lies_in_one_sentence(text: str, language: str) -> None:
    ranges = split(text, language)
    check(text, ranges)
    assert split(text, language) == ranges


@settings(max_examples=25, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), min_size=600, max_size=900).map("".join))
def test_the_library_reads_long_texts_in_windows(text: str) -> None:
    check(text * 3, split(text * 3, "ru"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text(hostile_text: str, language: str) -> None:
    check(hostile_text, split(hostile_text, language))


one_block = nasty.map(lambda text: f"Un {' '.join(text.split())} a")


@settings(max_examples=200, deadline=None)
@given(left=one_block, right=one_block)
def test_blocks_do_not_touch_each_other(left: str, right: str) -> None:
    gap = len(left) + 2
    shifted = tuple((start + gap, end + gap) for start, end in split(right, "fr"))
    assert split(f"{left}\n\n{right}", "fr") == split(left, "fr") + shifted


def test_windows_do_not_cut_sentences() -> None:
    sentence = "Мэр города Солнечного сказал, что мост через реку закрыт до мая. "
    text = sentence * 400
    assert [text[a:b] for a, b in split(text, "ru")] == [sentence.strip()] * 400


def test_a_failure_of_the_library_leaves_the_text_whole(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class PanicException(BaseException):
        pass

    def fail(code: str, text: str) -> list[dict[str, int]]:
        raise PanicException("byte index 4 is not a char boundary")

    monkeypatch.setattr("sentencex.get_sentence_boundaries", fail)
    assert split("Bai. Ez.", "eu") == ((0, 8),)
    assert "sentencex failed on a text of 8 code points (eu)" in caplog.text


@pytest.mark.parametrize("language", ["ru", "de", "und"])
def test_spaces_on_which_the_library_panics(language: str) -> None:
    text = ".J\u2003.JJ.»é\u00a0"
    check(text, split(text, language))


HOSTILE = {
    "prose": "Le maire a fermé le pont vendredi soir. ",
    "quotes": "« Le pont est fermé ! » a dit M. Roy. ",
    "stops": ".",
    "spaced stops": ". ",
    "initials": "A. ",
    "guillemets": "«",
    "closers": ".»",
    "straight quotes": 'a. " ',
    "brackets": "(",
    "stops in brackets": "(a.) ",
    "open brackets": "a. (",
    "blank lines": "\n",
    "line ends": ".\n",
    "vertical tabs": ".\x0b",
    "glued": "abcd.Abcd",
    "ellipses": "… A",
    "ideographs": "你好。",
    "surrogates": "\ud800. A",
    "word": "a",
    "spaces": " ",
}


@pytest.mark.parametrize("language", ["fr", "ru"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_takes_seconds_at_most(name: str, language: str) -> None:
    unit = HOSTILE[name]
    # Prose in full. A tenth of the rest: time that grew faster would take minutes.
    size, limit = (1_000_000, 2.0) if name == "prose" else (100_000, 1.5)
    text = unit * (size // len(unit))
    split("Bonjour.", language)
    start = time.process_time()
    ranges = split(text, language)
    seconds = time.process_time() - start
    assert seconds < limit
    assert "".join("".join(text[a:b].split()) for a, b in ranges) == "".join(text.split())
