"""FUR001: page furniture that came along with the article."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.model.category import Category
from audit.model.document import Block, BlockKind
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.wording import say, say_many

RULE = Rule(
    id="FUR001",
    name="page-furniture",
    summary="Share buttons, comment forms and the like stand in the article.",
    category=Category.OTHER_PAGE_FURNITURE,
    its_type="non-conformance",
    severity=Severity.NEUTRAL,
    languages=None,
)


class PageFurniture(Check):
    """
    ## What it finds

    Share buttons, names of social networks, comment forms, cookie and spam notices that were
    copied along with the article. Neighbouring ones make one finding.

    ## Why it matters

    They are no part of the text: they are kept out of translation and scores, and this finding
    says so. They should not be published either.

    ## Example

    Bad: `... a déclaré le maire.Partager:`
    Good: `... a déclaré le maire.`

    ## How it decides

    By the kind that a block was given when the article was read: a line that is a label of
    `reference/languages/<code>/furniture.toml` from end to end, or such a label at the edge of a
    paragraph.

    ## Languages

    Those with lists in `reference/languages/<code>/furniture.toml`; furniture of every such
    language is known in articles of any language.

    ## How to suppress

    `<!-- traudit-ignore FUR001: reason -->` before the line, or `--ignore FUR001`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        for group in _groups(context.document.blocks):
            yield _candidate(context, group)


def _groups(blocks: Iterable[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    previous = None
    for block in blocks:
        if block.kind == BlockKind.FURNITURE:
            if previous is not None and previous.kind == BlockKind.FURNITURE:
                groups[-1].append(block)
            else:
                groups.append([block])
        previous = block
    return groups


def _candidate(context: CheckContext, group: list[Block]) -> Candidate:
    first, last = group[0], group[-1]
    mapped = first.map.span(0, len(first.text))
    end = last.map.span(0, len(last.text)).end
    quoted = " ".join(block.text for block in group)
    count = len(group)
    indexes = [one.index for one in context.document.segments if one.block == first.index]
    return Candidate(
        rule=RULE,
        segment=indexes[0] if indexes else None,
        span=type(mapped)(mapped.start, end),
        text=quoted,
        message=say_many(
            "{number} line of page furniture stands in the article; it was not translated or "
            "scored.",
            "{number} lines of page furniture stand in the article; they were not translated or "
            "scored.",
            count,
        ),
        severity=Severity.NEUTRAL,
        confidence=0.9,
        evidence=(Evidence(SignalKind.CHECK, say("Page furniture: {text}", text=quoted)),),
        suggestion=advise(say("Delete it.")) if count == 1 else advise(say("Delete them.")),
    )
