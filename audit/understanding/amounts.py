"""Amounts that a sentence puts together: a total and its parts, a change and its two ends.

A frame is read only where words say what each number does; a number with ``about`` or ``at least``
before it, or ``each`` after it, is part of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from audit.language.numbers.quantities.value import CALENDAR, Kind, Quantity, Strength
from audit.model.understanding import Spot
from audit.understanding.data import Role
from audit.understanding.reading import Reading, Sentence

_NEVER = CALENDAR | {Kind.IDENTIFIER, Kind.ORDINAL, Kind.RANGE, Kind.SCORE, Kind.FRACTION}
_NEAR = 3
"""Code points between a number and the word that says what it does."""
_JOINED = re.compile(r"^[^\d.;:!?()«»\"“”]{0,60}$")
"""Between two numbers of one list."""
_CLAUSE = re.compile(r"[.;:!?()«»\"“”]|\s[-–—]\s")
_LIST_END = 60
_REFERS = 25
"""Code points of a subject that refers back."""
_NOUN = re.compile(r"[^\W\d_]{3,}")
_UNIT = 12
"""Code points that a unit may take after its number."""
SCALES = tuple(Fraction(10) ** power for power in (3, 6, 9))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its place."""

    quantity: Quantity
    spot: Spot

    @property
    def value(self) -> Fraction:
        """The likeliest reading."""
        return self.quantity.values[0]

    @property
    def step(self) -> Fraction:
        """The place of its last digit: what rounding may hide. ``5,2 millions``: 100,000."""
        scale = self.quantity.scale
        match = re.search(r"\d[\d\s\u00a0\u202f.,']*", self.quantity.text)
        decimals = re.search(r"[.,](\d{1,2})\b", match.group()) if match and scale > 1 else None
        if decimals is not None:
            return Fraction(scale, 10 ** len(decimals.group(1)))
        value = self.value
        if value.denominator != 1:
            step = Fraction(1)
            while (value / step).denominator != 1:
                step /= 10
            return step
        return Fraction(scale)


@dataclass(frozen=True, slots=True)
class Parts:
    """A total with the parts that make it."""

    total: Amount
    parts: tuple[Amount, ...]
    whole: bool
    """True where the text says that these are all of them."""


@dataclass(frozen=True, slots=True)
class Change:
    """``rose from A to B, by C``."""

    rises: bool | None
    """None where no word says it."""
    start: Amount
    end: Amount
    by: Amount | None
    """The difference or the percentage."""
    spot: Spot


def amounts(sentence: Sentence, *, exact: bool = True) -> list[Amount]:
    """The numbers of a sentence that count or measure something, in its order.

    Args:
        exact: False for those after ``about`` or ``at least`` too.
    """
    vague = [hit for hit, _ in sentence.of(Role.ABOUT)] if exact else []
    found = []
    for quantity in sentence.quantities:
        if quantity.kind in _NEVER or quantity.strength is Strength.WEAK or not quantity.values:
            continue
        if quantity.approximate or any(0 <= quantity.start - hit.end <= 8 for hit in vague):
            continue
        found.append(Amount(quantity, sentence.spot(quantity.start, quantity.end)))
    return found


def partitions(reading: Reading) -> Iterator[Parts]:
    """Totals with their parts."""
    for position, sentence in enumerate(reading.sentences):
        found = amounts(sentence)
        if len(found) < 2:
            continue
        before = reading.sentences[position - 1] if position else None
        yield from _listed(sentence, found)
        yield from _after_colon(sentence, found)
        yield from _made_of_the_last(sentence, found, before)
        yield from _rest(sentence, found, before)


def _listed(sentence: Sentence, found: Sequence[Amount]) -> Iterator[Parts]:
    """``T, dont A et B``; ``T made of A and B``; ``A, B and C, T in total``."""
    for hit, cue in sentence.of(Role.OF_WHICH, Role.MADE_OF):
        before = [one for one in found if one.quantity.end <= hit.start]
        after = _list_from(sentence, hit.end, found)
        if not (before and after) or sentence.has(Role.EACH):
            continue
        gap = sentence.text[before[-1].quantity.end : hit.start]
        if not _broken(gap) and _alike(before[-1], after):
            whole = cue.role is Role.MADE_OF and len(after) > 1
            yield Parts(before[-1], tuple(after), whole)
    yield from _out_of(sentence, found)
    for hit, _ in sentence.of(Role.TOTAL):
        total = _beside(hit.start, hit.end, found)
        if total is None or sentence.has(Role.EACH):
            continue
        before = [one for one in found if one.quantity.end <= min(hit.start, total.quantity.start)]
        parts = _list_before(sentence, before)
        if len(parts) > 1 and _alike(total, parts):
            yield Parts(total, tuple(parts), whole=True)


def _after_colon(sentence: Sentence, found: Sequence[Amount]) -> Iterator[Parts]:
    """``killed 12 people: seven men and five women``."""
    total, *parts = found
    gap = sentence.text[total.quantity.end : parts[0].quantity.start]
    colon = gap.find(":")
    if len(parts) < 2 or not 0 <= colon <= _UNIT * 2 or gap[colon + 1 :].strip():
        return
    if any(one.quantity.kind is not Kind.CARDINAL for one in found) or sentence.has(Role.EACH):
        return
    named = [
        sentence.text[one.quantity.end : other.quantity.start] for one, other in pairwise(parts)
    ] + [sentence.text[parts[-1].quantity.end :]]
    if all(_NOUN.search(words) and not _CLAUSE.search(words.rstrip(" .")) for words in named):
        more = sum(one.value for one in parts) > total.value
        if more and all(one.value <= total.value for one in parts):
            yield Parts(total, tuple(parts), whole=True)


def _made_of_the_last(
    sentence: Sentence, found: Sequence[Amount], before: Sentence | None
) -> Iterator[Parts]:
    """``... a budget of 9 billion. It consists of 5.2 million and 3.8 billion``."""
    totals = amounts(before) if before is not None else []
    if len(totals) != 1 or sentence.has(Role.EACH):
        return
    for hit, _ in sentence.of(Role.MADE_OF, Role.OF_WHICH):
        listed = _list_from(sentence, hit.end, found)
        scaled = all(one.quantity.scale > 1 for one in (*totals, *listed))
        complete = scaled and len(listed) == len(found)
        if hit.start <= _REFERS and complete and _alike(totals[0], listed):
            yield Parts(totals[0], tuple(listed), whole=False)


def _out_of(sentence: Sentence, found: Sequence[Amount]) -> Iterator[Parts]:
    """``Of the T hostages, A were freed and B died``."""
    total, *parts = found
    start = sentence.text[: total.quantity.start].strip()
    begins = any(
        hit.start == 0 and 0 <= total.quantity.start - hit.end <= 2
        for hit, _ in sentence.of(Role.OUT_OF)
    )
    if begins and start and len(parts) > 1 and not sentence.has(Role.EACH, Role.REST):
        kinds = {one.quantity.kind for one in found} | {one.quantity.unit for one in found}
        if kinds == {Kind.CARDINAL, None} and all(one.value <= total.value for one in parts):
            yield Parts(total, tuple(parts), whole=False)


def _rest(sentence: Sentence, found: Sequence[Amount], before: Sentence | None) -> Iterator[Parts]:
    """``Of the T, A were freed and the other B died``."""
    for hit, _ in sentence.of(Role.REST):
        rest = next((one for one in found if 0 <= one.quantity.start - hit.end <= _NEAR), None)
        rest = rest or next((one for one in found if _told(sentence, one, hit.start)), None)
        if rest is None:
            continue
        earlier = [one for one in found if one.quantity.end <= rest.quantity.start and one != rest]
        if len(earlier) == 1 and before is not None:
            counted = amounts(before)
            earlier = [*counted, *earlier] if len(counted) == 1 else earlier
        kinds = {(one.quantity.kind, one.quantity.unit) for one in (*earlier, rest)}
        if len(earlier) == 2 and len(kinds) == 1 and earlier[0].value > earlier[1].value:
            yield Parts(earlier[0], (earlier[1], rest), whole=True)


def _told(sentence: Sentence, amount: Amount, place: int) -> bool:
    """True for ``les 3`` right before a place."""
    if not 0 <= place - amount.quantity.end <= _NEAR:
        return False
    return _cue_before(sentence, amount, Role.DEFINITE) is not None


def _list_from(sentence: Sentence, start: int, found: Sequence[Amount]) -> list[Amount]:
    """The numbers that follow a word, one after the other."""
    listed: list[Amount] = []
    end = start
    for one in found:
        if one.quantity.start < start:
            continue
        gap = sentence.text[end : one.quantity.start]
        limit = _NEAR if not listed else _LIST_END
        if len(gap) > limit + (end == start) or _broken(gap):
            break
        listed.append(one)
        end = one.quantity.end
    return listed


def _list_before(sentence: Sentence, found: Sequence[Amount]) -> list[Amount]:
    listed: list[Amount] = []
    for one in reversed(found):
        if listed:
            gap = sentence.text[one.quantity.end : listed[0].quantity.start]
            if not _JOINED.match(gap):
                break
        listed.insert(0, one)
    return listed


def _broken(gap: str) -> bool:
    return _CLAUSE.search(gap) is not None


def _beside(start: int, end: int, found: Sequence[Amount]) -> Amount | None:
    """The number right after a word, else right before it."""
    for one in found:
        if 0 <= one.quantity.start - end <= _NEAR or start <= one.quantity.start < end:
            return one
    near = [one for one in found if 0 <= start - one.quantity.end <= 20]
    return near[-1] if near else None


def _alike(total: Amount, parts: Sequence[Amount]) -> bool:
    """True where all may be of one unit: ``9 billion euros, 5.2 million and 3.8 billion``."""
    kinds = {one.quantity.kind for one in (total, *parts)}
    units = {one.quantity.unit for one in (total, *parts)} - {None}
    if len(units) > 1 or (Kind.PERCENTAGE in kinds and kinds != {Kind.PERCENTAGE}):
        return False
    if Kind.MONEY in kinds:
        return all(
            one.quantity.kind is Kind.MONEY or one.quantity.scale > 1 for one in (total, *parts)
        )
    return len(kinds) == 1


def changes(reading: Reading) -> Iterator[Change]:
    """What rose or fell from one amount to another."""
    for sentence in reading.sentences:
        if sentence.has(Role.RISE, Role.FALL):
            found = amounts(sentence)
            for first, second in ((a, b) for a in found for b in found if a is not b):
                change = _change(sentence, first, second, found)
                if change is not None:
                    yield change


def ends(sentence: Sentence, one: Amount, other: Amount) -> tuple[Amount, Amount] | None:
    """The amount after ``from`` and the one after ``to``; None where the two are not those."""
    for start, end in ((one, other), (other, one)):
        found = start is not end and _ends(sentence, start, end)
        if found:
            return start, end
    return None


def _ends(sentence: Sentence, start: Amount, end: Amount) -> tuple[int, int] | None:
    """Where the words for ``from`` and ``to`` stand, right before their amounts."""
    low, high = sorted((start, end), key=lambda one: one.quantity.start)
    gap = sentence.text[low.quantity.end : high.quantity.start]
    if len(gap) > 30 or _broken(gap) or not _same_unit(start, end):
        return None
    origin = _cue_before(sentence, start, Role.SOURCE)
    goal = _cue_before(sentence, end, Role.GOAL)
    return None if origin is None or goal is None else (origin, goal)


def _change(
    sentence: Sentence, start: Amount, end: Amount, found: Sequence[Amount]
) -> Change | None:
    """The change whose ends are right after the words for ``from`` and ``to``."""
    both = _ends(sentence, start, end)
    if both is None:
        return None
    first, high = min(both), max(start, end, key=lambda one: one.quantity.start)
    words = [
        (hit, cue)
        for hit, cue in sentence.of(Role.RISE, Role.FALL)
        if (0 <= first - hit.end <= 25 and not re.search(r"[,.;:]", sentence.text[hit.end : first]))
        or _sums_up(sentence, high.quantity.end, hit.start)
    ]
    if not words:
        return None
    hit, cue = words[-1]
    roles = {one.role for one in hit.values}
    rises = None if {Role.RISE, Role.FALL} <= roles else cue.role is Role.RISE
    by = _difference(sentence, start, end, found)
    place = (min(hit.start, high.quantity.start), max(hit.end, high.quantity.end))
    return Change(rises, start, end, by, sentence.spot(*place))


def _sums_up(sentence: Sentence, end: int, place: int) -> bool:
    """True for ``..., soit une hausse`` right after the amounts."""
    for hit, _ in sentence.of(Role.EQUALS):
        if 0 <= hit.start - end <= _UNIT and 0 <= place - hit.end <= _NEAR + 3:
            return "," in sentence.text[end : hit.start]
    return False


def _same_unit(one: Amount, other: Amount) -> bool:
    """True for one unit, which may be written after the later number only."""
    low, high = sorted((one.quantity, other.quantity), key=lambda quantity: quantity.start)
    if low.kind == high.kind:
        return low.unit == high.unit
    return low.kind is Kind.CARDINAL and high.kind is not Kind.CARDINAL


def _cue_before(sentence: Sentence, amount: Amount, role: Role) -> int | None:
    """Where the word starts that says what an amount is."""
    for hit, _ in sentence.of(role):
        if 0 <= amount.quantity.start - hit.end <= 2:
            return hit.start
    return None


def _difference(
    sentence: Sentence, start: Amount, end: Amount, found: Sequence[Amount]
) -> Amount | None:
    """The one other number with the word for ``by`` before it."""
    others = [
        one
        for one in found
        if one not in (start, end) and _cue_before(sentence, one, Role.BY) is not None
    ]
    return others[0] if len(others) == 1 else None
