"""Good translations made worse in one place, to teach the score which of two is better.

Written after the kinds of error that the literature tests metrics with (DEMETR, Karpinska et al.
2022; ACES, Amrhein et al. 2022; MetricX-23's failure modes); none of their sentences is used.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
Edit = Callable[[str, "Material"], str | None]


class Material:
    """What the edits draw from: other sentences and words of the same language, and the source."""

    def __init__(self, rng: random.Random, source: str, others: Sequence[str]) -> None:
        self.rng = rng
        self.source = source
        self.others = others

    def other(self) -> str:
        """Another sentence of the language."""
        return self.rng.choice(self.others)

    def word(self, least: int = 4) -> str | None:
        """A word of another sentence."""
        words = [one for one in _WORD.findall(self.other()) if len(one) >= least]
        return self.rng.choice(words) if words else None


def _places(text: str, least: int = 1) -> list[re.Match[str]]:
    return [match for match in _WORD.finditer(text) if len(match.group()) >= least]


def _replace(text: str, match: re.Match[str], by: str) -> str:
    return text[: match.start()] + by + text[match.end() :]


def drop_word(text: str, material: Material) -> str | None:
    """Leaves out a word of content, and one space."""
    places = _places(text, 4)
    if len(places) < 2:
        return None
    match = material.rng.choice(places)
    return (text[: match.start()].rstrip(" ") + text[match.end() :]).strip()


def drop_phrase(text: str, material: Material) -> str | None:
    """Leaves out two to five words in a row."""
    places = _places(text)
    count = material.rng.randint(2, 5)
    if len(places) < count + 3:
        return None
    at = material.rng.randrange(1, len(places) - count)
    return text[: places[at].start()].rstrip() + text[places[at + count - 1].end() :]


def drop_end(text: str, material: Material) -> str | None:
    """Leaves out the last third, but its stop."""
    places = _places(text)
    if len(places) < 6:
        return None
    cut = places[len(places) * 2 // 3].start()
    stop = text[-1] if text[-1] in ".!?" else ""
    return text[:cut].rstrip(" ,;") + stop


def other_word(text: str, material: Material) -> str | None:
    """Puts a word of another sentence in the place of one."""
    places = _places(text, 4)
    word = material.word()
    if len(places) < 2 or word is None:
        return None
    match = material.rng.choice(places[1:])
    if word.casefold() == match.group().casefold():
        return None
    return _replace(text, match, word if match.group()[0].isupper() else word.lower())


def add_word(text: str, material: Material) -> str | None:
    """Puts a word of another sentence between two."""
    places, word = _places(text), material.word()
    if len(places) < 3 or word is None:
        return None
    at = material.rng.choice(places[1:]).start()
    return f"{text[:at]}{word.lower()} {text[at:]}"


def add_phrase(text: str, material: Material) -> str | None:
    """Puts some words of another sentence before the stop."""
    words = material.other().split()
    if len(words) < 6:
        return None
    at = material.rng.randrange(len(words) - 4)
    more = " ".join(words[at : at + material.rng.randint(3, 6)]).strip(".,;:!?")
    stop = text[-1] if text[-1] in ".!?" else ""
    return f"{text[: len(text) - len(stop)]} {more.lower()}{stop}"


def swap(text: str, material: Material) -> str | None:
    """Changes the order of two neighbours."""
    places = _places(text)
    if len(places) < 4:
        return None
    at = material.rng.randrange(1, len(places) - 1)
    left, right = places[at], places[at + 1]
    if left.group().casefold() == right.group().casefold():
        return None
    between = text[left.end() : right.start()]
    return text[: left.start()] + right.group() + between + left.group() + text[right.end() :]


def shuffle(text: str, material: Material) -> str | None:
    """Changes the order of all words."""
    words = text.split()
    if len(words) < 5:
        return None
    mixed = words[:]
    material.rng.shuffle(mixed)
    return " ".join(mixed) if mixed != words else None


def untranslate(text: str, material: Material) -> str | None:
    """Puts a word of the source in the place of one."""
    places = _places(text, 4)
    theirs = [one for one in _WORD.findall(material.source) if len(one) >= 3]
    if not places or not theirs:
        return None
    word = material.rng.choice(theirs)
    return _replace(text, material.rng.choice(places), word) if word not in text else None


def misspell(text: str, material: Material) -> str | None:
    """Leaves out, doubles or changes the place of a letter of a word."""
    places = _places(text, 5)
    if not places:
        return None
    match = material.rng.choice(places)
    word, at = match.group(), material.rng.randrange(1, len(match.group()) - 1)
    changed = material.rng.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
         word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    )  # fmt: skip
    return _replace(text, match, changed) if changed != word else None


def repeat(text: str, material: Material) -> str | None:
    """Says a word twice or four times."""
    places = _places(text, 2)
    if not places:
        return None
    match = material.rng.choice((places[-1], material.rng.choice(places)))
    times = material.rng.choice((1, 1, 3))
    return _replace(text, match, " ".join([match.group()] * (times + 1)))


def change_number(text: str, material: Material) -> str | None:
    """Changes a digit."""
    digits = [at for at, char in enumerate(text) if char.isdecimal()]
    if not digits:
        return None
    at = material.rng.choice(digits)
    new = str((int(text[at]) + material.rng.randint(1, 9)) % 10)
    return text[:at] + new + text[at + 1 :]


def change_name(text: str, material: Material) -> str | None:
    """Puts another capitalised word in the place of one inside the sentence."""
    places = [one for one in _places(text, 3)[1:] if one.group()[0].isupper()]
    names = [
        one for one in _WORD.findall(material.other())[1:] if one[0].isupper() and len(one) > 2
    ]
    if not places or not names:
        return None
    match, name = material.rng.choice(places), material.rng.choice(names)
    return _replace(text, match, name) if name.casefold() not in text.casefold() else None


def change_ending(text: str, material: Material) -> str | None:
    """Changes the end of a word: another form of it, or none."""
    places = _places(text, 4)
    if not places:
        return None
    match = material.rng.choice(places)
    word = match.group()
    for old, new in material.rng.sample(_ENDINGS, len(_ENDINGS)):
        if word.endswith(old):
            return _replace(text, match, word[: len(word) - len(old)] + new)
    return None


_ENDINGS = (
    ("s", ""), ("e", "es"), ("es", "e"), ("ed", "ing"), ("ing", "ed"), ("ent", "e"), ("er", "é"),
    ("é", "er"), ("ly", ""), ("t", "ent"), ("n", "ns"), ("al", "aux"), ("y", "ies"), ("if", "ive"),
)  # fmt: skip


def lower(text: str, material: Material) -> str | None:
    """Makes the first letter, or all, small."""
    if material.rng.random() < 0.5:
        changed = text[:1].lower() + text[1:]
    else:
        changed = text.lower()
    return changed if changed != text else None


def marks(text: str, material: Material) -> str | None:
    """Leaves out the stop, makes it another, adds a mark, or parts marks from words."""
    way = material.rng.randrange(4)
    if way == 0 and text[-1:] in (".", "!", "?"):
        return text[:-1]
    if way == 1 and text.endswith("."):
        return text[:-1] + material.rng.choice("?!,")
    if way == 2 and len(text) > 20:
        at = material.rng.choice(_places(text) or [None])
        return (
            None
            if at is None
            else text[: at.end()] + material.rng.choice("'\";:") + text[at.end() :]
        )
    spaced = re.sub(r"(?<=\w)([,.;:!?)])", r" \1", text)
    return spaced if spaced != text else None


def other_sentence(text: str, material: Material) -> str | None:
    """Another sentence altogether."""
    other = material.other()
    return other if other != text else None


def small_word(text: str, material: Material) -> str | None:
    """Puts one small word in the place of another, or leaves it out."""
    places = [one for one in _places(text)[1:] if len(one.group()) <= 4 and one.group().islower()]
    if not places:
        return None
    match = material.rng.choice(places)
    if material.rng.random() < 0.3:
        return text[: match.start()].rstrip(" ") + text[match.end() :]
    small = [one for one in _WORD.findall(material.other()) if len(one) <= 4 and one.islower()]
    word = material.rng.choice(small) if small else match.group()
    return _replace(text, match, word) if word != match.group() else None


def deny(text: str, material: Material) -> str | None:
    """Takes a denial away."""
    changed = re.sub(
        r"\b(?:do|does|did) not |\bnot |n['’]t\b|\b(?:ne |n['’])(?=\w)|(?<= )(?:pas|jamais) |\bno ",
        "", text,
    )  # fmt: skip
    return changed if changed != text else None


def keep_phrase(text: str, material: Material) -> str | None:
    """Leaves two to five words in a row as they are in the source, in about their place."""
    places = _places(text)
    theirs = _places(material.source)
    count = material.rng.randint(2, 5)
    if min(len(places), len(theirs)) < count + 2:
        return None
    at = material.rng.randrange(len(theirs) - count + 1)
    start, end = theirs[at].start(), theirs[at + count - 1].end()
    share = at / max(1, len(theirs) - count)
    into = round(share * (len(places) - count))
    kept = material.source[start:end]
    left, right = places[into].start(), places[into + count - 1].end()
    return text[:left] + kept + text[right:] if kept not in text else None


def keep_all(text: str, material: Material) -> str | None:
    """The source itself."""
    return material.source if material.source != text else None


EDITS: dict[str, tuple[Edit, float]] = {
    "drop-word": (drop_word, 3.0), "drop-phrase": (drop_phrase, 2.0), "drop-end": (drop_end, 0.7),
    "other-word": (other_word, 3.0), "add-word": (add_word, 2.0), "add-phrase": (add_phrase, 1.5),
    "swap": (swap, 1.5), "shuffle": (shuffle, 0.5), "untranslate": (untranslate, 1.5),
    "misspell": (misspell, 1.5), "repeat": (repeat, 1.0), "number": (change_number, 1.0),
    "name": (change_name, 1.0), "ending": (change_ending, 2.0), "lower": (lower, 0.7),
    "marks": (marks, 1.2), "other-sentence": (other_sentence, 0.5), "small-word": (small_word, 2.0),
    "deny": (deny, 1.0),
}  # fmt: skip
"""Each with how often it is tried."""


SLIGHT = frozenset({"swap", "misspell", "repeat", "ending", "lower", "marks", "small-word"})
"""Edits that a reader sees through: what the translation says remains."""
KEPT: dict[str, tuple[Edit, float]] = {
    "keep-phrase": (keep_phrase, 4.0), "keep-all": (keep_all, 0.4),
}  # fmt: skip
"""Grave edits of the score only: the word model learns words left in the source's language from
people.
"""


def worse(
    text: str, material: Material, edits: Mapping[str, tuple[Edit, float]] = EDITS
) -> tuple[str, str] | None:
    """The name of an edit and what it makes of the text; None where nothing was found."""
    names, weights = list(edits), [weight for _, weight in edits.values()]
    for _ in range(4):
        name = material.rng.choices(names, weights)[0]
        found = edits[name][0](text, material)
        if found and found != text:
            return name, found
    return None
