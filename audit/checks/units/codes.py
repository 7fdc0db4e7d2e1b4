"""UNI004: inline codes or placeholders are missing in a translation, or added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.units.common import NO_UNITS, candidate, units
from audit.core.placeholders import found
from audit.model.category import Category
from audit.model.document import Unit
from audit.model.finding import Candidate, Rule, Severity
from audit.model.wording import fact, listing, say

RULE = Rule(
    id="UNI004",
    name="codes-and-placeholders",
    summary="Inline codes or placeholders are missing in a translation, or added.",
    category=Category.OTHER_MARKUP,
    its_type="markup",
    severity=Severity.CRITICAL,
    languages=None,
)
SHOWN = 5
"""Codes named in a message at most."""
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}(?=[\s/>])")


class CodesAndPlaceholders(Check):
    """
    ## What it finds

    Inline codes (`<g>`, `<ph>`, tags of HTML) and placeholders (`%s`, `{name}`, `$t(key)`) that the
    source has and the target lacks, or the other way round, counted.

    ## Why it matters

    A lost placeholder shows a sentence without its name or number, or stops the program.

    ## Example

    Bad: `Hello %s` as `Bonjour`
    Good: `Hello %s` as `Bonjour %s`

    ## Languages

    Any. Only bilingual files have units: XLIFF, TMX, PO, tables and lists of pairs.

    ## How to suppress

    `--ignore UNI004`, or `ignore = ["UNI004"]` in the configuration.
    """

    rule = RULE

    def left_out(self, context: CheckContext) -> str | None:
        """Files without units."""
        return None if context.document.units else fact(NO_UNITS)

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per unit whose codes differ."""
        for unit in units(context):
            if not unit.raw.target_text.strip():
                continue
            wanted, had = _codes(unit, "source"), _codes(unit, "target")
            lost, added = sorted((wanted - had).elements()), sorted((had - wanted).elements())
            if lost:
                yield candidate(
                    context, RULE, unit,
                    say("The translation lacks {codes}.", codes=_listed(lost)),
                    severity=Severity.MAJOR, confidence=0.9,
                    detail=say("In the source: {codes}.", codes=_listed(lost)), key="lost",
                )  # fmt: skip
            elif added:
                yield candidate(
                    context, RULE, unit,
                    say("The source has no {codes}.", codes=_listed(added)),
                    severity=Severity.MAJOR, confidence=0.8,
                    detail=say("In the target: {codes}.", codes=_listed(added)), key="added",
                )  # fmt: skip


def _codes(unit: Unit, side: str) -> Counter[str]:
    raw = unit.raw
    text = raw.source_text if side == "source" else raw.target_text
    codes = raw.source_codes if side == "source" else raw.target_codes
    return Counter((*codes, *found(text), *_TAG.findall(text)))


def _listed(codes: list[str]) -> str:
    return listing([f"`{code}`" for code in codes[:SHOWN]])
