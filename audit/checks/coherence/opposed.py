"""COH009: one thing told in two opposite ways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.understanding import Spot
from audit.model.wording import say
from audit.understanding.directions import directions, is_one_fact
from audit.understanding.outcomes import told_twice
from audit.understanding.reading import Reading

RULE = Rule(
    id="COH009",
    name="opposed-change",
    summary="One thing is told in two opposite ways.",
    category=Category.ACCURACY_MISTRANSLATION,
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)


class OpposedChange(CoherenceCheck):
    """
    ## What it finds
    The same amount that rose in one sentence and fell in another about the same thing; a headline
    that says the opposite of the text under it (approved and rejected, released and arrested).

    ## Why it matters
    The direction of a figure is its news. One of the two says the opposite of the source.

    ## Example
    Bad: `Les exportations ont augmenté de 12 %. ... Ce recul de 12 % des exportations`
    Good: the same direction in both.

    ## How it decides
    Both sentences have one direction only, with the same exact percentage, sum of money or measure
    beside the word, and share names or rarer words that make up a third of the shorter one. A
    headline is held against the sentence of the lead that shares most of what it speaks of: each
    has verbs of one outcome only, outside quotation marks; a negation turns them round.

    ## Languages
    Those with data on amounts: French, English, Spanish, German, Italian, Portuguese, Russian.

    ## How to suppress
    `<!-- traudit-ignore COH009: reason -->` before the paragraph, or `--ignore COH009`.
    """

    rule = RULE

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """Pairs of sentences, then the headline with its lead."""
        yield from _amounts(reading)
        for head, lead in told_twice(reading):
            if head.side != lead.side:
                key = f"outcome:{head.row}:{head.spot.text}:{lead.spot.text}"
                yield _opposed(head.spot, lead.spot, 0.7, key)


def _amounts(reading: Reading) -> Iterator[Contradiction]:
    """The same amount that rose and fell."""
    for one, other in combinations(directions(reading), 2):
        if one.rises is other.rises or one.sentence is other.sentence:
            continue
        first, second = one.amount, other.amount
        if (first.value, first.quantity.unit) != (second.value, second.quantity.unit):
            continue
        if is_one_fact(one.sentence, other.sentence):
            key = f"opposed:{first.value}:{first.quantity.unit}"
            yield _opposed(other.spot, one.spot, 0.75, key)


def _opposed(spot: Spot, other: Spot, confidence: float, key: str) -> Contradiction:
    message = say(
        "`{text}` and `{other}` say the opposite of one thing.", text=spot.text, other=other.text
    )
    return Contradiction(spot, (other,), message, Severity.MAJOR, confidence, key)
