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

    @abstractmethod
    def read(self, source: SourceText) -> RawDocument:
        """The article text of ``source`` in reading order, each block mapped to the file.

        Raises:
            audit.errors.ReadError: when the text cannot be read in this format.
        """
