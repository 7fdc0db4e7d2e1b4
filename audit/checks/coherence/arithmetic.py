"""COH003: amounts of one sentence that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.language.numbers.quantities.value import Kind
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.wording import listing, say
from audit.understanding.amounts import (
    SCALES,
    Amount,
    Change,
    Parts,
    amounts,
    changes,
    partitions,
)
from audit.understanding.data import Role
from audit.understanding.reading import Reading, Sentence
from audit.understanding.relations import Relation, RelationKind, Vote, lost_votes, relations

RULE = Rule(
    id="COH003",
    name="arithmetic",
    summary="Amounts that are put together do not add up.",
    category=Category.ACCURACY_MISTRANSLATION_NUMBER,
    its_type="inconsistency",
    severity=Severity.CRITICAL,
    languages=None,
)
_PERCENT_SLACK = Fraction(3, 2)
"""Points that rounding of the ends may move a percentage, beside what is computed."""

_COUNTED = 1000


class Arithmetic(CoherenceCheck):
    """
    ## What it finds
    Parts that are more than their whole, or make another sum than the one told; a rise to a
    smaller number or a fall to a greater one; a difference, percentage or factor (`doubled`) that
    its two numbers do not have; a span of years that is not that long; a share that is not that of
    the part in its whole; what was approved by fewer votes than were against it.

    ## Why it matters
    A number, a scale word or a verb was mistranslated, and readers see it at once.

    ## Example
    Bad: `un budget de 9 milliards, composé de 5,2 millions et 3,8 milliards`
    Good: `un budget de 9 milliards, composé de 5,2 milliards et 3,8 milliards`

    ## How it decides
    Only where words say what each number does: `of which`, `made up of`, `in total`, `the other
    three`, `rose from ... to ... by`. Numbers with `about` or `at least` are left out, rounding is
    allowed for. Where one amount times a thousand, a million or a billion would make it right, the
    finding says so, and is *critical* for money. Other findings are *major*.

    ## Languages
    Those with data on amounts: French, English, Spanish, German, Italian, Portuguese, Russian.

    ## How to suppress
    `<!-- traudit-ignore COH003: reason -->` before the paragraph, or `--ignore COH003`.
    """

    rule = RULE

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """Sums first, then changes."""
        by_segment = {one.segment.index: one for one in reading.sentences}
        for parts in partitions(reading):
            found = _sum(parts, by_segment[parts.parts[-1].spot.segment])
            if found is not None:
                yield found
        for sentence in reading.sentences:
            slip = _bare_slip(sentence)
            if slip is not None:
                yield slip
        for change in changes(reading):
            found = _direction(change) or _size(change)
            if found is not None:
                yield found
        for relation in relations(reading):
            if not relation.is_right:
                yield _wrong_relation(relation)
        yield from (_lost(vote) for vote in lost_votes(reading))


def _wrong_relation(relation: Relation) -> Contradiction:
    start, end = _number(relation.first.value), _number(relation.second.value)
    told, right = relation.spot.text, _number(relation.right)
    message = say(
        "From {start} to {end} it is {right} times as much, not {told}.",
        start=start,
        end=end,
        right=right,
        told=told,
    )
    if relation.kind is RelationKind.SHARE:
        message = say(
            "{part} of {whole} are {right} %, not {told}.",
            part=start,
            whole=end,
            right=right,
            told=told,
        )
    elif relation.kind is RelationKind.YEARS:
        start, end = (one.spot.text for one in (relation.first, relation.second))
        message = say(
            "From {start} to {end} it is {right}, not {told}.",
            start=start,
            end=end,
            right=right,
            told=told,
        )
    return Contradiction(
        relation.spot,
        (relation.first.spot, relation.second.spot),
        message,
        Severity.MAJOR,
        0.75,
        f"{relation.kind}:{start}:{end}:{told}",
    )


def _lost(vote: Vote) -> Contradiction:
    return Contradiction(
        vote.spot,
        (vote.favour.spot, vote.against.spot),
        say(
            "`{text}` with {favour} votes, but {against} were against.",
            text=vote.spot.text,
            favour=vote.favour.spot.text,
            against=vote.against.spot.text,
        ),
        Severity.MAJOR,
        0.75,
        f"vote:{vote.favour.value}:{vote.against.value}",
    )


def _sum(parts: Parts, sentence: Sentence) -> Contradiction | None:
    total, first = parts.total, parts.parts[0]
    values = [one.value for one in parts.parts]
    slack = _slack(parts)
    difference = sum(values) - total.value
    if parts.whole:
        if abs(difference) <= slack:
            return None
        return _scale_slip(parts, slack) or _wrong_sum(parts, Severity.MAJOR)
    if first.value > total.value:
        return _scale_slip(parts, slack) or _too_much(total, first)
    if len(values) < 2:
        return None
    slip = _scale_slip(parts, slack)
    if slip is not None:
        return slip
    disjoint = sentence.has(Role.KILLED, Role.INJURED)
    if difference > slack and disjoint:
        return _wrong_sum(parts, Severity.MAJOR)
    if -total.value / 10 <= difference < -slack and disjoint:
        return _wrong_sum(parts, Severity.MAJOR)
    return None


def _slack(parts: Parts) -> Fraction:
    """What rounding may hide; nothing where whole things are counted one by one."""
    every = (parts.total, *parts.parts)
    if all(one.quantity.kind is Kind.CARDINAL and one.step == 1 for one in every):
        return Fraction(0 if parts.total.value < _COUNTED else 1)
    return sum((one.step for one in parts.parts), parts.total.step) / 2


def _bare_slip(sentence: Sentence) -> Contradiction | None:
    """Three amounts of money, of which two make the third once a scale word is changed."""
    found = [one for one in amounts(sentence) if one.quantity.scale > 1]
    money = any(one.quantity.kind is Kind.MONEY for one in found)
    if len(found) != 3 or not money or sentence.has(Role.OF_WHICH, Role.MADE_OF, Role.TOTAL):
        return None
    for place in range(3):
        others = (*found[:place], *found[place + 1 :])
        if abs(sum(one.value for one in others) - found[place].value) <= found[place].step:
            return None
    slips = [
        _scale_slip(Parts(found[at], (*found[:at], *found[at + 1 :]), whole=True), Fraction(0))
        for at in range(3)
    ]
    right = [one for one in slips if one is not None]
    return right[0] if len(right) == 1 else None


def _scale_slip(parts: Parts, slack: Fraction) -> Contradiction | None:
    """One amount whose scale, changed by thousands, would make the sum right."""
    every = (parts.total, *parts.parts)
    if len(parts.parts) < 2 or all(one.quantity.scale == 1 for one in every):
        return None
    for place, one in enumerate(every):
        for scale in (*SCALES, *(1 / scale for scale in SCALES)):
            values = [amount.value for amount in every]
            values[place] *= scale
            room = slack if scale < 1 else slack * scale
            if abs(sum(values[1:]) - values[0]) <= min(room, values[0] / 50):
                return _slip(one, [amount for amount in every if amount is not one])
    return None


def _slip(one: Amount, others: Sequence[Amount]) -> Contradiction:
    money = any(amount.quantity.kind is Kind.MONEY for amount in (one, *others))
    return Contradiction(
        one.spot,
        tuple(amount.spot for amount in others),
        say(
            "`{text}` is a thousand times too great or too small beside {others}.",
            text=one.spot.text,
            others=_quoted(others),
        ),
        Severity.CRITICAL if money else Severity.MAJOR,
        0.9,
        f"scale:{one.value}:{'|'.join(str(amount.value) for amount in others)}",
    )


def _wrong_sum(parts: Parts, severity: Severity) -> Contradiction:
    return Contradiction(
        parts.total.spot,
        tuple(one.spot for one in parts.parts),
        say(
            "{parts} make {sum}, not {total}.",
            parts=_quoted(parts.parts),
            sum=_number(sum(one.value for one in parts.parts)),
            total=_number(parts.total.value),
        ),
        severity,
        0.8,
        f"sum:{parts.total.value}:{'|'.join(str(one.value) for one in parts.parts)}",
    )


def _too_much(total: Amount, part: Amount) -> Contradiction:
    return Contradiction(
        part.spot,
        (total.spot,),
        say(
            "`{part}` are said to be some of `{total}`, but are more.",
            part=part.spot.text,
            total=total.spot.text,
        ),
        Severity.MAJOR,
        0.8,
        f"part:{part.value}:{total.value}",
    )


def _direction(change: Change) -> Contradiction | None:
    start, end = _ends(change)
    if change.rises is None or start == end or (end > start) is change.rises:
        return None
    both = {"start": _number(start), "end": _number(end)}
    message = say("It is told as a fall, but {end} is more than {start}.", **both)
    if change.rises:
        message = say("It is told as a rise, but {end} is less than {start}.", **both)
    others = (change.start.spot, change.end.spot)
    return Contradiction(change.spot, others, message, Severity.MAJOR, 0.8, f"change:{start}:{end}")


def _ends(change: Change) -> tuple[Fraction, Fraction]:
    """Both ends; ``from 12 to 9 million`` means 12 million."""
    start, end = change.start.quantity, change.end.quantity
    if len(start.values) > 1 and start.scale == 1 and end.scale > 1:
        return start.values[-1], end.values[0]
    return start.values[0], end.values[0]


def _size(change: Change) -> Contradiction | None:
    if change.by is None or change.rises is None:
        return None
    start, end = _ends(change)
    told, unit = change.by.value, change.by.quantity.kind
    steps = (change.start.step + change.end.step) / 2
    if unit is Kind.PERCENTAGE and change.end.quantity.kind is not Kind.PERCENTAGE and start:
        right = abs(end - start) / start * 100
        slack = _PERCENT_SLACK + steps / start * 100 + right / 20
    elif unit == change.end.quantity.kind:
        right, slack = abs(end - start), steps + change.by.step
    else:
        return None
    if abs(right - told) <= slack:
        return None
    return Contradiction(
        change.by.spot,
        (change.start.spot, change.end.spot),
        say(
            "From {start} to {end} it is {right}, not {told}.",
            start=_number(start), end=_number(end), right=_number(right), told=change.by.spot.text,
        ),
        Severity.MAJOR,
        0.75,
        f"difference:{start}:{end}:{told}",
    )  # fmt: skip


def _quoted(amounts: Sequence[Amount]) -> str:
    return listing((one.spot.text for one in amounts), "and")


def _number(value: Fraction | int) -> str:
    """A value as plain figures, at most two decimals."""
    whole = Fraction(value)
    return (
        f"{int(whole):,}".replace(",", "\u202f")
        if whole.denominator == 1
        else f"{float(whole):.2f}"
    )
