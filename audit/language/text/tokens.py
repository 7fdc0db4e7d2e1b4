"""Words of a text with their places. Elisions are cut off, hyphenated words stay whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Every repetition is bounded where a failed match would be tried again from the next character:
# text such as "a.a.a.a" must not take quadratic time.
_ADDRESS = r"""
    (?P<address>(?:https?://|www\.)[^\s<>"»]{1,2000}
       |(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}
       |(?<![\w.-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,4}
        \.(?:com|org|net|info|eu|fr|be|ch|ca|id|ru|by|uk|de|io)\b(?:/[^\s<>"»]{0,2000})?)
  |"""
_OTHERS = r"""
    (?P<elided>(?:[ldcjmtsn]|qu|lorsqu|puisqu|quoiqu|jusqu|presqu|quelqu)['’])(?=\w)
  | (?P<number>\d+(?:[.,:\u00a0\u202f\u2009'’]\d+){0,20})(?!\w)
  | (?P<word>[^\W_]+(?:[-‐‑'’][^\W_]+)*)
"""
_PLAIN = re.compile(_OTHERS, re.VERBOSE | re.IGNORECASE)
_FULL = re.compile(_ADDRESS + _OTHERS, re.VERBOSE | re.IGNORECASE)
_HINT = re.compile(r"@|://|www\.|\w\.\w", re.IGNORECASE)
"""Stands in every text that holds an address."""


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
    pattern = _FULL if _HINT.search(text) else _PLAIN
    return tuple(
        Token(match.group(), match.start(), match.end(), match.lastgroup or "word")
        for match in pattern.finditer(text)
    )


def words(text: str) -> tuple[Token, ...]:
    """The tokens that are words, in order; no numbers, addresses and elided words."""
    return tuple(token for token in tokens(text) if token.kind == "word")
