"""Page furniture: what a page puts around an article. Data in ``languages/*/furniture.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from audit.core.patterns.lazy import AnyOf
from audit.core.reference import Entry, load_languages

LONGEST_LINE = 160
"""Code points of the longest block that is nothing but labels."""
LONGEST_OPENING = 60
"""Words of the longest block that an opening makes furniture."""
_TAIL = 120
"""Code points at the end of a paragraph in which labels are looked for."""
_SHORTEST_REST = 20
"""Code points that must stand beside a glued label: less is not a paragraph."""

_LONGEST_LABEL = 6
"""Words."""
_MOST_LABELS = 24
"""Words of a line of labels."""

_QUOTES = "«“„‘\"'「『"
_COUNT = re.compile(r"(?<=\s)[(\[]?\d+[)\]]?(?=\s|$)")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_END = re.compile(r"[.!?…。！？»”\"')\]]")
_APOSTROPHE = re.compile("[’ʼ]")


class FurnitureFile(Entry, frozen=True):
    """``reference/languages/<language>/furniture.toml``; ``mul.toml`` explains the fields."""

    language: str
    lines: tuple[str, ...]
    glued: tuple[str, ...]
    openings: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of all languages, as ``plain`` writes them."""

    lines: frozenset[str]
    glued: frozenset[str]
    networks: frozenset[str]
    """Those that are the same in all languages."""
    first_words: frozenset[str]
    openings: AnyOf


def is_furniture(text: str) -> bool:
    """True for a block that is nothing but page furniture."""
    known = labels()
    if (
        len(text) <= LONGEST_LINE
        and text[0] not in _QUOTES
        and _consists_of(plain(text), known.lines)
    ):
        return True
    opening = known.openings.match(text.lstrip("\ufeff •·–—*►▶→>|[(#"))
    return opening is not None and len(text.split(None, LONGEST_OPENING)) <= LONGEST_OPENING


def is_label(text: str) -> bool:
    """True for a label that belongs to a language: more than a word such as ``Facebook``."""
    known = labels()
    found = plain(text)
    return found in known.lines and found not in known.networks


def glued_after(text: str) -> int | None:
    """Where labels that hang on the end of a paragraph begin, or None."""
    known = labels()
    floor = max(_SHORTEST_REST, len(text) - _TAIL)
    for found in reversed(list(_END.finditer(text, floor))):
        rest = plain(text[found.end() :])
        if rest and _consists_of(rest, known.glued | known.networks, first=known.glued):
            return found.end()
        if rest and len(rest) > LONGEST_LINE:
            break
    return None


def glued_before(text: str) -> int | None:
    """Where the paragraph begins when a label hangs on its start (``Share:PARIS - ...``)."""
    colon = text.find(":", 0, 40)
    if colon < 1 or len(text) - colon < _SHORTEST_REST or not text[colon + 1].isalpha():
        return None
    return colon + 1 if plain(text[:colon]) in labels().glued else None


def plain(text: str) -> str:
    """The words of a text without case, counts and signs, so that labels can be compared."""
    bare = _APOSTROPHE.sub("'", _COUNT.sub(" ", text)).casefold()
    return " ".join(word for word in (_EDGE.sub("", word) for word in bare.split()) if word)


def _consists_of(text: str, known: frozenset[str], *, first: frozenset[str] | None = None) -> bool:
    """True when ``text`` is one or several of ``known`` after each other."""
    if text in (first or known):
        return True
    words = text.split()
    if not 1 < len(words) <= _MOST_LABELS or words[0] not in labels().first_words:
        return False
    reached = {0}
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - _LONGEST_LABEL), end):
            allowed = first if first is not None and start == 0 else known
            if start in reached and " ".join(words[start:end]) in allowed:
                reached.add(end)
                break
    return len(words) in reached


@cache
def labels() -> Labels:
    """The data of ``reference/languages/<code>/furniture.toml``.

    Raises:
        audit.errors.ConfigError: when a file is wrong.
    """
    files = load_languages("furniture", FurnitureFile)
    openings = (_written(opening) for file in files for opening in file.openings)
    lines = frozenset(plain(line) for file in files for line in file.lines)
    return Labels(
        lines=lines,
        first_words=frozenset(line.split(None, 1)[0] for line in lines),
        glued=frozenset(plain(line) for file in files for line in file.glued),
        networks=frozenset(
            plain(line) for file in files if file.language == "mul" for line in file.lines
        ),
        openings=AnyOf(openings, re.IGNORECASE),
    )


def _written(pattern: str) -> str:
    for written, meant in ((" ?", r"\s*"), (" ", r"\s+"), ("'", "['’ʼ]")):
        pattern = pattern.replace(written, meant)
    return pattern
