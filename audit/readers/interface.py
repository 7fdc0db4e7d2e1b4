"""What a reader is: it turns the text of a file into blocks that remember where they stand."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from audit.model.document import RawDocument, SourceText


class Reader(ABC):
    """Reads one file format."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    """Lower-case file suffixes that it reads, with the dot."""
    markup: ClassVar[bool] = False
    """True for files in which ``<`` begins no text."""

    def unpacked(self, path: str, data: bytes) -> bytes:
        """The bytes of the text in a file that is a package; the file itself in any other.

        Raises:
            audit.errors.ReadError: when it is no package of this format.
        """
        return data

    def packed(self, data: bytes, text: bytes) -> bytes:
        """The file ``data`` with the bytes of another text in it."""
        return text

    @abstractmethod
    def read(self, source: SourceText) -> RawDocument:
        """The article text of ``source`` in reading order, each block mapped to the file.

        Raises:
            audit.errors.ReadError: when the text cannot be read in this format.
        """

    def written(self, text: str) -> str:
        """``text`` as it stands inside a file of this format: escaped where that is needed."""
        return text


def xml_text(text: str) -> str:
    """A text as it stands in XML or HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
