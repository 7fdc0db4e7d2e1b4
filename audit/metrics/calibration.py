"""How clean text fares on a round trip, so that a weak engine does not look like a bad article.

A table holds the chrF2 of the round trips of sentences that people wrote with care, by length,
for one engine and route. A segment's percentile is the conformal p-value of its own chrF2 among
them (Vovk, Gammerman and Shafer 2005; for translation, Giovannotti 2023 and Zerva and Martins
2024): for text like that of the table, at most 5 in 100 segments are at 5 or below, whatever the
distribution and however few scores the table has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audit.core.reference import Entry, load_file, load_folder
from audit.errors import ConfigError
from audit.model.translation import BackTranslation, Route
from audit.model.wording import say

FOLDER = "models/calibration"
FORMAT = 1
TENTHS = 10
"""Scores are kept in tenths of a point of chrF2."""
LEAST = 100
"""Scores of a class at least: with fewer, its percentiles would be coarser than a point."""


class LengthClass(Entry, frozen=True, rename="kebab"):
    """Clean segments of about one length."""

    longest: int
    """Code points; those of the last class may be longer."""
    scores: tuple[int, ...]
    """chrF2 in tenths of a point, ascending."""


_LIBRARIES = frozenset({"ctranslate2", "sentencepiece", "torch", "transformers"})


class Table(Entry, frozen=True, rename="kebab"):
    """``reference/models/calibration/<engine>.<route>.toml``, or one of the user's own."""

    format: int
    engine: str
    route: str
    """All languages of the round trip: ``fr-ca-en-ca-fr``."""
    engine_signature: str
    """Of both directions."""
    any_version: bool
    """True where other versions of the engine may use it."""
    metric: str
    """Signature of the metric of the scores."""
    source: str
    """What the clean text is."""
    made_with: str
    """The command, by which it can be made again."""
    shortest: int
    """Code points of the shortest segment."""
    classes: tuple[LengthClass, ...]
    """By length, ascending."""

    def percentile(self, length: int, value: float) -> float | None:
        """How many of a hundred clean segments of that length fare no better, 0 to 100.

        Args:
            length: code points of the segment.
            value: its chrF2, 0 to 100.

        Returns:
            The percentile; None for a segment shorter than all of the table.
        """
        if length < self.shortest:
            return None
        scores = self._class(length).scores
        # The segment itself counts as one of them: this makes the promise hold for any size.
        return 100 * (1 + bisect_right(scores, tenths(value))) / (1 + len(scores))

    def _class(self, length: int) -> LengthClass:
        return next((one for one in self.classes if length <= one.longest), self.classes[-1])

    @property
    def size(self) -> int:
        """Scores in all."""
        return sum(len(one.scores) for one in self.classes)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The table for an engine and route, or why there is none."""

    table: Table | None
    reason: str | None


def tenths(value: float) -> int:
    """A score as tables keep it."""
    return round(value * TENTHS)


def find(own: Sequence[Table], engine: str, route: str, signature: str) -> Calibration:
    """The table that holds for round trips with this engine, on this route.

    Args:
        own: the user's tables, which go before the shipped ones.
        signature: of the engine in both directions.
    """
    named = [one for one in (*own, *shipped()) if (one.engine, one.route) == (engine, route)]
    for table in named:
        if table.any_version or _model(table.engine_signature) == _model(signature):
            return Calibration(table, None)
    if named:
        reason = say(
            "the calibration table for {engine} on {route} is of another model or version; "
            "`traudit calibrate` makes one from clean text",
            engine=engine, route=route,
        )  # fmt: skip
        return Calibration(None, reason)
    reason = say(
        "no calibration table for {engine} on {route}; `traudit calibrate` makes one from clean "
        "text",
        engine=engine, route=route,
    )  # fmt: skip
    return Calibration(None, reason)


def _model(signature: str) -> list[str]:
    """An engine's signature without the versions of libraries, which change a word in thousands."""
    parts = signature.replace(" + ", "|").split("|")
    return [part for part in parts if part.partition(":")[0] not in _LIBRARIES]


def calibration_of(
    own: Sequence[Table],
    engine: str,
    route: Route | None,
    backs: Sequence[BackTranslation | None],
) -> Calibration | None:
    """``find`` for the round trips of a document; None where nothing came back."""
    signature = next((back.signature for back in backs if back is not None), None)
    if route is None or signature is None:
        return None
    return find(own, engine, str(route), signature)


@cache
def shipped() -> tuple[Table, ...]:
    """The tables of ``reference/models/calibration/``.

    Raises:
        ConfigError: when one is wrong.
    """
    tables = load_folder(FOLDER, Table)
    for table in tables:
        _check(table, f"reference/{FOLDER}: {table.engine} {table.route}")
    return tables


def load_tables(paths: Iterable[str]) -> tuple[Table, ...]:
    """The user's own tables, in order.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    return tuple(_load(path) for path in paths)


def _load(path: str) -> Table:
    table = load_file(Path(path), Table)
    _check(table, path)
    return table


def _check(table: Table, shown: str) -> None:
    if table.format != FORMAT:
        raise ConfigError(f"{shown}: format {table.format}; this version reads {FORMAT}")
    if not table.classes or any(not one.scores for one in table.classes):
        raise ConfigError(f"{shown}: a calibration table needs scores in every class")
    longest = [one.longest for one in table.classes]
    if longest != sorted(set(longest)):
        raise ConfigError(f"{shown}: the classes must grow longer")
    if any(list(one.scores) != sorted(one.scores) for one in table.classes):
        raise ConfigError(f"{shown}: the scores of a class must ascend")


def as_toml(table: Table) -> str:
    """The table as a file."""
    head = (
        ("format", table.format), ("engine", table.engine), ("route", table.route),
        ("engine-signature", table.engine_signature), ("any-version", table.any_version),
        ("metric", table.metric), ("source", table.source), ("made-with", table.made_with),
        ("shortest", table.shortest),
    )  # fmt: skip
    lines = [f"{key} = {_toml(value)}" for key, value in head]
    for one in table.classes:
        lines += ["", "[[classes]]", f"longest = {one.longest}", "scores = ["]
        lines += [*_rows(one.scores), "]"]
    return "\n".join(lines) + "\n"


def _rows(scores: Sequence[int], each: int = 20) -> Iterator[str]:
    for start in range(0, len(scores), each):
        yield "  " + " ".join(f"{score}," for score in scores[start : start + each])


def _toml(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    escaped = "".join(
        f"\\u{ord(char):04X}" if ord(char) < 32 or ord(char) == 127 else char
        for char in value.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'
