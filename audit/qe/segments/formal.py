"""Signals that need no data on the languages: lengths, marks, digits, capitals, spaces."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

_ONE_MARK = str.maketrans("’‘`“”„«»‹›–—‐‑…", '\'\'\'"""""""----.')
_USUAL = 8
"""Characters that both texts are taken to have besides, so that short ones are not extreme."""


def formal(source: str, target: str) -> Iterator[tuple[str, float]]:
    """The signals, each 0 where nothing is wrong."""
    ratio = math.log((len(target) + _USUAL) / (len(source) + _USUAL))
    yield "length", abs(ratio)
    yield "short", max(0.0, -ratio)
    left, right = _marks(source), _marks(target)
    yield "marks", min(6.0, ((left - right) + (right - left)).total())
    yield "end", float(_ending(source) != _ending(target))
    yield "start", float(_opens(source) != _opens(target))
    yield "digits", min(3.0, _changed(_numbers(source), _numbers(target)))
    yield "capitals", max(0.0, _capitals(source) - _capitals(target))
    yield "spaces", min(4.0, max(0, odd_spaces(target) - odd_spaces(source)))


def _marks(text: str) -> Counter[str]:
    """Marks but commas, apostrophes and hyphens, which languages set differently."""
    return Counter(
        char
        for char in text.translate(_ONE_MARK)
        if not char.isalnum() and not char.isspace() and char not in "'-,"
    )


def _ending(text: str) -> str:
    last = text.rstrip().translate(_ONE_MARK).rstrip('" ')[-1:]
    return last if last and last in ".!?:" else ""


def _opens(text: str) -> str:
    first = next((char for char in text if char.isalpha()), "")
    return "" if first.upper() == first.lower() else str(first.isupper())


def _numbers(text: str) -> Counter[str]:
    """Digits of the numbers; marks and spaces between digits are passed over."""
    found: Counter[str] = Counter()
    digits = ""
    for at, char in enumerate(f"{text} "):
        if char.isdecimal():
            digits += char
        elif not (digits and char in ".,\u00a0\u202f " and text[at + 1 : at + 2].isdecimal()):
            if digits:
                found[digits] += 1
            digits = ""
    return found


def _changed(left: Counter[str], right: Counter[str]) -> float:
    """Numbers changed, and for a third those of one side only, which the other may spell out."""
    lost, gained = (left - right).total(), (right - left).total()
    both = min(lost, gained)
    return both + 0.3 * (lost + gained - 2 * both)


def _capitals(text: str) -> float:
    words = [word for word in text.split() if word[:1].isalpha()]
    return sum(word[0].isupper() for word in words) / (len(words) + 1)


def odd_spaces(text: str) -> int:
    """Spaces where no language here has one."""
    return sum(text.count(mark) for mark in (" ,", " .", "  ", "( ", " )"))
