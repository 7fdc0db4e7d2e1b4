"""Patterns of user rules: phrases and regular expressions, found in text within a time limit.

Expressions are those of the ``regex`` package, which knows a time limit. One that is likely to
run away is refused when the rule is read; one that does so on an article stops with an error.
"""

from __future__ import annotations

import math
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from audit.errors import OperationalError
from audit.model.user_rule import UserPattern

LONGEST = 1000
"""Code points of a pattern."""
MOST_REPEATED = 100_000
"""Times that an expression may repeat something, its counts multiplied."""
LIMIT = 1.0
"""Seconds that one pattern may take for one segment."""
PROBE_LIMIT = 0.1
"""Seconds that it may take for each of the short texts that make bad expressions run away."""

_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
# No word goes on across such a place: one side is no letter, or its script has no spaces.
_BOUNDARY = rf"(?:(?<!\w)|(?!\w)|(?<={_UNSPACED})|(?={_UNSPACED}))"
_APOSTROPHES = "'’ʼ"
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a pattern stands: ``[start, end)`` of the text that was searched."""

    start: int
    end: int
    text: str
    suggestion: str | None = None
    """The replacement with the groups of the expression filled in."""


def find(pattern: UserPattern, text: str, replacement: str | None = None) -> Iterator[Found]:
    """Where the pattern stands, in the order of the text; empty matches are none.

    Raises:
        OperationalError: when it takes longer than ``LIMIT``.
    """
    try:
        for match in _compiled(pattern).finditer(text, timeout=LIMIT):
            if match.start() < match.end():
                suggestion = replacement
                if replacement is not None and pattern.is_regex:
                    suggestion = match.expand(replacement)
                yield Found(match.start(), match.end(), match.group(), suggestion)
    except TimeoutError:
        what = f"the pattern {pattern.text!r} takes longer than {LIMIT:g} s for one segment"
        raise OperationalError(what) from None


def find_any(
    patterns: Iterable[UserPattern], text: str, replacement: str | None = None
) -> list[Found]:
    """Where any of the patterns stands; of those that overlap, the first and longest."""
    found = sorted(
        (one for pattern in patterns for one in find(pattern, text, replacement)),
        key=lambda one: (one.start, -one.end),
    )
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def fault(pattern: UserPattern, replacement: str | None = None) -> str | None:
    """What is wrong with a pattern and its replacement, or None."""
    import regex

    if not pattern.text.strip():
        return "an empty pattern"
    if len(pattern.text) > LONGEST:
        return f"a pattern longer than {LONGEST} characters"
    if not pattern.is_regex:
        return None
    if _repeated(pattern.text) > MOST_REPEATED:
        return f"an expression that repeats something more than {MOST_REPEATED} times"
    try:
        # By itself first: a bracket too many must not be closed by what is put around it.
        regex.compile(pattern.text)
        compiled = _compiled(pattern)
    except (regex.error, RecursionError, OverflowError) as error:
        return f"not a regular expression: {str(error) or type(error).__name__}"
    if compiled.match("", timeout=PROBE_LIMIT) is not None:
        return "an expression that matches nothing at all"
    if _runs_away(compiled, pattern.text):
        return "an expression that takes too long on some texts; avoid nested repetitions"
    return None if replacement is None else _template_fault(pattern, replacement)


def _repeated(text: str) -> int:
    """The counts of all repetitions, multiplied: memory grows with them when it is compiled."""
    import regex

    counts = (int(number) for number in regex.findall(r"(?<=[{,])\d{1,12}(?=[,}])", text))
    return math.prod(count for count in counts if count > 1)


def _template_fault(pattern: UserPattern, replacement: str) -> str | None:
    import regex

    groups = _compiled(pattern)
    for number, name in regex.findall(r"\\(?:(\d+)|g<(\w+)>)", replacement):
        key = number or name
        known = int(key) <= groups.groups if key.isdecimal() else key in groups.groupindex
        if not known:
            return f"the expression has no group {key!r}"
    return None


def _runs_away(compiled: Any, text: str) -> bool:
    letters = dict.fromkeys(char for char in text if char.isalnum())
    probes = [char * 40 for char in ("a", "0", " ", ",", *list(letters)[:8])]
    probes += ["a " * 20, "ab" * 20, "a,1 " * 12]
    started = time.process_time()
    for probe in probes:
        try:
            # What follows holds the letters without which the expression is not even tried.
            compiled.search(f"{probe}!{text}", timeout=PROBE_LIMIT)
        except TimeoutError:
            return True
        if time.process_time() - started > 5 * PROBE_LIMIT:
            return True
    return False


@lru_cache(maxsize=4096)
def _compiled(pattern: UserPattern) -> Any:
    import regex

    body = pattern.text if pattern.is_regex else _literal(pattern.text)
    if pattern.whole_words:
        body = f"{_BOUNDARY}(?:{body}){_BOUNDARY}"
    return regex.compile(body, regex.IGNORECASE if pattern.ignore_case else 0)


def _literal(text: str) -> str:
    forms = (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text))
    return "|".join(dict.fromkeys(_escaped(form) for form in forms))


def _escaped(text: str) -> str:
    """The words with any white space, apostrophes and hyphens between them."""
    import regex

    parts = []
    for char in " ".join(text.split()):
        if char == " ":
            parts.append(r"\s+")
        elif char in _APOSTROPHES:
            parts.append(f"[{_APOSTROPHES}]")
        elif char in _HYPHENS:
            parts.append(f"[{_HYPHENS}]")
        else:
            parts.append(regex.escape(char))
    return "".join(parts)
