"""ENT002: one name in several spellings, within an article or across the articles of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from audit.checks.entities.names.forms import (
    Form,
    differ_by_accents,
    forms,
    shared_context,
    spellings,
)
from audit.checks.entities.names.house_form import Use, house_candidates, times, uses
from audit.checks.interface import Check, CheckContext, CrossCandidate
from audit.language.codes.tags import base
from audit.language.lexicon.words import has_lemmas
from audit.language.names.key import name_key
from audit.language.text.facts import writes_katakana
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.entity import EntityKind
from audit.model.finding import Candidate, Evidence, Occurrence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion
from audit.model.text import LineIndex
from audit.model.wording import listing, marked, say

RULE = Rule(
    id="ENT002",
    name="name-spelling",
    summary="A name is written in several ways, or as another language writes it.",
    category=Category.TERMINOLOGY_INCONSISTENT_USE_OF_TERMINOLOGY,
    its_type="inconsistency",
    severity=Severity.MAJOR,
    languages=None,
)
_MOST_PLACES = 20
"""Places quoted of one name across articles."""
_KINDS = {
    EntityKind.PERSON: marked("persons"),
    EntityKind.PLACE: marked("places"),
    EntityKind.ORGANISATION: marked("organisations"),
    EntityKind.OTHER: marked("something else"),
}
Places = Sequence[tuple[CheckContext, Segment, int, int]]


class NameSpelling(Check):
    """
    ## What it finds

    Two spellings of one foreign name, such as two transliterations, in one article or in several
    articles of a run; well-known names in the spelling of another language; and names of which two
    admitted forms are mixed (`Biélorussie`, `Bélarus`).

    ## Why it matters

    Readers take two spellings for two people. Searches and archives find half of the articles.

    ## Example

    Bad: `M. Tcherenkov ... Cherenkov a répondu`
    Good: `M. Tcherenkov ... Tcherenkov a répondu`

    ## How it decides

    Capitalised words of five letters or more that are in no word list of the language are compared
    by a key that transliterations of one name share. The same first or last name beside both is a
    second signal and makes the finding major; alone, it is minor, and so is a difference of accents
    only. Forms that differ by an ending of the language are left alone, and so are two places that
    CLDR tells apart (`Mexico`, `Mexique`). About 240 persons, places and organisations are known by
    their forms in `reference/concepts/names/`: a form of another language is minor, and major for a
    person whom the article also writes in the right way.

    Where a spaCy pipeline recognises names (`docs/names.md`), two persons who always have different
    first names (`Luis Gomez`, `Ana Gómez`) are not one name, nor are a person of one article and a
    place of another.

    ## Languages

    Spellings: names in Latin script, in articles of any language with a word list (simplemma, about
    50). Well-known names: French, English.

    ## How to suppress

    `<!-- traudit-ignore ENT002: reason -->` before the paragraph, or `--ignore ENT002`.
    """

    rule = RULE
    uses_entities = True

    def supports(self, language: str) -> bool:
        return has_lemmas(base(language)) or writes_katakana(language)

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Well-known names first, then spellings of any name."""
        yield from house_candidates(RULE, context)
        told = {use.spelling.form for group in uses(context).values() for use in group}
        for rare, common in spellings(forms(context).values(), base(context.language)):
            if not (rare.text in told and common.text in told):
                yield _candidate(rare, common)

    def run_across(self, contexts: Sequence[CheckContext]) -> Iterable[CrossCandidate]:
        """One candidate per name that several articles write in different ways."""
        by_language: dict[str, list[CheckContext]] = {}
        for context in contexts:
            if self.supports(context.language):
                by_language.setdefault(base(context.language), []).append(context)
        indexes = {id(one): LineIndex(one.document.source.text) for one in contexts}
        for language, group in by_language.items():
            if len(group) > 1:
                yield from _house_across(group, indexes)
                yield from _spellings_across(group, language, indexes)


def _spellings_across(
    contexts: Sequence[CheckContext], language: str, indexes: dict[int, LineIndex]
) -> Iterator[CrossCandidate]:
    merged: dict[str, Form] = {}
    homes: dict[str, list[tuple[CheckContext, Form]]] = {}
    for context in contexts:
        for text, form in forms(context).items():
            merged.setdefault(text, Form(text, [], set(), True)).absorb(form)
            homes.setdefault(text, []).append((context, form))
    table = {use.spelling.form for one in contexts for group in uses(one).values() for use in group}
    for rare, common in spellings(merged.values(), language, afar=True):
        left, right = homes[rare.text], homes[common.text]
        # Where one article has both, it is reported there.
        is_told = {id(one) for one, _ in left} & {id(one) for one, _ in right}
        if is_told or (rare.text in table and common.text in table):
            continue
        places = [(context, *form.places[0]) for context, form in (*left, *right)]
        yield CrossCandidate(_candidate(rare, common), _occurrences(places, indexes))


def _house_across(
    contexts: Sequence[CheckContext], indexes: dict[int, LineIndex]
) -> Iterator[CrossCandidate]:
    """Admitted forms of one name that different articles use."""
    found: dict[str, dict[str, list[tuple[CheckContext, Use]]]] = {}
    mixed: set[str] = set()
    for context in contexts:
        for name, group in uses(context).items():
            own = [use for use in group if use.spelling.is_own]
            if len(own) > 1:
                mixed.add(name)
            for use in own:
                found.setdefault(name, {}).setdefault(use.spelling.form, []).append((context, use))
    for name, by_form in found.items():
        if len({form.casefold() for form in by_form}) < 2 or name in mixed:
            continue
        ordered = sorted(by_form.values(), key=len)
        places = [(context, *use.places[0]) for group in ordered for context, use in group]
        yield CrossCandidate(_either(ordered), _occurrences(places, indexes))


def _either(ordered: Sequence[Sequence[tuple[CheckContext, Use]]]) -> Candidate:
    rare, common = ordered[0][0][1], ordered[-1][0][1]
    segment, start, end = rare.places[0]
    one, other = rare.spelling.form, common.spelling.form
    detail = say(
        "{number} and {other_number} articles of the run.",
        number=len(ordered[0]), other_number=len(ordered[-1]),
    )  # fmt: skip
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=say(
            "The articles write `{form}` and `{other}`: either is right, but not both.",
            form=other,
            other=one,
        ),
        severity=Severity.MINOR,
        confidence=0.8,
        evidence=(Evidence(SignalKind.OTHER_ARTICLES, detail),),
        suggestion=Suggestion(other, say("Write `{should}` in all of them.", should=other)),
        key=f"house:{rare.spelling.id}",
    )


def _candidate(form: Form, other: Form) -> Candidate:
    segment, start, end = form.places[0]
    shared = shared_context(form, other)
    here, there = times(len(form.places)), times(len(other.places))
    detail = say(
        "`{form}` stands {times}, `{other}` {other_times}; they sound alike.",
        form=form.text, times=here, other=other.text, other_times=there,
    )  # fmt: skip
    data = (("key", name_key(form.text)), ("forms", (form.text, other.text)))
    evidence = [Evidence(SignalKind.CHECK, detail, data)]
    if shared:
        detail = say("The same name stands beside both of them.")
        evidence.append(Evidence(SignalKind.CONTEXT, detail, (("beside", shared),)))
    kinds = tuple(kind.value for kind in sorted(form.kinds & other.kinds))
    if kinds:
        named = listing((say(_KINDS[EntityKind(kind)]) for kind in kinds), "and")
        detail = say("spaCy recognises both as names of {kinds}.", kinds=named)
        evidence.append(Evidence(SignalKind.CHECK, detail, (("kinds", kinds),)))
    accents = differ_by_accents(form.text, other.text)
    both = {"form": form.text, "other": other.text}
    message = say("`{form}` and `{other}` look like one name in two spellings.", **both)
    if accents:
        message = say("`{form}` and `{other}` are one name with different accents.", **both)
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=form.text,
        message=message,
        severity=Severity.MAJOR if shared and not accents else Severity.MINOR,
        confidence=0.9 if shared else 0.7,
        evidence=tuple(evidence),
        suggestion=Suggestion(
            other.text, say("Write it one way, for example `{example}`.", example=other.text)
        ),
        key=f"name:{min(form.text, other.text)}|{max(form.text, other.text)}",
    )


def _occurrences(places: Places, indexes: dict[int, LineIndex]) -> tuple[Occurrence, ...]:
    found = []
    for context, segment, start, end in places[:_MOST_PLACES]:
        span = segment.map.span(start, end)
        line, column = indexes[id(context)].position(span.start)
        text = segment.text[start:end]
        found.append(Occurrence(context.document.path, span.start, span.end, line, column, text))
    return tuple(found)
