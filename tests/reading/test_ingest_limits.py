"""A file of countless tiny paragraphs is refused before anything looks at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import ReadError
from audit.readers.files import read
from audit.reading.ingest import MOST_BLOCKS, ingest


@pytest.mark.parametrize(
    ("name", "block"), [("a.txt", "a\n\n"), ("a.html", "<p>a"), ("a.md", "a\n\n")]
)
def test_countless_paragraphs_are_refused(name: str, block: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(block * (MOST_BLOCKS + 1), encoding="utf-8")
    with pytest.raises(ReadError, match="more than 50000 paragraphs"):
        ingest(*read(str(path)))
