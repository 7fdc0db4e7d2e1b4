"""What a rule says of itself, for the people who read a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RulePage:
    """The documentation of one rule."""

    id: str
    name: str
    """A slug; of a user rule its id again."""
    summary: str
    """One line."""
    text: str
    """Markdown: the whole page, its headings of the second level and below."""
