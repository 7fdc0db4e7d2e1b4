"""UNI005: white space at the ends of a translation is not that of its source."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.units.common import NO_UNITS, candidate, units
from audit.model.category import Category
from audit.model.finding import Candidate, Rule, Severity
from audit.model.wording import fact, say

RULE = Rule(
    id="UNI005",
    name="outer-space",
    summary="White space at the ends of a translation is not that of its source.",
    category=Category.LOCALE_CONVENTION_TYPOGRAPHY,
    its_type="whitespace",
    severity=Severity.MINOR,
    languages=None,
)


class OuterSpace(Check):
    """
    ## What it finds

    Targets that begin or end with white space or a line break where the source does not, or the
    other way round.

    ## Why it matters

    Parts of a sentence that a program joins stick together or stand apart.

    ## Example

    Bad: `"Total: "` as `"Total :"`
    Good: `"Total: "` as `"Total : "`

    ## Languages

    Any. Only bilingual files have units: XLIFF, TMX, PO, tables and lists of pairs.

    ## How to suppress

    `--ignore UNI005`, or `ignore = ["UNI005"]` in the configuration.
    """

    rule = RULE

    def left_out(self, context: CheckContext) -> str | None:
        """Files without units."""
        return None if context.document.units else fact(NO_UNITS)

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per unit whose outer space differs."""
        for unit in units(context):
            source, target = unit.raw.source_text, unit.raw.target_text
            if not target.strip():
                continue
            if _ends(source) != _ends(target):
                yield candidate(
                    context, RULE, unit,
                    say("The space before or after the text is not that of the source."),
                    severity=Severity.MINOR, confidence=0.8,
                    detail=say("Compare both ends of source and target."),
                )  # fmt: skip


def _ends(text: str) -> tuple[bool, bool, bool, bool]:
    first, last = text[:1], text[-1:]
    return first.isspace(), last.isspace(), first == "\n", last == "\n"
