"""Words that tell captions, credits and datelines: ``languages/*/structure.toml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import count

from audit.core.patterns.lazy import AnyOf, LazyPattern
from audit.core.reference import Entry, load_languages

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ELIDED = re.compile(r"^\w['’]")
_BETWEEN = re.compile(r"(?<!\s)\s*+(?:[/,&+;]|(?<=\s)(?:-|et|and|und|y|e|dan|и)(?=\s))\s*+")
_ARTICLE = re.compile(r"^l['’]")
_PLACEHOLDER = re.compile(r"\{(name|credit|agency)\}")
# A full stop only inside a name: "J. Roe", "kremlin.ru".
_TEXT = r"(?:[^.!?:;]|(?:(?<=\b\w)|(?<=\b\w\w)|(?<=\b\w\w\w))\.|\.(?=\w)){2,80}"
_FILLED = {"name": _TEXT, "credit": _TEXT, "agency": r"[^!?:;()\[\]]{2,60}"}
_LONGEST_NAME = 10
_NUMBER = re.compile(r"\d+(?:er|st|nd|rd|th|º|ª)?|\d{1,2}[h:]\d{0,2}", re.IGNORECASE)
_DATE_TOKEN = re.compile(
    r"\d+[h:]\d{0,2}(?::\d\d)?|\d+(?:er|st|nd|rd|th)?|[^\W\d_]+(?:[.-][^\W\d_]+)*"
)
_FIGURE_DATE = re.compile(r"\b\d{1,4}([-/.])\d{1,2}\1\d{2,4}\b|\d{4}年\d{1,2}月\d{1,2}日")


class StructureFile(Entry, frozen=True):
    """``reference/languages/<language>/structure.toml``; ``mul.toml`` explains the fields."""

    language: str
    captions: tuple[str, ...]
    positions: tuple[str, ...]
    credits: tuple[str, ...]
    photo_credits: tuple[str, ...]
    photo_words: tuple[str, ...]
    agencies: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    date_words: tuple[str, ...]
    datelines: tuple[str, ...]
    particles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of all languages: a page mixes them, and they hardly collide."""

    caption: AnyOf
    position: AnyOf
    credit: tuple[LazyPattern, ...]
    photo_credit: tuple[LazyPattern, ...]
    photo_word: AnyOf
    agency: LazyPattern
    agencies: frozenset[str]
    dateline: tuple[LazyPattern, ...]
    months: frozenset[str]
    date_words: frozenset[str]
    particles: frozenset[str]

    def is_name(self, text: str) -> bool:
        """True for a name of a person or an institution, or several with commas between."""
        words = _WORD.findall(_BRACKETED.sub(" ", text))
        if not 1 <= len(words) <= _LONGEST_NAME or _is_lower(words[0]):
            return False
        return all(not _is_lower(word) or self._is_particle(word) for word in words)

    def is_photo_source(self, text: str) -> bool:
        """True for a text that credits a picture: a photo word, an agency or a name."""
        return bool(
            self.photo_word.is_in(text)
            or self.agency.search(text)
            or self.is_name(text.split(",", 1)[0])
        )

    def is_credit(self, text: str) -> bool:
        """True for a block that only says who wrote, translated or supplied."""
        return self._fits(self.credit, text) or self.is_photo_credit(text)

    def is_photo_credit(self, text: str) -> bool:
        """True for a text that only says whose a picture is."""
        return self._fits(self.photo_credit, text)

    def is_agency(self, text: str) -> bool:
        """True for the name of an agency, or several."""
        names = (part for part in _BETWEEN.split(_ARTICLE.sub("", text.strip())) if part)
        return all(name in self.agencies for name in names)

    def dateline_end(self, text: str) -> int | None:
        """Where the text begins after a dateline of a form of its own, or None."""
        matches = (pattern.match(text) for pattern in self.dateline)
        return next((found.end() for found in matches if found and self._holds(found)), None)

    def is_date(self, text: str) -> bool:
        """True for a text that only says when."""
        tokens = [token.strip(".").casefold() for token in _DATE_TOKEN.findall(text)]
        dated = _FIGURE_DATE.search(text) is not None or not self.months.isdisjoint(tokens)
        return (
            dated
            and any(character.isdigit() for character in text)
            and all(self._is_date_token(token) for token in tokens)
        )

    def is_when(self, text: str) -> bool:
        """True for words of a date alone, be they only a weekday."""
        tokens = [token.strip(".").casefold() for token in _DATE_TOKEN.findall(text)]
        return bool(tokens) and all(self._is_date_token(token) for token in tokens)

    def _is_date_token(self, token: str) -> bool:
        return (
            not token
            or token in self.months
            or token in self.date_words
            or _NUMBER.fullmatch(token) is not None
            or _FIGURE_DATE.fullmatch(token) is not None
        )

    def _fits(self, patterns: tuple[LazyPattern, ...], text: str) -> bool:
        return any(
            self._holds(found)
            for pattern in patterns
            if (found := pattern.fullmatch(text)) is not None
        )

    def _holds(self, found: re.Match[str]) -> bool:
        """Do the placeholders of a pattern hold what they stand for?"""
        return all(
            value is None or self._stands_for(group.rstrip("0123456789"), value)
            for group, value in found.groupdict().items()
        )

    def _stands_for(self, placeholder: str, value: str) -> bool:
        if placeholder == "agency":
            return self.is_agency(value)
        return self.is_name(value) if placeholder == "name" else self.is_photo_source(value)

    def _is_particle(self, word: str) -> bool:
        bare = _ELIDED.sub("", word) if _ELIDED.match(word) else word
        if bare != word and not _is_lower(bare):
            return False
        return word.casefold().strip(".") in self.particles


def _is_lower(word: str) -> bool:
    bare = _ELIDED.sub("", word) or word
    return bare[0].islower()


@cache
def cues() -> Cues:
    """The data of ``reference/languages/<code>/structure.toml``.

    Raises:
        audit.errors.ConfigError: when a file is wrong.
    """
    files = load_languages("structure", StructureFile)
    names = sorted((name for file in files for name in file.agencies), key=len, reverse=True)
    words = [word for file in files for word in file.photo_words]
    return Cues(
        caption=AnyOf((_written(p) for file in files for p in file.captions), re.IGNORECASE),
        position=AnyOf((_written(p) for file in files for p in file.positions), re.IGNORECASE),
        credit=tuple(_one(p) for file in files for p in file.credits),
        photo_credit=tuple(_one(p) for file in files for p in file.photo_credits),
        photo_word=AnyOf(map(_photo_word, words), re.IGNORECASE),
        agency=LazyPattern(rf"\b(?:{'|'.join(map(re.escape, names))})(?!\w)"),
        agencies=frozenset(names),
        dateline=tuple(_one(p) for file in files for p in file.datelines),
        months=frozenset(month for file in files for month in file.months),
        date_words=frozenset(w for file in files for w in (*file.date_words, *file.weekdays)),
        particles=frozenset(word for file in files for word in file.particles),
    )


def _photo_word(word: str) -> str:
    body = rf"(?<!\w){re.escape(word)}(?!\w)"
    return body if word == word.casefold() else f"(?-i:{body})"


def _one(pattern: str) -> LazyPattern:
    """A pattern whose placeholders are groups, to be judged by ``Cues``."""
    numbers = count()
    written = _written(pattern)
    body = _PLACEHOLDER.sub(
        lambda found: f"(?P<{found[1]}{next(numbers)}>{_FILLED[found[1]]})", written
    )
    return LazyPattern(body, re.IGNORECASE, outline=_PLACEHOLDER.sub(".", written))


def _written(pattern: str) -> str:
    for written, meant in ((" ?", r"\s*"), (" ", r"\s+"), ("'", "['’ʼ]")):
        pattern = pattern.replace(written, meant)
    return pattern
