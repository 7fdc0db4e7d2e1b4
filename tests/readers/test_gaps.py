"""White space without end is one space of the text, and offsets still point into the file."""

from __future__ import annotations

from audit.readers.mapped import MappedText


def test_a_gap_becomes_one_space_that_knows_its_place() -> None:
    text = "Le maire\xa0" + "\u2003" * 5000 + "de Lyon" + "\u3000" * 64 + "parle."
    built = MappedText()
    built.copy(text, 7)
    block = built.block(None, None)
    assert block is not None
    assert block.text == "Le maire de Lyon parle."
    at = block.text.index("de Lyon")
    place = block.map.span(at, at + len("de Lyon"))
    assert text[place.start - 7 : place.end - 7] == "de Lyon"
    space = block.map.span(at - 1, at)
    assert (space.start - 7, len(space)) == (len("Le maire"), 5001)


def test_spaces_that_a_writer_may_have_made_stay() -> None:
    built = MappedText()
    built.copy("un" + "\xa0" * 63 + "deux", 0)
    block = built.block(None, None)
    assert block is not None and block.text == "un" + "\xa0" * 63 + "deux"
