"""ART008: a state with the wrong article or preposition, or without its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.checks.interface import Check, CheckContext
from audit.language.lexicon.grammar import plain
from audit.language.places.country_articles import Articles, Kind, country_articles, supported
from audit.language.text.tokens import tokens
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, BlockKind, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import write
from audit.model.wording import say

RULE = Rule(
    id="ART008",
    name="country-article",
    summary="A state has the wrong article or preposition, or none.",
    category=Category.LINGUISTIC_CONVENTIONS_GRAMMAR_FUNCTION_WORDS,
    its_type="grammar",
    severity=Severity.MINOR,
    languages=supported(),
)
_BODY = (BlockKind.BODY, BlockKind.QUOTE)


class CountryArticle(Check):
    """
    ## What it finds

    Names of states with an article or preposition of another gender or number (`en Myanmar`,
    `la Qatar`), and sentences that start with a state without its article (`Turquie est ...`). In
    English, states with an article that they never have (`the France`), and without one that they
    always have (`in United States`).

    ## Why it matters

    Languages without articles, such as Russian, Chinese and Indonesian, leave the engine to guess.

    ## Example

    Bad: `La situation en Myanmar inquiète Tunisie.`
    Good: `La situation au Myanmar inquiète la Tunisie.`

    ## How it decides

    By the words that stand right before the name. Names that go on (`le France 24`), compounds, and
    names that persons or rivers have as well are left alone.

    ## Languages

    Those with data in `reference/languages/<code>/articles.toml`: French, English.

    ## How to suppress

    `<!-- traudit-ignore ART008: reason -->` before the paragraph, or `--ignore ART008`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate per name."""
        facts = country_articles(context.language)
        if facts is None:
            return
        own = context.language.split("-", 1)[0]
        for segment in context.document.segments:
            if segment.kind in ARTICLE_KINDS and segment.language.code.split("-", 1)[0] == own:
                for fault in faults(segment.text, facts, is_body=segment.kind in _BODY):
                    yield _candidate(segment, fault)


@dataclass(frozen=True, slots=True)
class Fault:
    """``text[start:end]``, a name with the words before it, should be written otherwise."""

    start: int
    end: int
    name: str
    should: str


def faults(text: str, facts: Articles, *, is_body: bool) -> Iterator[Fault]:
    """The faults of a sentence, in order; ``is_body`` is False for headlines and captions."""
    every = tokens(text)
    index = 0
    while index < len(every):
        size = _name_at(text, index, facts)
        if not size:
            index += 1
            continue
        name = text[every[index].start : every[index + size - 1].end]
        kind = facts.kinds[_key(name)]
        if _goes_no_further(text, index + size, kind, facts):
            yield from _before(text, index, index + size, kind, facts)
            if index == 0 and is_body and name not in facts.data.ambiguous:
                yield from _bare(text, size, name, kind, facts)
        index += size


def _key(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("’", "'"))


def _name_at(text: str, index: int, facts: Articles) -> int:
    """How many tokens the name of a state at this token has; 0 for none."""
    every = tokens(text)
    if not every[index].is_capitalised:
        return 0
    for size in range(min(facts.longest + 1, len(every) - index), 0, -1):
        if _key(text[every[index].start : every[index + size - 1].end]) in facts.kinds:
            return size
    return 0


def _goes_no_further(text: str, after: int, kind: Kind, facts: Articles) -> bool:
    """False where the name is part of a longer one: ``Vietnam Airlines``, ``France-Italie``."""
    every = tokens(text)
    end = every[after - 1].end
    if after == len(every):
        return True
    gap, token = text[end : every[after].start], every[after]
    if gap.strip():
        return gap.strip()[0] not in "-‐‑–—/’'&"
    if facts.data.ends is not None:
        joins = facts.data.ends.joins if kind != "bare" else ()
        return plain(token) in (*facts.data.ends.words, *joins)
    return not token.is_capitalised and token.kind != "number"


def _before(text: str, index: int, after: int, kind: Kind, facts: Articles) -> Iterator[Fault]:
    every = tokens(text)
    for size in (2, 1):
        first = index - size
        if first < 0 or text[every[index - 1].end : every[index].start].strip():
            continue
        form = " ".join(text[every[first].start : every[index - 1].end].lower().split())
        should = facts.should(form, kind)
        if should is None or every[first].is_upper or _is_listed(text, first, form, facts):
            continue
        name = text[every[index].start : every[after - 1].end]
        if name in facts.data.ambiguous and form in facts.data.bare_forms:
            return
        written = should.format(name, form=form)
        if every[first].is_capitalised:
            written = written[:1].upper() + written[1:]
        yield Fault(every[first].start, every[after - 1].end, name, written)
        return


def _is_listed(text: str, first: int, form: str, facts: Articles) -> bool:
    """True for a word inside a name: ``Le Monde``, ``Théâtre de la Chine``'s like."""
    every = tokens(text)
    return first > 0 and every[first].is_capitalised and form in ("le", "la", "the")


def _bare(text: str, size: int, name: str, kind: Kind, facts: Articles) -> Iterator[Fault]:
    bare, every = facts.data.bare, tokens(text)
    if bare is None or kind not in bare.articles or size >= len(every):
        return
    word = plain(every[size])
    verbs = bare.plural_verbs if kind == "plural" else bare.verbs
    if word in verbs and not text[every[size - 1].end : every[size].start].strip():
        written = bare.articles[kind].format(name)
        yield Fault(every[0].start, every[size - 1].end, name, written[:1].upper() + written[1:])


def _candidate(segment: Segment, fault: Fault) -> Candidate:
    text = segment.text[fault.start : fault.end]
    if text == fault.name:
        message = say(
            "`{text}` lacks its article; write `{should}`.", text=text, should=fault.should
        )
    else:
        message = say(
            "`{text}` has the wrong article or preposition; write `{should}`.",
            text=text, should=fault.should,
        )  # fmt: skip
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(fault.start, fault.end),
        text=text,
        message=message,
        severity=Severity.MINOR,
        confidence=0.85,
        evidence=(
            Evidence(SignalKind.MORPHOLOGY, say("`{should}` is the usage.", should=fault.should)),
        ),
        suggestion=write(fault.should, fits=True),
    )
