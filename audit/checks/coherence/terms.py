"""COH008: one thing under the name of another of its class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.wording import say
from audit.understanding.reading import Reading
from audit.understanding.things import Thing, things

RULE = Rule(
    id="COH008",
    name="renamed-term",
    summary="One thing has the name of another of its class.",
    category=Category.TERMINOLOGY_INCONSISTENT_USE_OF_TERMINOLOGY,
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)
_OFTEN = 3
"""Places of the thing that the article is about."""


class RenamedTerm(CoherenceCheck):
    """
    ## What it finds
    A metal, crop, fuel, animal, vehicle or disease that stands once in an article about another one
    of its class, with the same words around it.

    ## Why it matters
    Translation takes one for the other (cobalt, copper); an article about prices is then wrong.

    ## Example
    Bad: `Les mines de cobalt ont fermé. ... Le cobalt ... le cobalt ... Les mines de cuivre`
    Good: `Les mines de cobalt` in both places.

    ## How it decides
    The article names the one at least three times, the other once, nothing else of the class, and
    never both in one sentence; a word beside the odd one (`mine`, `price`) stands beside the other
    too.

    ## Languages
    Those with names of such things: French, English, Spanish, German, Italian, Portuguese, Russian.

    ## How to suppress
    `<!-- traudit-ignore COH008: reason -->` before the paragraph, or `--ignore COH008`.
    """

    rule = RULE

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """One at most for each class."""
        classes: dict[str, list[Thing]] = defaultdict(list)
        for thing in things(reading):
            classes[thing.kind].append(thing)
        for group in classes.values():
            found = _odd_one(group)
            if found is not None:
                yield found


def _odd_one(group: Sequence[Thing]) -> Contradiction | None:
    names: dict[str, list[Thing]] = defaultdict(list)
    for thing in group:
        names[thing.name].append(thing)
    if len(names) != 2:
        return None
    rare, common = sorted(names.values(), key=len)
    if len(rare) != 1 or len(common) < _OFTEN:
        return None
    odd = rare[0]
    if any(one.sentence is odd.sentence for one in common):
        return None
    alike = [one for one in common if one.beside & odd.beside]
    if not alike:
        return None
    return Contradiction(
        odd.spot,
        tuple(one.spot for one in alike[:3]),
        say(
            "`{text}`, where the article speaks of `{other}`.",
            text=odd.spot.text, other=alike[0].spot.text,
        ),
        Severity.MAJOR,
        0.7,
        f"term:{odd.name}:{common[0].name}",
    )  # fmt: skip
