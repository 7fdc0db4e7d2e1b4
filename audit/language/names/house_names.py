"""Well-known names and how each language writes them: ``reference/concepts/names/``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from audit.core.reference import Entry, load_folder
from audit.language.text.tokens import Token, tokens

_FOLDER = "concepts/names"
OTHER = "other"
"""Key of transliterations that are the custom of no language."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_GAP = re.compile(r"\.?[ \u00a0\u202f]|-")
_POSSESSIVE = ("'s", "’s")


class HouseName(Entry, frozen=True):
    """One person, place or organisation."""

    id: str
    page: str
    """Title of its article in the French Wikipedia."""
    forms: dict[str, tuple[str, ...]]
    """By language, the preferred form first, then those admitted; ``other`` at the end."""
    ambiguous: tuple[str, ...] = ()
    """Forms that are names of something else as well; they are not reported."""

    def __post_init__(self) -> None:
        for language, forms in self.forms.items():
            if language != OTHER and not _LANGUAGE.fullmatch(language):
                raise ValueError(f"{self.id}: {language!r} is neither a language nor {OTHER!r}")
            if not forms or len(set(forms)) != len(forms):
                raise ValueError(f"{self.id}: {language}: no form, or one twice")
            if not all(any(map(str.isupper, form)) for form in forms):
                raise ValueError(f"{self.id}: {language}: a form without a capital")
        every = {form for forms in self.forms.values() for form in forms}
        if not every.issuperset(self.ambiguous):
            raise ValueError(f"{self.id}: ambiguous: not a form of this name")


class HouseNames(Entry, frozen=True):
    """A file: names of one kind."""

    kind: str
    """``person``, ``place`` or ``organisation``."""
    sources: tuple[str, ...]
    name: tuple[HouseName, ...]

    def __post_init__(self) -> None:
        if self.kind not in ("person", "place", "organisation"):
            raise ValueError(f"kind {self.kind!r}: person, place or organisation")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name, seen from one language."""

    form: str
    words: tuple[str, ...]
    id: str
    kind: str
    page: str
    preferred: str
    of: str
    """The language whose custom the form is; ``other`` for none."""
    is_own: bool
    """True when the language at hand prefers or admits it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A spelling in a text."""

    start: int
    end: int
    spelling: Spelling
    before: Token | None
    after: Token | None
    """The words beside it that only a space parts from it."""


@cache
def house_languages() -> frozenset[str]:
    """Languages in which every name has a form."""
    files = load_folder(_FOLDER, HouseNames)
    every = [frozenset(name.forms) for file in files for name in file.name]
    return frozenset.intersection(*every) - {OTHER} if every else frozenset()


def mentions(text: str, language: str) -> Iterator[Mention]:
    """Names of the table in ``text``, the longest form at each place, in order."""
    table = _table(language)
    every = tokens(text)
    index = 0
    while index < len(every):
        found = next(
            (one for one in table.get(_bare(every[index]), ()) if _is_at(text, every, index, one)),
            None,
        )
        if found is None:
            index += 1
            continue
        last = index + len(found.words) - 1
        end = every[last].start + len(_bare(every[last]))
        before = _beside(text, every, index - 1, index)
        after = _beside(text, every, last, last + 1, left=False)
        yield Mention(every[index].start, end, found, before, after)
        index = last + 1


@cache
def _table(language: str) -> dict[str, tuple[Spelling, ...]]:
    """Spellings by their first word, longest first. Empty for a language without forms."""
    if language not in house_languages():
        return {}
    found: dict[str, Spelling] = {}
    for file in load_folder(_FOLDER, HouseNames):
        for name in file.name:
            own = name.forms[language]
            for of in (language, *name.forms):
                for form in name.forms[of]:
                    words = tuple(_bare(token) for token in tokens(form))
                    is_own = form in own
                    if form not in found and (is_own or form not in name.ambiguous):
                        found[form] = Spelling(
                            form, words, name.id, file.kind, name.page, own[0], of, is_own
                        )
    table: dict[str, list[Spelling]] = {}
    for spelling in sorted(found.values(), key=lambda one: -len(one.words)):
        table.setdefault(spelling.words[0], []).append(spelling)
    return {first: tuple(spellings) for first, spellings in table.items()}


def _is_at(text: str, every: tuple[Token, ...], index: int, spelling: Spelling) -> bool:
    run = every[index : index + len(spelling.words)]
    return len(run) == len(spelling.words) and all(
        _bare(token) == word
        and (not place or _GAP.fullmatch(text[run[place - 1].end : token.start]) is not None)
        for place, (token, word) in enumerate(zip(run, spelling.words, strict=True))
    )


def _beside(
    text: str, every: tuple[Token, ...], first: int, second: int, *, left: bool = True
) -> Token | None:
    """The outer of two neighbouring tokens, if there are both and only a space parts them."""
    if first < 0 or second >= len(every):
        return None
    gap = text[every[first].end : every[second].start]
    return None if gap.strip() or not gap else every[first if left else second]


def _bare(token: Token) -> str:
    """Without an English possessive."""
    return token.text[:-2] if token.text.endswith(_POSSESSIVE) else token.text
