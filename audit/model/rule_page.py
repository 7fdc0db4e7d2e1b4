"""What a rule says of itself, for the people who read a report."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.finding import Severity


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
    severity: Severity | None = None
    """The greatest that the rule gives by itself."""
    category: str | None = None
    """MQM path; None for a rule of the newsroom."""
    its_type: str | None = None
    """ITS 2.0 localization quality issue type; None for a rule of the newsroom."""
    link: str | None = None
    """A page elsewhere that explains it."""
