"""The ledger: what reviewers decided, one decision per line, and how right each rule was by it."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from audit.core.json_place import parse, read
from audit.decision.verdicts import renamed, when
from audit.errors import ConfigError

FILE_NAME = ".traudit-ledger.jsonl"
_Z = 1.959963984540054
"""Of the normal distribution, for an interval of 95 %."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One decision. A missed error has neither rule nor id."""

    decision: Literal["confirm", "false-alarm", "skip", "missed"]
    document: str
    """Named from the folder of the baseline."""
    text: str
    rule: str | None = None
    id: str | None = None
    place: str | None = None
    """``start-end`` in the file as it was read, of a missed error."""
    reviewer: str | None = None
    decided_at: str | None = None
    reason: str | None = None
    correction: str | None = None
    severity: str | None = None
    version: str | None = None
    """Of traudit."""

    @property
    def about(self) -> str:
        """What it speaks of."""
        return self.id or f"{self.document}:{self.place}:{self.text}"

    @property
    def order(self) -> tuple[str, ...]:
        """Where it stands in the file; two rows of one order are the same decision."""
        return (self.rule or "", self.document, self.about, self.reviewer or "")


@dataclass(frozen=True, slots=True)
class Tally:
    """What reviewers said of a rule; a finding counts once, however many agree on it."""

    confirmed: int
    """Errors indeed, whatever correction was written."""
    false_alarms: int
    disputed: int
    """Reviewers do not agree: counted in neither."""

    @property
    def judged(self) -> int:
        """Findings that the precision is taken from."""
        return self.confirmed + self.false_alarms

    @property
    def precision(self) -> float | None:
        """Share of judged findings that are right, 0 to 1; None without any."""
        return self.confirmed / self.judged if self.judged else None


def merged(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows in their order; of two decisions of one reviewer on one thing the newer holds."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        known = found.get(row.order)
        if known is None or _age(row) > _age(known):
            found[row.order] = row
    return tuple(found[order] for order in sorted(found))


def _age(row: Row) -> tuple[float, str]:
    """Later is greater; rows of one moment are ordered by what they say, whichever came first."""
    return when(row.decided_at), encode([row])


def tallies(rows: Iterable[Row]) -> dict[str, Tally]:
    """By rule, what reviewers said of it."""
    said: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for row in rows:
        if row.rule is not None and row.decision != "skip":
            said[row.rule, row.about].add(row.decision == "confirm")
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (rule, _), opinions in said.items():
        counts[rule][2 if len(opinions) > 1 else 0 if True in opinions else 1] += 1
    return {rule: Tally(*counts[rule]) for rule in sorted(counts)}


def missed(rows: Iterable[Row]) -> int:
    """Errors that no rule found, each once."""
    return len({row.about for row in rows if row.decision == "missed"})


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % score interval of a proportion (Wilson 1927), 0 to 1; ``(0, 1)`` without trials."""
    if trials == 0:
        return 0.0, 1.0
    share, square = successes / trials, _Z * _Z
    middle = share + square / (2 * trials)
    half = _Z * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    whole = 1 + square / trials
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def find(start: Path | None = None) -> Path | None:
    """The ledger that holds in ``start`` (default: the current folder), searched upwards."""
    folder = (start or Path.cwd()).resolve()
    candidates = (parent / FILE_NAME for parent in (folder, *folder.parents))
    return next((one for one in candidates if one.is_file()), None)


def load(path: Path) -> tuple[Row, ...]:
    """The rows of a file.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    return decode(read(path), str(path))


def decode(text: str, shown: str) -> tuple[Row, ...]:
    """The rows in a text; ``shown`` names the file in messages. Lines may stand in any order.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    rows = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.convert(renamed(parse(line, shown, number)), Row)
            when(row.decided_at)
        except (msgspec.ValidationError, ValueError) as error:
            raise ConfigError(f"{shown}:{number}: {error}") from error
        rows.append(row)
    return merged(rows)


def encode(rows: Iterable[Row]) -> str:
    """The file of these rows, one per line."""
    lines = (json.dumps(msgspec.to_builtins(row), ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in lines)
