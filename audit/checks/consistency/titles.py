"""Titles of institutions with what they belong to: ``Conseil suprême`` ``d'État``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.checks.consistency.data import Naming, naming
from audit.checks.consistency.places import Article, Place
from audit.language.lexicon.grammar import plain
from audit.language.lexicon.words import lemma
from audit.language.text.tokens import Token, tokens

LONGEST_TITLE = 4
"""Words."""
_CLITIC = re.compile(r"['’]s?\Z")


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """``Conseil suprême`` (the title) ``d'État`` (what it belongs to)."""

    title: tuple[str, ...]
    """Lemmas."""
    wording: tuple[str, ...]
    """The capitalised words of the rest, as written."""
    place: Place


def terms(article: Article) -> Iterator[Term]:
    """The terms of an article; none in a language without data."""
    data = naming(article.language)
    if data is None:
        return
    for position, segment in enumerate(article.segments):
        found = [token for token in tokens(segment.text) if token.kind != "number"]
        taken = 0
        for index, token in enumerate(found):
            if token.start < taken or token.kind != "word" or plain(token) in data.determiners:
                continue
            if token.is_capitalised and not token.is_upper:
                for term in _term(Place(article, position, 0, 0), found, index, data):
                    taken = term.place.end
                    yield term


def _term(where: Place, found: Sequence[Token], first: int, data: Naming) -> Iterator[Term]:
    """The term that starts at a word, if one does."""
    text = where.segment.text
    before = found[first - 1] if first and _beside(text, found, first) else None
    if before is not None and before.is_capitalised and plain(before) not in data.determiners:
        return
    link = first + 1
    while link < len(found) and plain(found[link]) not in data.links:
        is_title = _beside(text, found, link) and plain(found[link]) not in data.determiners
        if link - first >= LONGEST_TITLE or not is_title:
            return
        link += 1
    if link >= len(found) or not _beside(text, found, link):
        return
    rest = _names_after(text, found, link, data)
    if not rest:
        return
    title = tuple(lemma(token.text.casefold(), data.language) for token in found[first:link])
    wording = tuple(_CLITIC.sub("", token.text) for token in rest)
    end = rest[-1].start + len(wording[-1])
    place = Place(where.article, where.position, found[first].start, end)
    yield Term(title, wording, place)


def _names_after(text: str, found: Sequence[Token], link: int, data: Naming) -> list[Token]:
    """The capitalised words behind a link, and behind one more link: ``État de l'Union``."""
    names: list[Token] = []
    at = link
    for _ in range(2):
        if at >= len(found) or plain(found[at]) not in data.links:
            break
        at += 1
        if at < len(found) and plain(found[at]) in data.determiners:
            at += 1
        before = len(names)
        while at < len(found) and found[at].kind == "word" and found[at].is_capitalised:
            if len(names) > before and not _beside(text, found, at):
                break
            names.append(found[at])
            at += 1
        if len(names) == before:
            break
    return names


def _beside(text: str, found: Sequence[Token], index: int) -> bool:
    """True when only a space stands before a word."""
    return text[found[index - 1].end : found[index].start].strip(" \xa0\u202f") == ""
