"""Decomposed letters are composed, and every place still leads back to the file."""

from __future__ import annotations

from unicodedata import is_normalized, normalize

from hypothesis import given
from hypothesis import strategies as st

from audit.model.document import RawBlock, RawDocument
from audit.model.text import TextMap
from audit.reading.composed import composed


def read(text: str) -> RawBlock:
    block = RawBlock(text, TextMap.identity(5, len(text)))
    return composed(RawDocument(blocks=(block,))).blocks[0]


def test_a_decomposed_word_is_composed_and_found_in_the_file() -> None:
    block = read(normalize("NFD", "Le préfet était là"))
    assert block.text == "Le préfet était là"
    start = block.text.index("était")
    span = block.map.span(start, start + len("était"))
    # One more code point for the accent of `préfet`, another for that of `était`.
    assert (span.start, span.end) == (5 + start + 1, 5 + start + 1 + 6)


def test_composed_text_is_left_as_it_is() -> None:
    block = RawBlock("déjà", TextMap.identity(0, 4))
    raw = RawDocument(blocks=(block,))
    assert composed(raw) is raw


@given(st.text(min_size=1, max_size=60))
def test_the_map_covers_the_text_in_order(text: str) -> None:
    block = read(text)
    assert block.map.length == len(block.text)
    assert block.map.span(0, len(block.text)).start == 5
    assert block.map.span(0, len(block.text)).end == 5 + len(text)
    places = [block.map.span(at, at + 1) for at in range(len(block.text))]
    assert places == sorted(places)


@given(st.text(alphabet="aeéèüçñ한글 .", max_size=60))
def test_ordinary_letters_are_composed(text: str) -> None:
    assert not text or is_normalized("NFC", read(normalize("NFD", text)).text)
