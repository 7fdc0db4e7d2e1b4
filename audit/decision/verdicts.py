"""``verdicts.json``: what a reviewer decided about findings (docs/schema/verdicts.schema.json)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from audit.core.json_place import item_line, key_line, parse
from audit.errors import ConfigError

_RENAMED = {"accept": "confirm", "correct": "confirm", "reject": "false-alarm"}
"""What files of version 1.0, and ledgers of that time, called them."""
_Line = Annotated[str, msgspec.Meta(max_length=4000)]
_Text = Annotated[str, msgspec.Meta(max_length=100_000)]
_Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}(-[1-9][0-9]{0,8})?$")]
_RuleId = Annotated[
    str, msgspec.Meta(pattern="^([A-Z]{2,3}[0-9]{3}|USR-[a-z0-9]+(-[a-z0-9]+)*)$", max_length=200)
]
_Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
_Offset = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision about one finding, or an error that no finding shows."""

    id: _Id | None
    document: Annotated[str, msgspec.Meta(pattern=r"^[^\x00]+$", max_length=4000)]
    sha256: _Digest | None
    """Of the article as it was reviewed."""
    rule: _RuleId | None
    decision: Literal["confirm", "false-alarm", "skip", "missed"]
    """``skip`` says nothing about the finding: it was looked at and left."""
    reason: _Line | None
    correction: _Text | None
    severity: Literal["neutral", "minor", "major", "critical"] | None
    start: _Offset
    end: _Offset
    text: _Text
    decided_at: Annotated[str, msgspec.Meta(max_length=40)] | None
    """RFC 3339."""

    @property
    def key(self) -> str:
        """What it is about: the id of a finding, or the place of an error that was missed."""
        return self.id or f"{self.document}:{self.start}-{self.end}"

    @property
    def moment(self) -> float:
        """When it was decided, in seconds; before all others when that is not known."""
        return when(self.decided_at)


class Verdicts(msgspec.Struct, frozen=True):
    """The decisions of one reviewer."""

    reviewer: str | None
    version: str
    """Of traudit, whose findings they speak of."""
    decisions: tuple[Decision, ...]


class _Tool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Literal["traudit"]
    version: Annotated[str, msgspec.Meta(max_length=100)]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema_version: Literal["1.0", "1.1"]
    tool: _Tool
    reviewer: Annotated[str, msgspec.Meta(max_length=200)] | None
    decisions: list[Any]


def decode(text: str, shown: str) -> Verdicts:
    """The verdicts in a text; ``shown`` names the file in messages.

    Raises:
        ConfigError: ``path:line: what is wrong``, on one line; nothing of such a file is used.
    """
    data = parse(text, shown)
    try:
        file = msgspec.convert(data, _File)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{shown}:{key_line(text, str(error))}: {error}") from error
    found = []
    for index, item in enumerate(file.decisions):
        try:
            one = msgspec.convert(renamed(item), Decision)
            _check(one)
        except (msgspec.ValidationError, ValueError) as error:
            line = item_line(text, "decisions", index)
            raise ConfigError(f"{shown}:{line}: decisions[{index}]: {error}") from error
        found.append(one)
    reviewer = " ".join((file.reviewer or "").split()) or None
    return Verdicts(reviewer, file.tool.version, tuple(found))


def renamed(item: Any) -> Any:
    """A decision under its name of today; anything else as it is."""
    if not isinstance(item, dict) or item.get("decision") not in _RENAMED:
        return item
    return {**item, "decision": _RENAMED[item["decision"]]}


def when(moment: str | None) -> float:
    """Seconds of an RFC 3339 time; minus infinity for None.

    Raises:
        ValueError: when it is not one.
    """
    if moment is None:
        return float("-inf")
    try:
        read = datetime.fromisoformat(moment)
        if read.tzinfo is None:
            raise ValueError
        return read.timestamp()
    except (ValueError, OverflowError):
        raise ValueError(f"decided_at is no RFC 3339 time: {json.dumps(moment)}") from None


def _check(one: Decision) -> None:
    """What the form alone does not say."""
    when(one.decided_at)
    if one.end < one.start:
        raise ValueError("it ends before it starts")
    if one.decision == "missed":
        if one.id is not None or one.rule is not None:
            raise ValueError("a missed error has no finding: id and rule are null")
        if not one.text.strip():
            raise ValueError("a missed error quotes its text")
        return
    if one.id is None or one.rule is None:
        raise ValueError(f"{one.decision} speaks of a finding: id and rule are missing")
    if one.decision == "false-alarm" and not (one.reason or "").strip():
        raise ValueError("false-alarm needs a reason")
