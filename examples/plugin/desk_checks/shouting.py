"""DSK001: several exclamation marks in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.model.category import Category
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import write
from audit.model.wording import say

_SHOUTING = re.compile(r"!(?:\s?!)+")


class Shouting(Check):
    """
    ## What it finds

    Several exclamation marks in a row.

    ## Why it matters

    Our paper does not shout.

    ## Example

    Bad: `Elle a gagné !!!`
    Good: `Elle a gagné !`

    ## Languages

    Any.

    ## How to suppress

    `<!-- traudit-ignore DSK001: reason -->` before the line, or `--ignore DSK001`.
    """

    rule = Rule(
        id="DSK001",
        name="shouting",
        summary="Several exclamation marks in a row.",
        category=Category.STYLE_ORGANIZATIONAL_STYLE,
        its_type="style",
        severity=Severity.MINOR,
        languages=None,
    )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per row of marks."""
        for segment in context.document.article_segments():
            for match in _SHOUTING.finditer(segment.text):
                yield Candidate(
                    rule=self.rule,
                    segment=segment.index,
                    span=segment.map.span(*match.span()),
                    text=match.group(),
                    message=say("`{text}`: one mark is enough.", text=match.group()),
                    severity=Severity.MINOR,
                    confidence=0.9,
                    evidence=(Evidence(SignalKind.CHECK, say("Marks in a row.")),),
                    suggestion=write("!", fits=True),
                )
