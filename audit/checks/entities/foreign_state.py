"""ENT007: a state under the name that it has in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.language.codes.display import language_name
from audit.language.lexicon.words import has_frequencies, zipf
from audit.language.places.countries import mentions
from audit.language.places.country_data import display
from audit.language.places.foreign_states import data, foreign_names, pattern
from audit.language.text.tokens import tokens
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import write
from audit.model.wording import say

RULE = Rule(
    id="ENT007",
    name="foreign-state-name",
    summary="A state has the name of another language.",
    category=Category.ACCURACY_UNTRANSLATED,
    its_type="untranslated",
    severity=Severity.MINOR,
    languages=frozenset(data().languages),
)
_NAME_BEFORE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]*|&|[A-ZÀ-Þ][\w'’-]*\s(?:of|of the|for)|[Mm]ade in)\s+$"
)
_CODE = "`"
_FOREIGN = 1.5
"""Zipf frequencies by which a neighbour is more usual in the language of the name."""
_NEAR = 80
"""Code points before the name in which that stands."""
_NAME_AFTER = re.compile(r"\s+(?:[A-ZÀ-Þ]|\d|&)")


class ForeignStateName(Check):
    """
    ## What it finds

    States under the name that they have in another language: `Yemen` or `Germany` in a French
    article, `Allemagne` in an English one.

    ## Why it matters

    Engines copy the names that they do not know. Where one was copied, another may have been
    guessed.

    ## Example

    Bad: `La délégation se rend au Yemen.`
    Good: `La délégation se rend au Yémen.`

    ## How it decides

    Names are those of the Unicode CLDR. A name that the language of the article has as well, that
    is also a person, a town or a word, that is part of a longer name (`Germany Trade & Invest`), or
    that stands among other words of its language, as in a quotation or a title, is left alone. Each
    name is reported once.

    ## Languages

    Dutch, English, French, German, Indonesian, Italian, Portuguese, Spanish.

    ## How to suppress

    `<!-- traudit-ignore ENT007: reason -->` before the paragraph, or `--ignore ENT007`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per name."""
        own = context.language.split("-", 1)[0]
        known, seen = pattern(own), set[str]()
        if known is None:
            return
        for segment in context.document.segments:
            if segment.kind in ARTICLE_KINDS and segment.language.code.split("-", 1)[0] == own:
                for match in known.finditer(segment.text):
                    name, start, end = match.group(1), *match.span(1)
                    if name not in seen and _stands_alone(segment.text, start, end, own):
                        seen.add(name)
                        yield _candidate(segment, start, end, own)


def _stands_alone(text: str, start: int, end: int, language: str) -> bool:
    """False inside a longer name, in a quotation of one, and where the language knows the form."""
    if _NAME_BEFORE.search(text[max(0, start - _NEAR) : start]) and not text[
        :start
    ].rstrip().endswith((".", "?", "!")):
        return False
    if _NAME_AFTER.match(text, end) is not None or _is_quoted(text, start, end, language):
        return False
    # `Senegal` is found as a mention of Sénégal: what counts are longer names.
    return not any(
        one.start < end and start < one.end and one.end - one.start > end - start
        for one in mentions(text, language)
    )


def _is_quoted(text: str, start: int, end: int, language: str) -> bool:
    """True inside marks of code, and beside a word of the language that the name is of."""
    if text.count(_CODE, 0, start) % 2 and _CODE in text[end:]:
        return True
    of, _ = foreign_names(language)[text[start:end]]
    if not (has_frequencies(of) and has_frequencies(language)):
        return False
    before, after = tokens(text[:start])[-1:], tokens(text[end:])[:1]
    near = [one for one in before if not text[one.end : start].strip()]
    near += [one for one in after if not text[end : end + one.start].strip()]
    return any(zipf(one.text, of) - zipf(one.text, language) >= _FOREIGN for one in near)


def _candidate(segment: Segment, start: int, end: int, language: str) -> Candidate:
    name = segment.text[start:end]
    of, code = foreign_names(language)[name]
    should = display(code, language)
    named = {"name": name, "language": language_name(of)}
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=name,
        message=say(
            "`{name}` is the {language} name of the state; {own} writes `{should}`.",
            **named,
            own=language_name(language),
            should=should,
        ),
        severity=Severity.MINOR,
        confidence=0.8,
        evidence=(
            Evidence(
                SignalKind.TERMBASE,
                say("`{name}` is the {language} name of the state in the Unicode CLDR.", **named),
            ),
        ),
        suggestion=write(should),
        key=f"state:{code}:{name}",
    )
