"""Machine-translation notices in a text: ``languages/*/notices.toml`` and its matches.

A notice speaks of the article that it stands in. So a pattern counts only at the start of the
block or of a sentence, outside quotation marks, in a sentence that reports nobody's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from audit.language.codes import names
from audit.reading.notices_data import NoticePattern, notice_files, notice_patterns

LONGEST = 700
"""Code points of the longest notice; what is longer is an article about translation."""

LABEL = 240
"""Code points of the longest block that is nothing but a ``whole`` pattern."""

_REACH = 1500
"""Code points before a notice in which a quotation mark may still be open."""

_SENTENCE_END = re.compile(r"[.!?…][\")\]]*(?=\s|$|[A-Z(\[])|[。！？]|\n")
_OPENED = re.compile(r"[«“„「『][^»”」』]*$")


@dataclass(frozen=True, slots=True)
class NoticeMatch:
    """A notice in a text: ``text[start:end]`` is all of it."""

    id: str
    start: int
    end: int
    source_language: str | None
    machine: bool
    """False for a translation that is not said to be by machine."""


def notice_in(text: str) -> NoticeMatch | None:
    """The first machine-translation notice of a block's text, or None."""
    best = _best(text)
    if best is None or best.source_language is not None:
        return best
    # "Translated by machine. Original in Turkish.": the language stands in another sentence.
    notice = text[best.start : best.end]
    named = (_best(sentence) for sentence in _SENTENCE_END.split(notice) if sentence)
    language = next((m.source_language for m in named if m and m.source_language), None)
    return replace(best, source_language=language or _origin(notice))


def _origin(notice: str) -> str | None:
    """The language that a notice calls that of the original, anywhere in it."""
    folded = notice.casefold()
    for file in notice_files():
        if _holds(folded, file.triggers) and (patterns := notice_patterns(file.language)):
            origin = patterns[0].origin
            found = None if origin is None else origin.search(notice)
            if found is not None:
                return _source_language(patterns[0], found)
    return None


def _best(text: str) -> NoticeMatch | None:
    folded = text.casefold()
    short = len(text) <= LABEL
    found = [
        match
        for file in notice_files()
        if _holds(folded, file.triggers) or (short and _holds(folded, file.labels))
        for pattern in notice_patterns(file.language)
        if (short or not pattern.entry.whole) and (match := _match(pattern, text)) is not None
    ]
    # The longest of those that start first, and one that names a language before one that
    # does not: several patterns may see parts of the same notice.
    return min(
        found,
        key=lambda m: (not m.machine, m.source_language is None, m.start, -m.end),
        default=None,
    )


def _match(pattern: NoticePattern, text: str) -> NoticeMatch | None:
    for found in pattern.expression.finditer(text):
        start = found.start("notice")
        if pattern.needs is not None and not pattern.needs.search(found.group("notice")):
            continue
        near = max(0, start - _REACH)
        if _OPENED.search(text, near, start) or text.count('"', near, start) % 2:
            continue
        end = _sentence_end(text, found.end())
        if pattern.reported is not None and pattern.reported.search(text, found.end(), end):
            continue
        signs = found.group()[: found.start("lead") - found.start()]
        begin = found.start() + len(signs) - len(signs.lstrip())
        begin, end = _extend(pattern, text, begin, end)
        if end - begin > LONGEST:
            continue
        if pattern.entry.whole and not _is_whole(pattern, text, found.end(), end):
            continue
        return NoticeMatch(
            pattern.entry.id, begin, end, _source_language(pattern, found), pattern.entry.machine
        )
    return None


def _extend(pattern: NoticePattern, text: str, start: int, end: int) -> tuple[int, int]:
    """The whole notice: later sentences that go on with it, and an opening bracket before it."""
    while end < len(text) and end - start <= LONGEST:
        next_end = _sentence_end(text, end + 1)
        sentence = text[end:next_end].casefold().strip()
        goes_on = any(stem in sentence for stem in pattern.follows)
        if sentence and not goes_on and not sentence.startswith(("(", "[")):
            break
        end = next_end
    while start and text[start - 1] in "([*_ ":
        start -= 1
    return start, end


def _is_whole(pattern: NoticePattern, text: str, matched: int, end: int) -> bool:
    """Is there nothing in the block but the notice and what goes on with it?"""
    rest = text[matched : _sentence_end(text, matched)].casefold().strip(".!)] ")
    return not text[end:].strip() and (not rest or any(stem in rest for stem in pattern.follows))


def _sentence_end(text: str, offset: int) -> int:
    found = _SENTENCE_END.search(text, max(0, offset - 1))
    return found.end() if found is not None else len(text)


def _source_language(pattern: NoticePattern, found: re.Match[str]) -> str | None:
    for group, value in found.groupdict().items():
        if group.startswith("language") and value is not None:
            return names.code_of(" ".join(value.split()), pattern.language)
    return None


def _holds(folded: str, stems: tuple[str, ...]) -> bool:
    return any(stem in folded for stem in stems)
