"""The inflected forms of names: ``reference/languages/<code>/name-forms.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from audit.core.reference import Entry, load_language
from audit.knowledge.model import Form, Gender, Name, Number
from audit.knowledge.tables import Written

_TOPIC = "name-forms"


class Paradigm(Entry, frozen=True):
    """The forms of words with an ending; the longest ending that a word has decides.

    The fields name gender and number. Each lists what stands instead of the ending, case by case
    where the language has cases, the dictionary form first.
    """

    ends: tuple[str, ...]
    keep: bool = False
    """The forms are added to the whole word."""
    ms: tuple[str, ...] = ()
    fs: tuple[str, ...] = ()
    ns: tuple[str, ...] = ()
    mp: tuple[str, ...] = ()
    fp: tuple[str, ...] = ()
    s: tuple[str, ...] = ()
    p: tuple[str, ...] = ()
    any: tuple[str, ...] = ()


class Inflection(Entry, frozen=True):
    """One language."""

    language: str
    sources: tuple[str, ...]
    adjective: tuple[Paradigm, ...] = ()
    inhabitant: tuple[Paradigm, ...] = ()
    name: tuple[Paradigm, ...] = ()
    """Of proper names; the first noun of several words is declined, with adjectives beside it."""
    person: tuple[Paradigm, ...] = ()
    """Of the names of persons, each word declined: ``ms`` those of men, ``fs`` of women."""
    attribute: tuple[Paradigm, ...] = ()
    """Adjectives in front of the noun of a proper name, or behind it."""
    derived: tuple[Paradigm, ...] = ()
    """Adjectives made of the names of states that have none of their own."""
    capital_adjectives: bool = False
    """Adjectives of states have a capital, as in English."""
    capital_inhabitants: bool = False
    """Inhabitants have a capital and are called as the adjective: ``un Français``."""
    proclitics: tuple[str, ...] = ()
    """What is written onto the front of words."""
    articles: dict[str, str] = {}
    """Contracted proclitics, and the letters that the word itself starts with."""


FIELDS: tuple[tuple[str, Gender | None, Number | None], ...] = (
    ("any", None, None),
    ("ms", Gender.MASCULINE, Number.SINGULAR),
    ("fs", Gender.FEMININE, Number.SINGULAR),
    ("ns", Gender.NEUTER, Number.SINGULAR),
    ("mp", Gender.MASCULINE, Number.PLURAL),
    ("fp", Gender.FEMININE, Number.PLURAL),
    ("s", None, Number.SINGULAR),
    ("p", None, Number.PLURAL),
)


@cache
def rules(language: str) -> Inflection | None:
    """The rules of a language, or None: then forms stand as they are written."""
    return load_language(_TOPIC, language, Inflection)


def forms(written: Written, language: str, person: Gender | None = None) -> Iterator[Name]:
    """A written form with all its inflected ones, the dictionary form first.

    Args:
        written: as in the table.
        person: gender of the person whose name it is.
    """
    known = rules(language)
    if known is None or written.form is Form.ABBREVIATION:
        yield Name(written.text, written.form, written.gender)
    elif written.form in (Form.ADJECTIVE, Form.INHABITANT):
        table = known.adjective if written.form is Form.ADJECTIVE else known.inhabitant
        yield from _paradigm(written, table)
    elif person is not None:
        yield from _person(written, known, person)
    else:
        yield from _declined(written, known)


def _find(word: str, table: tuple[Paradigm, ...]) -> tuple[str, Paradigm] | None:
    """The stem of a word and the paradigm of its longest known ending."""
    fitting = [(end, paradigm) for paradigm in table for end in paradigm.ends if word.endswith(end)]
    if not fitting:
        return None
    end, paradigm = max(fitting, key=lambda pair: len(pair[0]))
    return word if paradigm.keep else word.removesuffix(end), paradigm


def _paradigm(written: Written, table: tuple[Paradigm, ...]) -> Iterator[Name]:
    *front, word = written.text.split(" ")
    found = _find(word, table)
    if found is None:
        yield Name(written.text, written.form)
        return
    last, paradigm = found
    stem = " ".join((*front, last))
    for field, gender, number in FIELDS:
        for instead in getattr(paradigm, field):
            yield Name(stem + instead, written.form, gender, number)


def _cases(word: str, table: tuple[Paradigm, ...], field: str) -> tuple[str, ...]:
    found = _find(word, table)
    if found is None:
        return (word,)
    stem, paradigm = found
    ends = getattr(paradigm, field) or paradigm.any or paradigm.s or paradigm.p
    return tuple(stem + instead for instead in ends) or (word,)


def _declined(written: Written, known: Inflection) -> Iterator[Name]:
    """A proper name in every case."""
    yield Name(written.text, written.form, written.gender)
    if not known.name:
        return
    words = written.text.split(" ")
    head = 0
    while head < len(words) - 1 and _find(words[head], known.attribute) is not None:
        head += 1
    columns = [_cases(word, known.attribute, "any") for word in words[:head]]
    columns.append(_cases(words[head], known.name, "any"))
    last = head + 1
    while last < len(words) and _find(words[last], known.attribute) is not None:
        columns.append(_cases(words[last], known.attribute, "any"))
        last += 1
    yield from _aligned(columns, words[last:], written)


def _person(written: Written, known: Inflection, gender: Gender) -> Iterator[Name]:
    yield Name(written.text, written.form, gender)
    field = "fs" if gender is Gender.FEMININE else "ms"
    if known.person:
        columns = [_cases(word, known.person, field) for word in written.text.split(" ")]
        yield from _aligned(columns, [], written)


def _aligned(columns: list[tuple[str, ...]], rest: list[str], written: Written) -> Iterator[Name]:
    """The words in one case at a time."""
    for case in range(max(map(len, columns))):
        words = [forms[case] if case < len(forms) else forms[0] for forms in columns]
        text = " ".join((*words, *rest))
        if text != written.text:
            yield Name(text, written.form, written.gender)
