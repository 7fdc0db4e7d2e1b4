"""UNI003: one source has different translations, or one translation different sources."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.units.common import NO_UNITS, candidate, units
from audit.model.category import Category
from audit.model.finding import Candidate, Rule, Severity
from audit.model.text import HOLE
from audit.model.wording import fact, say

RULE = Rule(
    id="UNI003",
    name="inconsistent-units",
    summary="One source has different translations, or one translation different sources.",
    category=Category.TERMINOLOGY_INCONSISTENT_USE_OF_TERMINOLOGY,
    its_type="inconsistency",
    severity=Severity.MINOR,
    languages=None,
)
WORDS = 2
"""Words of a source at least."""


class InconsistentUnits(Check):
    """
    ## What it finds

    Units with the same source and different targets, and units with the same target and different
    sources. Case, outer space and inline codes do not count; sources of one word may well have
    several translations and are left alone.

    ## Why it matters

    A reader takes two wordings for two things, and one wording for one.

    ## Example

    Bad: `Save the file` as `Enregistrer le fichier` and as `Sauver le fichier`
    Good: `Save the file` as `Enregistrer le fichier` both times

    ## Languages

    Any. Only bilingual files have units: XLIFF, TMX, PO, tables and lists of pairs.

    ## How to suppress

    `--ignore UNI003`, or `ignore = ["UNI003"]` in the configuration.
    """

    rule = RULE

    def left_out(self, context: CheckContext) -> str | None:
        """Files without units."""
        return None if context.document.units else fact(NO_UNITS)

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per unit that differs from the first of its kind."""
        first: dict[tuple[str, str], str] = {}
        for unit in units(context):
            source, target = _plain(unit.raw.source_text), _plain(unit.raw.target_text)
            if not target or len(source.split()) < WORDS or source == target:
                continue
            if first.setdefault(("source", source), target) != target:
                yield candidate(
                    context, RULE, unit,
                    say(
                        "The same source is translated as `{other}` elsewhere.",
                        other=first["source", source],
                    ),
                    severity=Severity.MINOR, confidence=0.7,
                    detail=say("Same source, another target."), key="source",
                )  # fmt: skip
            elif first.setdefault(("target", target), source) != source:
                yield candidate(
                    context, RULE, unit,
                    say(
                        "The same translation stands for `{other}` elsewhere.",
                        other=first["target", target],
                    ),
                    severity=Severity.MINOR, confidence=0.6,
                    detail=say("Same target, another source."), key="target",
                )  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text.replace(HOLE, " ").replace("`", "'").casefold().split())
