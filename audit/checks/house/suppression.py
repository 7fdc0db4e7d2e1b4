"""SUP001: suppressions that no longer hold, or that nothing needs."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suppression import SuppressionUse
from audit.model.wording import listing, say


class StaleSuppression(Check):
    """
    ## What it finds
    Suppressions in the article whose date has passed (minor), and those that suppress nothing
    because the text or the checks have changed (neutral).

    ## Why it matters
    A suppression is a promise that somebody looked. Once it has expired, the finding that it hid
    counts again; and one that nobody needs hides the next real fault in that place.

    ## Example
    Bad: `<!-- traudit-ignore ENT001: quoted as printed until 2020-01-31 -->`
    Good: `<!-- traudit-ignore ENT001: quoted as printed -->`

    ## How it decides
    By the date after `until`, on the day of the run: the day itself still counts. A suppression
    is idle when its rule ran on the article and found nothing there, also across the articles of
    the run; rules that were not selected or do not support the language are not counted.

    ## Languages
    Any.

    ## How to suppress
    Remove the suppression or give it a new date; `--ignore SUP001` says nothing of any of them.
    """

    rule = Rule(
        id="SUP001",
        name="stale-suppression",
        summary="A suppression has expired, or suppresses nothing.",
        category="other/suppression",
        its_type="other",
        severity=Severity.MINOR,
        languages=None,
    )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate a stale suppression; the context knows of them once all else has run."""
        for use in context.suppressions:
            if use.expired or use.idle:
                yield self._candidate(context, use)

    def _candidate(self, context: CheckContext, use: SuppressionUse) -> Candidate:
        one = use.suppression
        if use.expired:
            message = say(
                "The suppression of {rules} expired on {day}.",
                rules=listing(one.rules), day=str(one.until),
            )  # fmt: skip
            severity = Severity.MINOR
        else:
            message = say("Suppresses nothing here: {rules}.", rules=listing(use.idle))
            severity = Severity.NEUTRAL
        detail = say("It was written because: {reason}", reason=one.reason)
        return Candidate(
            rule=self.rule,
            segment=None,
            span=one.span,
            text=context.document.source.text[one.span.start : one.span.end],
            message=message,
            severity=severity,
            confidence=1.0,
            evidence=(Evidence(SignalKind.CHECK, detail, (("reason", one.reason),)),),
            key=f"{','.join(one.rules)} {one.reason}",
        )
