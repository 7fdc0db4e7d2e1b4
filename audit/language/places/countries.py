"""The states that a text mentions: by name, adjective, inhabitants, capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from audit.language.morphology.inflection import has_spaces, inflection
from audit.language.places.country_data import (
    Countries,
    State,
    countries,
    has_names,
    names,
    prefix_codes,
)
from audit.language.text.phrase_slots import as_written, declined, loose, place_name, stem_of
from audit.language.text.phrases import Hit, PhraseIndex, Slot, Word, plain, unaccented, words
from audit.model.document import UNDETERMINED

_HYPHEN = re.compile(r"[-‐‑]")


class Kind(StrEnum):
    """How a state is mentioned."""

    NAME = "name"
    ADJECTIVE = "adjective"
    """Or its inhabitants."""
    PLACE = "place"
    """The capital, a great city, a seat of power, the first part of a compound."""
    DOUBTFUL = "doubtful"
    """Something that may also mean something else, or one of several states."""


_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_FIRMNESS = {kind: rank for rank, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Sense:
    """What a form stands for."""

    codes: tuple[str, ...]
    """More than one for ``Congo``; none where the form holds a state's name by chance."""
    kind: Kind
    form: str
    """The dictionary form."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A state in a text, ``text[start:end]``."""

    sense: Sense
    start: int
    end: int

    @property
    def is_firm(self) -> bool:
        """True when it can only mean this one state."""
        return self.sense.kind in (Kind.NAME, Kind.ADJECTIVE)


def supported(language: str) -> bool:
    """True when states have names in the language."""
    return language != UNDETERMINED and has_names(language)


def is_complete(language: str) -> bool:
    """True when adjectives, inhabitants and capitals are known too."""
    data = countries(language)
    return data is not None and data.complete


@lru_cache(maxsize=4096)
def mentions(text: str, language: str) -> tuple[Mention, ...]:
    """The states that a text mentions, in order; empty where the language has no names."""
    if not supported(language):
        return ()
    find = _in_words if has_spaces(language) else _in_letters
    return tuple(one for one in find(text, language) if one.sense.codes)


def _in_words(text: str, language: str) -> Iterator[Mention]:
    found = words(text, language)
    index = _index(language)
    taken = 0
    for first, word in enumerate(found):
        if first < taken:
            continue
        hits = index.at(found, first)
        if hits:
            best = min((hit for hit in hits if hit.last == hits[0].last), key=_rank)
            taken = best.last + 1
            yield Mention(best.value, best.start, best.end)
        elif _HYPHEN.search(word.text):
            yield from _in_parts(word, language)


def _rank(hit: Hit[Sense]) -> tuple[bool, int]:
    """What means something else wins, then the firmer sense."""
    return bool(hit.value.codes), _FIRMNESS[hit.value.kind]


def _in_parts(word: Word, language: str) -> Iterator[Mention]:
    """The states of a compound: ``franco-russe``, ``US-led``."""
    prefixes = prefix_codes(language)
    start = word.start
    for part in _HYPHEN.split(word.text):
        inner = words(part, language)
        hits = _index(language).at(inner, 0) if inner else []
        code = prefixes.get(part.casefold())
        if hits and hits[0].value.codes:
            hit = hits[0]
            yield Mention(hit.value, start + hit.start, start + hit.end)
        elif code is not None:
            yield Mention(Sense((code,), Kind.PLACE, part), start, start + len(part))
        start += len(part) + 1


def _in_letters(text: str, language: str) -> Iterator[Mention]:
    """In scripts without spaces: the longest name at each place."""
    by_letter = _letters(language)
    position = 0
    while position < len(text):
        for form, sense in by_letter.get(text[position], ()):
            end = position + len(form)
            if text.startswith(form, position) and not _goes_on(text, position, end):
                yield Mention(sense, position, end)
                position = end
                break
        else:
            position += 1


def _goes_on(text: str, start: int, end: int) -> bool:
    """True inside a longer loanword: タイ in タイトル."""
    return any(
        _KATAKANA.match(text, edge - 1, edge) and _KATAKANA.match(text, edge, edge + 1)
        for edge in (start, end)
        if edge
    )


@cache
def _letters(language: str) -> dict[str, list[tuple[str, Sense]]]:
    filed: dict[str, list[tuple[str, Sense]]] = {}
    for form, sense in _senses(language):
        filed.setdefault(form[0], []).append((form, sense))
    for entries in filed.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return filed


@cache
def _index(language: str) -> PhraseIndex[Sense]:
    return PhraseIndex(
        phrase
        for form, sense in _senses(language)
        for phrase in _phrases(form, sense, language)
        if phrase[0]
    )


def _phrases(form: str, sense: Sense, language: str) -> Iterator[tuple[tuple[Slot, ...], Sense]]:
    """The form in all its cases, and the adjectives that the language makes of a name."""
    data = inflection(language)
    derives = data is not None and data.names is not None and bool(data.names.adjectives)
    lower = not form[:1].isupper()
    if not sense.codes:
        yield loose((place_name if derives else declined)(form, language)), sense
    elif sense.kind is Kind.ADJECTIVE or (sense.kind is Kind.DOUBTFUL and lower):
        yield (stem_of(form) if derives else loose(declined(form, language))), sense
    elif form.isascii() and form.replace(".", "").replace(" ", "").isupper():
        yield as_written(form, language, exact=True), sense
    else:
        yield loose(place_name(form, language)), sense
        if derives and sense.kind is Kind.NAME and len(form.split()) == 1 and sense.codes:
            derived = Sense(sense.codes, Kind.ADJECTIVE, form)
            slots = place_name(form, language, adjective=True)
            yield tuple(Slot(slot.keys) for slot in slots if slot.keys), derived


def _senses(language: str) -> Iterator[tuple[str, Sense]]:
    for code, name in names(language):
        yield name, Sense((code,), Kind.NAME, name)
    data = countries(language)
    if data is None:
        return
    for form in data.skip:
        yield form, Sense((), Kind.ADJECTIVE, form)
    for shared in data.shared:
        for form in (*shared.names, *shared.adjectives):
            yield form, Sense(shared.codes, Kind.DOUBTFUL, form)
    for code, state in data.states.items():
        yield from _senses_of(code, state, data)


def _senses_of(code: str, state: State, data: Countries) -> Iterator[tuple[str, Sense]]:
    for forms, kind in (
        (state.adjectives, Kind.ADJECTIVE),
        (state.people, Kind.ADJECTIVE),
        (state.places, Kind.PLACE),
        (state.doubtful, Kind.DOUBTFUL),
    ):
        yield from ((form, Sense((code,), kind, form)) for form in forms)


@cache
def rivals(language: str) -> dict[str, tuple[str, str]]:
    """Names that compete with others of one state: what they are written as, by their key.

    The value is the code of the state and the name as the data writes it.
    """
    data = countries(language)
    rows = data.rivals if data is not None else ()
    return {rival_key(name): (row.code, name) for row in rows for name in row.names}


def rival_key(name: str) -> str:
    """A name without accents and capitals."""
    return unaccented(plain(name))


def is_former(text: str, start: int, language: str) -> bool:
    """True for a name that is said to be the former one: ``l'ancienne Birmanie``."""
    data = countries(language)
    before = plain(text[:start]).rstrip(" \u00a0(-")
    return data is not None and bool(data.former) and before.endswith(data.former)
