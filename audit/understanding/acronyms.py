"""Acronyms with the words that they are said to stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from audit.knowledge import Kind, Mention, knowledge
from audit.model.understanding import Spot
from audit.understanding.reading import Reading, Sentence

_BRACKETS = re.compile(r"\s?[(（]\s?([A-ZÀ-ÞА-Я]{2,8})\s?[)）]")
_LONGEST = 9
"""Words of an expansion."""
_SMALL = 3
"""Letters of a word that an acronym leaves out."""
_BODIES = frozenset({Kind.BODY, Kind.UNION})


@dataclass(frozen=True, slots=True)
class Expansion:
    """``Organisation mondiale de la santé (OMS)``."""

    acronym: str
    words: tuple[str, ...]
    """Small letters, without words of grammar."""
    spot: Spot
    """The acronym."""
    long: Spot
    known: tuple[Mention, Mention] | None
    """What the knowledge base takes the words and the acronym for; None where it lacks one."""


def expansions(reading: Reading) -> Iterator[Expansion]:
    """The acronyms that an article explains in brackets."""
    for sentence in reading.sentences:
        for match in _BRACKETS.finditer(sentence.text):
            found = _expansion(sentence, match)
            if found is not None:
                yield found
        yield from _apposed(sentence)


_APPOSED = re.compile(r",\s(?:\w{1,3}['’]|\w{1,3}\s)?")
_BEGINS = 2
"""Letters that an acronym shares with the initials of words that it may stand for."""


def _apposed(sentence: Sentence) -> Iterator[Expansion]:
    """``the UNWTO, the World Trade Organization, ...``: one body under two names."""
    for short, long in pairwise(sorted(sentence.known, key=lambda one: one.start)):
        acronym = sentence.text[short.start : short.end]
        if not _ACRONYM.fullmatch(acronym) or short.doubtful or long.doubtful:
            continue
        if not _APPOSED.fullmatch(sentence.text, short.end, long.start):
            continue
        if not sentence.text[long.end :].startswith((",", ".")):
            continue
        text = sentence.text[long.start : long.end]
        words = tuple(word.casefold() for word in re.findall(r"\w+", text) if len(word) > _SMALL)
        initials = "".join(word[0] for word in words).upper()
        alike = len(words) >= len(acronym) and initials[:_BEGINS] == acronym[:_BEGINS]
        if alike and _is_body(short) and _is_body(long):
            spots = (sentence.spot(short.start, short.end), sentence.spot(long.start, long.end))
            yield Expansion(acronym, words, *spots, (long, short))


_ACRONYM = re.compile(r"(?<![\w-])[A-ZÀ-ÞА-Я]{3,6}(?![\w-])")
_SHARED = 2


def replaced(reading: Reading) -> tuple[Spot, Spot] | None:
    """An acronym of the headline that the text lacks, and the one that stands there instead.

    Only where two others are in the headline and in the first paragraph both: a list of parties.
    """
    if len(reading.sentences) < 2 or reading.sentences[0].text.isupper():
        return None
    head, *body = reading.sentences
    block = body[0].segment.block
    said = _acronyms(head)
    lead: dict[str, Spot] = {}
    for sentence in body:
        if sentence.segment.block == block:
            lead = {**_acronyms(sentence), **lead}
    gone, new = said.keys() - lead.keys(), lead.keys() - said.keys()
    if len(said.keys() & lead.keys()) < _SHARED or len(gone) != 1 or len(new) != 1:
        return None
    missing = next(iter(gone))
    if any(missing in sentence.text for sentence in body):
        return None
    return lead[next(iter(new))], said[missing]


def _acronyms(sentence: Sentence) -> dict[str, Spot]:
    return {
        match.group(): sentence.spot(match.start(), match.end())
        for match in _ACRONYM.finditer(sentence.text)
    }


def _expansion(sentence: Sentence, match: re.Match[str]) -> Expansion | None:
    start = _start(sentence, match.start())
    if start is None:
        return None
    text = sentence.text[start : match.start()]
    words = tuple(word.casefold() for word in re.findall(r"\w+", text) if len(word) > _SMALL)
    if len(words) < 2:
        return None
    return Expansion(
        match.group(1),
        words,
        sentence.spot(match.start(1), match.end(1)),
        sentence.spot(start, match.start()),
        _known(sentence, match),
    )


def _start(sentence: Sentence, end: int) -> int | None:
    """Where the name before a bracket starts: at its last capital that no other sign parts."""
    place: int | None = None
    last = end
    before = [token for token in sentence.words if token.end <= end][-_LONGEST:]
    for token in reversed(before):
        gap = sentence.text[token.end : last]
        if gap.strip(" \u00a0-’'»\""):
            break
        if token.is_capitalised:
            place = token.start
        last = token.start
    return place


def _known(sentence: Sentence, match: re.Match[str]) -> tuple[Mention, Mention] | None:
    mentions = knowledge().mentions(sentence.text, sentence.language)
    short = next((one for one in mentions if one.start == match.start(1)), None)
    long = next((one for one in mentions if one.end in (match.start(), match.start() - 1)), None)
    if short is None or long is None or short.doubtful or long.doubtful:
        return None
    if not (_is_body(short) and _is_body(long)):
        return None
    return long, short


def _is_body(mention: Mention) -> bool:
    found = [knowledge().entity(id_) for id_ in mention.ids]
    return bool(found) and all(one is not None and one.kind in _BODIES for one in found)
