"""What people wrote into an article about findings that they accept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audit.model.text import Span


@dataclass(frozen=True, slots=True)
class Directive:
    """A ``traudit-...`` comment, line or entry of front matter, as it stands in the file."""

    text: str
    """As written, with its delimiters."""
    span: Span
    block: int | None
    """It speaks of the first block that begins at this offset or later: the one around it, else
    the next one. None in front matter: it speaks of the whole article."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings that somebody accepts: of which rules, where, why and how long."""

    rules: tuple[str, ...]
    """Ids, built-in or of user rules."""
    reason: str
    until: date | None
    """The last day on which it holds; None for always."""
    span: Span
    """Where it is written."""
    line: int
    column: int
    target: Span
    """What it covers: findings that begin there."""

    def expired(self, today: date) -> bool:
        """True when it no longer holds."""
        return self.until is not None and today > self.until


@dataclass(frozen=True, slots=True)
class SuppressionUse:
    """What became of a suppression in a run."""

    suppression: Suppression
    expired: bool
    idle: tuple[str, ...]
    """Its rules that ran on the article and found nothing for it to suppress."""
