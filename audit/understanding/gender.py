"""Whether the article speaks of a person as a man or as a woman, wherever it says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from audit.core.patterns.phrases import Hit
from audit.knowledge import Gender as Known
from audit.language.text.tokens import Token
from audit.model.understanding import Claim, ClaimKind
from audit.understanding.data import Cue, Gender, Role, first_names, language_cues
from audit.understanding.persons import Named, Person
from audit.understanding.reading import Reading, Sentence, gender_of

TITLE, WOMAN, MAN, AGREEING, TAG, IN_THE_WORLD, FIRST_NAME = 0.95, 0.9, 0.75, 0.85, 0.8, 0.8, 0.5
"""How surely each way says it. A masculine office may be said of a woman by old custom, and a first
name is of another gender elsewhere (Nino, Andrea)."""
_KNOWN = {Known.MASCULINE: Gender.MASCULINE, Known.FEMININE: Gender.FEMININE}
_BACK = 4
"""Sentences that a pronoun may look back."""
_OTHERS = (Role.OFFICE, Role.KIN, Role.TITLE, Role.SAID)
_CHAIN = 2
"""Sentences between two speech tags of one speaker."""
_COUPLE = 12
"""Code points between two titles, or a relation and a title, of one couple."""
_FIRST_WORDS = 40
"""Code points in which the subject of a sentence starts."""


_Here = dict[int, list[tuple[Named, Person]]]


def gender_claims(reading: Reading, people: Sequence[Person]) -> Iterator[Claim]:
    """What the article says of the gender of each person."""
    here: _Here = defaultdict(list)
    known: dict[str, set[str]] = defaultdict(set)
    for person in people:
        couple = any(_is_couple(name) for name in person.mentions)
        for name in person.mentions:
            here[name.sentence.position].append((name, person))
            for claim in _beside(name, person, reading) if not couple else ():
                known[person.id].add(claim.value)
                yield claim
    for sentence in reading.sentences:
        yield from _pronouns(sentence, reading, here, known)
    yield from _speakers(reading, here)


def _beside(name: Named, person: Person, reading: Reading) -> Iterator[Claim]:
    sentence, data = name.sentence, reading.data.persons
    if name.title is not None:
        gender = gender_of(name.title, Role.TITLE)
        if gender is not None:
            yield _claim(person, gender, sentence, name.title.start, name.end, TITLE)
    for office in (name.office, _office_after(name, sentence)):
        if office is None:
            continue
        gender = _office_gender(office, sentence, data.generic)
        if gender is not None:
            strength = WOMAN if gender is Gender.FEMININE else MAN
            start = min(office.start, name.start)
            yield _claim(person, gender, sentence, start, max(office.end, name.end), strength)
    for hit, strength in () if _is_oblique(name, person) else _agreeing(name, sentence):
        gender = gender_of(hit, Role.AGREEING) or gender_of(hit, Role.SAID)
        if gender is not None:
            start, end = min(hit.start, name.start), max(hit.end, name.end)
            yield _claim(person, gender, sentence, start, end, strength)
    if name.known is not None and name.known.gender is not None and not name.known.doubtful:
        known = _KNOWN.get(name.known.gender)
        if known is not None:
            yield _claim(person, known, sentence, name.start, name.end, IN_THE_WORLD)
    first = name.text.split()[0].casefold()
    if len(name.keys) > 1 and first in first_names() and not data.endings:
        yield _claim(person, first_names()[first], sentence, name.start, name.end, FIRST_NAME)


def _is_oblique(name: Named, person: Person) -> bool:
    """True for a name with an ending that it lacks elsewhere: somebody is told something."""
    surnames = {one.text.split()[-1] for one in person.mentions}
    last = name.text.split()[-1]
    return any(last != other and last.startswith(other) for other in surnames)


def _is_couple(name: Named) -> bool:
    """True where the surname is that of two: ``M. et Mme``, ``her husband, Mr``."""
    if name.title is None:
        return False
    others = (hit for hit, _ in name.sentence.of(Role.TITLE) if hit is not name.title)
    near = any(abs(hit.start - name.title.start) < _COUPLE for hit in others)
    kin = (hit for hit, _ in name.sentence.of(Role.KIN) if hit.end <= name.title.start)
    return near or any(name.title.start - hit.end < _COUPLE for hit in kin)


def _office_gender(office: Hit[Cue], sentence: Sentence, generic: bool) -> Gender | None:
    gender = gender_of(office, Role.OFFICE)
    if gender is None:
        before = [hit for hit, _ in sentence.of(Role.DETERMINER) if hit.end <= office.start]
        if before and not sentence.text[before[-1].end : office.start].strip(" \u00a0"):
            gender = gender_of(before[-1], Role.DETERMINER)
    return None if generic and gender is Gender.MASCULINE else gender


def _office_after(name: Named, sentence: Sentence) -> Hit[Cue] | None:
    """The office in apposition: ``Marie Dupont, présidente de ...``."""
    rest = sentence.text[name.end :]
    if not rest.startswith(", "):
        return None
    place = name.end + 2
    for hit in sentence.hits:
        if hit.start < place or hit.end <= place:
            continue
        roles = {cue.role for cue in hit.values}
        if sentence.text[place : hit.start].strip(" \u00a0"):
            return None
        if Role.OFFICE in roles:
            return None if _names_another(hit, sentence) else hit
        if not roles & {Role.DETERMINER, Role.FORMER}:
            return None
        place = hit.end
    return None


def _names_another(office: Hit[Cue], sentence: Sentence) -> bool:
    """True where a name follows before the next comma: the office is that person's."""
    clause = sentence.text[office.end :].split(",")[0]
    return any(word[:1].isupper() for word in clause.split()[:3])


def _agreeing(name: Named, sentence: Sentence) -> Iterator[tuple[Hit[Cue], float]]:
    for hit, cue in sentence.of(Role.AGREEING, Role.SAID):
        if cue.gender is None or sentence.is_quoted(hit.start) != sentence.is_quoted(name.start):
            continue
        after = hit.start >= name.end and sentence.text[name.end : hit.start].strip(" \u00a0") in (
            "", ",",
        )  # fmt: skip
        before = (
            cue.role is Role.SAID and hit.end <= name.start and _begins_clause(sentence, hit.start)
        )
        if after or (before and not sentence.text[hit.end : name.start].strip(" \u00a0")):
            yield hit, AGREEING


def _begins_clause(sentence: Sentence, place: int) -> bool:
    """True where no word of the clause stands before: its subject must follow."""
    return not sentence.text[:place].rstrip(" \u00a0")[-1:].isalnum()


def _pronouns(
    sentence: Sentence, reading: Reading, here: _Here, known: Mapping[str, set[str]]
) -> Iterator[Claim]:
    for hit, cue in _subjects(sentence, reading):
        gender = gender_of(hit, cue.role)
        person = _antecedent(sentence, hit.start, reading, here)
        if gender is None or person is None:
            continue
        if not _may_be_another(person, gender, sentence, here, known):
            yield _claim(person, gender, sentence, hit.start, hit.end, TAG)


def _subjects(sentence: Sentence, reading: Reading) -> Iterator[tuple[Hit[Cue], Cue]]:
    """Speech tags, and pronouns that begin a sentence where only persons have them."""
    for hit, cue in sentence.of(Role.TAG, Role.PRONOUN):
        if sentence.is_quoted(hit.start):
            continue
        first = not sentence.text[: hit.start].strip(" \u00a0\"“”«»'’—–-")
        if cue.role is Role.TAG or (first and reading.data.persons.pronouns_are_persons):
            yield hit, cue


def spoken(sentence: Sentence) -> list[tuple[Gender, int, int]]:
    """What the titles, speech tags and pronouns of a sentence say, with their places.

    Quotations count: this is for a sentence beside its translation.
    """
    data = language_cues(sentence.language)
    pronouns = data is not None and data.persons.pronouns_are_subjects
    roles = (Role.TAG, Role.TITLE, *((Role.PRONOUN,) if pronouns else ()))
    found = []
    for hit, cue in sentence.of(*roles):
        gender = gender_of(hit, cue.role)
        named = sentence.text[hit.end :].lstrip()[:1].isupper()
        if gender is not None and (cue.role is not Role.TITLE or named):
            found.append((gender, hit.start, hit.end))
    return found


def _speakers(reading: Reading, here: _Here) -> Iterator[Claim]:
    """Speech tags that follow each other with nobody else between: one unnamed speaker."""
    last: tuple[int, int] | None = None
    chain = 0
    for sentence in reading.sentences:
        for hit, cue in _subjects(sentence, reading):
            gender = gender_of(hit, cue.role)
            if gender is None:
                continue
            place = (sentence.position, hit.start)
            if last is None or not _is_alone(reading, here, last, place):
                chain += 1
            last = (sentence.position, hit.end)
            spot = sentence.spot(hit.start, hit.end)
            yield Claim(ClaimKind.GENDER, f"speaker:{chain}", gender.value, spot, TAG)


def _is_alone(reading: Reading, here: _Here, last: tuple[int, int], place: tuple[int, int]) -> bool:
    """True where nobody else is named between two places that are near."""
    if place[0] - last[0] > _CHAIN:
        return False
    around = range(place[0] - 2 * _BACK, place[0] + 1)
    people = {who.id for position in around for _, who in here.get(position, ())}
    looked = [reading.sentences[position] for position in around if position >= 0]
    if len(people) > 1 or any(sentence.has(Role.KIN) for sentence in looked):
        return False
    for position in range(last[0], place[0] + 1):
        sentence = reading.sentences[position]
        low = last[1] if position == last[0] else 0
        high = place[1] if position == place[0] else len(sentence.text)
        if any(low <= name.start < high for name, _ in here.get(position, ())):
            return False
        if any(low <= hit.start < high for hit, _ in sentence.of(*_OTHERS)):
            return False
        words = () if reading.data.persons.pronouns_are_persons else sentence.words
        if any(_names_somebody(sentence, token) for token in words if low <= token.start < high):
            return False
    return True


def _names_somebody(sentence: Sentence, token: Token) -> bool:
    """True for a capital inside a sentence, outside quotation marks."""
    first = not any(char.isalnum() for char in sentence.text[: token.start])
    return token.is_capitalised and not first and not sentence.is_quoted(token.start)


def _may_be_another(
    person: Person, gender: Gender, sentence: Sentence, here: _Here, known: Mapping[str, set[str]]
) -> bool:
    """True where somebody else near, who is not known to be of the other gender, may be meant."""
    near = range(sentence.position - _BACK - 1, sentence.position + 1)
    others = {who.id for place in near for _, who in here.get(place, ()) if who is not person}
    return any(known.get(one) != {gender.other.value} for one in others)


def _antecedent(
    sentence: Sentence,
    start: int,
    reading: Reading,
    here: _Here,
) -> Person | None:
    """Whom a pronoun means, where only one person can be meant; None where in doubt."""
    for back in range(_BACK + 1):
        position = sentence.position - back
        if position < 0:
            return None
        looked = reading.sentences[position]
        end = start if back == 0 else len(looked.text)
        if any(hit.start < end for hit, _ in looked.of(Role.KIN)):
            return None
        named = [(name, who) for name, who in here[position] if name.start < end]
        spoken = [(name, who) for name, who in named if not looked.is_quoted(name.start)]
        if spoken:
            people = {id(who) for _, who in named}
            name, who = spoken[0]
            clear = len(people) == 1 and (_is_speaker(name, looked) or name.start < _FIRST_WORDS)
            return who if clear and not _others(name, looked, end) else None
        if _others(None, looked, end):
            return None
    return None


def _is_speaker(name: Named, sentence: Sentence) -> bool:
    return any(
        abs(hit.end - name.start) <= _FIRST_WORDS or abs(hit.start - name.end) <= _FIRST_WORDS // 2
        for hit, _ in sentence.of(Role.SAID, Role.TAG)
    )


def _others(name: Named | None, sentence: Sentence, end: int) -> bool:
    """True where somebody without a name may be meant: ``the judge``."""
    for hit, _ in sentence.of(Role.OFFICE, Role.TITLE):
        if hit.start >= end:
            continue
        if name is None or hit not in (name.office, name.title, _office_after(name, sentence)):
            return True
    return False


def _claim(
    person: Person, gender: Gender, sentence: Sentence, start: int, end: int, strength: float
) -> Claim:
    return Claim(ClaimKind.GENDER, person.id, gender.value, sentence.spot(start, end), strength)
