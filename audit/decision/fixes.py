"""Confirmed corrections put into the file as it was read; nothing else of it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from audit.decision.baseline import quoted
from audit.decision.verdicts import Decision
from audit.model.document import SourceText


@dataclass(frozen=True, slots=True)
class Fixed:
    """What became of one file."""

    text: str
    """With the corrections."""
    made: tuple[Decision, ...]
    """In the order of the text; their places are those in the text before."""
    left: tuple[tuple[Decision, str], ...]
    """Corrections that were not made, each with the reason."""


def fix(
    source: SourceText,
    decisions: Iterable[Decision],
    written: Callable[[str], str] = str,
    *,
    markup: bool = False,
) -> Fixed:
    """The text of a file with the corrections of its decisions.

    A decision on another version of the file is carried over where its words stand at the same
    place, or just once in the file. Of corrections that overlap the first in the text is made.

    Args:
        source: the file as read.
        decisions: of this file; only those with a correction count.
        written: a correction as it stands in a file of this kind, escaped.
        markup: whether ``<`` begins no text there.
    """
    made: list[Decision] = []
    left: list[tuple[Decision, str]] = []
    placed = []
    for decision in decisions:
        if decision.correction is None or decision.decision not in ("confirm", "missed"):
            continue
        found = _placed(source, decision)
        if found is None:
            left.append((decision, "its words are not there any more, or several times"))
        elif markup and "<" in source.text[found.start : found.end]:
            left.append((decision, "it lies across markup: correct it by hand"))
        else:
            placed.append(found)
    end, pieces = 0, []
    for decision in sorted(placed, key=lambda item: (item.start, item.end)):
        if decision.start < end:
            left.append((decision, "it overlaps another correction"))
            continue
        pieces += [source.text[end : decision.start], written(decision.correction or "")]
        end = decision.end
        made.append(decision)
    return Fixed("".join((*pieces, source.text[end:])), tuple(made), tuple(left))


def told(decision: Decision) -> str:
    """A correction in one line."""
    return f"`{quoted(decision.text)}` -> `{quoted(decision.correction or '')}`"


def _placed(source: SourceText, decision: Decision) -> Decision | None:
    """The decision where its words stand in this file; None where that cannot be said."""
    if decision.sha256 == source.sha256 and decision.end <= len(source.text):
        return decision
    if source.text[decision.start : decision.end] == decision.text:
        return decision
    at = source.text.find(decision.text)
    if not decision.text or at < 0 or source.text.find(decision.text, at + 1) >= 0:
        return None
    return msgspec.structs.replace(decision, start=at, end=at + len(decision.text))
