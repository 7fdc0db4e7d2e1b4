"""The letters that every match of a regular expression has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789") | frozenset(
    chr(code) for code in (*range(0xE0, 0xF7), *range(0xF8, 0x100), *range(0x430, 0x460))
)
"""Small letters whose other cases ``audit.core.patterns.lazy.fold`` knows."""
_LITERALS = re.compile(r"[^\\\[\](){}|.^$*+?]+(?![*+?{])")
"""Characters that stand for themselves, the one before a quantifier left out."""
_QUANTIFIER = re.compile(r"(?:[*+?]|\{(\d*)(?:,\d*)?\})[?+]?")
_ESCAPE = re.compile(r"\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8}|x[\da-fA-F]{2}|N\{[^}]*\}|\d+|.)", re.S)
_GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-zA-Z]*(?:-[a-zA-Z]+)?:|>))?(?!\?)")
"""The start of a group whose content a match must have."""
_CLASS = re.compile(r"\[\^?\]?(?:[^\]\\]|\\.)*\]", re.S)

Need = tuple[str, ...]
"""One of these strings stands in the match; empty when nothing is known."""


def literal_start(text: str) -> str:
    """The letters at the start of ``text`` whose case is simple, small."""
    return "".join(takewhile(bool, map(_plain, text)))


def needs(source: str) -> Need:
    """Strings in small letters of which every match has at least one.

    Only letters whose case is simple count, and only those outside of optional parts, classes and
    look-arounds. An empty tuple says that any text may match.
    """
    if re.search(r"\(\?(?:[a-zA-Z-]*x|#)", source):
        return ()  # Spaces and comments are not what they seem.
    reader = _Reader(source)
    found = reader.alternatives()
    return found if reader.position == len(source) else ()


@dataclass(slots=True)
class _Sequence:
    """What is known of one alternative."""

    best: Need = ()
    run: str = ""
    """Letters that stand right after each other, up to here."""

    def add(self, need: Need) -> None:
        """Keeps the need that says most: whose shortest string is longest, with fewest strings."""
        if need and all(need) and _worth(need) > _worth(self.best):
            self.best = need

    def add_literals(self, text: str) -> None:
        """Characters that stand there once each."""
        for letter in map(_plain, text):
            if letter:
                self.run += letter
            else:
                self.end_run()

    def end_run(self) -> None:
        """The letters do not go on."""
        self.add((self.run,))
        self.run = ""


def _worth(need: Need) -> tuple[int, int]:
    return (min(map(len, need)), -len(need)) if need else (0, 0)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0

    def alternatives(self) -> Need:
        """Reads up to the bracket that closes the group, or the end."""
        options: list[Need] = []
        while True:
            options.append(self._sequence())
            if self.source[self.position : self.position + 1] != "|":
                break
            self.position += 1
        if not all(options):
            return ()
        return tuple(dict.fromkeys(string for option in options for string in option))

    def _sequence(self) -> Need:
        known = _Sequence()
        while self.position < len(self.source) and self.source[self.position] not in "|)":
            literals = _LITERALS.match(self.source, self.position)
            if literals is not None:
                self.position = literals.end()
                known.add_literals(literals[0])
                continue
            letter, need = self._atom()
            least = self._least_count()
            if least == 0 or not letter:
                known.end_run()
            if least != 0:
                known.run += letter
                known.add(need)
            if least is not None:
                known.end_run()
        known.end_run()
        return known.best

    def _atom(self) -> tuple[str, Need]:
        """A letter, or what a group needs."""
        character = self.source[self.position]
        if character == "(":
            return "", self._group()
        if character == "\\":
            escape = self._take(_ESCAPE)
            character = escape[1:] if len(escape) == 2 and not escape[1].isalnum() else ""
        elif character == "[":
            self._take(_CLASS)
            return "", ()
        else:
            self.position += 1
            character = "" if character in ".^$" else character
        return _plain(character), ()

    def _group(self) -> Need:
        start = _GROUP.match(self.source, self.position)
        if start is None:  # A look-around, a reference, a comment: read for its end alone.
            self.position += 2
        else:
            self.position = start.end()
        need = self.alternatives()
        self.position += 1
        return need if start is not None else ()

    def _least_count(self) -> int | None:
        """How often the atom must stand there; None for one without a quantifier."""
        found = _QUANTIFIER.match(self.source, self.position)
        if found is None:
            return None
        self.position = found.end()
        if found[0][0] == "+":
            return 1
        return int(found[1]) if found[1] else 0

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.position)
        if found is None:
            raise ValueError(f"not a regular expression: {self.source!r}")
        self.position = found.end()
        return found[0]


@cache
def _plain(character: str) -> str:
    """What ``fold`` makes of the character; empty where its case is not simple."""
    small = character.lower()
    return small if small in _LETTERS or character == small == character.upper() else ""
