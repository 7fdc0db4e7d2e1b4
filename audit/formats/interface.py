"""What a format is: it renders a report as text. It computes nothing; only the CLI writes files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from audit.model.decision import GateDecision
from audit.model.report import Report
from audit.model.rule_page import RulePage


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """How an output is to look."""

    color: bool = False
    width: int = 100
    """Columns of the terminal."""
    verbose: int = 0
    """-1 quiet, 0 normal, 1 and more: more detail."""
    decision: GateDecision | None = None
    """What the gate decided; None where it was not asked."""
    ui_language: str | None = None
    """BCP 47 code of the interface (not of the articles); None for the format's own default."""
    rules: tuple[RulePage, ...] = ()
    """The documentation of the rules of the run, for formats that explain them."""


class Format(ABC):
    """One output format."""

    name: ClassVar[str]
    filename: ClassVar[str | None]
    """Fixed name in the output folder; None for what goes to the terminal."""
    pages: ClassVar[str | None] = None
    """The folder in it for further pages of a format that may write several."""

    def __init__(self, options: FormatOptions | None = None) -> None:
        self.options = options or FormatOptions()

    @abstractmethod
    def render(self, report: Report) -> str:
        """The whole output, ending in a newline."""

    def files(self, report: Report) -> dict[str, str]:
        """What is written into the output folder: relative path (with ``/``) to content.

        Empty for what goes to the terminal. A format that writes more than one file says so here.
        """
        return {} if self.filename is None else {self.filename: self.render(report)}
