from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.text import LineIndex, Run, Span, TextMap

# "caf&eacute;  noir" as extracted: "café noir"; the entity and the spaces are units.
ENTITY = TextMap((Run(0, 10, 3, 3), Run(3, 13, 1, 8), Run(4, 21, 1, 2), Run(5, 23, 4, 4)))


def test_span_of_an_entity_covers_the_whole_entity() -> None:
    assert ENTITY.span(3, 4) == Span(13, 21)


def test_span_may_end_inside_a_copied_run() -> None:
    assert ENTITY.span(2, 6) == Span(12, 24)


def test_slice_keeps_units_whole_and_starts_at_zero() -> None:
    piece = ENTITY.slice(3, 7)
    assert piece.runs == (Run(0, 13, 1, 8), Run(1, 21, 1, 2), Run(2, 23, 2, 2))


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 10)])
def test_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not inside"):
        ENTITY.span(start, end)


def test_span_refuses_a_negative_or_reversed_range() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)


@given(st.integers(0, 50), st.integers(1, 50), st.data())
def test_slicing_and_mapping_commute(origin: int, length: int, data: st.DataObject) -> None:
    whole = TextMap.identity(origin, length)
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    assert whole.slice(start, end).span(0, end - start) == whole.span(start, end)


@given(st.data())
def test_slices_of_a_map_with_units_point_at_the_same_places(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, 8))
    end = data.draw(st.integers(start + 1, 9))
    assert ENTITY.slice(start, end).span(0, end - start) == ENTITY.span(start, end)


def test_an_empty_map_has_no_length() -> None:
    assert TextMap.identity(4, 0).length == 0
    assert TextMap.identity(4, 0).slice(0, 0).runs == ()


def test_lines_end_at_lf_crlf_and_cr_alone() -> None:
    index = LineIndex("a\nb\r\nc\rd\u2028e")
    assert [index.position(offset) for offset in (0, 1, 2, 5, 7, 9)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 3),
    ]
