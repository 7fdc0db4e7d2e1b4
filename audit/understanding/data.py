"""``reference/languages/*/understanding.toml``: how a language says who, what and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from audit.core.patterns.phrases import PhraseSet
from audit.core.reference import Entry, load_folder, load_language
from audit.language.codes.tags import base

TOPIC = "understanding"


class Gender(StrEnum):
    """Of a person."""

    MASCULINE = "masculine"
    FEMININE = "feminine"

    @property
    def other(self) -> Gender:
        """The one that excludes it."""
        return Gender.FEMININE if self is Gender.MASCULINE else Gender.MASCULINE


class Both(Entry, frozen=True):
    """Phrases that say that a person is a man, and those that say a woman."""

    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[str, Gender]]:
        """Each phrase with what it says."""
        yield from ((phrase, Gender.MASCULINE) for phrase in self.masculine)
        yield from ((phrase, Gender.FEMININE) for phrase in self.feminine)


class Persons(Entry, frozen=True):
    """How persons are named and spoken of. Phrases in the notation of ``core/patterns``."""

    titles: Both = Both()
    """Right before a name: ``M.``, ``Mrs``."""
    neutral_titles: tuple[str, ...] = ()
    """Likewise, of either: ``Dr``."""
    pronouns: Both = Both()
    """The subject of a sentence."""
    pronouns_are_persons: bool = False
    """False where things have the same pronouns."""
    pronouns_are_subjects: bool = False
    """True where other forms stand after verbs and prepositions: ``she``, ``her``."""
    determiners: Both = Both()
    """Before a noun that does not say it itself."""
    roles: tuple[tuple[str, str], ...] = ()
    """Offices and professions, of a man and of a woman."""
    generic: bool = False
    """True where the masculine form of a role is said of women too."""
    common_roles: tuple[str, ...] = ()
    """Roles with one form for both."""
    agreeing: tuple[tuple[str, str], ...] = ()
    """Right after a name: ``né``, ``née``."""
    said: tuple[str, ...] = ()
    """Verbs of speech beside a name."""
    said_by: Both = Both()
    """Verbs of speech that agree with who speaks."""
    tags: Both = Both()
    """A verb of speech with its pronoun."""
    kin: tuple[str, ...] = ()
    """Other persons that a pronoun may mean: ``his wife``."""
    particles: tuple[str, ...] = ()
    """Inside names: ``de``, ``van``."""
    complements: tuple[str, ...] = ()
    """Words between a role and a name: ``of foreign affairs``."""
    links: tuple[str, ...] = ()
    """Before the state that an office is of."""
    endings: tuple[str, ...] = ()
    """Cases of names, the longest first."""
    former: tuple[str, ...] = ()
    """Before a role that is no more."""


class Amounts(Entry, frozen=True):
    """How amounts are put together and compared."""

    of_which: tuple[str, ...] = ()
    """Before parts of an amount that was just named."""
    out_of: tuple[str, ...] = ()
    """Before a number of which the sentence tells the parts, at its beginning."""
    totals: tuple[str, ...] = ()
    """Beside the sum of what was listed."""
    made_of: tuple[str, ...] = ()
    """Before what an amount is the sum of."""
    rest: tuple[str, ...] = ()
    """That the parts named are all: ``the others``."""
    rise: tuple[str, ...] = ()
    fall: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    """Before the amount that was: ``from``."""
    goal: tuple[str, ...] = ()
    """Before the amount that is: ``to``."""
    by: tuple[str, ...] = ()
    """Before the difference."""
    killed: tuple[str, ...] = ()
    injured: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Before a number that is not exact: ``at least``, ``about``."""
    definite: tuple[str, ...] = ()
    """Before a number that was told already: ``the``, ``these``."""
    each: tuple[str, ...] = ()
    """That an amount is not the whole: ``each``, ``a year``."""
    equals: tuple[str, ...] = ()
    """Before another way to say the same amount: ``or 40 per cent``."""
    double: tuple[str, ...] = ()
    triple: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    """Verbs that say by which factor an amount changed."""
    against: tuple[str, ...] = ()
    """Between the votes for and those against."""
    votes: tuple[str, ...] = ()
    """After a number of votes."""


class Times(Entry, frozen=True):
    """How times are compared."""

    aged: tuple[str, ...] = ()
    """Before an age: ``at the age of``."""
    born: tuple[str, ...] = ()
    """Before the year of birth."""


class Terms(Entry, frozen=True):
    """Names of things that translation swaps inside one article, by the kind of thing."""

    commodities: dict[str, tuple[tuple[str, ...], ...]] = {}
    """Each thing with its forms."""


class Negation(Entry, frozen=True):
    """How a language denies."""

    words: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    """Phrases with such a word that deny nothing, and words that deny by themselves."""


class Statements(Entry, frozen=True):
    """What a headline and its text may say the opposite of."""

    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    """Verbs of one outcome and of the other; a row each, the first is that of approval."""


class LanguageCues(Entry, frozen=True):
    """One language."""

    language: str
    sources: tuple[str, ...]
    persons: Persons = Persons()
    amounts: Amounts = Amounts()
    times: Times = Times()
    terms: Terms = Terms()
    negation: Negation = Negation()
    statements: Statements = Statements()


class FirstNames(Entry, frozen=True):
    """``reference/concepts/first-names/``: first names of one gender, in small letters."""

    sources: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]


class Role(StrEnum):
    """What a phrase does in a sentence."""

    TITLE = "title"
    PRONOUN = "pronoun"
    DETERMINER = "determiner"
    OFFICE = "office"
    AGREEING = "agreeing"
    SAID = "said"
    TAG = "tag"
    KIN = "kin"
    COMPLEMENT = "complement"
    LINK = "link"
    FORMER = "former"
    OF_WHICH = "of_which"
    OUT_OF = "out_of"
    TOTAL = "totals"
    MADE_OF = "made_of"
    REST = "rest"
    RISE = "rise"
    FALL = "fall"
    SOURCE = "source"
    GOAL = "goal"
    BY = "by"
    KILLED = "killed"
    INJURED = "injured"
    ABOUT = "about"
    DEFINITE = "definite"
    EACH = "each"
    EQUALS = "equals"
    DOUBLE = "double"
    TRIPLE = "triple"
    HALF = "half"
    AGAINST = "against"
    VOTES = "votes"
    BORN = "born"
    AGED = "aged"
    NEGATION = "negation"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase says."""

    role: Role
    gender: Gender | None = None
    value: str = ""
    """Of an office: its masculine form, which both forms share."""


_AMOUNTS = (
    Role.OF_WHICH, Role.OUT_OF, Role.TOTAL, Role.MADE_OF, Role.REST, Role.RISE, Role.FALL,
    Role.SOURCE, Role.GOAL, Role.BY, Role.KILLED, Role.INJURED, Role.ABOUT, Role.DEFINITE,
    Role.EACH, Role.EQUALS, Role.DOUBLE, Role.TRIPLE, Role.HALF, Role.AGAINST, Role.VOTES,
)  # fmt: skip
_TIMES = (Role.AGED, Role.BORN)


@cache
def language_cues(language: str) -> LanguageCues | None:
    """The data of a language, or None: then nothing is understood there.

    Args:
        language: BCP 47 tag.
    """
    return load_language(TOPIC, base(language), LanguageCues)


@cache
def cue_phrases(language: str) -> PhraseSet[Cue]:
    """All phrases of a language.

    Raises:
        ValueError: for a phrase that is not well formed.
    """
    data = language_cues(language)
    return PhraseSet(() if data is None else _rows(data))


@cache
def opposite_phrases(language: str) -> PhraseSet[tuple[int, int]]:
    """Verbs of outcomes, with their row and the side of it.

    Raises:
        ValueError: for a phrase that is not well formed.
    """
    data = language_cues(language)
    return PhraseSet(
        (phrase, (row, side))
        for row, sides in enumerate(data.statements.opposites if data is not None else ())
        for side, phrases in enumerate(sides)
        for phrase in phrases
    )


@cache
def first_names() -> dict[str, Gender]:
    """First names that only men, or only women, have, in small letters."""
    found: dict[str, Gender] = {}
    for file in load_folder("concepts/first-names", FirstNames):
        found.update(dict.fromkeys(file.masculine, Gender.MASCULINE))
        found.update(dict.fromkeys(file.feminine, Gender.FEMININE))
    return found


def _rows(data: LanguageCues) -> Iterator[tuple[str, Cue]]:
    yield from _person_rows(data.persons)
    for table, roles in ((data.amounts, _AMOUNTS), (data.times, _TIMES)):
        for role in roles:
            yield from ((phrase, Cue(role)) for phrase in getattr(table, role.value))
    yield from ((phrase, Cue(Role.NEGATION)) for phrase in data.negation.words)
    yield from ((phrase, Cue(Role.DOUBTFUL)) for phrase in data.negation.doubtful)


def _person_rows(data: Persons) -> Iterator[tuple[str, Cue]]:
    for table, role in (
        (data.titles, Role.TITLE),
        (data.pronouns, Role.PRONOUN),
        (data.determiners, Role.DETERMINER),
        (data.said_by, Role.SAID),
        (data.tags, Role.TAG),
    ):
        yield from ((phrase, Cue(role, gender)) for phrase, gender in table.rows())
    for phrases, role in (
        (data.neutral_titles, Role.TITLE),
        (data.said, Role.SAID),
        (data.kin, Role.KIN),
        (data.complements, Role.COMPLEMENT),
        (data.links, Role.LINK),
        (data.former, Role.FORMER),
    ):
        yield from ((phrase, Cue(role)) for phrase in phrases)
    for masculine, feminine in data.roles:
        known = None if data.generic else Gender.MASCULINE
        yield masculine, Cue(Role.OFFICE, known, _shown(masculine))
        yield feminine, Cue(Role.OFFICE, Gender.FEMININE, _shown(masculine))
    yield from ((phrase, Cue(Role.OFFICE, None, _shown(phrase))) for phrase in data.common_roles)
    for masculine, feminine in data.agreeing:
        yield masculine, Cue(Role.AGREEING, Gender.MASCULINE)
        yield feminine, Cue(Role.AGREEING, Gender.FEMININE)


def _shown(phrase: str) -> str:
    """A phrase without its notation."""
    return phrase.removeprefix("=").split("(")[0].rstrip("*?")
