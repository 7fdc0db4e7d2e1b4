"""A text in words, numbers and single marks of punctuation, each with its place."""

from __future__ import annotations

from functools import lru_cache

from audit.language.text.tokens import Token, tokens

MARK = "mark"
"""The kind of a single character that is neither in a word nor a space."""


@lru_cache(maxsize=1024)
def pieces(text: str) -> tuple[Token, ...]:
    """Everything in ``text`` but its spaces, in order: its tokens, and the marks between them."""
    found: list[Token] = []
    at = 0
    for token in tokens(text):
        found += _marks(text, at, token.start)
        found.append(token)
        at = token.end
    found += _marks(text, at, len(text))
    return tuple(found)


def _marks(text: str, start: int, end: int) -> list[Token]:
    return [Token(text[at], at, at + 1, MARK) for at in range(start, end) if not text[at].isspace()]
