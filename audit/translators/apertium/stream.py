"""Apertium's stream format: texts into it, and out of it again without its marks.

Format: https://wiki.apertium.org/wiki/Apertium_stream_format. ``[...]`` is a *superblank*, which
passes through untranslated; ``*``, ``@`` and ``#`` before a word say that it was unknown to
the analyser, to the dictionary or to the generator. Real ones of the text therefore travel inside
superblanks, and every one outside is a mark.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

FORMAT = 1
"""Part of the engine's signature: raised whenever the same text would come out otherwise."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
"""Besides what is no text, U+FFFF, which the programs take for the end of their input."""
_RESERVED = re.compile(r"\S{200,}|[\\^$/<>{}\[\]]|[*@#~]+")
"""Also what is too long for a word: the programs need seconds for one of a million letters."""
_MARKS = "*@#~"
_ESCAPED = re.compile(r"([\\^$/<>{}\[\]])")
_SPACES = re.compile(" {2,}")
_STOPS = frozenset(".!?…:;")
_CLOSING = " \u00a0\u202f\"'’”»)"
_PIECE = re.compile(
    r"[*@#](?:\\<[\w-]+\\>)+|\\(.)|\[((?:\\.|[^\[\]\\])*+)\]|([*@#])|([^\\\[*@#]+)|(.)", re.DOTALL
)
"""Tags after a mark (a word of which not even the lemma is left), an escaped character, a
superblank, a mark, a run of text, anything else."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class Decoded:
    """One text out of the stream."""

    text: str
    unknown: tuple[str, ...]
    """Words with ``*`` or ``@``, in order: the engine could not translate them."""


def clean(text: str) -> str:
    """``text`` on one line: control characters, line ends and lone surrogates become spaces."""
    return _CONTROL.sub(" ", text).strip()


def sentinel(number: int) -> str:
    """The superblank that ends the text of that number, so that none can be lost unnoticed."""
    return f"[][e{number}]"


def encode(text: str, number: int) -> str:
    """A cleaned text as a stream, with a full stop where it has none and its sentinel."""
    body = _RESERVED.sub(lambda match: _reserve(match.group()), text)
    stop = "" if _ends(text) else "."
    return f"{body}{stop}{sentinel(number)}"


def _ends(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in _STOPS


def _reserve(found: str) -> str:
    if len(found) == 1 and found not in _MARKS:
        return f"\\{found}"
    return "[" + _ESCAPED.sub(r"\\\1", found) + "]"


def decode(stream: str, text: str, number: int) -> Decoded:
    """The translation of ``text`` out of a stream that ends with its sentinel."""
    body = stream.removesuffix(sentinel(number))
    pieces, unknown, marked = [], [], False
    for escaped, blank, mark, plain, other in _PIECE.findall(body):
        if mark:
            marked = mark != "#"
            continue
        piece = escaped or re.sub(r"\\(.)", r"\1", blank) or plain or other
        if marked and plain:
            unknown.extend(_WORD.findall(plain)[:1])
        marked = False
        pieces.append(piece)
    result = "".join(pieces)
    if "  " not in text:
        # Left where a rule has taken a word out.
        result = _SPACES.sub(" ", result)
    if not _ends(text):
        result = result.removesuffix(".")
    if text.isupper() and sum(map(str.isalpha, text)) > 1:
        # Rules that add or agree words forget the capitals of a headline.
        result = result.upper()
    return Decoded(result.strip(), tuple(unknown))


def count_new(words: tuple[str, ...], before: Counter[str]) -> int:
    """How many of ``words`` were not unknown already on the hop ``before``.

    A word that one hop hands on untranslated is mostly unknown to the next one too, yet
    it is one source word.
    """
    return (Counter(word.casefold() for word in words) - before).total()
