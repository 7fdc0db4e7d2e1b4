"""Words of a text with their places. Elisions are cut off, hyphenated words stay whole.

Letters keep their marks (Unicode's word boundaries, UAX 29): Hindi, Tamil, vocalised Arabic. Words
of scripts without spaces are cut by ``audit.language.text.unspaced``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from audit.language.text.unspaced import cut, model_of

# Every repetition is bounded where a failed match would be tried again from the next character:
# text such as "a.a.a.a" must not take quadratic time.
_ADDRESS = r"""
    (?P<address>(?:https?://|www\.)[^\s<>"»]{1,2000}
       |(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}
       |(?<![\w.-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,4}
        \.(?:com|org|net|info|eu|fr|be|ch|ca|id|ru|by|uk|de|io)\b(?:/[^\s<>"»]{0,2000})?)
  |"""
_ELIDED = r"""
    (?P<elided>(?:[ldcjmtsn]|qu|lorsqu|puisqu|quoiqu|jusqu|presqu|quelqu
      |[dnas]?[aeu]ll|d?all|coll|un|quest|quell|nessun|senz|anch|dov|com)['’])(?=\w)
  |"""
_NUMBER = r"""
    (?P<number>\d+(?:[.,:\u00a0\u202f\u2009'’٫٬]\d+){0,20})"""
_OTHERS = rf"""{_ELIDED}{_NUMBER}(?!\w)
  | (?P<word>[^\W_]+(?:[-‐‑'’·][^\W_]+)*)
"""
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{N}}]--[{_UNSPACED}]]"
_INSIDE = rf"[[\p{{L}}\p{{N}}\p{{M}}\u200c\u200d]--[{_UNSPACED}]]"
_WORD = rf"{_LETTER}{_INSIDE}*"
_WIDE = rf"""{_ELIDED}{_NUMBER}(?![[\p{{L}}\p{{N}}_]--[{_UNSPACED}]])
  | (?P<unspaced>(?:[{_UNSPACED}]\p{{M}}*)+)
  | (?P<word>{_WORD}(?:(?:[-‐‑'’·]|(?<=\p{{Hebrew}})["״׳](?=\p{{Hebrew}})){_WORD})*)
"""
_PLAIN = re.compile(_OTHERS, re.VERBOSE | re.IGNORECASE)
_FULL = re.compile(_ADDRESS + _OTHERS, re.VERBOSE | re.IGNORECASE)
_HINT = re.compile(r"@|://|www\.|\w\.\w", re.IGNORECASE)
"""Stands in every text that holds an address."""
_MARKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u1dff\u200c\u200d\u20d0-\u20f0\u2de0-\u2dff"
    "\u2e80-\ufdff\ufe20-\ufe2f\U00010000-\U0010ffff]"
)
"""Blocks of Unicode with marks or scripts without spaces, whose words the plain patterns cut."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number written in digits, or an elided word such as ``l’``."""

    text: str
    start: int
    """Code point in the text that was cut."""
    end: int
    kind: str
    """``word``, ``number``, ``elided`` or ``address`` (of a web page or mailbox)."""

    @property
    def is_capitalised(self) -> bool:
        """True for ``Minsk`` and ``MINSK``."""
        return self.text[:1].isupper()

    @property
    def is_upper(self) -> bool:
        """True for words of two letters and more in capitals: ``OTAN``, not ``L'``."""
        return self.kind != "elided" and len(self.text) > 1 and self.text.isupper()


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of ``text``, in order. Punctuation is between them."""
    has_address = _HINT.search(text) is not None
    if not text.isascii() and _MARKED.search(text):
        pattern = _wide(_ADDRESS + _WIDE if has_address else _WIDE)
        return tuple(_spaced(pattern.finditer(text), model_of(text)))
    pattern = _FULL if has_address else _PLAIN
    return tuple(
        Token(match.group(), match.start(), match.end(), match.lastgroup or "word")
        for match in pattern.finditer(text)
    )


@cache
def _wide(pattern: str) -> Any:
    """A pattern with classes of Unicode, which ``re`` lacks.

    Without full case folding, in which ``ss`` is also one letter: a run of them would be read in as
    many ways as there are, two to the power of its length.
    """
    import regex

    return regex.compile("(?-f)" + pattern, regex.VERBOSE | regex.IGNORECASE | regex.V1)


def _spaced(found: Iterator[Any], model: str | None) -> Iterator[Token]:
    for match in found:
        text, start, kind = match.group(), match.start(), match.lastgroup
        if kind != "unspaced":
            yield Token(text, start, match.end(), kind)
            continue
        for left, right in cut(text, model):
            yield Token(text[left:right], start + left, start + right, "word")


def words(text: str) -> tuple[Token, ...]:
    """The tokens that are words, in order; no numbers, addresses and elided words."""
    return tuple(token for token in tokens(text) if token.kind == "word")
