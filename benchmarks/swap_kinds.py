"""One change to an article that a careful reader of the whole article can see."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from audit.understanding.data import language_cues
from benchmarks import swap_entities
from benchmarks.swap import Swap, replaced

_NUMBER = re.compile(r"(?<![\w.,/%-])(\d{2,4}) ([^\W\d_]{4,})(?!\w)")
_SCALED = re.compile(r"(?<![\w.,])(\d+[.,]\d+|\d{2,3})[ \u00a0](\w+)")
_LONG = re.compile(r"[^\W\d_]{6,}")
_SHARED = 3
_SCALES = (
    ("million", "billion"), ("millions", "milliards"), ("Millionen", "Milliarden"),
    ("миллионов", "миллиардов"), ("millones", "mil millones"), ("milioni", "miliardi"),
    ("milhões", "bilhões"),
)  # fmt: skip


def gender(text: str, language: str, chance: random.Random) -> Swap | None:
    """A title, or a pronoun of a speech tag, where another place says the same gender."""
    table = _genders(language)
    if not table:
        return None
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, table))})(?!\w)")
    titles = [match for match in pattern.finditer(text) if match.group() in table]
    by_name: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in titles:
        name = re.match(r"[ \u00a0]((?:[A-ZÀ-ÞА-Я][\w'’-]+[ \u00a0]?){1,3})", text[match.end() :])
        if name is not None:
            by_name[name.group(1).split()[-1].removesuffix("'s")].append(match)
    names = [rows for rows in by_name.values() if len(rows) > 1]
    if not names:
        return None
    match = chance.choice(chance.choice(names))
    return replaced(text, match.start(), match.end(), table[match.group()])


@cache
def _genders(language: str) -> dict[str, str]:
    """Titles and offices with their counterparts."""
    data = language_cues(language)
    if data is None:
        return {}
    titles = data.persons.titles
    rows = list(zip(titles.masculine, titles.feminine, strict=False)) + list(data.persons.roles)
    pairs = [(a.removeprefix("="), b.removeprefix("=")) for a, b in rows]
    plain = [pair for pair in pairs if not any(set("(*?") & set(form) for form in pair)]
    table = dict(plain)
    return table | {b: a for a, b in plain}


def pronoun(text: str, language: str, chance: random.Random) -> Swap | None:
    """The pronoun of a speech tag, where the article has at least two, all of one gender."""
    pairs = {"en": ("he", "she"), "fr": ("il", "elle"), "de": ("er", "sie"), "ru": ("он", "она")}
    pair = pairs.get(language)
    data = language_cues(language)
    if pair is None or data is None:
        return None
    his, her = (re.compile(_tag(language, one)) for one in pair)
    left, right = list(his.finditer(text)), list(her.finditer(text))
    if bool(left) == bool(right) or len(left or right) < 2:
        return None
    match = chance.choice((left or right)[1:])
    return replaced(text, match.start(1), match.end(1), pair[1] if left else pair[0])


def _tag(language: str, word: str) -> str:
    verbs = {
        "en": rf"(?<!\w)({word}) (?:said|added|told|explained)(?!\w)",
        "fr": rf"(?:a-t|ajoute-t|déclare-t|explique-t|affirme-t|dit|poursuit)-({word})(?!\w)",
        "de": rf"(?:sagte|erklärte|betonte|meinte) ({word})(?!\w)",
        "ru": rf"(?:сказал|заявил|добавил|отметил)а? ({word})(?!\w)",
    }
    return verbs[language]


def number(text: str, language: str, chance: random.Random) -> Swap | None:
    """A number that stands twice with its noun, in two paragraphs."""
    places: dict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for match in _NUMBER.finditer(text):
        places[match.group(1), match.group(2).casefold()].append(match)
    twice = [
        rows
        for rows in places.values()
        if len(rows) > 1 and _same_fact(text, rows[0].start(), rows[-1].start())
    ]
    if not twice:
        return None
    match = chance.choice(twice)[-1]
    return replaced(text, match.start(1), match.end(1), _other(match.group(1), chance))


def _same_fact(text: str, one: int, other: int) -> bool:
    """True for two paragraphs that share three words of six letters."""
    left, right = (
        {word.casefold() for word in _LONG.findall(_paragraph(text, at))} for at in (one, other)
    )
    return "\n" in text[one:other] and len(left & right) >= _SHARED


def _paragraph(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]


def _other(figures: str, chance: random.Random) -> str:
    """Two figures swapped, or one changed."""
    if figures[0] != figures[1] and figures[1] != "0" and chance.random() < 0.5:
        return figures[1] + figures[0] + figures[2:]
    place = chance.randrange(len(figures))
    digit = chance.choice([one for one in "123456789" if one != figures[place]])
    return figures[:place] + digit + figures[place + 1 :]


def scale(text: str, language: str, chance: random.Random) -> Swap | None:
    """An amount of at least two figures that stands twice."""
    del language
    other = dict(_SCALES) | {b: a for a, b in _SCALES}
    places: dict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for match in _SCALED.finditer(text):
        if match.group(2) in other:
            places[match.group(1), match.group(2)].append(match)
    twice = [rows for rows in places.values() if len(rows) > 1]
    if not twice:
        return None
    match = chance.choice(chance.choice(twice))
    return replaced(text, match.start(2), match.end(2), other[match.group(2)])


def date(text: str, language: str, chance: random.Random) -> Swap | None:
    """The weekday of a date with its year, or of one of two dates of a month."""
    from babel import Locale

    locale = Locale.parse(language)
    days, months = locale.days["format"]["wide"], locale.months["format"]["wide"]
    month = "|".join(map(re.escape, months.values()))
    found = []
    for name in days.values():
        dated = (
            rf"(?<!\w)({re.escape(name)}),? (?:\d{{1,2}}\.? (?:de )?(?:{month})|(?:{month}) \d+)"
        )
        found += list(re.finditer(dated + r",? (?:de )?(\d{4})", text))
        several = list(re.finditer(dated, text))
        found += several if len(several) > 1 else []
    if not found:
        return None
    match = chance.choice(found)
    old = match.group(1)
    new = chance.choice([one for one in days.values() if one != old])
    return replaced(text, match.start(1), match.end(1), new)


KINDS: dict[str, Callable[[str, str, random.Random], Swap | None]] = {
    "gender": gender,
    "pronoun": pronoun,
    "number": number,
    "scale": scale,
    "date": date,
    "state": swap_entities.state,
    "demonym": swap_entities.demonym,
    "capital": swap_entities.capital,
    "office": swap_entities.office,
}
