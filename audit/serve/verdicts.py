"""The decisions of several reviewers: checked as they come in, merged as they go out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from audit import __version__
from audit.decision.verdicts import Decision, when
from audit.decision.verdicts import decode as decode_file
from audit.errors import ConfigError
from audit.serve.store.reports import Review

SCHEMA_VERSION = "1.1"
SHOWN = "body"
"""What the messages call the file that was sent."""


def decode(data: bytes, most: int) -> tuple[Decision, ...]:
    """The decisions in a ``verdicts.json`` that was sent.

    Raises:
        ValueError: one line that says what is wrong and in which line of the file.
    """
    try:
        decisions = decode_file(data.decode(), SHOWN).decisions
    except UnicodeDecodeError as error:
        raise ValueError(f"{SHOWN}: not UTF-8 at byte {error.start}") from error
    except ConfigError as error:
        raise ValueError(str(error)) from error
    if len(decisions) > most:
        raise ValueError(f"{SHOWN}: {len(decisions)} decisions; {most} at most")
    return decisions


def plain(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """Decisions as they are kept: every key, in the order of the contract."""
    return [msgspec.structs.asdict(one) for one in decisions]


def body(reviewer: str | None, decisions: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The file for one reviewer, or for the desk with None."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "traudit", "version": __version__},
        "reviewer": reviewer,
        "decisions": list(decisions),
    }


@dataclass(frozen=True, slots=True)
class Merged:
    """What the desk decided about one place."""

    decision: dict[str, Any]
    """The latest."""
    by: tuple[tuple[str, dict[str, Any]], ...]
    """Each reviewer with what they decided, latest first."""

    @property
    def disputed(self) -> bool:
        """True when reviewers do not agree on the decision."""
        return len({one["decision"] for _, one in self.by}) > 1


def merge(reviews: Iterable[Review]) -> list[Merged]:
    """Decisions of several reviewers by place, in the order of documents and offsets.

    The latest ``decided_at`` holds; without one, the time when the review was saved counts.
    """
    places: dict[tuple[str, ...], list[tuple[float, str, dict[str, Any]]]] = {}
    for review in reviews:
        for one in review.decisions:
            at = when(one["decided_at"] or review.saved)
            places.setdefault(_place(one), []).append((at, review.reviewer, one))
    merged = []
    for entries in places.values():
        entries.sort(key=lambda entry: entry[:2], reverse=True)
        by = tuple((reviewer, one) for _, reviewer, one in entries)
        merged.append(Merged(by[0][1], by))
    return sorted(merged, key=lambda one: _order(one.decision))


def _place(one: dict[str, Any]) -> tuple[str, ...]:
    if one["id"] is not None:
        return ("finding", one["id"])
    return ("missed", one["document"], str(one["start"]), str(one["end"]))


def _order(one: dict[str, Any]) -> tuple[str, int, int, str]:
    return one["document"], one["start"], one["end"], one["id"] or ""
