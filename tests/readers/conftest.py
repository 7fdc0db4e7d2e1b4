from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from audit.model.document import RawBlock, RawDocument, SourceText
from audit.readers import READERS, SUFFIXES
from audit.readers.decode import from_text

Read = Callable[..., RawDocument]
Sound = Callable[[str, RawDocument], None]


def _read(text: str, path: str = "page.html") -> RawDocument:
    suffix = path[path.rindex(".") :]
    return READERS.load(SUFFIXES[suffix])().read(from_text(path, text))


def _sound(text: str, document: RawDocument) -> None:
    """Every block of a document points at the places of the file that it was made from."""
    for block in document.blocks:
        _sound_block(text, block)


def _sound_block(text: str, block: RawBlock) -> None:
    assert block.text and block.text == block.text.strip()
    assert block.map.length == len(block.text)
    at, reached = 0, 0
    for run in block.map.runs:
        assert run.start == at and run.length > 0 and run.origin_length > 0
        assert reached <= run.origin <= run.origin + run.origin_length <= len(text)
        piece = block.text[run.start : run.start + run.length]
        if run.length == run.origin_length:
            raw = text[run.origin : run.origin + run.origin_length]
            for ours, theirs in zip(piece, raw, strict=True):
                assert ours == theirs or (ours == " " and theirs.isspace()), (piece, raw)
        at, reached = run.start + run.length, run.origin + run.origin_length


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a text as the file of that path."""
    return _read


@pytest.fixture(scope="session")
def sound() -> Sound:
    """Fails when the map of a block is wrong."""
    return _sound


@pytest.fixture(scope="session")
def source() -> Callable[[str], SourceText]:
    return lambda text: from_text("article.txt", text)


@pytest.fixture(scope="session")
def visible() -> Callable[[str], str]:
    """The characters of a text that can be seen."""
    unseen = ("Cc", "Cf", "Zl", "Zp", "Zs")
    return lambda text: "".join(c for c in text if unicodedata.category(c) not in unseen)
