"""The persons of an article: names that a title, an office or a first name shows to be one.

Mentions are joined over full name and surname. Two persons of one surname keep their full names
only: a bare surname is then nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from audit.core.patterns.phrases import Hit
from audit.knowledge import Mention
from audit.language.lexicon.words import is_known
from audit.language.names.key import bare
from audit.language.text.tokens import Token
from audit.understanding.data import Cue, Persons, Role, first_names
from audit.understanding.reading import Reading, Sentence

SHORTEST = 3
"""Letters of a surname."""
_LEADING = (
    Role.TITLE, Role.OFFICE, Role.PRONOUN, Role.DETERMINER, Role.SAID, Role.TAG, Role.FORMER,
    Role.COMPLEMENT, Role.LINK, Role.KIN,
)  # fmt: skip
"""What may stand with a capital before a name."""
_BETWEEN = " \u00a0\u202f"
_POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence."""

    sentence: Sentence
    start: int
    end: int
    keys: tuple[str, ...]
    """Its words, folded; the surname last."""
    title: Hit[Cue] | None
    """The title right before it."""
    office: Hit[Cue] | None
    """The office before it, with at most its portfolio or state between."""
    known: Mention | None = None
    """What the knowledge base knows by that name: a person."""
    doubtful: bool = False
    """True for a word that may have its capital from the beginning of its sentence."""

    @property
    def text(self) -> str:
        """As written."""
        return self.sentence.text[self.start : self.end]


@dataclass(slots=True, eq=False)
class Person:
    """Who the article speaks of, with the places that name them."""

    id: str
    name: str
    keys: tuple[str, ...]
    mentions: list[Named] = field(default_factory=list)


def persons(reading: Reading) -> list[Person]:
    """The persons of an article, in the order of their first mention."""
    names = [name for sentence in reading.sentences for name in _names(sentence, reading)]
    anchored = [name for name in names if _is_person(name)]
    found = _joined(anchored)
    _add_surnames(found, names, anchored)
    for person in found:
        person.mentions.sort(key=lambda name: (name.sentence.position, name.start))
    return found


def _names(sentence: Sentence, reading: Reading) -> Iterator[Named]:
    if sentence.text.isupper():
        return
    for run in _runs(sentence, reading.data.persons):
        cut = _without_leading(run, sentence)
        if cut:
            yield _named(cut, sentence, reading.data.persons)
        elif run[-1].is_capitalised and _starts(sentence, run[-1]):
            yield replace(_named(run[-1:], sentence, reading.data.persons), doubtful=True)


def _runs(sentence: Sentence, data: Persons) -> Iterator[list[Token]]:
    """Capitalised words with nothing but spaces and particles between them."""
    run: list[Token] = []
    waiting: list[Token] = []
    for token in sentence.words:
        last = (waiting or run)[-1] if run else None
        joined = last is None or not sentence.text[last.end : token.start].strip(_BETWEEN)
        if run and not joined:
            yield run
            run, waiting = [], []
        if token.kind == "word" and token.is_capitalised:
            run += [*waiting, token] if run else [token]
            waiting = []
        elif run and token.text.casefold() in data.particles and len(waiting) < 2:
            waiting.append(token)
        elif run:
            yield run
            run, waiting = [], []
    if run:
        yield run


def _without_leading(run: Sequence[Token], sentence: Sentence) -> list[Token]:
    """The run from its first word that is no title, office, state or word of grammar."""
    inside = [
        place
        for place, token in enumerate(run)
        if any(state.start <= token.start < state.end for state in sentence.states)
    ]
    run = run[inside[-1] + 1 :] if inside else run
    for place, token in enumerate(run):
        hit = next((hit for hit in sentence.hits if hit.start <= token.start < hit.end), None)
        if hit is not None and any(cue.role in _LEADING for cue in hit.values):
            continue
        if place or not _starts(sentence, token) or not _is_word(token, sentence, run):
            return list(run[place:]) if token.is_capitalised else []
    return []


def _starts(sentence: Sentence, token: Token) -> bool:
    return not any(char.isalnum() for char in sentence.text[: token.start])


def _is_word(token: Token, sentence: Sentence, run: Sequence[Token]) -> bool:
    """True for a word that has its capital from the beginning of the sentence."""
    low = token.text.casefold()
    return is_known(low, sentence.language) and not (len(run) > 1 and low in first_names())


def _named(run: Sequence[Token], sentence: Sentence, data: Persons) -> Named:
    start, end = run[0].start, run[-1].end
    for ending in _POSSESSIVE:
        if sentence.text[start:end].endswith(ending) and end - start > len(ending):
            end -= len(ending)
            break
    words = [token.text for token in run if token.is_capitalised]
    words[-1] = sentence.text[run[-1].start : end]
    keys = tuple(name_stem(bare(word), data.endings) for word in words)
    title, office = _before(sentence, start, end)
    whole = len(words) > 1
    known = (
        one
        for one in sentence.known
        if one.end == end and (one.start == start or (one.start > start and not whole))
    )
    person = next((one for one in known if one.id and one.id.startswith("person:")), None)
    return Named(sentence, start, end, keys, title, office, person)


def name_stem(word: str, endings: Iterable[str]) -> str:
    """A word without the ending of its case."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def _before(sentence: Sentence, start: int, end: int) -> tuple[Hit[Cue] | None, Hit[Cue] | None]:
    """The title and the office that stand before a name."""
    title: Hit[Cue] | None = None
    place, last = start, ""
    for piece in _pieces_before(sentence, start):
        gap = sentence.text[piece.end : place].strip(_BETWEEN + "-‑")
        comma = gap == "," and place == start and sentence.text[end : end + 1] == ","
        if piece.end > place or (gap and not comma):
            break
        if Role.OFFICE in piece.roles:
            return title, piece.hit if last != "link" else None
        if Role.TITLE in piece.roles and title is None and place == start:
            title = piece.hit
        elif Role.COMPLEMENT in piece.roles or not piece.roles:
            last = last or "complement"
        elif Role.LINK in piece.roles or Role.DETERMINER in piece.roles:
            last = last or "link"
        else:
            break
        place = piece.start
    return title, None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A phrase or a state in a sentence."""

    start: int
    end: int
    roles: frozenset[Role]
    """Empty for a state."""
    hit: Hit[Cue] | None


def _pieces_before(sentence: Sentence, start: int) -> list[_Piece]:
    """What is known of the words before a place, the nearest first."""
    pieces = [
        _Piece(hit.start, hit.end, frozenset(cue.role for cue in hit.values), hit)
        for hit in sentence.hits
    ]
    pieces += [_Piece(one.start, one.end, frozenset(), None) for one in sentence.states]
    before = [piece for piece in pieces if piece.end <= start]
    return sorted(before, key=lambda piece: (-piece.end, piece.start))


def _is_person(name: Named) -> bool:
    if name.doubtful or len(name.keys[-1]) < SHORTEST or len(name.keys) > 5:
        return False
    if name.title is not None or name.office is not None or name.known is not None:
        return True
    words = name.text.casefold().split()
    if len(words) < 2 or any(len(word) > 1 and word.isupper() for word in name.text.split()):
        return False
    if words[0] in first_names() or (len(words) == 2 and words[1] in first_names()):
        return True
    return _speaks(name) and not any(is_known(word, name.sentence.language) for word in words)


def _speaks(name: Named) -> bool:
    """True right beside a verb of speech."""
    text = name.sentence.text
    return any(
        not text[name.end : hit.start].strip(_BETWEEN)
        if hit.start >= name.end
        else not text[hit.end : name.start].strip(_BETWEEN)
        for hit, _ in name.sentence.of(Role.SAID)
    )


def _joined(names: Sequence[Named]) -> list[Person]:
    """Persons by full name first, then those who have a surname only."""
    by_surname: dict[str, list[Person]] = defaultdict(list)
    found: list[Person] = []
    for full in (True, False):
        for name in names:
            if (len(name.keys) > 1) is not full:
                continue
            person = _known(name, by_surname[name.keys[-1]])
            if person is None:
                if not full and by_surname[name.keys[-1]]:
                    continue
                person = Person(f"person:{' '.join(name.keys)}", name.text, name.keys)
                found.append(person)
                by_surname[name.keys[-1]].append(person)
            person.mentions.append(name)
    return sorted(found, key=lambda one: _place(one.mentions[0]))


def _known(name: Named, candidates: Sequence[Person]) -> Person | None:
    """The person of that surname whose first name does not differ."""
    fitting = [one for one in candidates if _same_first(name.keys, one.keys)]
    return fitting[0] if len(fitting) == 1 else None


def _same_first(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(name) == 1 or len(other) == 1:
        return True
    return name[0] == other[0] or bool(set(name[:-1]) & set(other[:-1]))


def _add_surnames(
    found: Sequence[Person], names: Sequence[Named], anchored: Sequence[Named]
) -> None:
    """Bare surnames of one person only."""
    owners: dict[str, list[Person]] = defaultdict(list)
    for person in found:
        owners[person.keys[-1]].append(person)
    taken = {id(name) for name in anchored}
    for name in names:
        owner = owners.get(name.keys[-1], ())
        if id(name) not in taken and len(owner) == 1 and _same_first(name.keys, owner[0].keys):
            owner[0].mentions.append(name)


def _place(name: Named) -> tuple[int, int]:
    return name.sentence.position, name.start
