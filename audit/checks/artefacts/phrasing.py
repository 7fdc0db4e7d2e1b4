"""ART009: turns of phrase that give a translation away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from audit.checks.interface import Check, CheckContext
from audit.language.text.phrasings import Pattern, Phrasing, patterns, supported
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion, advise, write
from audit.model.wording import fact, say

RULE = Rule(
    id="ART009",
    name="phrasing",
    summary="A turn of phrase that no writer of the language would use.",
    category=Category.STYLE_UNIDIOMATIC_STYLE,
    its_type="style",
    severity=Severity.MINOR,
    languages=supported(),
)
LONGEST = 64
"""Code points of a phrase that a message quotes whole."""


class PhrasingCheck(Check):
    """
    ## What it finds

    What is said twice (`depuis lors ... au cours des dix dernières années`), what does not go
    together (`1 500 troupes`, a verb in the present with a day that is past, `ils` for one state,
    two sentences joined by a comma), calques of whole phrases, and habits of other presses, such
    as dates in brackets after the day and titles left in Indonesian.

    ## Why it matters

    Each is a small thing; together they tell the reader that nobody has read the article.

    ## Example

    Bad: `Le pays a envoyé 1 500 troupes mardi (9/8).`
    Good: `Le pays a envoyé 1 500 soldats mardi 9 août.`

    ## How it decides

    By patterns, each with a reason, examples and counterexamples in
    `reference/languages/<code>/phrasings.toml`. A pattern may ask for a word elsewhere in the
    article, or for how the next sentence starts.

    ## Languages

    Those with patterns in `reference/languages/<code>/phrasings.toml`: French, English.

    ## How to suppress

    `<!-- traudit-ignore ART009: reason -->` before the paragraph, or `--ignore ART009`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article, pattern by pattern in each sentence."""
        own = context.language.split("-", 1)[0]
        article = context.document.source.text
        known = [one for one in patterns(own) if one.needed is None or one.needed.search(article)]
        for segment, following in pairwise((*context.document.segments, None)):
            assert segment is not None
            if segment.kind in ARTICLE_KINDS and segment.language.code.split("-", 1)[0] == own:
                after = "" if following is None else following.text
                for one in known:
                    for start, end in found(one, segment.text, after):
                        yield _candidate(segment, one.phrasing, start, end)


def found(pattern: Pattern, text: str, after: str) -> Iterable[tuple[int, int]]:
    """Where a pattern is found in a sentence, given the one after it."""
    for match in pattern.here.finditer(text):
        if pattern.following is None or pattern.following.match(after):
            group = "at" if "at" in pattern.here.compiled.groupindex else 0
            yield _trimmed(text, match.span(group))


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Without a comma and spaces at the edges."""
    quoted = text[span[0] : span[1]]
    left = re.match(r"[,\s]*", quoted)
    start = span[0] + (left.end() if left is not None else 0)
    return start, span[0] + len(quoted.rstrip())


def _short(text: str) -> str:
    """As messages quote it: both ends of a long one."""
    return text if len(text) <= LONGEST else f"{text[:32].rstrip()} … {text[-24:].lstrip()}"


def _suggestion(one: Phrasing, text: str) -> Suggestion | None:
    instead = one.instead.get(text)
    if instead:
        return write(instead)
    return None if one.suggestion is None else advise(fact(one.suggestion))


def _candidate(segment: Segment, one: Phrasing, start: int, end: int) -> Candidate:
    text = segment.text[start:end]
    why = fact(one.message)
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=text,
        message=say("`{text}`: {why}.", text=_short(text), why=why),
        severity=Severity.MINOR,
        confidence=0.75,
        evidence=(Evidence(SignalKind.CHECK, say("{why:C}.", why=why)),),
        suggestion=_suggestion(one, text),
        key=f"phrasing:{one.id}",
    )
