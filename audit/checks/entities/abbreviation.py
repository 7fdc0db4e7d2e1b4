"""ENT005: an abbreviation that does not fit its name, or was left in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from audit.checks.entities.left_over import LeftOver, left_over
from audit.checks.interface import Check, CheckContext
from audit.knowledge import knowledge
from audit.language.codes.display import language_name
from audit.language.lexicon.words import has_frequencies
from audit.language.names.abbreviations import (
    Abbreviations,
    Organisation,
    abbreviations,
    key,
    supported,
)
from audit.language.places.country_data import has_names
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, UNDETERMINED, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion, write
from audit.model.wording import say, say_many

RULE = Rule(
    id="ENT005",
    name="abbreviation",
    summary="An abbreviation stands for something else, or is that of another language.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="mistranslation",
    severity=Severity.MAJOR,
    languages=None,
)
_BRACKETS = re.compile(r"\s?\(\s?([A-Z][A-Za-z]{1,6})\b[^()]{0,40}\)")
_SHORT = re.compile(r"(?<![\w.&/-])[A-Z][A-Za-z]{1,6}(?![\w&/-])")
_BEFORE = 90
"""Code points before brackets in which the name written out may start."""


class Abbreviation(Check):
    """
    ## What it finds

    An organisation whose abbreviation in brackets belongs to another one (`Organisation mondiale
    du commerce (OMS)`), and abbreviations left in another language (`ECOWAS` for the Cédéao in a
    French article, `FMI` for the IMF in an English one).

    ## Why it matters

    When name and abbreviation disagree, one of them is a mistranslation, and the reader cannot
    know which body decided. An abbreviation of another language names nothing to most readers.

    ## Example

    Bad: `L'Organisation mondiale de la santé (OMC) a déclaré l'urgence.`
    Good: `L'Organisation mondiale de la santé (OMS) a déclaré l'urgence.`

    ## How it decides

    Names and abbreviations come from a table. Brackets that hold the abbreviation of another
    organisation make a *major* finding: name and table contradict each other. Abbreviations of
    another language are *minor*, and only those that articles of this language do not use; each
    is reported once, with the number of places.

    The knowledge base has the short names of unions, bodies, ministries and ranks in the languages
    that use them (`Kemlu`, `BUMN`, `МИД`). One that only another language uses, that the article
    does not explain in brackets and that this language has not taken over (word frequencies) was
    left untranslated: *major* for a body or rank of one state, which readers abroad cannot know.

    ## Languages

    Pairs of name and abbreviation: French and English. What was left untranslated: all languages
    with names of states and word frequencies.

    ## How to suppress

    `<!-- traudit-ignore ENT005: reason -->` before the paragraph, or `--ignore ENT005`.
    """

    rule = RULE

    def supports(self, language: str) -> bool:
        """True for a language in which bodies have names."""
        code = language.split("-", 1)[0]
        return language != UNDETERMINED and (
            code in supported() or (has_names(code) and has_frequencies(code))
        )

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Wrong pairs first, then what was left in another language."""
        language = context.language.split("-", 1)[0]
        if not self.supports(language):
            return
        segments = [one for one in context.document.segments if one.kind in ARTICLE_KINDS]
        told = list(_tabled(segments, language))
        yield from told
        places = {(one.segment, one.span.start) for one in told}
        for found in left_over(segments, language):
            candidate = _national(found)
            if (candidate.segment, candidate.span.start) not in places:
                yield candidate


def _tabled(segments: list[Segment], language: str) -> Iterator[Candidate]:
    """What the table of names and abbreviations tells."""
    table = abbreviations(language)
    if table is not None:
        explained: set[str] = set()
        for segment in segments:
            for candidate, short in _pairs(segment, table, language):
                explained.add(short)
                yield candidate
        yield from _left(segments, table, language, explained)


def _national(found: LeftOver) -> Candidate:
    """A short name that the knowledge base has in another language alone."""
    segment, text = found.segment, found.segment.text[found.start : found.end]
    named = {"text": text, "language": language_name(found.of), "should": found.should}
    # Of one state, or a rank of its press: readers elsewhere cannot know it.
    local = found.entity.startswith("title:") or knowledge().state(found.entity) is not None
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(found.start, found.end),
        text=text,
        message=say("`{text}` was left in {language}; write `{should}`.", **named),
        severity=Severity.MAJOR if local else Severity.MINOR,
        confidence=0.85,
        evidence=(
            Evidence(
                SignalKind.TERMBASE,
                say("Only {language} writes `{text}`; here it is `{should}`.", **named),
            ),
            Evidence(SignalKind.CHECK, say("The article does not explain `{text}`.", text=text)),
        ),
        suggestion=write(found.should),
        key=f"left:{text}",
    )


def _pairs(
    segment: Segment, table: Abbreviations, language: str
) -> Iterator[tuple[Candidate, str]]:
    for match in _BRACKETS.finditer(segment.text):
        short = match.group(1)
        before = segment.text[max(0, match.start() - _BEFORE) : match.start()]
        named = _named_at_the_end(before, language)
        if named is None or short in named.lang[language].short:
            continue
        others = table.own.get(short, ()) or table.other.get(short, ())
        if others and not any(one.id == named.id for one in others):
            yield _contradiction(segment, match, named, others[0], language), short


def _named_at_the_end(before: str, language: str) -> Organisation | None:
    table = abbreviations(language)
    match = _names(language).search(key(before))
    return None if match is None or table is None else table.named[match.group(1)]


@cache
def _names(language: str) -> re.Pattern[str]:
    table = abbreviations(language)
    names = sorted(table.named if table is not None else (), key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, names)) + r")$")


def _contradiction(
    segment: Segment,
    match: re.Match[str],
    named: Organisation,
    other: Organisation,
    language: str,
) -> Candidate:
    short, name = match.group(1), named.lang[language].names[0]
    should, wrong = named.lang[language].short[0], other.lang[language].names[0]
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(match.start(1), match.end(1)),
        text=short,
        message=say(
            "`{short}` is the {wrong}, but the name before it is the {name} (`{should}`): one of "
            "the two is wrong.",
            short=short,
            wrong=wrong,
            name=name,
            should=should,
        ),
        severity=Severity.MAJOR,
        confidence=0.9,
        evidence=(
            Evidence(SignalKind.CHECK, say("`{name}` stands before the brackets.", name=name)),
            Evidence(
                SignalKind.TERMBASE,
                say("`{short}` is the abbreviation of {name}.", short=short, name=wrong),
            ),
        ),
        suggestion=Suggestion(should, say("Write `{should}`, or change the name.", should=should)),
        key=f"abbreviation:{named.id}:{other.id}",
    )


def _left(
    segments: list[Segment], table: Abbreviations, language: str, explained: set[str]
) -> Iterator[Candidate]:
    places: dict[str, list[tuple[Segment, int, int]]] = {}
    for segment in segments:
        if segment.language.code.split("-", 1)[0] != language or segment.text.isupper():
            continue
        for match in _SHORT.finditer(segment.text):
            short = match.group()
            if short not in table.foreign or short in explained:
                continue
            if not _is_gloss(segment.text[: match.start()], table, short):
                places.setdefault(match.group(), []).append((segment, match.start(), match.end()))
    for short, found in places.items():
        of, named = table.foreign[short]
        yield _untranslated(short, found, (of, language), named)


def _is_gloss(before: str, table: Abbreviations, short: str) -> bool:
    """True where brackets give the foreign abbreviation after the own one: ``CPI (ICC``."""
    own = before.rstrip()
    if not own.endswith("("):
        return False
    word = own[:-1].split()[-1:] or [""]
    return re.sub(r"^.*['’]", "", word[0]) in table.foreign[short][1].lang[table.language].short


def _untranslated(
    short: str,
    found: list[tuple[Segment, int, int]],
    languages: tuple[str, str],
    named: Organisation,
) -> Candidate:
    segment, start, end = found[0]
    of, language = languages
    own = named.lang[language]
    detail = say(
        "`{short}` abbreviates {name}: in this language {own}.",
        short=short, name=named.lang[of].names[0], own=own.names[0],
    )  # fmt: skip
    if len(found) > 1:
        detail = say_many(
            "{said} It stands in {number} place.", "{said} It stands in {number} places.",
            len(found), said=detail,
        )  # fmt: skip
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=short,
        message=say(
            "`{short}` is the {language} abbreviation; write `{should}` ({name}).",
            short=short,
            language=language_name(of),
            should=own.short[0],
            name=own.names[0],
        ),
        severity=Severity.MINOR,
        confidence=0.8,
        evidence=(Evidence(SignalKind.TERMBASE, detail),),
        suggestion=write(own.short[0]),
        key=f"abbreviation:{short}",
    )
