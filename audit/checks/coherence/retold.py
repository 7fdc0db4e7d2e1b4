"""COH005: a number that was told before comes back as another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.language.numbers.quantities.value import Kind
from audit.model.category import Category
from audit.model.document import BlockKind
from audit.model.finding import Rule, Severity
from audit.model.wording import say
from audit.understanding.amounts import Amount, amounts
from audit.understanding.counts import Count, is_slip, mantissa, scaled, tolls
from audit.understanding.data import Role
from audit.understanding.directions import is_one_fact, shared_weight
from audit.understanding.reading import Reading, Sentence

RULE = Rule(
    id="COH005",
    name="retold-number",
    summary="A number that was told before comes back as another.",
    category=Category.ACCURACY_MISTRANSLATION_NUMBER,
    its_type="inconsistency",
    severity=Severity.CRITICAL,
    languages=None,
)
_NEARLY, _ROUGH = Fraction(1, 50), Fraction(1, 8)
"""Part of a number that rounding may take: of any, and after ``about`` or ``more than``."""
_SAME = 6.0
"""Weight of names and words that two sentences about one fact share."""
_FEW = 10
"""Up to so many, a greater number may well be of other things."""
_CLEARLY = Fraction(6, 5)
"""Times which the toll of the headline is less than one of ``at least`` so many."""
_LEAD = 3
"""Sentences after the headline that tell what it says."""


class RetoldNumber(CoherenceCheck):
    """
    ## What it finds
    A number that refers back (`the 42 agreements`) to things of which the article counted another
    number, and a number of dead or injured that the headline and the lead tell differently.

    ## Why it matters
    One of the two is wrong. With a death toll that is the first thing that readers remember.

    ## Example
    Bad: `24 accords ont été signés. ... Les 42 accords entrent en vigueur.`
    Good: `Les 24 accords entrent en vigueur.`

    ## How it decides
    Both numbers are exact and count the same noun, there are only these two in the article, and
    no sentence has both. A number that refers back must be greater than what was counted (a smaller
    one may be some of them), or be a slip of it: one digit, two digits swapped, a zero. So must any
    other number in a sentence that tells the same fact. That is *major*; a toll of the dead is
    *critical*.

    ## Languages
    Those with data on amounts: French, English, Spanish, German, Italian, Portuguese, Russian.

    ## How to suppress
    `<!-- traudit-ignore COH005: reason -->` before the paragraph, or `--ignore COH005`.
    """

    rule = RULE

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """Counted things, then tolls."""
        for noun, group in reading.counts.items():
            found = _retold(noun, group)
            if found is not None:
                yield found
        yield from _tolls(reading)
        yield from _scales(reading)
        yield from _headline(reading)


def _retold(noun: str, group: Sequence[Count]) -> Contradiction | None:
    values = list(dict.fromkeys(one.value for one in group))
    if len(values) != 2:
        return None
    for second in reversed(group):
        same = [one for one in group if one.value == second.value]
        first = next((one for one in group if one.value != second.value), None)
        if first is None or len(same) != 1:
            continue
        refers_back = second.definite and not _says_which(second) and first.exact and second.exact
        if not refers_back and not _is_one_fact(first, second):
            continue
        if second.sentence.position <= first.sentence.position or _both(first, second):
            continue
        if is_slip(first.value, second.value) or (
            second.value > first.value and first.value > _FEW and _ends(second)
        ):
            return _contradiction(noun, second, first)
    return None


def _is_one_fact(first: Count, second: Count) -> bool:
    """True for a slip between two sentences that tell the same."""
    rounded = not (first.exact and second.exact)
    if rounded and _rounds(first.amount, second.amount, _ROUGH):
        return False
    if (rounded or first.sentence.position == 0) and _agree(first.value, second.value):
        return False
    weight = shared_weight(first.sentence, second.sentence)
    return (
        is_slip(first.value, second.value) and weight >= _SAME and not _other_years(first, second)
    )


def _other_years(first: Count, second: Count) -> bool:
    """True where both sentences name years, and no year of the other."""
    years = [
        {
            value
            for quantity in count.sentence.quantities
            for atom in quantity.atoms()
            if atom.kind is Kind.YEAR
            for value in atom.values
        }
        for count in (first, second)
    ]
    return all(years) and years[0].isdisjoint(years[1])


def _says_which(count: Count) -> bool:
    """True for ``the 27 countries of the Union``: they need not be those told before."""
    end = count.spot.end
    return any(0 <= hit.start - end <= 2 for hit, _ in count.sentence.of(Role.LINK))


def _scales(reading: Reading) -> Iterator[Contradiction]:
    """The same figures with two scale words, in sentences that share what they are about."""
    by_figures: dict[str, list[tuple[Amount, Sentence]]] = {}
    for amount, sentence in scaled(reading):
        by_figures.setdefault(mantissa(amount), []).append((amount, sentence))
    for figures, rows in by_figures.items():
        if len({amount.value for amount, _ in rows}) != 2:
            continue
        first, place = rows[0]
        later, there = next(row for row in reversed(rows) if row[0].value != first.value)
        ratio = max(later.value, first.value) / min(later.value, first.value)
        if there is place or ratio < _THOUSAND or later.quantity.unit != first.quantity.unit:
            continue
        if len(figures) > 2 or shared_weight(place, there) >= _SAME / 2:
            yield _wrong_scale(later, first)


def _wrong_scale(suspect: Amount, other: Amount) -> Contradiction:
    money = suspect.quantity.kind is Kind.MONEY
    return Contradiction(
        suspect.spot,
        (other.spot,),
        say(
            "`{text}`, but `{other}` elsewhere: one is a thousand times the other.",
            text=suspect.spot.text, other=other.spot.text,
        ),
        Severity.CRITICAL if money else Severity.MAJOR,
        0.8,
        f"scale:{suspect.value}:{other.value}",
    )  # fmt: skip


_THOUSAND = 1000


def _ends(count: Count) -> bool:
    """True where nothing after the noun says which ones are meant."""
    rest = count.sentence.text[count.spot.end :].lstrip()
    return not rest or rest[0] in '.,;!?»"”'


def _both(first: Count, second: Count) -> bool:
    """True where either sentence has the number of the other."""
    return any(
        one.amount.value in {v for q in other.sentence.quantities for v in q.values}
        for one, other in ((first, second), (second, first))
    )


def _contradiction(noun: str, second: Count, first: Count) -> Contradiction:
    return Contradiction(
        second.spot,
        (first.spot,),
        say(
            "`{text}`, but before it was `{other}`.",
            text=second.spot.text, other=first.spot.text,
        ),
        Severity.MAJOR,
        0.75,
        f"count:{noun}:{first.value}:{second.value}",
    )  # fmt: skip


def _tolls(reading: Reading) -> Iterator[Contradiction]:
    """The toll of the headline against that of the lead, and slips of one toll anywhere."""
    yield from _toll_slips(reading)
    told: dict[Role, list[tuple[Amount, Sentence]]] = {}
    exact = {amount.spot for _, amount, _ in tolls(reading)}
    for role, amount, sentence in tolls(reading, exact=False):
        if sentence.position <= _LEAD:
            told.setdefault(role, []).append((amount, sentence))
    for role, rows in told.items():
        head = [row for row in rows if row[1].position == 0 and _has_headline(reading)]
        lead = [row for row in rows if row[1].position > 0]
        if len(head) != 1 or not lead or head[0][0].spot not in exact:
            continue
        value = head[0][0].value
        if lead[0][0].spot not in exact and value * _CLEARLY >= lead[0][0].value:
            continue
        if any(_agree(value, amount.value) for amount, _ in lead) or len(lead) > 1:
            continue
        other = lead[0][0]
        yield Contradiction(
            head[0][0].spot,
            (other.spot,),
            say(
                "The headline says `{text}`, the text `{other}`.",
                text=head[0][0].spot.text, other=other.spot.text,
            ),
            Severity.CRITICAL if role is Role.KILLED else Severity.MAJOR,
            0.8,
            f"toll:{role}:{value}:{other.value}",
        )  # fmt: skip


def _toll_slips(reading: Reading) -> Iterator[Contradiction]:
    """Two tolls of one fact that are a slip of each other."""
    told: dict[Role, list[tuple[Amount, Sentence]]] = {}
    for role, amount, sentence in tolls(reading):
        told.setdefault(role, []).append((amount, sentence))
    for role, rows in told.items():
        first, place = rows[0]
        others = [row for row in rows if row[0].value != first.value]
        if len({amount.value for amount, _ in others}) != 1 or len(others) > 1:
            continue
        other, there = others[0]
        if is_slip(first.value, other.value) and is_one_fact(place, there):
            yield Contradiction(
                other.spot,
                (first.spot,),
                say(
                    "`{text}`, but before it was `{other}`.",
                    text=other.spot.text, other=first.spot.text,
                ),
                Severity.CRITICAL if role is Role.KILLED else Severity.MAJOR,
                0.75,
                f"toll:{role}:{first.value}:{other.value}",
            )  # fmt: skip


def _headline(reading: Reading) -> Iterator[Contradiction]:
    """Numbers of the headline that the text does not have, but a slip of them."""
    if not reading.sentences or not _has_headline(reading):
        return
    head, *body = reading.sentences
    told = [(amount, one) for one in body for amount in amounts(one, exact=False)]
    for amount in amounts(head, exact=False):
        if len(mantissa(amount)) < 2 or any(_rounds(amount, one) for one, _ in told):
            continue
        slips = [(one, place) for one, place in told if _is_slip_of(amount, one)]
        if len({one.value for one, _ in slips}) == 1 and is_one_fact(head, slips[0][1]):
            yield Contradiction(
                amount.spot,
                tuple(one.spot for one, _ in slips),
                say(
                    "The headline says `{text}`, the text `{other}`.",
                    text=amount.spot.text, other=slips[0][0].spot.text,
                ),
                Severity.MAJOR,
                0.75,
                f"headline:{amount.value}:{slips[0][0].value}",
            )  # fmt: skip


def _rounds(one: Amount, other: Amount, share: Fraction = _NEARLY) -> bool:
    """True for values that are equal, or one rounded."""
    return any(
        abs(value - second) <= max(one.step, other.step, value * share)
        for value in one.quantity.values
        for second in other.quantity.values
    )


def _is_slip_of(one: Amount, other: Amount) -> bool:
    same = (one.quantity.kind, one.quantity.unit) == (other.quantity.kind, other.quantity.unit)
    near = Fraction(1, 10) < one.value / other.value < 10 if other.value else False
    return same and near and is_slip(Fraction(mantissa(one)), Fraction(mantissa(other)))


def _has_headline(reading: Reading) -> bool:
    """True where the first sentence is the headline."""
    first = reading.sentences[0].segment
    return first.kind is BlockKind.HEADLINE or reading.opens_apart


def _agree(one: Fraction, other: Fraction) -> bool:
    """True for equal numbers, and where one is the other rounded down."""
    low, high = sorted((one, other))
    return low == high or (low % 10 == 0 and high - low < 10)
