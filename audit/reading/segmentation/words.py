"""Does a stop belong to the word before it? Abbreviations, initials, numerals, list marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from audit.language.lexicon.words import frequency_lists, has_frequencies

if TYPE_CHECKING:
    from audit.language.text.facts import SentenceFacts

_REACH = 40
"""Code points looked at before a mark; no abbreviation is longer."""
_SPACE = " \u00a0\u202f"
_TOKEN = re.compile(r"[^\s«»“”„‘’‹›\"'()\[\]{}/—–]+")
_SIGNS = r"(?:(?!\w)[\u0900-\u0dff])*"
_INITIALS = re.compile(rf"[^\W\d_]{_SIGNS}(?:[.-]{{1,2}}[^\W\d_]{_SIGNS})*")
_WORD = re.compile(r"([^\W\d_]+)(['’]?)")
_NUMERAL = re.compile(r"\d|(?:[IVXLC]+|[A-Z])(?![^\W\d_]|['’])")
_LIST_MARK = re.compile(r"\d{1,2}|[IVX]{1,5}|[^\W\d_]")
_CLAUSE = re.compile(r"[^\W\d_]{1,12}(?=[，。：,:！？])")
_STARTERS = 250
"""Words of a list of frequencies that start sentences more often than they are names."""
_DAY = re.compile(r"\d{1,2}")
_ORDINAL = re.compile(r"\d{1,3}|[IVX]{1,6}")
_MONTH_NEXT = re.compile(r"\d{1,2}\.[ \u00a0\u202f]?\d")
_YEAR_NEXT = re.compile(r"\d{4}(?!\d)")
_DAY_BEFORE = re.compile(r"[ \u00a0\u202f]\.\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of a language, made ready for look-up."""

    never: frozenset[str]
    before_name: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    often_end: frozenset[str]
    starters: frozenset[str]
    particles: frozenset[str]
    reporting: frozenset[str]
    after_quote: tuple[str, ...] = ()
    ordinals: bool = False

    @classmethod
    def of(cls, sentences: SentenceFacts, language: str = "") -> Words:
        """Each abbreviation also with a capital, as at the start of a sentence.

        Args:
            language: whose commonest words start sentences where the facts give none.
        """
        return cls(
            never=_cased(sentences.never_end),
            before_name=_cased(sentences.before_name),
            before_number=_cased(sentences.before_number),
            may_end=_cased(sentences.may_end),
            often_end=_cased(sentences.often_end),
            starters=frozenset(sentences.starters)
            or _commonest(language).difference(short[:-1] for short in sentences.abbreviations),
            particles=frozenset(sentences.name_particles),
            reporting=frozenset(sentences.reporting_verbs),
            after_quote=sentences.after_quote,
            ordinals=sentences.ordinals,
        )

    def holds(self, text: str, mark: int, follow: int, first: int) -> bool:
        """True when the mark at ``mark`` belongs to the word before it and ends no sentence.

        Args:
            text: the block.
            mark: offset of a stop.
            follow: offset of the first letter or digit after it.
            first: offset of the first letter or digit of the sentence that the stop would end.
        """
        reverse = text[max(0, mark - _REACH) : mark][::-1]
        match = _TOKEN.match(reverse)
        if match is None:
            return False
        token, rest = match.group()[::-1], reverse[match.end() :]
        word = token + text[mark]
        if word in self.often_end or f"{_last_word(rest)} {word}" in self.often_end:
            return False
        if word in self.never or (word in self.before_number and text[follow - 1] in "(["):
            return True
        if word in self.before_number and self._is_numeral(text, mark, follow):
            return True
        if word in self.before_name:
            return not self._starts(text, follow, strict=True)
        if word in self.may_end:
            return not self._starts(text, follow, strict=False)
        if text[mark] != ".":
            return False
        if mark - len(token) == first and _LIST_MARK.fullmatch(token):
            return True
        if _DAY.fullmatch(token) and _in_date(text, follow, rest):
            return True
        if self._is_ordinal(token, rest) and text[follow].isalpha():
            return not self._starts(text, follow, strict=False)
        return self._is_initial(token, rest) and not self._starts(
            text, follow, strict=token.count(".") < 2
        )

    def is_starter(self, text: str, follow: int) -> bool:
        """True when a word that is no name starts a sentence at ``follow``."""
        return self._starts(text, follow, strict=True)

    def reports(self, text: str, follow: int) -> bool:
        """True when a name and a reporting verb stand at ``follow``: ``Mr Smith asked``."""
        if not self.reporting:
            return False
        for position, word in enumerate(text[follow : follow + _REACH].split()):
            if position and word.strip(".,:;") in self.reporting:
                return True
            if not word[0].isupper() or word in self.starters:
                return False
        return False

    def carries_on(self, text: str, start: int) -> bool:
        """True when a sentence goes on right after a closing mark, in a script without spaces:
        ``」と述べた``, ``”他说。``.
        """
        if text.startswith(self.after_quote, start):
            return True
        clause = _CLAUSE.match(text, start)
        return clause is not None and clause.group().endswith(tuple(self.reporting))

    def _is_numeral(self, text: str, mark: int, follow: int) -> bool:
        """``5``, ``IV``, ``L.``, but not ``A`` or ``I`` as a word, nor after a quotation mark."""
        match = _NUMERAL.match(text, follow)
        if match is None or not (text[follow - 1].isspace() or follow == mark + 1):
            return False
        following = text[match.end() : match.end() + 2].lstrip(_SPACE)
        return match.group() not in self.starters or not following[:1].isalpha()

    def _is_ordinal(self, token: str, rest: str) -> bool:
        """``3`` of ``3. Oktober``, but not of ``Art. 3.``"""
        is_figure = self.ordinals and _ORDINAL.fullmatch(token) is not None
        return is_figure and not rest.lstrip().startswith(".")

    def _is_initial(self, token: str, rest: str) -> bool:
        """``J``, ``J.-P``, ``U.S``, but not ``l’a``, nor the unit of ``12 m`` or ``12 °C``."""
        if _INITIALS.fullmatch(token) is None:
            return False
        if rest[:1] in {"'", "’"} and token.islower():
            return False
        before = rest.lstrip(_SPACE)[:1]
        return not (before == "°" or (len(token) == 1 and token.islower() and before.isdigit()))

    def _starts(self, text: str, follow: int, *, strict: bool) -> bool:
        """True when a starter stands at ``follow``; ``strict``: and it is no part of a name."""
        match = _WORD.match(text, follow)
        if match is None:
            return False
        word, elided = match.group(1), match.group(1) + "'"
        if match.group(2) and elided in self.starters:
            word = elided
        if word not in self.starters or text[match.end() : match.end() + 1] == ".":
            return False
        after = text[match.end() : match.end() + 2].lstrip(_SPACE)
        return not (strict and word in self.particles and after[:1].isupper())


@cache
def _commonest(language: str) -> frozenset[str]:
    """The commonest words of a language, with a capital; empty where none are counted."""
    if not has_frequencies(language):
        return frozenset()
    from babel import Locale

    every = islice(chain.from_iterable(frequency_lists(language)), _STARTERS)
    states = Locale.parse(language).territories.values()
    return frozenset(
        word.capitalize() for word in every if len(word) > 1 and word.isalpha()
    ).difference(states)


def _last_word(reverse: str) -> str:
    match = _TOKEN.match(reverse.lstrip(_SPACE))
    return "" if match is None else match.group()[::-1]


def _in_date(text: str, follow: int, before_reversed: str) -> bool:
    """``12. 03. 2024``, at either stop."""
    if _MONTH_NEXT.match(text, follow):
        return True
    return bool(_YEAR_NEXT.match(text, follow) and _DAY_BEFORE.match(before_reversed))


def _cased(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(entries) | frozenset(entry[0].upper() + entry[1:] for entry in entries)
