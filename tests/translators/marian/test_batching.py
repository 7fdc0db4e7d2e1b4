from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.translators.marian.batching import (
    BATCH_TOKENS,
    batches,
    decoding_limit,
    rejoin,
    split_long,
)

BITS = [*"ab é\u0301;:,.!–—-«»“”' \n\t0。，；漢한'", "et ", ", et ", ". "]
TEXTS = st.lists(st.sampled_from(BITS), max_size=200).map("".join)


def at_most(words: int):
    return lambda text: len(text.split()) <= words and len(text) <= 8 * words


@given(TEXTS, st.integers(1, 10))
def test_no_character_is_lost_and_every_part_fits(text: str, words: int) -> None:
    fits = at_most(words)
    parts = split_long(text, fits)
    assert "".join(parts) == text
    assert all(fits(part) or len(part) == 1 for part in parts)
    assert all(parts) or text == ""


def test_a_text_that_fits_stays_whole() -> None:
    text = "Le maire a parlé ; la ministre, elle, n'a rien dit."
    assert split_long(text, at_most(80)) == (text,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Le maire a parlé lundi ; la ministre a parlé mardi.",
            ("Le maire a parlé lundi ; ", "la ministre a parlé mardi."),
        ),
        (
            "Il a dit ceci : la loi passera en mars, sans débat.",
            ("Il a dit ceci : ", "la loi passera en mars, sans débat."),
        ),
        (
            "Le maire a parlé lundi – la ministre, elle, mardi.",
            ("Le maire a parlé lundi – ", "la ministre, elle, mardi."),
        ),
        (
            "Le maire a parlé, lundi soir, et la ministre mardi.",
            ("Le maire a parlé, lundi soir, ", "et la ministre mardi."),
        ),
        (
            "Le maire a parlé devant le conseil réuni ce lundi.",
            ("Le maire a parlé devant ", "le conseil réuni ce lundi."),
        ),
    ],
)
def test_the_strongest_boundary_near_the_middle_is_cut_at(
    text: str, parts: tuple[str, ...]
) -> None:
    assert split_long(text, lambda part: len(part) < 40) == parts


def test_an_abbreviation_is_no_boundary() -> None:
    text = "Le conseil municipal reçoit M. Dupont dans la grande salle."
    assert not any(part.endswith("M. ") for part in split_long(text, lambda part: len(part) < 40))


def test_a_number_is_not_cut_at_its_separator() -> None:
    text = "au total 1,234,567 habitants"
    assert all("1,234,567" in part or "1" not in part for part in split_long(text, at_most(2)))


def test_a_combining_mark_stays_with_its_letter() -> None:
    parts = split_long("e\u0301" * 50, lambda part: len(part) <= 7)
    assert all(not part.startswith("\u0301") for part in parts)


def test_a_megabyte_line_is_cut_quickly() -> None:
    start = time.process_time()
    assert "".join(split_long("x" * 1_000_000, lambda part: len(part) <= 500)) == "x" * 1_000_000
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["The mayor spoke; ", "the minister did not."], "The mayor spoke; the minister did not."),
        (["市長は話した。", "大臣は話さなかった。"], "市長は話した。大臣は話さなかった。"),
        (["시장은 말했다.", "장관은 말하지 않았다."], "시장은 말했다. 장관은 말하지 않았다."),
        (["", "one", " ", "two"], "one two"),
        ([], ""),
    ],
)
def test_parts_are_rejoined_as_the_script_wants(parts: list[str], text: str) -> None:
    assert rejoin(parts) == text


@given(st.lists(st.integers(1, 250), max_size=200))
def test_every_text_is_in_one_batch_with_the_limit_it_would_have_alone(lengths: list[int]) -> None:
    found = list(batches(lengths, 512))
    assert sorted(index for batch in found for index in batch.indices) == list(range(len(lengths)))
    for batch in found:
        longest = max(lengths[index] for index in batch.indices)
        assert longest * len(batch.indices) <= BATCH_TOKENS or len(batch.indices) == 1
        assert {decoding_limit(lengths[index], 512) for index in batch.indices} == {batch.limit}


@given(st.integers(1, 512), st.integers(64, 512))
def test_the_limit_never_leaves_the_positions_of_the_model(length: int, positions: int) -> None:
    assert 0 < decoding_limit(length, positions) < positions
