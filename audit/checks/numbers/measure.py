"""NUM002: measures in units that the readers do not use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from audit.checks.interface import Check, CheckContext
from audit.checks.numbers.candidates import Quantities
from audit.language.numbers.data import metric_languages
from audit.language.numbers.quantities.imperial import unconverted
from audit.language.numbers.quantities.value import Quantity
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import paste
from audit.model.wording import say


class UnconvertedMeasure(Check):
    """Imperial measures that were taken over without a conversion.

    ## What it finds
    Miles, feet, inches, pounds, ounces, gallons, acres, degrees Fahrenheit in a language whose
    readers use metric units, unless the same sentence gives the conversion.

    ## Why it matters
    The sentence is grammatical and the number is right, and the reader still learns nothing.
    Machine translation converts nothing; professional annotators mark such measures as errors of
    the locale.

    ## Example
    Bad: `La voiture roulait à 80 miles à l'heure.`
    Good: `La voiture roulait à près de 130 kilomètres à l'heure.`

    ## How it decides
    Words that are mostly something else (`livres`, `Pfund`, `pies`) count only where the source has
    the measure. Screens and wheels in inches and gold in ounces are the custom everywhere, and are
    left alone (`customary` in `reference/languages/<code>/numbers.toml`). The suggestion is the
    conversion, rounded to two figures. Always *minor*: professionals who marked the errors of
    product texts marked some such measures and passed over others.

    ## Languages
    Arabic, Chinese, Dutch, French, German, Indonesian, Italian, Japanese, Korean, Portuguese,
    Russian, Spanish.

    ## How to suppress
    `<!-- traudit-ignore NUM002: reason -->` before the paragraph, or `--ignore NUM002`.
    """

    rule: ClassVar[Rule] = Rule(
        id="NUM002",
        name="unconverted-measure",
        summary="A measure in units that the readers do not use, without its conversion",
        category=Category.LOCALE_CONVENTION_MEASUREMENT_FORMAT,
        its_type="locale-violation",
        severity=Severity.MINOR,
        languages=metric_languages(),
    )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article."""
        quantities = Quantities(context)
        for segment in context.document.article_segments():
            source = tuple(
                one
                for left in context.source_segments(segment)
                for one in quantities.of(left, source=True)
            )
            language = quantities.language(segment)
            for measure, metric in unconverted(
                quantities.of(segment), language, source, segment.text
            ):
                yield self._candidate(segment, measure, metric)

    def _candidate(self, segment: Segment, measure: Quantity, metric: str | None) -> Candidate:
        detail = say("Readers use metric units, and the sentence gives no conversion.")
        return Candidate(
            rule=self.rule,
            segment=segment.index,
            span=segment.map.span(measure.start, measure.end),
            text=measure.text,
            message=say("“{text}” is not converted to metric units", text=measure.text),
            severity=Severity.MINOR,
            confidence=0.4,
            evidence=(Evidence(SignalKind.CHECK, detail),),
            suggestion=paste(metric),
            key=measure.text,
        )
