"""Regular expressions that are compiled when a text may match them.

Compiling a pattern costs far more than trying it on an article, and most patterns of the reference
data never meet their words. The letters that every match has are read off the pattern
(``audit.core.patterns.needs``), so that a plain search tells a text without them apart.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from audit.core.patterns.kept import needs

_ODD = dict(zip("ſı\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86", "siвдосттъ", strict=True))
"""Letters beside the capital that a regular expression without case takes for a small one."""


@lru_cache(maxsize=64)
def folded(text: str) -> str:
    """:func:`fold`, kept for the texts that many patterns are tried on."""
    return fold(text)


def fold(text: str) -> str:
    """The text in small letters: equal wherever a regular expression without case sees none.

    Every letter stays at its place.
    """
    if text.isascii():
        return text.lower()
    small = text.replace("İ", "i").lower()
    for odd, plain in _ODD.items():
        small = small.replace(odd, plain)
    return small


class LazyPattern:
    """A pattern with the methods of ``re.Pattern`` that are used; compiled on use.

    Args:
        source: the regular expression.
        flags: as for ``re.compile``.
        outline: the source with a dot for parts that any text may fill, which is read faster.
    """

    __slots__ = ("_compiled", "_flags", "_needs", "_outline", "source")

    def __init__(
        self, source: str, flags: re.RegexFlag = re.NOFLAG, *, outline: str | None = None
    ) -> None:
        self.source = source
        self._outline = outline or source
        self._flags = flags
        self._needs: tuple[str, ...] | None = None
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, self._flags)
        return self._compiled

    def may_match(self, text: str) -> bool:
        """False where no part of the text can match."""
        if self._needs is None:
            self._needs = needs(self._outline)
        if not self._needs:
            return True
        letters = folded(text)
        return any(need in letters for need in self._needs)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As ``re.Pattern.match``."""
        return self.compiled.match(text, start, end) if self._may(text, start, end) else None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self.compiled.search(text, start, end) if self._may(text, start, end) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As ``re.Pattern.fullmatch``."""
        return self.compiled.fullmatch(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def _may(self, text: str, start: int, end: int) -> bool:
        whole = start <= 0 and end >= len(text)
        return self.may_match(text if whole else text[max(start, 0) : max(end, 0)])


class AnyOf:
    """Alternatives: what ``|`` between the patterns would say."""

    __slots__ = ("_patterns",)

    def __init__(self, sources: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> None:
        self._patterns = tuple(LazyPattern(source, flags) for source in sources)

    def __iter__(self) -> Iterator[LazyPattern]:
        return iter(self._patterns)

    def match(self, text: str) -> re.Match[str] | None:
        """The match of the first that matches at the start of the text."""
        found = (pattern.match(text) for pattern in self._patterns)
        return next((one for one in found if one is not None), None)

    def is_in(self, text: str) -> bool:
        """True where one matches anywhere in the text."""
        return any(pattern.search(text) is not None for pattern in self._patterns)


@cache
def lazy(source: str, flags: re.RegexFlag = re.NOFLAG) -> LazyPattern:
    """The pattern of that source; the same one for all who ask."""
    return LazyPattern(source, flags)
