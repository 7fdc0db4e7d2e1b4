"""The patterns of ``languages/*/notices.toml``, compiled; that of ``mul`` explains the notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

from audit.core.patterns.lazy import LazyPattern
from audit.core.reference import Entry, load_languages
from audit.errors import ConfigError
from audit.language.codes import names

_INSERT = re.compile(r"\{([a-z]+)\}")
_LANGUAGE = re.compile(r"\{language\}")
_LEAD = r"\w[\w ’'.-]{0,40}[:：!][\s*_]*"
"""``Note:``, ``Attention !``"""
_MARKERS = r"\s*_#>|~•·–—\-"
_OPENING = r"(?:[^\w.?…«»“”„\"'’「」『』:：]|[_ℹ]){0,24}"
"""Pictures, warning signs and list markers before a notice; no character can be read two ways."""
_APOSTROPHES = "['’ʼ]"
_NESTED = 4
"""How deep fragments stand in fragments."""


class NoticeEntry(Entry, frozen=True):
    """One pattern; ``reference/languages/mul/notices.toml`` explains the notation."""

    id: str
    pattern: str
    machine: bool = True
    whole: bool = False
    needs: str | None = None
    """What must also stand in the matched text."""
    examples: tuple[tuple[str, str], ...] = ()
    counterexamples: tuple[str, ...] = ()


class NoticeFile(Entry, frozen=True):
    """``reference/languages/<language>/notices.toml``."""

    language: str
    triggers: tuple[str, ...]
    """Lower-case stems; every notice in the language that is not ``whole`` holds one."""
    labels: tuple[str, ...]
    """Lower-case stems of ``whole`` notices, looked for in short blocks only."""
    follows: tuple[str, ...]
    """Lower-case stems of sentences that go on with the notice."""
    fragments: dict[str, str]
    notices: tuple[NoticeEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticePattern:
    """A compiled pattern."""

    entry: NoticeEntry
    language: str
    expression: LazyPattern
    needs: LazyPattern | None
    reported: LazyPattern | None
    origin: LazyPattern | None
    """Where else in a notice the language of the original is named."""
    follows: tuple[str, ...]


@cache
def notice_files() -> tuple[NoticeFile, ...]:
    """The data of ``reference/languages/<code>/notices.toml``.

    Raises:
        audit.errors.ConfigError: when a file is wrong.
    """
    return load_languages("notices", NoticeFile)


@cache
def notice_patterns(language: str) -> tuple[NoticePattern, ...]:
    """Compiled when a text first holds a trigger: most articles need none of them."""
    files = {file.language: file for file in notice_files()}
    fragments = files["mul"].fragments | files[language].fragments
    return tuple(_compiled(files[language], fragments))


def _compiled(file: NoticeFile, fragments: dict[str, str]) -> Iterator[NoticePattern]:
    reported, polite = fragments.get("reported"), fragments.get("lead", "(?!)")
    for entry in file.notices:
        body = _with_languages(_expanded(entry.pattern, fragments), file.language)
        outline = _LANGUAGE.sub(".", _expanded(entry.pattern, fragments))
        boundary = r"(?!\w)" if names.has_words(file.language) else ""
        # A whole notice ends its sentence, or goes on in it about the translation (``_match``).
        # A word may take the marker `_`; the markers after it are then not tried again and again.
        end = (
            rf"(?<!_)[{_MARKERS}.!。)\]]*(?:$|(?<=[.!。)\]])\s|(?=[,;]))"
            if entry.whole
            else boundary
        )
        before = "^" if entry.whole else r"(?:^|(?<=[.!?…»”)\]。！？\n]))"
        lead = rf"(?:{_LEAD})?(?:(?:{_expanded(polite, fragments)})\s*)?"
        start = rf"{before}{_OPENING}(?P<lead>){lead}(?P<notice>"
        yield NoticePattern(
            entry=entry,
            language=file.language,
            expression=LazyPattern(
                f"{start}{body}){end}", re.IGNORECASE, outline=f"{start}{outline}){end}"
            ),
            needs=_optional(entry.needs, fragments, file.language),
            reported=_optional(reported, fragments, file.language),
            origin=_optional(fragments.get("origin"), fragments, file.language),
            follows=file.follows,
        )


def _optional(body: str | None, fragments: dict[str, str], language: str) -> LazyPattern | None:
    if body is None:
        return None
    source = _with_languages(_expanded(body, fragments), language)
    return LazyPattern(source, re.IGNORECASE | re.DOTALL)


def _expanded(pattern: str, fragments: dict[str, str]) -> str:
    """The pattern with its fragments and free white space."""
    for _ in range(_NESTED):
        pattern = _INSERT.sub(lambda found: fragments.get(found[1], found[0]), pattern)
    for written, meant in (("'", _APOSTROPHES), (" ?", r"\s*"), (" ", r"\s+")):
        pattern = pattern.replace(written, meant)
    return pattern


def _with_languages(pattern: str, language: str) -> str:
    """The pattern with a numbered group for each name of a language."""
    numbers = count()

    def language_group(found: re.Match[str]) -> str:
        if found[1] != "language":
            raise ConfigError(
                f"reference/languages/{language}/notices.toml: no fragment {found[1]!r}"
            )
        # "anglais (États-Unis)": the region stands in brackets after the name.
        group = f"(?P<language{next(numbers)}>{names.pattern(language)})"
        return rf"(?:{group}(?:\s*\([^()\n]{{2,24}}\))?)"

    return _INSERT.sub(language_group, pattern)
