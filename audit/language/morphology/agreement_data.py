"""How ``reference/languages/<code>/agreement.toml`` is laid out."""

from __future__ import annotations

from typing import Literal

from audit.core.reference import Entry

Number = Literal["singular", "plural"]
Gender = Literal["", "masculine", "feminine"]
"""Empty where a word does not tell."""


class Determiner(Entry, frozen=True):
    """Determiners of one number and gender."""

    number: Number
    gender: Gender
    forms: tuple[str, ...]


class SubjectPronoun(Entry, frozen=True):
    """Pronouns of one number and gender."""

    number: Number
    gender: Gender
    anywhere: bool
    """True when they are a subject wherever they stand; False only where a clause starts."""
    forms: tuple[str, ...]


class Verb(Entry, frozen=True):
    """Finite forms of the commonest verbs, in pairs of singular and plural."""

    kind: Literal["be", "have", "other"]
    forms: tuple[tuple[str, str], ...]


class NounsLast(Entry, frozen=True):
    """Nouns of a language whose adjectives have no number and stand before the noun."""

    open_determiners: tuple[str, ...]
    """Determiners before singular and plural nouns alike."""
    only_nouns: tuple[str, ...]
    """Nouns in the singular that are neither adjectives nor verbs."""
    endings: tuple[str, ...]
    """Endings of further such nouns."""
    exceptions: tuple[str, ...]
    """Words with these endings that are verbs or adjectives as well."""
    verbs_too: tuple[str, ...]
    """Nouns in the singular that are verbs as well, but no adjectives."""
    uncountable: tuple[str, ...]
    """Those of the nouns that have no plural."""
    not_before_verbs: tuple[str, ...]
    """Prepositions that may stand before a pronoun of which a verb follows."""
    counts: tuple[str, ...]
    """Words between determiner and noun with which the number of the noun is free."""


class Genders(Entry, frozen=True):
    """``languages/*/genders.toml``: words in the singular, with white space between them."""

    language: str
    sources: tuple[str, ...]
    feminine: str
    masculine: str


class AgreementFile(Entry, frozen=True, kw_only=True):
    """One language; ``fr.toml`` explains the lists."""

    language: str
    sources: tuple[str, ...]
    plural_marks: tuple[str, ...]
    negations: tuple[str, ...] = ()
    clause_starts: tuple[str, ...]
    adverbs: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    relatives: tuple[str, ...]
    before_comparison: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    invariable: tuple[str, ...]
    numeral_one: tuple[str, ...] = ()
    before_numeral_one: tuple[str, ...] = ()
    times: tuple[str, ...]
    collectives: tuple[str, ...]
    plural_attributes: tuple[str, ...] = ()
    plural_names: tuple[str, ...] = ()
    feminine_endings: tuple[str, ...] = ()
    feminine_exceptions: tuple[str, ...] = ()
    masculine_endings: tuple[str, ...] = ()
    masculine_exceptions: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()
    two_genders: tuple[str, ...] = ()
    epicene_endings: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    not_participles: tuple[str, ...] = ()
    determiner: tuple[Determiner, ...]
    clitics: tuple[str, ...] = ()
    """Determiners that are pronouns before a verb as well."""
    verb_endings: tuple[str, ...] = ()
    been: str = ""
    """The participle of *to be*."""
    cleft: tuple[str, ...] = ()
    """Pronouns that with *to be* single out a part of the sentence (``c'est ... qui``)."""
    polite: tuple[str, ...] = ()
    """Pronouns whose participle may be of either number."""
    regular: str = ""
    """Ending of the dictionary form of regular verbs; empty where verbs do not tell by it."""
    conjunction: str
    """Joins two subjects into a plural."""
    before_infinitives: tuple[str, ...] = ()
    """Verbs of which an infinitive follows that looks like a finite form."""
    joining: tuple[str, ...] = ()
    """What may join two nouns of one determiner."""
    pair_prepositions: tuple[str, ...] = ()
    """Prepositions that take two nouns (``entre A et B``)."""
    past_endings: tuple[str, ...] = ()
    """Endings of verbs that are not in the table."""
    barriers: tuple[str, ...]
    """Words behind which another clause or a second subject may start."""
    contraction: tuple[Determiner, ...] = ()
    """Prepositions with an article in them: determiners that start no subject (``du``)."""
    starters: tuple[str, ...] = ()
    """Those of them that are determiners where a sentence starts (``Des bateaux ...``)."""
    nouns: NounsLast | None = None
    """Where the noun is the last word of its phrase and tells the number of it."""
    pronoun: tuple[SubjectPronoun, ...]
    verb: tuple[Verb, ...]

    def __post_init__(self) -> None:
        for exceptions, endings in (
            (self.feminine_exceptions, self.feminine_endings),
            (self.masculine_exceptions, self.masculine_endings),
        ):
            idle = [word for word in exceptions if not word.endswith(endings)]
            if idle:
                raise ValueError(f"exceptions to no ending: {', '.join(idle)}")
        idle = [] if self.nouns is None else _idle(self.nouns)
        if idle:
            raise ValueError(f"exceptions to no ending: {', '.join(idle)}")
        both = sorted(set(self.feminine) & set(self.masculine))
        if both:
            raise ValueError(f"both feminine and masculine: {', '.join(both)}")


def _idle(nouns: NounsLast) -> list[str]:
    return [word for word in nouns.exceptions if not word.endswith(nouns.endings)]
