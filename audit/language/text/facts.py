"""What is known about a language, as data: ``reference/languages/<code>/sentences.toml``.

A language without a file is unsupported: callers say so, they never treat it as English.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain

from audit.core.reference import Entry, load_language

_TOPIC = "sentences"


class SentenceFacts(Entry, frozen=True):
    """Where sentences end. Abbreviations are written with their stop, in their usual case.

    An abbreviation stands in one list only; one that stands in no list ends a sentence like
    any other word.
    """

    ends: tuple[str, ...]
    """Marks that can end a sentence, each one code point."""
    never_end: tuple[str, ...] = ()
    """No sentence ends here, whatever follows (``M.``, ``cf.``)."""
    before_name: tuple[str, ...] = ()
    """Titles and the like that are also words: no end before a name (``col. Dupont``)."""
    before_number: tuple[str, ...] = ()
    """No end before a figure, a Roman numeral or a lone letter (``art. 5``, ``art. L. 12``)."""
    may_end: tuple[str, ...] = ()
    """An end only before one of ``starters``. Initials and dotted acronyms need no entry."""
    often_end: tuple[str, ...] = ()
    """Would be taken for initials, yet a capital after them starts a sentence; two words may
    be joined by a space (``av. J.-C.``)."""
    starters: tuple[str, ...] = ()
    """Words, capitalised, that start sentences and are not names; elided ones with ``'``. Where
    none are given, the commonest words of the language stand for them."""
    name_particles: tuple[str, ...] = ()
    """Those of ``starters`` that are also parts of names (``Le Pen``)."""
    reporting_verbs: tuple[str, ...] = ()
    """Verbs after a name that carry on a sentence past ``?”`` (``“Why?” Smith asked.``)."""

    ordinals: bool = False
    """A stop makes an ordinal of a figure, also before a capital (``3. Oktober``)."""
    after_quote: tuple[str, ...] = ()
    """In scripts without spaces: what carries on a sentence right after a closing mark."""

    def __post_init__(self) -> None:
        if any(len(mark) != 1 for mark in self.ends) or not self.ends:
            raise ValueError("ends: single code points, at least one")
        for entry in self.abbreviations:
            if entry[-1:] not in self.ends or entry != " ".join(entry.split()):
                raise ValueError(f"{entry!r} does not end with a mark of `ends`, or has odd spaces")
        twice = [entry for entry, count in Counter(self.abbreviations).items() if count > 1]
        if twice:
            raise ValueError(f"listed twice: {', '.join(twice)}")
        strays = sorted(set(self.name_particles) - set(self.starters))
        if strays:
            raise ValueError(f"name_particles that are not starters: {', '.join(strays)}")

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """All of them, in the order of the lists."""
        lists = (self.never_end, self.before_name, self.before_number)
        return tuple(chain(*lists, self.may_end, self.often_end))


class LanguageFacts(Entry, frozen=True):
    """One language."""

    language: str
    """BCP 47 primary subtag, the name of the file."""
    name: str
    """In English."""
    sources: tuple[str, ...]
    """Where the facts come from."""
    quotes: tuple[tuple[str, str], ...]
    """Opening and closing marks, the preferred pair first; equal where the mark has no side."""
    sentences: SentenceFacts
    katakana: bool = False
    """Foreign names are written in katakana."""

    def __post_init__(self) -> None:
        if not self.quotes or any(len(mark) != 1 for pair in self.quotes for mark in pair):
            raise ValueError("quotes: pairs of single code points, at least one")


@cache
def facts(language: str) -> LanguageFacts | None:
    """The facts of a BCP 47 tag (``fr-CA`` has those of ``fr``), or None: unsupported.

    Raises:
        audit.errors.ConfigError: when the file is wrong.
    """
    return load_language(_TOPIC, language.lower(), LanguageFacts)


def writes_katakana(language: str) -> bool:
    """True where foreign names are written in katakana."""
    found = facts(language)
    return found is not None and found.katakana
