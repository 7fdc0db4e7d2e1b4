"""Noise that makes the model robust: case, stops, quotation marks, spaces, numbers and names.

Each kind takes a (source, target) pair and returns one that is still a correct translation.
Nothing here knows a language, except for the small words of a Title Case headline, which the
recipe gives.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from training.config import Noise, Recipe
from training.corpus import Pair, names_in

QUOTES = (("« ", " »"), ("«", "»"), ("“", "”"), ('"', '"'), ("„", "“"), ("‘", "’"), ("'", "'"))

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")
_STOP = re.compile(r"(?<=[^\s.])\.$")
_NUMBER = re.compile(r"(?<!\w)\d{2,}(?!\w)")
_SPACED = re.compile(r" (?=[?!;:])")


@dataclass(frozen=True, slots=True)
class Noisemaker:
    """Applies noise at the recipe's rates."""

    rates: Noise
    small_words: frozenset[str] = frozenset()
    """Words that a Title Case headline of the source language writes small; none: no headlines."""
    names: Sequence[str] = ()
    """Names that may take each other's places."""
    letters: str = ""
    """Letters to put into names now and then, so that rare ones are copied too."""
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", frozenset(self.names))

    def __call__(self, pair: Pair, rng: random.Random) -> Pair:
        """A noisy version of a pair; most pairs pass unchanged."""
        if rng.random() < self.rates.numbers:
            pair = other_numbers(pair, rng)
        if self.names and rng.random() < self.rates.names:
            pair = self._renamed(pair, rng)
        if rng.random() < self.rates.no_stop:
            pair = without_stop(pair)
        pair = self._cased(pair, rng)
        if rng.random() < self.rates.quotes:
            pair = other_quotes(pair, rng)
        if rng.random() < self.rates.spaces:
            pair = _SPACED.sub("", pair[0]), pair[1]
        return pair

    def _renamed(self, pair: Pair, rng: random.Random) -> Pair:
        """Known names that both sides share, each replaced by another one on both."""
        source, target = pair
        for name in names_in(pair):
            if name in self.known:
                new = rng.choice(self.names)
                if self.letters and rng.random() < 0.3:
                    new = respelt(new, rng.choice(self.letters), rng)
                source, target = source.replace(name, new), target.replace(name, new)
        return source, target

    def _cased(self, pair: Pair, rng: random.Random) -> Pair:
        """At most one change of case, so that the rates are those of the recipe."""
        draw = rng.random() - self.rates.upper
        if draw < 0:
            return upper(pair, rng)
        draw -= self.rates.lower
        if draw < 0:
            return pair[0].lower(), pair[1].lower()
        if draw < self.rates.title and self.small_words:
            source, target = without_stop(pair)
            return title(source, self.small_words), target
        return pair


def upper(pair: Pair, rng: random.Random) -> Pair:
    """Capitals on both sides; half of the sources lose their accents, as headlines often do."""
    source, target = pair[0].upper(), pair[1].upper()
    if rng.random() < 0.5:
        parts = unicodedata.normalize("NFD", source)
        bare = "".join(char for char in parts if not unicodedata.combining(char))
        source = unicodedata.normalize("NFC", bare)
    return source, target


def title(text: str, small_words: frozenset[str]) -> str:
    """A headline's capitals: every word but the small ones; the first always."""
    words = text.split(" ")
    cased = [
        word if at and word in small_words else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    ]
    return " ".join(cased)


def without_stop(pair: Pair) -> Pair:
    """Both sides without their final full stop, where both have one."""
    if all(_STOP.search(side) for side in pair):
        return pair[0][:-1].rstrip(), pair[1][:-1].rstrip()
    return pair


def other_quotes(pair: Pair, rng: random.Random) -> Pair:
    """The source's quotation marks and apostrophes in a style drawn at random.

    Where there are none, half of the pairs are put in quotation marks whole.
    """
    opening, closing = rng.choice(QUOTES)
    source, target = pair
    if not _QUOTED.search(source + target) and rng.random() < 0.5:
        return f"{opening}{source}{closing}", f'"{target}"'
    source = _QUOTED.sub(
        lambda match: opening + next(part for part in match.groups() if part) + closing, source
    )
    return re.sub(r"(?<=\w)['’](?=\w)", rng.choice("'’"), source), target


def other_numbers(pair: Pair, rng: random.Random) -> Pair:
    """Digit groups of two or more that both sides share, changed alike on both."""
    counts = [Counter(_NUMBER.findall(side)) for side in pair]
    changed = {
        number: _like(number, rng)
        for number in sorted(counts[0])
        if counts[0][number] == counts[1][number]
    }
    source, target = (
        _NUMBER.sub(lambda match: changed.get(match.group(), match.group()), side) for side in pair
    )
    return source, target


def _like(number: str, rng: random.Random) -> str:
    first = "0123456789" if number[0] == "0" else "123456789"
    return rng.choice(first) + "".join(rng.choice("0123456789") for _ in number[1:])


def respelt(name: str, letter: str, rng: random.Random) -> str:
    """The name with one of its small letters replaced by this one."""
    places = [place for place, char in enumerate(name) if char.islower()]
    if not places:
        return name
    place = rng.choice(places)
    return name[:place] + letter + name[place + 1 :]


def noisemakers(recipe: Recipe, names: Sequence[str]) -> tuple[Noisemaker, Noisemaker]:
    """One for each source language, the first language's first."""
    headlines, letters = recipe.headlines, recipe.vocabulary.letters
    small = {headlines.language: frozenset(headlines.small_words.split())}
    first, second = (
        Noisemaker(recipe.noise, small.get(language, frozenset()), names, letters)
        for language in (recipe.languages.first, recipe.languages.second)
    )
    return first, second
