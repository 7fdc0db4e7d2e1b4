"""What a format is: it renders a report as text. It computes nothing; only the CLI writes files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from audit.model.report import Report


class Format(ABC):
    """One output format."""

    name: ClassVar[str]
    filename: ClassVar[str | None]
    """Fixed name in the output folder; None for what goes to the terminal."""

    @abstractmethod
    def render(self, report: Report) -> str:
        """The whole output, ending in a newline."""
