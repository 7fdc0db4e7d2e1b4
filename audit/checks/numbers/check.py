"""NUM001: numbers, dates and quantities that a translation changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from audit.checks.interface import Check, CheckContext
from audit.checks.numbers.alone import against_back_translation, alone, conversions, scales
from audit.checks.numbers.candidates import RULE, Quantities
from audit.checks.numbers.source import against_source
from audit.checks.numbers.weekday import changed_weekdays
from audit.model.finding import Candidate, Rule


class NumberMismatch(Check):
    """Numbers that the translation changed, lost or made up.

    ## What it finds
    With a source text: numbers, percentages, amounts, measures, dates and times of day whose
    value in the translation is another, missing or added, and weekdays that became others.
    Values are compared, not characters: `seventy-seven and a half million`, `77.5m` and
    `77,5 millions` are the same; so are `8:30 pm` and `20 h 30`, `ten miles` and `16 km`,
    `a third` and `33 %`, `the 1990s` and `les années 90`.

    Without one: scale words taken over from another language (`2,6 billions de dollars` for
    2.6 billion), dates that no calendar has (`31 février`), abbreviations of another language
    (`12,5 mi de dollars`), amounts that the conversion beside them contradicts
    (`108 milliards de francs CFA, soit 165 milliards d'euros`), one figure with two scales in
    one article, and numbers that a back-translation turns into others.

    ## Why it matters
    A wrong number is the error that readers can least detect and most often act upon. Machine
    translation drops zeros, confuses `billion` and `milliard`, and mends numbers that look odd
    to it. Scores of the whole sentence hardly move.

    ## Example
    Bad: `The firm lost $2.6 billion.` / `L'entreprise a perdu 2,6 billions de dollars.`
    (a thousand times too much).
    Good: `L'entreprise a perdu 2,6 milliards de dollars.`

    ## How it decides
    Every number gets its exact value. A notation that can mean two things (`1.240`, `3/4`,
    `8:30`) has both values, and agrees when either does. Order and repetition are free; words
    that are rarely numbers (`un`, `second`, `neuf`, `both`) may meet a number and are never
    missed; spelled-out numbers may be paraphrased away but not become another number.

    *Critical*: an amount, percentage or date of another value, another currency, or a scale that
    is wrong by thousands. *Major*: other changes, numbers missing or added, and without a source
    what two places of the article contradict, or a cue such as the language of the original
    confirms. *Minor*: what one word alone or only the back-translation shows, and sentences that
    seem not to belong together. A number that moved into the neighbouring sentence is not
    missed, and `10 years` between two years that the source names are not added. Signs, list
    numbers, addresses and telephone numbers are not compared.

    ## Languages
    Figures of any script, separators, months, units and currencies: every language that Unicode
    CLDR knows. Numbers in words: Arabic, Chinese, Dutch, English, French, German, Indonesian,
    Italian, Portuguese, Russian, Spanish; elsewhere a number that may be spelled out is not
    reported as missing or added. Wrong scales without a source: French and Italian.

    ## How to suppress
    `<!-- traudit-ignore NUM001: reason -->` before the paragraph, or `--ignore NUM001`.
    """

    rule: ClassVar[Rule] = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article."""
        quantities = Quantities(context)
        compared: set[int] = set()
        for alignment in context.beads:
            compared.update(alignment.target)
            yield from against_source(context, alignment, quantities)
            yield from changed_weekdays(context, alignment)
        segments = context.document.article_segments()
        unconfirmed = [segment for segment in segments if segment.index not in compared]
        for segment in segments:
            confirmed = segment.index in compared
            yield from alone(context, segment, quantities, confirmed=confirmed)
        for segment in unconfirmed:
            yield from against_back_translation(context, segment, quantities)
            yield from conversions(segment, quantities)
        yield from scales(unconfirmed, quantities)
