"""One change to an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Swap:
    """The changed article, and what was changed where."""

    text: str
    start: int
    end: int
    old: str
    new: str


def replaced(text: str, start: int, end: int, new: str) -> Swap:
    """The article with other words at that place."""
    changed = text[:start] + new + text[end:]
    return Swap(changed, start, start + len(new), text[start:end], new)
