"""UNI006: a translation is longer than its file allows."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.units.common import NO_UNITS, candidate, units
from audit.model.category import Category
from audit.model.finding import Candidate, Rule, Severity
from audit.model.wording import fact, say

RULE = Rule(
    id="UNI006",
    name="length-limit",
    summary="A translation is longer than its file allows.",
    category=Category.LOCALE_CONVENTION_LENGTH,
    its_type="length",
    severity=Severity.MAJOR,
    languages=None,
)


class LengthLimit(Check):
    """
    ## What it finds

    Targets with more characters than the file allows (`maxwidth` with `size-unit="char"` in XLIFF
    1.2, `sizeRestriction` in XLIFF 2).

    ## Why it matters

    What does not fit is cut off on the screen.

    ## Example

    Bad: `Annuler l’opération` where 10 characters are allowed
    Good: `Annuler` where 10 characters are allowed

    ## Languages

    Any. Only bilingual files have units: XLIFF, TMX, PO, tables and lists of pairs.

    ## How to suppress

    `--ignore UNI006`, or `ignore = ["UNI006"]` in the configuration.
    """

    rule = RULE

    def left_out(self, context: CheckContext) -> str | None:
        """Files without units."""
        return None if context.document.units else fact(NO_UNITS)

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per target that is too long."""
        for unit in units(context):
            length, most = len(unit.raw.target_text), unit.raw.most
            if most is not None and length > most:
                yield candidate(
                    context, RULE, unit,
                    say(
                        "{length} characters, where {most} are allowed.", length=length, most=most
                    ),
                    severity=Severity.MAJOR, confidence=0.95,
                    detail=say("The file limits this unit to {most} characters.", most=most),
                )  # fmt: skip
