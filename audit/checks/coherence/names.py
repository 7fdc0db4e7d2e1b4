"""COH006: one person under two names."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.language.names.key import name_key
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.wording import Wording, say
from audit.understanding.data import Role
from audit.understanding.persons import Named, Person
from audit.understanding.reading import Reading

RULE = Rule(
    id="COH006",
    name="person-name",
    summary="One person has two names.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)
SHORTEST = 5
"""Letters of a surname that may be misspelled."""
ALIKE = 0.8
"""Least part of the letters that two spellings of a surname share."""
_PATRONYMIC = 6
"""Letters of a middle name that says whose child somebody is."""


class PersonNames(CoherenceCheck):
    """
    ## What it finds
    A person whose surname and first name change places, whose surname is spelled in two ways,
    whose patronymic changes, or who has two first names in one office.

    ## Why it matters
    Readers take one person for two. A wrong first name is a wrong person.

    ## Example
    Bad: `Ivan Sergueïevitch Petrov ... Ivan Andreïevitch Petrov`
    Good: the same patronymic in both places.

    ## How it decides
    Only names of two words and more that a title, an office or a first name shows to be persons'.
    The same two words in another order, another patronymic between the same names, and the same
    surname and office with another first name, unless one is short for the other, are *major*.
    Surnames that differ by a letter or two beside the same first name are *major*, or minor where
    both stand several times. What differs only as transliterations do is told by ENT002.

    ## Languages
    Those with data on persons: French, English, Spanish, German, Italian, Portuguese, Russian.

    ## How to suppress
    `<!-- traudit-ignore COH006: reason -->` before the paragraph, or `--ignore COH006`.
    """

    rule = RULE

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """Names of one person, then pairs of persons who are one."""
        for person in reading.people:
            yield from _patronymics(person)
        full = [one for one in reading.people if len(one.keys) > 1]
        declined = bool(reading.data.persons.endings)
        for one, other in combinations(full, 2):
            rare, common = sorted((one, other), key=lambda who: len(who.mentions))
            if len(one.mentions) == len(other.mentions):
                rare, common = other, one
            found = _order(rare, common) or _first_name(rare, common)
            if found is None and not declined:
                found = _surname(rare, common)
            if found is not None:
                yield found


def _patronymics(person: Person) -> Iterator[Contradiction]:
    middles: dict[str, Named] = {}
    for name in person.mentions:
        if len(name.keys) == 3 and len(name.keys[1]) >= _PATRONYMIC:
            middles.setdefault(name.keys[1], name)
    rows = list(middles.items())
    for (one, first), (other, second) in combinations(rows, 2):
        if one[:3] != other[:3] and first.keys[0] == second.keys[0] and one[-3:] == other[-3:]:
            yield _contradiction(second, first, Severity.MAJOR, 0.8)


def _order(rare: Person, common: Person) -> Contradiction | None:
    if len(rare.keys) == 2 and rare.keys == common.keys[::-1]:
        return _contradiction(_fullest(rare), _fullest(common), Severity.MAJOR, 0.8)
    return None


def _first_name(rare: Person, common: Person) -> Contradiction | None:
    """Two first names of one surname in one office."""
    if rare.keys[-1] != common.keys[-1] or rare.keys[0][:1] == common.keys[0][:1] == "":
        return None
    short, long = sorted((rare.keys[0], common.keys[0]), key=len)
    offices = set() if long.startswith(short) else _offices(rare) & _offices(common)
    if not offices or len(rare.keys[0]) < 3 or len(common.keys[0]) < 3:
        return None
    return _contradiction(_fullest(rare), _fullest(common), Severity.MAJOR, 0.7)


def _offices(person: Person) -> set[str]:
    return {
        cue.value
        for name in person.mentions
        if name.office is not None and len(name.keys) > 1
        for cue in name.office.values
        if cue.role is Role.OFFICE
    }


def _surname(rare: Person, common: Person) -> Contradiction | None:
    """Two spellings of one surname beside one first name."""
    one, other = rare.keys[-1], common.keys[-1]
    if rare.keys[0] != common.keys[0] or min(len(one), len(other)) < SHORTEST or one == other:
        return None
    if name_key(one) == name_key(other) or one.rstrip("s") == other.rstrip("s"):
        return None
    if SequenceMatcher(None, one, other, autojunk=False).ratio() < ALIKE:
        return None
    sure = len(rare.mentions) == 1 and one[0] == other[0]
    severity = Severity.MAJOR if sure else Severity.MINOR
    return _contradiction(_fullest(rare), _fullest(common), severity, 0.75)


def _fullest(person: Person) -> Named:
    return max(person.mentions, key=lambda name: len(name.keys))


def _contradiction(
    suspect: Named, other: Named, severity: Severity, confidence: float
) -> Contradiction:
    return Contradiction(
        suspect.sentence.spot(suspect.start, suspect.end),
        (other.sentence.spot(other.start, other.end),),
        _message(suspect, other),
        severity,
        confidence,
        f"name:{'|'.join(sorted((suspect.text, other.text)))}",
    )


def _message(suspect: Named, other: Named) -> Wording:
    return say("`{text}` and `{other}` seem to be one person.", text=suspect.text, other=other.text)
