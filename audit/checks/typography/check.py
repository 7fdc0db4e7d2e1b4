"""TYP001: typography of another language, one finding a kind of fault and article."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.typography import machine
from audit.checks.typography.faults import FINDERS, Fault
from audit.language.text.typography import supported, typography
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.text import LineIndex
from audit.model.wording import listing, say, say_many

RULE = Rule(
    id="TYP001",
    name="typography",
    summary="Quotation marks, spaces or number signs follow another language's rules.",
    category=Category.LOCALE_CONVENTION_TYPOGRAPHY,
    its_type="typographical",
    severity=Severity.MINOR,
    languages=supported(),
)
_LISTED = 10
"""Places listed in the evidence."""


class TypographyCheck(Check):
    """
    ## What it finds

    Quotation marks of another language beside the language's own, missing or wrong spaces at
    punctuation, decimal or thousands signs of another language, and two kinds of apostrophe; and
    what no human sets: spaces around apostrophes, capitals before them, quotation marks that are
    glued to words, turned around or without a partner, full-width marks in an alphabet. All places
    of one kind in an article make one finding, at the first of them.

    ## Why it matters

    Each is a trifle; together they are how readers tell a machine translation. `1.240` can be
    misread by a factor of a thousand.

    ## Example

    Bad: `La salle compte 12,400 places; “un record”, dit le maire.` (French)
    Good: `La salle compte 12 400 places ; « un record », dit le maire.`

    ## How it decides

    Straight quotation marks alone are neutral in French and accepted elsewhere; a space that the
    whole article leaves out is neutral, as a habit of the house; mixed apostrophes are neutral. A
    mixture of marks is minor, unless one stands inside the other, and so are signs in numbers.
    Addresses, times and scores are left alone.

    ## Languages

    Those with data in `reference/languages/<code>/typography.toml`: Dutch, English, French, German,
    Indonesian, Italian, Polish, Portuguese, Russian, Spanish, Turkish, Ukrainian; without signs in
    numbers, the thirty others of `sentences.toml`.

    ## How to suppress

    `<!-- traudit-ignore TYP001: reason -->` before the paragraph, or `--ignore TYP001`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """At most one candidate a kind of fault."""
        facts = typography(context.language)
        if facts is None:
            return
        own = context.language.split("-", 1)[0]
        prose = [
            one
            for one in context.document.segments
            # What was left in another language follows that language's rules.
            if one.kind in ARTICLE_KINDS and one.language.code.split("-", 1)[0] == own
        ]
        lines = LineIndex(context.document.source.text)
        for find in (*FINDERS, *machine.FINDERS):
            fault = find(prose, facts)
            if fault is not None:
                yield _candidate(fault, lines)


def _candidate(fault: Fault, lines: LineIndex) -> Candidate:
    first, count = fault.places[0], len(fault.places)
    where = []
    for place in fault.places[:_LISTED]:
        span = place.segment.map.span(place.start, place.end)
        where.append("{}:{}".format(*lines.position(span.start)))
    shown = listing(where)
    detail = say_many(
        "{number} place (line:column): {places}.", "{number} places (line:column): {places}.",
        count, places=shown,
    )  # fmt: skip
    if count > _LISTED:
        detail = say(
            "{number} places (line:column): {places} and others.", number=count, places=shown
        )
    return Candidate(
        rule=RULE,
        segment=first.segment.index,
        span=first.segment.map.span(first.start, first.end),
        text=first.text,
        message=fault.message,
        severity=fault.severity,
        confidence=0.9,
        evidence=(
            Evidence(SignalKind.CHECK, detail, (("places", tuple(where)), ("count", count))),
        ),
        suggestion=fault.suggestion,
        key=f"typography:{fault.kind}",
    )
