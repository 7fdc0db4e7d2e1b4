"""The marks of a language - stops, quotation marks, brackets - compiled from its facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit.language.text.facts import LanguageFacts, facts
from audit.reading.segmentation.words import Words

SPACE = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Horizontal space, for use inside a character class."""
BRACKETS = {"(": ")", "[": "]", "{": "}"}
DASHES = "—–-"
NOTE = r"\[\d{1,3}\]|[¹²³⁰-⁹*†‡]+"
"""A footnote mark."""
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_SIGNS = "•¿¡`#@*$€£+\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language."""

    words: Words
    stops: re.Pattern[str]
    """A run of marks that can end a sentence, spaced or not (``? !``)."""
    pairing: re.Pattern[str]
    """A bracket or quotation mark, apostrophes left out."""
    tail: re.Pattern[str]
    """Closing marks, more stops and footnote marks after a run; may match nothing."""
    lead: re.Pattern[str]
    """Opening marks, dashes and signs before the next word; may match nothing."""
    closing: dict[str, str]
    """The closing mark of each opening one, brackets included."""
    sideless: frozenset[str]
    """Quotation marks that both open and close, apostrophes left out."""
    openers: frozenset[str]
    """All marks that can open."""
    closers: frozenset[str]
    """Marks that only close."""


@cache
def rules(language: str) -> Rules | None:
    """The rules of a BCP 47 tag, or None: nothing is known about the language.

    Raises:
        audit.errors.ConfigError: when the facts of the language are wrong.
    """
    known = facts(language)
    return None if known is None else compile_rules(known)


def compile_rules(language: LanguageFacts) -> Rules:
    """The rules that the facts of a language amount to."""
    sided = {left: right for left, right in language.quotes if left != right}
    sideless = frozenset(left for left, right in language.quotes if left == right)
    closing = {**sided, **BRACKETS}
    firm = frozenset(closing.values()) - set(_APOSTROPHES)
    loose = sideless | set(_APOSTROPHES)
    pairing = (set(closing) | set(closing.values()) | sideless) - set(_APOSTROPHES)
    ends = _class(language.sentences.ends)
    return Rules(
        words=Words.of(language.sentences, language.language),
        stops=re.compile(f"[{ends}]++(?:[{SPACE}]*+[{ends}]++)*+"),
        pairing=re.compile(f"[{_class(pairing)}]"),
        # Apostrophes and sideless marks close only where a word ends.
        tail=re.compile(
            f"(?:[{_class(firm)}]+|[{SPACE}][{_class(firm)}]+(?!\\w)|[{ends}]+|[{_UNSEEN}]+|{NOTE}"
            f"|[{_class(loose)}]+(?=[\\s{_class(firm | loose)},;:{ends}]|\\Z))*+"
        ),
        lead=re.compile(
            f"[\\s{_class(set(closing) | loose)}{re.escape(DASHES)}{_SIGNS}{_UNSEEN}]*+"
        ),
        closing=closing,
        sideless=sideless - set(_APOSTROPHES),
        openers=frozenset(closing) | sideless,
        closers=firm,
    )


def _class(marks: frozenset[str] | set[str] | tuple[str, ...]) -> str:
    return "".join(re.escape(mark) for mark in sorted(marks))
