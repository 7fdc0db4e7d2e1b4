"""Which article a state takes: ``reference/languages/<code>/articles.toml``."""

from __future__ import annotations

from functools import cache
from typing import Literal

from audit.core.reference import Entry, languages_of, load_language

_TOPIC = "articles"
Kind = Literal["masculine", "feminine", "vowel", "plural", "bare"]


class ArticleRule(Entry, frozen=True):
    """Words that are wrong before names of some kinds."""

    forms: tuple[str, ...]
    kinds: tuple[Kind, ...]
    should: str
    """``{}`` stands for the name, ``{form}`` for the word before it."""


class Bare(Entry, frozen=True):
    """Names that start a sentence without their article."""

    verbs: tuple[str, ...]
    """Of the singular."""
    plural_verbs: tuple[str, ...]
    articles: dict[str, str]
    """By kind."""


class Ends(Entry, frozen=True):
    """Words that may follow a name that goes no further."""

    words: tuple[str, ...]
    joins: tuple[str, ...] = ()
    """Words that leave it open whether the name is an adjective."""


class CountryArticles(Entry, frozen=True):
    """One language."""

    language: str
    sources: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    vowel: tuple[str, ...]
    plural: tuple[str, ...]
    ambiguous: tuple[str, ...]
    """Names of persons, rivers and cities as well: they may stand without an article."""
    rule: tuple[ArticleRule, ...]
    bare_names: tuple[str, ...] = ()
    """Those that never have one."""
    bare_forms: tuple[str, ...] = ()
    """Words after which ambiguous names stand without an article."""
    bare: Bare | None = None
    ends: Ends | None = None

    def __post_init__(self) -> None:
        names = [*self.masculine, *self.feminine, *self.vowel, *self.plural, *self.bare_names]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"of two kinds: {', '.join(twice)}")
        unknown = sorted(set(self.ambiguous) - set(names))
        if unknown:
            raise ValueError(f"ambiguous, but of no kind: {', '.join(unknown)}")


class Articles:
    """The data of a language, ready for use."""

    def __init__(self, data: CountryArticles) -> None:
        self.data = data
        self.kinds: dict[str, Kind] = {}
        for kind, names in (
            ("masculine", data.masculine),
            ("feminine", data.feminine),
            ("vowel", data.vowel),
            ("plural", data.plural),
            ("bare", data.bare_names),
        ):
            self.kinds.update(dict.fromkeys(names, kind))  # type: ignore[arg-type]
        self.longest = max((len(name.split()) for name in self.kinds), default=0)

    def should(self, form: str, kind: Kind) -> str | None:
        """What to write for ``form`` before a name of that kind; None where it is right."""
        for rule in self.data.rule:
            if form in rule.forms and kind in rule.kinds:
                return rule.should
        return None


@cache
def country_articles(language: str) -> Articles | None:
    """The data of a language, or None: no data means unsupported."""
    found = load_language(_TOPIC, language, CountryArticles)
    return None if found is None else Articles(found)


def supported() -> frozenset[str]:
    """Languages with data."""
    return languages_of(_TOPIC)
