"""Phrases of reference data as patterns: a small notation, and a fast set of phrases.

The notation of a phrase (``reference/concepts/confusables/README.md`` has examples)::

    (a|b)  (a|b)?   alternatives, optional alternatives
    *               any further letters of the word
     ~              a gap of up to six words (written with a space on either side)
    @               a word with a capital
    =phrase         letter case counts; otherwise it does not
    \\x              the character x itself

A space stands for any white space, an apostrophe for any apostrophe, a hyphen for any hyphen.
A capital with an accent also matches the bare capital, as typed in many newsrooms.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"\w+")
_ALIKE = str.maketrans("ıſ", "is")
"""Letters that are the same to a regular expression that ignores case."""
_LETTERS = 80
"""Letters of the longest word: each beginning in `a-a-a-a` must not read to the end."""
_GAP = rf"\s+(?:[^\s.;:!?]{{1,{_LETTERS}}}+\s+){{0,6}}?(?:\w{{1,2}}['’]\s?)?"
_HYPHENS = "-\u2010\u2011"
_KEY_LENGTH = 8
_REMEMBERED = 20_000
"""Beginnings of words of which a set remembers what is filed under them."""
_WHOLE_WORD = " "
"""Ends the key of a phrase whose first word may not go on in the text."""
_SPECIAL = {
    "(": "(?:",
    ")": ")",
    "|": "|",
    "?": "?",
    "*": rf"\w{{0,{_LETTERS}}}",
    "-": f"[{_HYPHENS}]",
}
_SPECIAL |= {"'": "['’ʼ]", "@": rf"(?-i:[^\W\d_a-zß-öø-ÿ][\w-]{{0,{_LETTERS}}})"}


def base_letter(character: str) -> str:
    """The letter without its accents: ``é`` gives ``e``."""
    return unicodedata.normalize("NFD", character)[0]


def phrase_pattern(phrase: str, *, names: bool = False) -> str:
    """The regular expression of a phrase, to be compiled with ``re.IGNORECASE``.

    Args:
        phrase: in the notation of this module, with its alternatives in the middle at most.
        names: True where a phrase that starts with a capital is only meant as a name: ``Roche``
            is then not found in ``roche``.

    Raises:
        ValueError: when the phrase is empty or its notation is not well formed.
    """
    pattern = expression(phrase, names=names)
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a phrase: {phrase!r}: {error}") from error
    if re.fullmatch(pattern, "", re.IGNORECASE):
        raise ValueError(f"not a phrase: {phrase!r} matches nothing at all")
    return pattern


def expression(phrase: str, *, names: bool) -> str:
    """The regular expression of a phrase that :func:`phrase_pattern` has checked before."""
    exact = phrase.startswith("=")
    if names and phrase[:1].isupper():
        return f"(?-i:{translate(phrase[0])}){translate(phrase[1:])}"
    body = translate(phrase[exact:])
    return f"(?-i:{body})" if exact else f"(?:{body})"


def translate(phrase: str) -> str:
    """The regular expression of a part of a phrase, as it stands."""
    parts: list[str] = []
    position = 0
    while position < len(phrase):
        character = phrase[position]
        if character == "\\":
            position += 1
            parts.append(re.escape(phrase[position : position + 1]))
        elif phrase.startswith(" ~ ", position):
            parts.append(_GAP)
            position += 2
        elif character == " ":
            parts.append(r"\s+")
        elif character in _SPECIAL:
            parts.append(_SPECIAL[character])
        elif character.isupper() and base_letter(character) != character:
            parts.append(f"[{character}{base_letter(character)}]")
        else:
            parts.append(re.escape(character))
        position += 1
    return "".join(parts)


def expansions(phrase: str) -> tuple[str, ...]:
    """The phrase with its alternatives written out, the notation ``=``, ``*`` and ``~`` kept."""
    pieces: list[list[str]] = [[""]]
    position = 0
    while position < len(phrase):
        if phrase[position] == "(":
            end = _closing(phrase, position)
            options = [
                text
                for option in _options(phrase[position + 1 : end])
                for text in expansions(option)
            ]
            position = end + 1
            if phrase[position : position + 1] == "?":
                options.append("")
                position += 1
            pieces.append(options)
        else:
            step = 2 if phrase[position] == "\\" else 1
            pieces.append([phrase[position : position + step]])
            position += step
    return tuple(dict.fromkeys("".join(parts) for parts in itertools.product(*pieces)))


def _closing(phrase: str, start: int) -> int:
    depth = 0
    for position in range(start, len(phrase)):
        depth += (phrase[position] == "(") - (phrase[position] == ")")
        if depth == 0:
            return position
    raise ValueError(f"not a phrase: {phrase!r}: a bracket is not closed")


def _options(body: str) -> list[str]:
    options, depth = [""], 0
    for character in body:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += character
    return options


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found in a text: ``[start, end)`` in code points of that text."""

    start: int
    end: int
    values: tuple[T, ...]


class PhraseSet(Generic[T]):
    """Finds many phrases in one pass over the words of a text: leftmost, then longest.

    Phrases are filed under the first letters of their first word and compiled when a text first
    has such a word, so that the cost hardly depends on how many phrases there are.

    Args:
        phrases: pairs of a phrase and what it stands for; a phrase may be given several times.
        whole: True to refuse parts of hyphenated compounds (``Guinée`` in ``Guinée-Bissau``).
        names: as for :func:`phrase_pattern`.
    """

    def __init__(
        self, phrases: Iterable[tuple[str, T]], *, whole: bool = False, names: bool = False
    ) -> None:
        self._whole = whole
        self._names = names
        self._end = rf"(?!\w|[{_HYPHENS}]\w)" if whole else r"(?!\w)"
        self._filed: dict[str, dict[str, list[T]]] = defaultdict(lambda: defaultdict(list))
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._candidates: dict[str, tuple[tuple[str, list[T]], ...]] = {}
        for phrase, value in phrases:
            for text in expansions(phrase):
                self._filed[_key(text)][text].append(value)

    def finditer(self, text: str) -> Iterator[Hit[T]]:
        """Hits that do not overlap, in the order of the text."""
        taken, whole = 0, _Words(folded(text))
        for start, letters in _beginnings(text):
            filed = self._filed_under(letters) if start >= taken else ()
            hit = self._longest(filed, text, whole, start) if filed else None
            if hit is not None:
                taken = hit.end
                yield hit

    def _filed_under(self, letters: str) -> tuple[tuple[str, list[T]], ...]:
        """The phrases that a word with those first letters may begin."""
        found = self._candidates.get(letters)
        if found is None:
            beginnings = (letters[:length] for length in range(len(letters) + 1))
            filed = (self._filed.get(key, {}) for key in (*beginnings, letters + _WHOLE_WORD))
            found = tuple(entry for phrases in filed for entry in phrases.items())
            if len(self._candidates) >= _REMEMBERED:
                self._candidates.clear()
            self._candidates[letters] = found
        return found

    def _longest(
        self, filed: Iterable[tuple[str, list[T]]], text: str, whole: _Words, start: int
    ) -> Hit[T] | None:
        if self._whole and start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum():
            return None
        best: Hit[T] | None = None
        for phrase, values in filed:
            if not whole[longest_word(phrase)]:
                continue
            match = self._pattern(phrase).match(text, start)
            if match is not None and (best is None or match.end() > best.end):
                best = Hit(start, match.end(), tuple(values))
        return best

    def _pattern(self, phrase: str) -> re.Pattern[str]:
        if phrase not in self._compiled:
            # Unchecked: data is checked when it is tested, and a check compiles twice more.
            source = expression(phrase, names=self._names) + self._end
            self._compiled[phrase] = re.compile(source, re.IGNORECASE)
        return self._compiled[phrase]


class _Words(dict[str, bool]):
    """Is a word anywhere in the text? Each is looked for once, not again at every beginning."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, word: str) -> bool:
        found = self[word] = word in self._text
        return found


def _key(phrase: str) -> str:
    if phrase.lstrip("=").startswith("@"):
        return ""
    match = re.match(r"\w+", phrase.lstrip("="))
    if match is None:
        raise ValueError(f"not a phrase: {phrase!r} does not start with a letter or a digit")
    key = fold(match.group()[:_KEY_LENGTH])
    ends = phrase.lstrip("=")[match.end() :][:1] in ("", " ")
    return key + _WHOLE_WORD if ends else key


@cache
def longest_word(phrase: str) -> str:
    """Letters that a text must have, folded, before the phrase is worth compiling."""
    words: list[str] = re.findall(r"\w+(?!\w|\?)", phrase)
    return fold(max(words, key=len, default=""))


@lru_cache(maxsize=8)
def _beginnings(text: str) -> tuple[tuple[int, str], ...]:
    """Where each word of a text starts, and its first letters; many sets ask for the same texts."""
    return tuple((word.start(), fold(word.group()[:_KEY_LENGTH])) for word in _WORD.finditer(text))


@lru_cache(maxsize=8)
def folded(text: str) -> str:
    """:func:`fold` of a whole text; every set of phrases asks for the same few texts."""
    return "".join(base_letter(letter) for letter in text.lower().translate(_ALIKE))


@cache
def fold(letters: str) -> str:
    """Lower case without accents."""
    return "".join(base_letter(letter) for letter in letters.lower().translate(_ALIKE))
