"""What denies, and what says the opposite: ``reference/languages/<code>/negation.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from audit.core.reference import Entry, load_language
from audit.language.codes.names import has_words
from audit.language.lexicon.words import lemma

_FOLDER = "negation"
_SHORTEST = 4
"""Letters of a word that a prefix turns round."""


class NegationFile(Entry, frozen=True):
    """One language; ``en.toml`` explains the notation."""

    language: str
    sources: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    never: tuple[str, ...]
    plain: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    """Pairs, with a slash between; words that say nearly the same are joined by ``+``."""
    prefixes: tuple[str, ...] = ()
    no_opposites: tuple[str, ...] = ()
    """Words that a prefix makes no opposite of."""


class Negation:
    """The data of a language, ready for use."""

    def __init__(self, data: NegationFile, *, spaced: bool) -> None:
        self.data = data
        self._strong, self._weak, self._never, self._plain = (
            _pattern(words, spaced=spaced)
            for words in (data.strong, data.weak, data.never, data.plain)
        )
        self._opposites: dict[str, set[str]] = {}
        for pair in data.opposites:
            left, right = (set(side.split("+")) for side in pair.split("/"))
            for words, others in ((left, right), (right, left)):
                for word in words:
                    self._opposites.setdefault(word, set()).update(others)
        self.has_opposites = bool(data.opposites)

    def denials(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where words stand that surely deny, as half-open ranges of code points."""
        bare = self._never.sub(lambda found: " " * len(found[0]), _folded(text))
        return tuple(found.span() for found in self._strong.finditer(bare))

    def may_deny(self, text: str) -> bool:
        """True where anything in the text may deny."""
        folded = _folded(text)
        if self._strong.search(folded):
            return True
        plain = [found.span() for found in self._plain.finditer(folded)]
        return any(found.span() not in plain for found in self._weak.finditer(folded))

    def opposites(self, word: str, known: Iterable[str] = ()) -> frozenset[str]:
        """Words that say the opposite of one in small letters.

        Args:
            known: the words of the language; those with a prefix that deny must be of them.
        """
        base = lemma(word, self.data.language)
        found = {*self._opposites.get(word, ()), *self._opposites.get(base, ())}
        for one in () if base in self.data.no_opposites else {word, base}:
            for prefix in self.data.prefixes:
                rest = one.removeprefix(prefix)
                if rest != one and len(rest) >= _SHORTEST and rest in known:
                    found.add(rest)
                if len(one) >= _SHORTEST and f"{prefix}{one}" in known:
                    found.add(f"{prefix}{one}")
        return frozenset(found - {base, word})


@cache
def negation(language: str) -> Negation | None:
    """The data of a language, or None: no data means unsupported."""
    found = load_language(_FOLDER, language, NegationFile)
    return None if found is None else Negation(found, spaced=has_words(language))


def _folded(text: str) -> str:
    small = text.lower()
    return (small if len(small) == len(text) else text).replace("’", "'").replace("ʼ", "'")


def _pattern(words: Iterable[str], *, spaced: bool) -> re.Pattern[str]:
    return re.compile("|".join(_written(word, spaced=spaced) for word in words) or r"(?!)")


def _written(word: str, *, spaced: bool) -> str:
    # Machines write an apostrophe with spaces around it.
    body = re.escape(word).replace("'", r"\s?'").replace(r"\ ", r"\s+")
    body = body.replace(r"\*", r"(?<![\w'])[\w']*", 1) if word.startswith("*") else body
    body = body.replace(r"\*", r"[\w']*")
    if not spaced:
        return body
    before = "" if word.startswith("*") else r"(?<![\w-])"
    return f"{before}{body}" + ("" if word.endswith("'") else r"(?!\w)")
