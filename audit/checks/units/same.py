"""UNI002: a translation is its source, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.units.common import NO_UNITS, candidate, units
from audit.model.category import Category
from audit.model.finding import Candidate, Rule, Severity
from audit.model.wording import fact, say

RULE = Rule(
    id="UNI002",
    name="target-equals-source",
    summary="A translation is its source, word for word.",
    category=Category.ACCURACY_UNTRANSLATED,
    its_type="untranslated",
    severity=Severity.MAJOR,
    languages=None,
)
WORDS = 3
"""Words with a small letter at the beginning, or in a script without capitals."""
_WORD = re.compile(r"(?<!\w)(?![A-Z\d_])[^\W\d_][^\W\d_]+")


class TargetEqualsSource(Check):
    """
    ## What it finds

    Targets that are their source, of at least three words with small letters, so that names, codes
    and brands are left alone.

    ## Why it matters

    Tools fill a target with its source; nobody has translated it then.

    ## Example

    Bad: `Save the file now` for `Save the file now`
    Good: `Enregistrez le fichier maintenant` for `Save the file now`

    ## Languages

    Any. Only bilingual files have units: XLIFF, TMX, PO, tables and lists of pairs.

    ## How to suppress

    `--ignore UNI002`, or `ignore = ["UNI002"]` in the configuration.
    """

    rule = RULE

    def left_out(self, context: CheckContext) -> str | None:
        """Files without units."""
        return None if context.document.units else fact(NO_UNITS)

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per copied target."""
        for unit in units(context):
            source, target = unit.raw.source_text.strip(), unit.raw.target_text.strip()
            if source == target and len(_WORD.findall(source)) >= WORDS:
                yield candidate(
                    context, RULE, unit, say("The translation is the source, word for word."),
                    severity=Severity.MAJOR, confidence=0.9,
                    detail=say("Source and target are the same."),
                )  # fmt: skip
