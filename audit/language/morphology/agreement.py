"""What tells number and gender of words: ``reference/languages/<code>/agreement.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from audit.core.reference import languages_of, load_language
from audit.language.lexicon.words import is_known, lemma
from audit.language.morphology.agreement_data import AgreementFile, Gender, Genders, Number
from audit.language.morphology.agreement_nouns import Nouns

_TOPIC = "agreement"


@dataclass(frozen=True, slots=True)
class Finite:
    """A finite form with its partner of the other number."""

    kind: str
    number: Number
    other: str


@dataclass(frozen=True, slots=True)
class Participle:
    """A past participle. Number and gender are empty where the form does not tell."""

    base: str
    """Masculine singular."""
    number: str
    gender: Gender

    def form(self, number: Number, gender: Gender) -> str:
        """The participle in another number and gender."""
        ended = self.base + ("e" if gender == "feminine" else "")
        return ended if number == "singular" or ended.endswith("s") else f"{ended}s"


class Agreement:
    """The data of a language, ready for use."""

    def __init__(self, data: AgreementFile) -> None:
        self.data = data
        self.nouns = None if data.nouns is None else Nouns(data.nouns, data.language)
        self.clause_starts = frozenset(data.clause_starts)
        counted = load_language("genders", data.language, Genders)
        feminine, masculine = ("", "") if counted is None else (counted.feminine, counted.masculine)
        self._feminine = self._of_one_gender(feminine).union(data.feminine)
        self._masculine = self._of_one_gender(masculine).union(data.masculine)
        self.comparisons = frozenset(data.before_comparison)
        self.never_subjects = frozenset((*data.times, *data.collectives))
        self.determiners = {form: one for one in data.determiner for form in one.forms}
        open_ones = () if data.nouns is None else data.nouns.open_determiners
        self.articles = frozenset((*self.determiners, *open_ones))
        """All determiners that may start a subject."""
        self.contracted = {
            form: one for one in (*data.determiner, *data.contraction) for form in one.forms
        }
        self.pronouns = {form: one for one in data.pronoun for form in one.forms}
        self.finite: dict[str, Finite] = {}
        for verb in data.verb:
            for one, many in verb.forms:
                self.finite[one] = Finite(verb.kind, "singular", many)
                self.finite[many] = Finite(verb.kind, "plural", one)

    def _of_one_gender(self, words: str) -> frozenset[str]:
        both = frozenset(self.data.two_genders)
        endings = self.data.epicene_endings
        return frozenset(word for word in words.split() if not word.endswith(endings)) - both

    def verb(self, word: str, number: Number) -> Finite | None:
        """The finite form, from the table or, after a plural, of a regular verb (``affirme``)."""
        known = self.finite.get(word)
        if known is not None or number == "singular" or not word.endswith("e"):
            return known
        if not self.data.regular:
            return None
        base = f"{word}{self.data.regular[1:]}"
        is_verb = lemma(word, self.data.language) == base and is_known(base, self.data.language)
        return Finite("other", "singular", f"{word}nt") if is_verb else None

    def is_adverb(self, word: str) -> bool:
        """True for a word that may stand between auxiliary and participle."""
        return word in self.data.adverbs or (
            word.endswith(self.data.adverb_endings) and len(word) > 6
        )

    def looks_plural(self, word: str) -> bool:
        """True for a word with the ending of a plural."""
        return word.endswith(self.data.plural_marks)

    def number(self, noun: str) -> str:
        """``singular`` or ``plural`` where the word list shows both forms of a noun, else empty."""
        if noun in self.data.invariable or "-" in noun:
            return ""
        return _number(noun, self.data.language, self.looks_plural(noun))

    def listed_gender(self, noun: str) -> Gender:
        """The gender of a noun in the singular that is in the lists, where it has only one."""
        if noun in self._feminine:
            return "feminine"
        return "masculine" if noun in self._masculine else ""

    def is_no_verb(self, noun: str) -> bool:
        """True for a listed noun that cannot be read as a form of a verb."""
        return bool(self.listed_gender(noun)) and _is_no_verb(
            noun, self.data.language, self.data.regular
        )

    def gender(self, noun: str) -> Gender:
        """The gender of a noun, singular or plural, where the lists or its ending tell."""
        return _gender(self, noun)

    @cached_property
    def _participles(self) -> dict[str, Participle]:
        found: dict[str, Participle] = {}
        for base in self.data.participles:
            plural = "" if base.endswith("s") else "singular"
            found[base] = Participle(base, plural, "masculine")
            found[f"{base}e"] = Participle(base, "singular", "feminine")
            found[f"{base}es"] = Participle(base, "plural", "feminine")
            if not base.endswith("s"):
                found[f"{base}s"] = Participle(base, "plural", "masculine")
        return {form: one for form, one in found.items() if form not in self.data.not_participles}

    def participle(self, word: str) -> Participle | None:
        """The word as a past participle, or None."""
        known = self._participles.get(word)
        if known is not None or word in self.data.not_participles:
            return known
        return _regular(word, self.data.language) if self.data.participles else None


@lru_cache(maxsize=4096)
def _regular(word: str, language: str) -> Participle | None:
    """Participles in -é of verbs in -er, by their lemma."""
    for ending, number, gender in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word.removesuffix(ending) + "é"
            infinitive = base[:-1] + "er"
            if lemma(base, language) == infinitive or lemma(word, language) == infinitive:
                return Participle(base, number, gender)
            return None
    return None


_ENDINGS: tuple[tuple[str, str, Gender], ...] = (
    ("ées", "plural", "feminine"),
    ("és", "plural", "masculine"),
    ("ée", "singular", "feminine"),
    ("é", "singular", "masculine"),
)


@lru_cache(maxsize=4096)
def _number(noun: str, language: str, looks_plural: bool) -> str:
    if looks_plural:
        is_plural = is_known(noun, language) and lemma(noun, language) == noun[:-1]
        return "plural" if is_plural else ""
    plural = f"{noun}s"
    known = is_known(noun, language) and is_known(plural, language)
    return "singular" if known and lemma(plural, language) == noun else ""


@lru_cache(maxsize=4096)
def _is_no_verb(noun: str, language: str, regular: str) -> bool:
    # "porte" is a form of "porter", and "vend" one of "vendre".
    stem = noun.removesuffix("e")
    return (
        lemma(noun, language) == noun
        and noun[-1] not in "sxtdre"
        and not is_known(f"{stem}{regular}", language)
    )


@lru_cache(maxsize=4096)
def _gender(facts: Agreement, noun: str) -> Gender:
    data = facts.data
    for word in dict.fromkeys((noun, noun[:-1] if facts.looks_plural(noun) else noun)):
        listed = facts.listed_gender(word)
        if listed:
            return listed
    singular = noun[:-1] if facts.looks_plural(noun) else noun
    if singular in data.feminine_exceptions or singular in data.masculine_exceptions:
        return ""
    if singular.endswith(data.feminine_endings) and len(singular) > 4:
        return "feminine"
    if singular.endswith(data.masculine_endings) and len(singular) > 4:
        return "masculine"
    return ""


@cache
def agreement(language: str) -> Agreement | None:
    """The data of a language, or None: no data means unsupported."""
    found = load_language(_TOPIC, language, AgreementFile)
    return None if found is None else Agreement(found)


def supported() -> frozenset[str]:
    """Languages with data."""
    return languages_of(_TOPIC)
