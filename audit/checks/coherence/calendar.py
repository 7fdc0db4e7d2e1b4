"""COH004: a weekday that its date does not have, and times that do not fit each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from audit.checks.coherence.interface import CoherenceCheck, Contradiction
from audit.language.codes.tags import base
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.wording import marked, say
from audit.understanding.calendar import Dated, Life, has_weekdays, lives
from audit.understanding.reading import Reading

RULE = Rule(
    id="COH004",
    name="calendar",
    summary="A day of the week that its date does not have.",
    category=Category.ACCURACY_MISTRANSLATION_NUMBER,
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)
_DAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
_NEAR = 31
"""Days between two dates without a year that are still of one."""


class CalendarCheck(CoherenceCheck):
    """
    ## What it finds
    A weekday beside a full date that is another day, two dates without a year whose weekdays cannot
    both be right, and an age at death that the years of birth and death do not have.

    ## Why it matters
    One of the two is wrong, and readers who plan by it come on the wrong day.

    ## Example
    Bad: `lundi 12 mai 2026`
    Good: `mardi 12 mai 2026`

    ## How it decides
    The calendar decides: with a year, from 1900 to 2100, surely; without, two dates that lie at
    most a month apart are taken to be of one year, in leap years and others.

    ## Languages
    All whose days and months CLDR names.

    ## How to suppress
    `<!-- traudit-ignore COH004: reason -->` before the paragraph, or `--ignore COH004`.
    """

    rule = RULE

    def supports(self, language: str) -> bool:
        """True where CLDR names the days."""
        return has_weekdays(base(language))

    def contradictions(self, reading: Reading) -> Iterator[Contradiction]:
        """Dates by themselves, then pairs of them."""
        every = reading.dated
        for one in every:
            if not one.is_right():
                yield _wrong_day(one)
        yearless = [one for one in every if one.year is None]
        for first, second in combinations(yearless, 2):
            if _exclude(first, second):
                yield _wrong_pair(second, first)
                break
        for life in lives(reading):
            if abs(life.died - life.born - life.age) > 1:
                yield _wrong_age(life)


def _wrong_age(life: Life) -> Contradiction:
    return Contradiction(
        life.death,
        (life.birth,),
        say(
            "Born in {born} and dead in {died} is an age of {age}, not `{text}`.",
            born=life.born, died=life.died, age=life.died - life.born, text=life.death.text,
        ),
        Severity.MAJOR,
        0.8,
        f"age:{life.born}:{life.died}:{life.age}",
    )  # fmt: skip


def _wrong_day(one: Dated) -> Contradiction:
    day = date(one.year or 2000, one.month, one.day)
    return Contradiction(
        one.spot,
        (one.spot,),
        say("{date} is a {weekday}.", date=day.isoformat(), weekday=say(_DAYS[day.weekday()])),
        Severity.MAJOR,
        0.9,
        f"weekday:{day.isoformat()}:{one.weekday}",
    )


def _exclude(first: Dated, second: Dated) -> bool:
    """True where no year gives both dates their weekdays."""
    for year in (2023, 2024):
        try:
            days = (date(year, second.month, second.day) - date(year, first.month, first.day)).days
        except ValueError:
            return False
        if abs(days) > _NEAR or (second.weekday - first.weekday - days) % 7 == 0:
            return False
    return True


def _wrong_pair(second: Dated, first: Dated) -> Contradiction:
    return Contradiction(
        second.spot,
        (first.spot,),
        say(
            "`{text}` and `{other}` cannot both be right: their weekdays do not fit.",
            text=second.spot.text,
            other=first.spot.text,
        ),
        Severity.MAJOR,
        0.85,
        f"weekdays:{first.month}-{first.day}:{second.month}-{second.day}",
    )
