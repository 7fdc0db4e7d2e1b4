"""Short names of bodies that a translation left in the language of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.knowledge import Form, knowledge
from audit.language.lexicon.words import has_frequencies, zipf
from audit.model.document import Segment

_SHORT = re.compile(r"(?<![\w.&/@#-])[^\W\d_]\w{2,11}(?![\w&/-]|\.\w)")
_USUAL = 2.0
"""Zipf frequency from which the language of the article has taken a form over."""
_BRACKETS = re.compile(r"\s?[(（\[«\"“]")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A short name at its first place in an article."""

    segment: Segment
    start: int
    end: int
    of: str
    """The language that uses it."""
    entity: str
    should: str
    """What the language of the article calls the body."""


def left_over(segments: Sequence[Segment], language: str) -> Iterator[LeftOver]:
    """The short names of another language, each once.

    One that the article explains, in brackets or before them, is left alone.
    """
    seen: set[str] = set()
    for segment in segments:
        if segment.language.code.split("-", 1)[0] != language or segment.text.isupper():
            continue
        for match in _SHORT.finditer(segment.text):
            found = _foreign(match.group(), language) if match.group() not in seen else None
            if found is None:
                continue
            seen.add(match.group())
            text, (of, key, should) = segment.text, found
            glossed = text[: match.start()].rstrip().endswith(("(", "（", "[", "«", "“", '"'))
            if not glossed and _BRACKETS.match(text, match.end()) is None:
                yield LeftOver(segment, match.start(), match.end(), of, key, should)


def _foreign(short: str, language: str) -> tuple[str, str, str] | None:
    """The one language that writes it so, the entity, and what this language calls that."""
    base = knowledge()
    told = base.abbreviations.get(short, [])
    if not told or {of for of, _ in told} & {language, "mul"} or len({key for _, key in told}) > 1:
        return None
    if base.mentions(short, language) or not has_frequencies(language):
        return None
    of, key = told[0]
    own = [name for name in base.names(key, language) if name.form is Form.ABBREVIATION]
    should = own[0].text if own else base.name(key, language)
    known = zipf(short.lower(), language)
    return (of, key, should) if should is not None and known < _USUAL else None
