"""``verdicts.json``: what comes in is checked to the last key, what goes out is merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec

from audit import __version__
from audit.serve.store import Review

SCHEMA_VERSION = "1.0"
_Text = Annotated[str, msgspec.Meta(max_length=10_000)]
_Name = Annotated[str, msgspec.Meta(max_length=1_000)]
_Offset = Annotated[int, msgspec.Meta(ge=0)]


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a reviewer says of one place in an article."""

    id: _Name | None = None
    """Fingerprint of the finding; None for an error that no finding shows."""
    document: _Name
    sha256: _Name | None = None
    rule: _Name | None = None
    decision: Literal["accept", "reject", "correct", "missed"]
    reason: _Text | None = None
    correction: _Text | None = None
    severity: Literal["neutral", "minor", "major", "critical"] | None = None
    start: _Offset
    end: _Offset
    text: _Text
    decided_at: _Name | None = None


class _Tool(msgspec.Struct, frozen=True):
    name: str = "traudit"
    version: str = __version__


class Verdicts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file."""

    schema_version: Literal["1.0"]
    tool: _Tool = _Tool()
    reviewer: str | None = None
    decisions: tuple[Decision, ...]


def decode(data: bytes, most: int) -> tuple[Decision, ...]:
    """The decisions in a body.

    Raises:
        ValueError: one line that says what is wrong and where.
    """
    try:
        decisions = msgspec.json.decode(data, type=Verdicts).decisions
    except UnicodeDecodeError as error:
        raise ValueError(f"the body is not UTF-8: {error.reason}") from error
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from error
    if len(decisions) > most:
        raise ValueError(f"{len(decisions)} decisions; {most} at most")
    for index, one in enumerate(decisions):
        fault = _fault(one)
        if fault is not None:
            raise ValueError(f"{fault} - at `$.decisions[{index}]`")
    return decisions


def _fault(one: Decision) -> str | None:
    if one.end < one.start:
        return "`end` lies before `start`"
    if (one.decision == "missed") != (one.id is None):
        return "`id` must be null for `missed`, and only there"
    if one.decision == "reject" and not (one.reason or "").strip():
        return "`reject` needs a `reason`"
    return None


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
    places: dict[tuple[str, ...], list[tuple[str, str, dict[str, Any]]]] = {}
    for review in reviews:
        for one in review.decisions:
            at = _instant(one["decided_at"] or review.saved or "")
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


def _instant(text: str) -> str:
    """A time that sorts as text; what is no time comes first."""
    from datetime import UTC, datetime

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return ""
    aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="microseconds")


def _order(one: dict[str, Any]) -> tuple[str, int, int, str]:
    return one["document"], one["start"], one["end"], one["id"] or ""
