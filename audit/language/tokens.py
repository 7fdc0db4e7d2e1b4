"""Words of a text with their places. Elisions are cut off, hyphenated words stay whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"""
    (?P<address>(?:https?://|www\.)[^\s<>"»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+
       |[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|eu|fr|be|ch|ca|id|ru|by|uk|de|io)\b
        (?:/[^\s<>"»]*)?)
  | (?P<elided>(?:[ldcjmtsn]|qu|lorsqu|puisqu|quoiqu|jusqu|presqu|quelqu)['’])(?=\w)
  | (?P<number>\d+(?:[.,:\u00a0\u202f\u2009'’]\d+)*)(?!\w)
  | (?P<word>[^\W_]+(?:[-‐‑'’][^\W_]+)*)
    """,
    re.VERBOSE | re.IGNORECASE,
)


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
        """True for words of two letters and more in capitals: ``OTAN``."""
        return len(self.text) > 1 and self.text.isupper()


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of ``text``, in order. Punctuation is between them."""
    return tuple(
        Token(match.group(), match.start(), match.end(), match.lastgroup or "word")
        for match in _WORD.finditer(text)
    )


def words(text: str) -> tuple[Token, ...]:
    """The tokens that are words of two letters and more, or capitalised."""
    return tuple(token for token in tokens(text) if token.kind == "word")
