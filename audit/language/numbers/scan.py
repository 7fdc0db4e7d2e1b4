"""Numbers of a text, in words or figures, before anything around them is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from audit.language.numbers.data import Joiner
from audit.language.numbers.lexicon import Lexicon, Role, Term, lexicon
from audit.language.numbers.literals import Shape, Token, tokens
from audit.language.numbers.words import Item, Sum, Values, decimals

_NOUN_BEFORE = re.compile(r"\s[^\W\d_]+\s\Z")
_NOUN_WINDOW = 24
"""Code points of the longest noun between a number and its half, with spaces."""
_GAP = re.compile("[\\s\\-\u2010\u2011]{0,2}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, ``[start, end)``."""

    start: int
    end: int
    values: tuple[Fraction, ...]
    firm: bool
    """True when figures are part of it."""
    weak: bool = False
    ordinal: bool = False
    approximate: bool = False
    scale: int = 1
    scale_start: int = 0
    """Where the largest scale word starts; 0 when there is none."""
    scale_end: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in one text; all in the order of the text."""

    numbers: tuple[Number, ...]
    literals: tuple[Token, ...]
    """Times, dates and names with figures."""
    words: tuple[Item, ...]
    """Months, decades, times of day in words and words before percentages."""


_PLACED = (Role.MONTH, Role.SHORT_MONTH, Role.DECADE, Role.CLOCK, Role.PERCENT_BEFORE)


def scan(text: str, language: str) -> Scan:
    """All numbers of a text.

    Args:
        text: in NFC.
        language: BCP 47 tag.
    """
    lex = lexicon(language)
    items: list[Item] = []
    literals: list[Token] = []
    taken = 0
    for token in tokens(text, language):
        if token.start < taken:
            continue
        if token.shape is Shape.NUMBER:
            items.append(Item(token.start, token.end, values=token.values))
        elif token.shape is Shape.WORD:
            found = _words(text, token, lex)
            items.extend(found)
            taken = found[-1].end if found else token.end
        else:
            literals.append(token)
    placed = tuple(item for item in items if item.term(*_PLACED) is not None)
    numbers = _with_halves(text, list(_Reader(text, items, lex).numbers()), items)
    return Scan(tuple(numbers), tuple(literals), placed)


def _words(text: str, token: Token, lex: Lexicon) -> list[Item]:
    """The number words that start in a token; in unspaced scripts, anywhere in it."""
    if not lex.unspaced:
        return _word_at(text, token, lex)
    found: list[Item] = []
    position = token.start
    while position < token.end:
        hit = lex.words.at(text, position)
        if hit is not None and not any(term.role is Role.IGNORE for term in hit[1]):
            found.append(Item(position, hit[0], terms=hit[1]))
        position = hit[0] if hit is not None else position + 1
    return found


def _word_at(text: str, token: Token, lex: Lexicon) -> list[Item]:
    hit = lex.words.at(text, token.start)
    if hit is not None:
        return [Item(token.start, hit[0], terms=hit[1])]
    parts = lex.compound(token.text.lower())
    if parts:
        start = token.start
        return [Item(start + left, start + right, terms=(term,)) for left, right, term in parts]
    prefix = lex.facts.joining_prefix
    if prefix and token.text.startswith(prefix):
        hit = lex.words.at(text, token.start + len(prefix))
        if hit is not None:
            middle = token.start + len(prefix)
            joiner = Item(token.start, middle, terms=(Term(Role.JOINER),))
            return [joiner, Item(middle, hit[0], terms=hit[1])]
    return []


class _Reader:
    """Reads numbers from a row of items."""

    def __init__(self, text: str, items: Sequence[Item], lex: Lexicon) -> None:
        self._text = text
        self._items = items
        self._lex = lex
        prefix = lex.facts.joining_prefix
        joiners = {joiner.word: joiner for joiner in lex.facts.joiner}
        self._joiners = joiners | ({prefix: Joiner(word=prefix, after="any")} if prefix else {})

    def numbers(self) -> Iterator[Number]:
        """All numbers, from left to right."""
        position = 0
        while position < len(self._items):
            number, position = self._number(position)
            if number is not None:
                yield number

    def _number(self, first: int) -> tuple[Number | None, int]:
        """The number that starts at an item, and the item after it."""
        total = Sum(self._lex)
        position = first
        if self._items[first].term(Role.ARTICLE) is not None:
            total.group = (Fraction(1),)
            position += 1
        scale: tuple[Fraction, int, int] = (Fraction(1), 0, 0)
        last = first
        while position < len(self._items):
            if position > first and not self._adjoins(position, total):
                break
            used = self._take(total, position)
            if not used:
                break
            position += used
            last = position - 1
            term = self._items[last].term(Role.SCALE, Role.ABBREVIATION)
            if term is not None and term.value > scale[0]:
                scale = (term.value, self._items[last].start, self._items[last].end)
        if not total.count:
            return None, first + 1
        number = Number(
            start=self._items[first].start,
            end=self._items[last].end,
            values=self._with_coins(total.values, self._items[last]),
            firm=total.firm,
            weak=total.count == 1 and _is_weak(self._items[last]),
            ordinal=total.ordinal,
            approximate=total.approximate,
            scale=int(scale[0]),
            scale_start=scale[1],
            scale_end=scale[2],
        )
        return number, position

    def _with_coins(self, values: Values, last: Item) -> Values:
        """``huit cents`` is 800, or eight coins."""
        if self._text[last.start : last.end].lower() not in self._lex.facts.coins:
            return values
        return (*values, *(value / 100 for value in values))

    def _adjoins(self, position: int, total: Sum) -> bool:
        """True when an item follows the one before closely enough to be the same number."""
        between = self._text[self._items[position - 1].end : self._items[position].start]
        if _GAP.fullmatch(between):
            return True
        # "un quart de million", "a quarter of a million"
        linked = self._items[position].term(Role.SCALE, Role.ARTICLE) is not None and total.linkable
        return linked and self._lex.links.fullmatch(between) is not None

    def _take(self, total: Sum, position: int) -> int:
        """How many items were taken; 0 when the number ends before this one."""
        item = self._items[position]
        if item.term(Role.JOINER) is not None:
            return self._take_joined(total, position)
        if item.term(Role.POINT) is not None and total.group is not None and not total.figure:
            run = self._run(position + 1)
            after = decimals(run)
            if after is None:
                return 0
            total.group = tuple(value + after[0] for value in total.group)
            return 1 + after[1]
        if item.term(Role.ARTICLE) is not None:
            return int(total.linkable and position + 1 < len(self._items))
        if item.term(Role.OVER) is not None and total.group is not None:
            rest = self._run(position + 1)[:1]
            return 2 if rest and total.divide_into(rest[0]) else 0
        return int(total.take(item))

    def _take_joined(self, total: Sum, position: int) -> int:
        word = self._text[self._items[position].start : self._items[position].end].lower()
        joiner = self._joiners.get(word)
        rest = self._run(position + 1)[:1]
        if joiner is None or not rest or not total.joinable(joiner):
            return 0
        return 2 if total.take(rest[0], joiner=joiner) else 0

    def _run(self, position: int) -> list[Item]:
        """The items from a position on that follow one another without a gap."""
        run: list[Item] = []
        while position < len(self._items):
            between = self._text[self._items[position - 1].end : self._items[position].start]
            if not _GAP.fullmatch(between):
                break
            run.append(self._items[position])
            position += 1
        return run


def _with_halves(text: str, numbers: list[Number], items: Sequence[Item]) -> list[Number]:
    """Lets a half after a noun add to the number before it (``deux fois et demie``)."""
    by_end = {number.end: index for index, number in enumerate(numbers)}
    articles = {item.end: item for item in items if item.term(Role.ARTICLE) is not None}
    for half in items:
        noun = _NOUN_BEFORE.search(text, max(0, half.start - _NOUN_WINDOW), half.start)
        if half.term(Role.HALF) is None or noun is None:
            continue
        index, article = by_end.get(noun.start()), articles.get(noun.start())
        if index is not None:
            more = tuple(value + Fraction(1, 2) for value in numbers[index].values)
            numbers[index] = replace(numbers[index], values=(*numbers[index].values, *more))
        elif article is not None:
            values = (Fraction(3, 2),)
            numbers.append(Number(article.start, article.end, values, firm=False, weak=True))
    return sorted(numbers, key=lambda number: number.start)


def _is_weak(item: Item) -> bool:
    return any(term.weak or term.role is Role.MULTIPLE for term in item.terms)
