"""The names of an article as they are written, and which of them may be one name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import takewhile

from audit.checks.interface import CheckContext
from audit.language.lexicon.words import has_frequencies, is_known, zipf
from audit.language.names.key import bare, name_key, name_keys
from audit.language.places.cldr import are_different
from audit.language.text.tokens import Token, tokens
from audit.model.document import ARTICLE_KINDS, UNDETERMINED, Segment
from audit.model.entity import Entity, EntityKind
from audit.understanding.data import first_names

SHORTEST = 5
"""Shorter words share keys by chance."""
ALIKE, ALIKE_AFAR = 0.55, 0.7
"""Least part of the letters that two spellings share: in one article, in articles of a run."""
COMMON = 5.0
"""Zipf frequency from which a word is no name, whatever its capital says."""
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{5,}")
"""Japanese writes foreign names, and other foreign words, in it."""
_MOST = 8
"""Spellings of one key that others are compared with."""
_POSSESSIVE = ("'s", "’s")


@dataclass(slots=True)
class Form:
    """One spelling with its places and the capitalised words beside it."""

    text: str
    places: list[tuple[Segment, int, int]]
    """Segment, start and end in its text."""
    neighbours: set[str]
    """Keys of the capitalised words beside it."""
    is_foreign: bool
    """True when it only stands inside names of several words that are not a person's."""
    kinds: set[EntityKind] = field(default_factory=set)
    """What it was recognised as; empty where nothing recognises names."""
    bearers: set[str] = field(default_factory=set)
    """Keys of the other words of the persons' names that it is a part of."""
    is_bare: bool = False
    """True when it stands anywhere but in a person's name of several words."""

    def absorb(self, other: Form) -> None:
        """Takes over the places of the same spelling elsewhere."""
        self.places.extend(other.places)
        self.neighbours |= other.neighbours
        self.is_foreign = self.is_foreign and other.is_foreign
        self.kinds |= other.kinds
        self.bearers |= other.bearers
        self.is_bare = self.is_bare or other.is_bare


def forms(context: CheckContext) -> dict[str, Form]:
    """Spellings of names in the article, by their text, in order of their first place."""
    language = context.language.split("-", 1)[0].lower()
    found: dict[str, Form] = {}
    for segment in context.document.segments:
        if segment.kind in ARTICLE_KINDS and not segment.text.isupper():
            own = segment.language.code.split("-", 1)[0].lower()
            if own in (language, UNDETERMINED):
                _collect(segment, language, context.names(segment), found)
    return found


def _collect(
    segment: Segment,
    language: str,
    entities: tuple[Entity, ...] | None,
    found: dict[str, Form],
) -> None:
    words = [token for token in tokens(segment.text) if token.kind == "word"]
    for index, token in enumerate(words):
        text = token.text[:-2] if token.text.endswith(_POSSESSIVE) else token.text
        if not is_name(text, language):
            continue
        form = found.setdefault(text, Form(text, [], set(), True))
        form.places.append((segment, token.start, token.start + len(text)))
        before = words[index - 1] if index else None
        after = words[index + 1] if index + 1 < len(words) else None
        beside = [one for one in (before, after) if one is not None and one.is_capitalised]
        # The first word of a sentence has its capital from there: "Selon Moumouni".
        beside = [
            one for one in beside if one is not words[0] or not is_known(one.text.lower(), language)
        ]
        form.neighbours.update(name_key(one.text) for one in beside)
        inside = _is_beside(segment.text, token, after) or (
            _is_beside(segment.text, before, token)
            and before is not None
            and (before.is_upper or zipf(before.text.lower(), "en") > 0)
            and before.text.lower() not in first_names()
        )
        form.is_foreign = form.is_foreign and inside
        _recognise(form, token, words, entities or ())


def _recognise(form: Form, token: Token, words: list[Token], entities: tuple[Entity, ...]) -> None:
    """What a place of a form was recognised as, and with which other words of a name."""
    entity = next((one for one in entities if one.start <= token.start < one.end), None)
    others: set[str] = set()
    if entity is not None:
        form.kinds.add(entity.kind)
        if entity.kind is EntityKind.PERSON:
            inside = [one for one in words if entity.start <= one.start < entity.end]
            others = {name_key(one.text) for one in inside if one is not token}
    form.bearers |= others
    form.is_bare = form.is_bare or not others


def is_name(text: str, language: str) -> bool:
    """True for a capitalised word that the language does not know."""
    if _KATAKANA.fullmatch(text):
        return not zipf(text, language)
    if len(text) < SHORTEST or not text[0].isupper() or text.isupper():
        return False
    if not text.replace("-", "").replace("’", "").replace("'", "").isalpha():
        return False
    small = text.lower()
    common = has_frequencies(language) and zipf(small, language) >= COMMON
    return not common and not is_known(small, language)


def spellings(
    every: Iterable[Form], language: str, *, afar: bool = False
) -> Iterator[tuple[Form, Form]]:
    """(the rarer, the commoner) of spellings that look like one name; each rarer one once.

    Args:
        afar: they stand in different articles.
    """
    by_key: dict[str, list[Form]] = {}
    ordered = sorted(every, key=lambda form: -len(form.places))
    for form in ordered:
        homes = [by_key.setdefault(key, []) for key in name_keys(form.text)]
        partner = next(
            (
                other
                for home in homes
                for other in home[:_MOST]
                if same_name(form, other, language, afar=afar)
            ),
            None,
        )
        if partner is not None:
            yield form, partner
        for home in homes:
            home.append(form)


def same_name(one: Form, other: Form, language: str, *, afar: bool = False) -> bool:
    """True when two spellings with a common key are one name, as far as can be told."""
    if one.text == other.text or _is_inflection(one.text, other.text):
        return False
    if _is_cyrillic(one.text) != _is_cyrillic(other.text):
        return False  # The original of a name, in brackets.
    if are_different(one.text, other.text, language) or are_told_apart(one, other, afar=afar):
        return False
    if differ_by_accents(one.text, other.text):
        # An accent on the capital alone (Etats-Unis) is a habit of the house, not a spelling.
        return one.text[1:] != other.text[1:]
    shared = bool(shared_context(one, other))
    if (one.is_foreign or other.is_foreign) and not shared:
        # "Barcelona" in the name of a club beside "Barcelone"; Viktor Orban, Victor Hugo.
        return False
    left, right = one.text.casefold(), other.text.casefold()
    ratio = SequenceMatcher(None, left, right, autojunk=False).ratio()
    return ratio >= (ALIKE_AFAR if afar else ALIKE) or shared


def are_told_apart(one: Form, other: Form, *, afar: bool) -> bool:
    """True for persons who have other first names throughout.

    In different articles also for a person and what is none. Within one, a misspelt name (`Tharir`)
    may well be taken for a person's.
    """
    if shared_context(one, other):
        return False
    person = EntityKind.PERSON in one.kinds
    if afar and one.kinds and other.kinds and person != (EntityKind.PERSON in other.kinds):
        return True
    return not (one.is_bare or other.is_bare or one.bearers & other.bearers)


def shared_context(one: Form, other: Form) -> tuple[str, ...]:
    """Keys of capitalised words that stand beside both: a shared first name."""
    own = {name_key(one.text), name_key(other.text)}
    return tuple(sorted(key for key in (one.neighbours & other.neighbours) - own if len(key) > 1))


def differ_by_accents(one: str, other: str) -> bool:
    """True for ``Nájera`` and ``Najera``: no reader takes them for two people."""
    return bare(one) == bare(other)


def _is_beside(text: str, first: Token | None, second: Token | None) -> bool:
    """True for two capitalised words that only a space parts."""
    if first is None or second is None or not (first.is_capitalised and second.is_capitalised):
        return False
    gap = text[first.end : second.start]
    return bool(gap) and not gap.strip()


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _is_cyrillic(text: str) -> bool:
    """Of an alphabet whose languages decline names, Greek included."""
    return "\u0370" <= text[0] < "\u0530"


def _is_inflection(one: str, other: str) -> bool:
    """True when one is derived from the other: Obama, Obamas; Biélorusse, Biélorussie."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    if _is_cyrillic(short):
        shared = sum(1 for _ in takewhile(_same, zip(short, long, strict=False)))
        return shared >= 4 and len(long) - shared <= 3
    if long.startswith(short):
        return len(long) - len(short) <= 3
    stem = next(i for i, char in enumerate(long) if i >= len(short) or char != short[i])
    return stem >= 6 and len(short) - stem <= 2 and 1 <= len(long) - len(short) <= 3
