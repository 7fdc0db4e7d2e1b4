"""SUP001: suppressions that no longer hold, or that nothing needs."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.model.category import Category
from audit.model.finding import Candidate, Rule, Severity


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
        category=Category.OTHER_SUPPRESSION,
        its_type="other",
        severity=Severity.MINOR,
        languages=None,
    )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Nothing: ``audit.decision.suppressions`` says it once all else has run."""
        return ()
