"""COH008: one thing under the name of another of its class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.understanding import Spot
from audit.model.wording import say
from audit.understanding.designations import Designation, designations
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
    too. And the code of a thing (`Zagrel-S4`) that stands once with a letter that looks like that
    of the source (`Zagrel-C4`).

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
        yield from _codes(reading)


def _codes(reading: Reading) -> Iterator[Contradiction]:
    """One code of a thing, once with a letter that only looks like that of the source."""
    codes: dict[tuple[str, str], dict[str, list[Designation]]] = {}
    for one in designations(reading):
        codes.setdefault((one.base, one.key), {}).setdefault(one.code, []).append(one)
    for spellings in codes.values():
        if len(spellings) == 2:
            rare, common = sorted(spellings.values(), key=len)
            yield _contradiction(rare[0].spot, [one.spot for one in common], rare[0].base)


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
    return _contradiction(odd.spot, [one.spot for one in alike], f"{odd.name}:{common[0].name}")


def _contradiction(odd: Spot, others: Sequence[Spot], key: str) -> Contradiction:
    return Contradiction(
        odd,
        tuple(others[:3]),
        say(
            "`{text}`, where the article speaks of `{other}`.",
            text=odd.text, other=others[0].text,
        ),
        Severity.MAJOR,
        0.7,
        f"term:{key}",
    )  # fmt: skip
