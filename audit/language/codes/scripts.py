"""What scripts and labels say about a language, from ``languages/mul/identification.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit.core.reference import Entry, load_shipped


class ScriptEntry(Entry, frozen=True):
    """A script that one language uses."""

    language: str
    ranges: tuple[str, ...]
    share: float
    letters: int
    weight: int
    confidence: float


class Identification(Entry, frozen=True):
    """``reference/languages/mul/identification.toml``."""

    rename: dict[str, str]
    common: tuple[str, ...]
    close: tuple[tuple[str, ...], ...]
    scripts: tuple[ScriptEntry, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """An entry with the pattern of its letters."""

    entry: ScriptEntry
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Labels:
    """The identification data, ready for use."""

    common: frozenset[str]
    rename: dict[str, str]
    close: tuple[frozenset[str], ...]
    scripts: tuple[Script, ...]
    dense: re.Pattern[str]
    """Any letter that a script entry counts for more than one."""

    def code(self, label: str) -> str:
        """The BCP 47 code of a label of the model."""
        return self.rename.get(label, label)

    def are_close(self, left: str, right: str) -> bool:
        """True when the two are one language or cannot be told apart in a sentence."""
        pair = {left.split("-", 1)[0], right.split("-", 1)[0]}
        return len(pair) == 1 or any(pair <= row for row in self.close)

    def extra_weight(self, text: str) -> float:
        """What letters of dense scripts count beyond one each."""
        if self.dense.search(text) is None:
            return 0.0
        return float(
            sum(
                (script.entry.weight - 1) * len(script.pattern.findall(text))
                for script in self.scripts
                if script.entry.weight > 1
            )
        )


@cache
def labels() -> Labels:
    """The data of ``languages/mul/identification.toml``.

    Raises:
        audit.errors.ConfigError: when a file is wrong.
    """
    data = load_shipped("languages/mul/identification.toml", Identification)
    scripts = tuple(Script(entry, re.compile(_characters([entry]))) for entry in data.scripts)
    return Labels(
        common=frozenset(data.common),
        rename=data.rename,
        close=tuple(frozenset(row) for row in data.close),
        scripts=scripts,
        dense=re.compile(_characters([e for e in data.scripts if e.weight > 1])),
    )


def by_script(text: str) -> tuple[str, float] | None:
    """Language and confidence where the script of ``text`` decides alone."""
    if text.isascii():
        return None
    total = sum(map(str.isalpha, text))
    for script in labels().scripts:
        entry = script.entry
        count = len(script.pattern.findall(text))
        if count >= entry.letters and count >= entry.share * total:
            return entry.language, entry.confidence
    return None


def _characters(entries: list[ScriptEntry]) -> str:
    """A character class of the ranges, written ``4E00-9FFF`` in the data."""
    spans = (span.split("-") for entry in entries for span in entry.ranges)
    inside = "".join(f"{chr(int(low, 16))}-{chr(int(high, 16))}" for low, high in spans)
    return f"[{inside}]"
