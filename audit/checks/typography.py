"""TYP001: typography of another language, one finding a kind of fault and article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audit.checks.interface import Check, CheckContext
from audit.language.display import language_name
from audit.language.typography import Typography, supported, typography
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.text import LineIndex

RULE = Rule(
    id="TYP001",
    name="typography",
    summary="Quotation marks, spaces or number signs follow another language's rules.",
    category="locale-convention/typography",
    its_type="typographical",
    severity=Severity.MINOR,
    languages=supported(),
)
Place = tuple[Segment, int, int]


class TypographyCheck(Check):
    """
    ## What it finds

    Quotation marks of another language beside the language's own, missing or wrong spaces at
    punctuation, and decimal or thousands signs of another language. All places of one kind in an
    article make one finding, at the first of them.

    ## Why it matters

    Each is a trifle; together they are how readers tell a machine translation. `1.240` can be
    misread by a factor of a thousand.

    ## Example

    Bad: `La salle compte 12,400 places; “un record”, dit le maire.` (French)
    Good: `La salle compte 12 400 places ; « un record », dit le maire.`

    ## How it decides

    Straight quotation marks are neutral, and so is a missing space that the whole article leaves
    out: that is a habit of the house. A mixture is minor. Addresses, times and scores are left
    alone.

    ## Languages

    Those with data in `reference/typography/`: Dutch, English, French, German, Indonesian, Italian,
    Polish, Portuguese, Russian, Spanish, Turkish, Ukrainian.

    ## How to suppress

    `--ignore TYP001`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        facts = typography(context.language)
        if facts is None:
            return
        prose = [one for one in context.document.segments if one.kind in ARTICLE_KINDS]
        lines = LineIndex(context.document.source.text)
        for find in (_quotes, _before, _after, _close, _decimals, _groups):
            fault = find(prose, facts)
            if fault is not None and fault.places:
                yield _candidate(fault, lines)


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault with all its places, in order."""

    kind: str
    message: str
    severity: Severity
    places: list[Place]
    suggestion: str | None


def _candidate(fault: Fault, lines: LineIndex) -> Candidate:
    segment, start, end = fault.places[0]
    span = segment.map.span(start, end)
    count = len(fault.places)
    where = [
        "{}:{}".format(*lines.position(one.map.span(lo, hi).start)) for one, lo, hi in fault.places
    ]
    shown = ", ".join(where[:10]) + (" ..." if count > 10 else "")
    detail = f"{count} place{'s' if count > 1 else ''} (line:column): {shown}."
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=span,
        text=segment.text[start:end],
        message=fault.message,
        severity=fault.severity,
        confidence=0.9,
        evidence=(
            Evidence(SignalKind.CHECK, detail, (("places", tuple(where)), ("count", count))),
        ),
        suggestion=fault.suggestion,
        key=f"typography:{fault.kind}",
    )


def _quotes(segments: list[Segment], facts: Typography) -> Fault | None:
    own = facts.quotes
    used = sum(segment.text.count(own[0]) for segment in segments)
    places = []
    for pair in facts.foreign_quotes:
        if pair[0] in own or pair[2] in own:
            continue
        pattern = rf"{re.escape(pair[0])}[^{re.escape(pair[2])}\n]{{1,400}}{re.escape(pair[2])}"
        places += _all(segments, pattern)
    straight = all(segment.text[start] == '"' for segment, start, _ in places)
    mixed = used > 0
    name = language_name(facts.language)
    message = (
        f"Quotation marks are mixed: {len(places)} quotation{'s' if len(places) > 1 else ''} in "
        f"foreign or straight marks beside {used} in {own}."
        if mixed
        else f"{name} quotations stand between {own}, not between these marks."
    )
    severity = Severity.MINOR if mixed or not straight else Severity.NEUTRAL
    places.sort(key=lambda place: (place[0].index, place[1]))
    return Fault("quotes", message, severity, places, f"Use {own}.")


def _before(segments: list[Segment], facts: Typography) -> Fault | None:
    if not facts.space_before:
        return None
    marks = "".join(map(re.escape, facts.space_before))
    # Not in times and scores (20:30), addresses, or runs of marks (?!).
    places = _all(segments, rf"(?<=[\w»)\]’])[{marks}](?![\w/])")
    spaced = len(_all(segments, rf"[\s\u00a0\u202f\u2009][{marks}]"))
    marked = sorted({segment.text[start] for segment, start, _ in places})
    severity = Severity.MINOR if spaced and len(places) <= spaced else Severity.NEUTRAL
    message = f"A space is missing before {' '.join(marked)} ({len(places)} of "
    message += f"{len(places) + spaced} places)."
    return Fault("space-before", message, severity, places, "Put a no-break space before it.")


def _after(segments: list[Segment], facts: Typography) -> Fault | None:
    if not facts.space_after:
        return None
    marks = "".join(map(re.escape, facts.space_after))
    places = _all(segments, rf"[{marks}](?=\w)")
    message = f"A space is missing after {' '.join(facts.space_after)}."
    return Fault("space-after", message, Severity.NEUTRAL, places, "Put a no-break space after it.")


def _close(segments: list[Segment], facts: Typography) -> Fault | None:
    marks = "".join(map(re.escape, facts.no_space_before))
    places = _all(segments, rf"(?<=\w)[ \u00a0\u202f][{marks}](?=\s|$)")
    message = f"There is a space before a mark that has none in {language_name(facts.language)}."
    return Fault("no-space-before", message, Severity.MINOR, places, "Delete the space.")


def _decimals(segments: list[Segment], facts: Typography) -> Fault | None:
    other = "." if facts.decimal == "," else ","
    # Two figures at most: three would be thousands. Dates and versions have two stops.
    pattern = (
        rf"(?<![\d.,/:-])\d{{1,3}}{re.escape(other)}\d{{1,2}}(?![\d.,/:]*\d)(?=[\s\u00a0\u202f]?%|"
    )
    pattern += r"[\s\u00a0\u202f][^\W\d_])"
    places = [place for place in _all(segments, pattern) if not _is_clock(place)]
    message = f"Decimals are written with “{facts.decimal}” in {language_name(facts.language)}."
    return Fault("decimal", message, Severity.MINOR, places, f"Write “{facts.decimal}”.")


def _groups(segments: list[Segment], facts: Typography) -> Fault | None:
    others = {",", "."} - {facts.group}
    marks = "".join(map(re.escape, sorted(others)))
    places = _all(segments, rf"(?<![\d.,])[1-9]\d{{0,2}}(?:[{marks}]\d{{3}})+(?![\d]|[.,]\d)")
    # A sign that is also the decimal one may be right: 12,400 is 12.4 in French.
    message = "Thousands are separated with another language's sign: the number can be misread."
    sign = "a narrow no-break space" if facts.group.isspace() else f"“{facts.group}”"
    return Fault("thousands", message, Severity.MINOR, places, f"Use {sign}.")


def _all(segments: list[Segment], pattern: str) -> list[Place]:
    found = re.compile(pattern)
    return [
        (segment, match.start(), match.end())
        for segment in segments
        for match in found.finditer(segment.text)
    ]


def _is_clock(place: Place) -> bool:
    segment, _, end = place
    return segment.text[end:].lstrip()[:2].lower() in ("h ", "am", "pm", "a.", "p.")
