"""UNI001: a unit of a bilingual file has no translation."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.units.common import NO_UNITS, candidate, units
from audit.model.category import Category
from audit.model.finding import Candidate, Rule, Severity
from audit.model.wording import fact, say

RULE = Rule(
    id="UNI001",
    name="empty-target",
    summary="A unit of a bilingual file has no translation.",
    category=Category.ACCURACY_OMISSION,
    its_type="omission",
    severity=Severity.MAJOR,
    languages=None,
)


class EmptyTarget(Check):
    """
    ## What it finds

    Units whose source says something and whose target is empty.

    ## Why it matters

    Where the translation is missing, readers see nothing, or the source.

    ## Example

    Bad: `msgid "Save the file"`, `msgstr ""`
    Good: `msgid "Save the file"`, `msgstr "Enregistrer le fichier"`

    ## Languages

    Any. Only bilingual files have units: XLIFF, TMX, PO, tables and lists of pairs.

    ## How to suppress

    `--ignore UNI001`, or `ignore = ["UNI001"]` in the configuration.
    """

    rule = RULE

    def left_out(self, context: CheckContext) -> str | None:
        """Files without units."""
        return None if context.document.units else fact(NO_UNITS)

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per empty target."""
        for unit in units(context):
            if not unit.raw.target_text.strip():
                yield candidate(
                    context, RULE, unit, say("This unit has no translation."),
                    severity=Severity.MAJOR, confidence=0.95,
                    detail=say("The target is empty."),
                )  # fmt: skip
