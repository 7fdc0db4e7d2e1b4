"""GRM001: what the grammar checker Grammalecte objects to, where the run asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from audit.checks.grammar.grammalecte.program import Fault, Kind, examine, facts, problem
from audit.checks.interface import Check, CheckContext
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import paste
from audit.model.text import LineIndex
from audit.model.wording import fact, listing, say, say_many

RULE = Rule(
    id="GRM001",
    name="grammalecte",
    summary="The grammar checker Grammalecte objects (only where asked for).",
    category=Category.LINGUISTIC_CONVENTIONS_GRAMMAR,
    its_type="grammar",
    severity=Severity.MINOR,
    languages=frozenset({facts().language}),
)
LONGEST = 2_000
"""Code points of a sentence: the program passes over what is longer, and does not say so."""
SHOWN = 5
"""Findings of one kind in an article; further places are listed at the last of them."""
_LISTED = 10
_QUOTES = frozenset("\"«“„'‘’")

_Place = tuple[Segment, Fault]


class Grammalecte(Check):
    """
    ## What it finds

    Agreement, verb forms, participles, words that are mixed up, impossible dates and missing
    hyphens, as the grammar checker [Grammalecte](https://grammalecte.net/) sees them.

    The rule is off unless a run asks for it: `--also grammalecte`, or `also = ["grammalecte"]` in
    `traudit.toml`. The program is installed by `apt-get install grammalecte-cli`; a run that asks
    for it does not start without it.

    ## Why it matters

    Machine translation is fluent until a sentence gets long; then a participle follows the wrong
    noun. A grammar checker knows rules of French that are not written down here.

    ## Example

    Bad: `Les grues du port sont arrivée lundi.`
    Good: `Les grues du port sont arrivées lundi.`

    ## How it decides

    Its typography is left to TYP001, and advice on style, commas and capitals is left out, as are
    rules that were mostly wrong on human-written news (`reference/models/engines/grammalecte.toml`
    says which). It is not believed on the gender of names and of what stands in quotation marks.
    Never above minor; hyphens are neutral. An article has at most five findings of a kind; the last
    of them lists the other places. A program that crashes, hangs or gives nonsense is a failure in
    the report.

    ## Languages

    French.

    ## How to suppress

    `<!-- traudit-ignore GRM001: reason -->` before the paragraph, or `--ignore GRM001`.
    """

    rule = RULE

    def problem(self) -> str | None:
        """Why the program cannot be run, with the command that installs it."""
        return problem()

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """At most ``SHOWN`` candidates a kind of fault."""
        segments = [one for one in _prose(context) if len(one.text) < LONGEST]
        if not segments:
            return
        version, found = examine([one.text for one in segments])
        kinds = {kind.id: kind for kind in facts().kind}
        places: dict[str, list[_Place]] = defaultdict(list)
        for segment, faults in zip(segments, found, strict=True):
            for fault in faults:
                kind = kinds.get(fault.kind)
                if kind is not None and _believed(kind, segment, fault, places[kind.id]):
                    places[kind.id].append((segment, fault))
        lines = LineIndex(context.document.source.text)
        for name, of_kind in places.items():
            for index, place in enumerate(of_kind[:SHOWN]):
                rest = of_kind[SHOWN:] if index == SHOWN - 1 else []
                yield _candidate(kinds[name], place, rest, version, lines)

    def left_out(self, context: CheckContext) -> str | None:
        """Sentences too long for the program."""
        count = sum(len(one.text) >= LONGEST for one in _prose(context))
        return (
            say_many(
                "{number} sentences of {least} or more characters",
                "{number} sentences of {least} or more characters",
                count,
                least=LONGEST,
            )
            if count
            else None
        )


def _prose(context: CheckContext) -> list[Segment]:
    return [
        one
        for one in context.document.segments
        if one.kind in ARTICLE_KINDS and one.language.code.split("-", 1)[0] == facts().language
    ]


def _believed(kind: Kind, segment: Segment, fault: Fault, before: list[_Place]) -> bool:
    if fault.rule.startswith(facts().left_out):
        return False
    if before:
        last, earlier = before[-1]
        if last is segment and fault.start <= earlier.end + 1:
            # Both words of one disagreement are reported: `leur besoins` twice.
            return False
    if kind.names:
        return True
    name = fault.start > 0 and segment.text[fault.start].isupper()
    return not name and segment.text[fault.end :].lstrip()[:1] not in _QUOTES


def _candidate(
    kind: Kind, place: _Place, rest: list[_Place], version: str, lines: LineIndex
) -> Candidate:
    segment, fault = place
    span = segment.map.span(fault.start, fault.end)
    text = segment.text[fault.start : fault.end]
    message = " ".join(fault.message.split())
    detail = say(
        "Grammalecte {version} says so (its rule {rule}).", version=version, rule=fault.rule
    )
    evidence = [Evidence(SignalKind.CHECK, detail, (("version", version), ("rule", fault.rule)))]
    if rest:
        evidence.append(_more(rest, lines))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=span,
        text=text,
        message=say(
            "Grammalecte objects to `{text}` ({kind}): {message}",
            text=text,
            kind=fact(kind.label),
            message=message,
        ),
        severity=Severity.parse(kind.severity),
        confidence=kind.confidence,
        evidence=tuple(evidence),
        suggestion=paste(next(iter(fault.suggestions), None)),
        key=f"grammalecte:{fault.rule}:{text.casefold()}",
    )


def _more(rest: list[_Place], lines: LineIndex) -> Evidence:
    where = tuple(
        "{}:{} `{}`".format(
            *lines.position(segment.map.span(fault.start, fault.end).start),
            segment.text[fault.start : fault.end],
        )
        for segment, fault in rest
    )
    shown = listing(where[:_LISTED])
    detail = say_many(
        "{number} more of this kind (line:column): {places}.",
        "{number} more of this kind (line:column): {places}.",
        len(where), places=shown,
    )  # fmt: skip
    if len(where) > _LISTED:
        detail = say(
            "{number} more of this kind (line:column): {places} and others.",
            number=len(where), places=shown,
        )  # fmt: skip
    return Evidence(SignalKind.CHECK, detail, (("places", where[:_LISTED]), ("count", len(where))))
