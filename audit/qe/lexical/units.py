"""The units that the word tables are made of: the same for training and for use.

A unit is a word, a part of a compound that is not known as a whole, an elided word or a number,
in the form that the tables have it: lower case, one apostrophe, ``oe`` for ``œ``. Short words in
capitals keep them, since ``US`` is not ``us``.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from audit.language.text.tokens import Token, tokens

_ACRONYM = 6
"""Letters up to which a word in capitals is taken for an acronym."""
_PART = re.compile(r"[^\W_]+|['’](?=[^\W_])")
_SPELT = str.maketrans({"’": "'", "‐": "-", "‑": "-", "œ": "oe", "æ": "ae"})
_NO_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a text."""

    key: str
    """What the tables call it."""
    text: str
    """As it stands in the text."""
    start: int
    """Code point in the text."""
    end: int
    kind: str
    """``word``, ``number``, ``elided`` or ``address``."""


def units(text: str, known: Container[str]) -> tuple[Unit, ...]:
    """The units of ``text``, in order; punctuation is between them.

    Args:
        known: keys that stay whole; other compounds (``dit-il``, ``Smith's``) are cut.
    """
    every = tokens(text)
    shouted = _is_shouted(every)
    found: list[Unit] = []
    for token in every:
        key = key_of(token, shouted)
        if key in known or token.kind != "word" or key.isalnum():
            # An acronym that the tables do not have may be a word that is only emphasised.
            low = key.lower()
            key = low if key != low and key not in known and low in known else key
            found.append(Unit(key, token.text, token.start, token.end, token.kind))
        else:
            found += _parts(token)
    return tuple(found)


def key_of(token: Token, shouted: bool = False) -> str:
    """The key of a whole token.

    Args:
        shouted: the text is in capitals, which then say nothing.
    """
    if token.kind == "number":
        return number_key(token.text)
    text = token.text.translate(_SPELT)
    if token.is_upper and len(text) <= _ACRONYM and not shouted:
        return text
    return text.lower().translate(_SPELT)


def number_key(text: str) -> str:
    """The digits of a number: ``1 500`` and ``1,500`` are one."""
    return _NO_DIGIT.sub("", text)


def _parts(token: Token) -> list[Unit]:
    found: list[Unit] = []
    prefix = 0
    for match in _PART.finditer(token.text):
        if not match.group()[0].isalnum():
            # The apostrophe stays with what follows it: the 's of Smith's.
            prefix = 1
            continue
        start, end = match.start() - prefix, match.end()
        text, prefix = token.text[start:end], 0
        key = text.translate(_SPELT).lower().translate(_SPELT)
        found.append(Unit(key, text, token.start + start, token.start + end, "word"))
    return found


def _is_shouted(every: tuple[Token, ...]) -> bool:
    words = [token for token in every if token.kind == "word" and len(token.text) > 1]
    return len(words) > 1 and sum(token.is_upper for token in words) * 2 > len(words)
