"""ENT004: names that the translation swaps, loses or makes up."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from audit.checks.completeness.unaligned import NO_SOURCE
from audit.checks.entities.names.pairs import Beads, Mismatch
from audit.checks.interface import Check, CheckContext
from audit.language.codes.display import language_code
from audit.language.names.firm import are_names_firm
from audit.language.names.proper_names import supported
from audit.model.category import Category
from audit.model.document import Document, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.text import Span
from audit.model.wording import say

RULE = Rule(
    id="ENT004",
    name="name-mismatch",
    summary="A name of the source is another one in the translation, or missing, or made up.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="mistranslation",
    severity=Severity.MAJOR,
    languages=None,
)
_SAMPLE = 2000
"""Letters that tell the script of an article."""


class NameMismatch(Check):
    """Names of persons, places and organisations that the translation changed.

    ## What it finds
    With a source text: a name that is another one in the translation, a name that only one of
    the two has.

    ## Why it matters
    A wrong name accuses the wrong man or moves the fire to another town, in a sentence that reads
    well. Scores hardly move: it is one word.

    ## Example
    Bad: `Minister Jana Novotna opened the bridge.` / `La ministre Petra Havlova a ouvert le pont.`
    Good: `La ministre Jana Novotna a ouvert le pont.`

    ## How it decides
    A name is a capitalised word inside a sentence that its language has no other word for. It meets
    what is written or sounds alike on the other side (`Loukachenko`, `Lukashenko`), its adjective,
    and the same place or state under another name (`Antwerp`, `Anvers`; names of CLDR and
    `reference/concepts/exonyms/`). One name lost and another gained in the same sentence is a swap:
    *major*, the source and this check agree. So is one part of a name (`Paul Arnoux`, `Paul
    Renard`), and a name swapped for a state. Only lost or only gained is *minor*, and only where
    the rest of the other article does not have it either (translators write `the minister` for a
    name), and the word is not much commoner in its own language than in the other, as words are and
    names are not. With word tables for both languages (French and English), a name whose words are
    all translated (`White House`, `Maison-Blanche`) is none, and a lost name is marked at the words
    that stand in its place and translate nothing (`GoldPeak`, `pic doré`). Abbreviations, months,
    titles in capitals and first words of sentences are left alone; states are the matter of ENT003.
    Where a spaCy pipeline recognises names (`docs/names.md`), one that is only lost or only gained
    counts if it is a person's, a place's or an organisation's.

    ## Languages
    Two languages in one script with a word list (simplemma, about 50), except those that
    capitalise all nouns (German).

    ## How to suppress
    `--ignore ENT004`, or a `traudit-ignore ENT004` comment beside the sentence.
    """

    rule: ClassVar[Rule] = RULE
    uses_entities = True

    def supports(self, language: str) -> bool:
        """True where names can be told from other words."""
        return supported(language)

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article."""
        if self.left_out(context) is None:
            yield from _candidates(context)

    def left_out(self, context: CheckContext) -> str | None:
        if context.source is None:
            return NO_SOURCE
        language = context.source.language.code
        if not supported(language):
            return say(
                "names of a source in {language} cannot be told from other words",
                language=language_code(language, quoted=True),
            )
        if _script(context.source) != _script(context.document):
            return say("the two articles are in different scripts")
        return None


def _candidates(context: CheckContext) -> Iterator[Candidate]:
    beads = Beads(context)
    seen: set[str] = set()
    for alignment in context.beads:
        for found in beads.mismatches(alignment):
            candidate = _candidate(found, firm=are_names_firm(context.language))
            if candidate.key not in seen:
                seen.add(candidate.key)
                yield candidate


def _candidate(found: Mismatch, *, firm: bool) -> Candidate:
    home, start, end = found.place
    lost, gained = found.lost, found.gained
    if lost and gained:
        message = say("“{name}”: the source names “{lost}” here.", name=gained, lost=lost)
        heard = say(
            "Nothing here is “{lost}”, and nothing in the source sentence is “{name}”.",
            lost=lost, name=gained,
        )  # fmt: skip
    elif lost and found.instead:
        message = say(
            "“{text}” stands where the source names “{lost}”; the article nowhere does.",
            text=found.instead, lost=lost,
        )  # fmt: skip
        heard = say(
            "“{text}” translates nothing of the source, and stands between the translations of "
            "the words around “{lost}”.",
            text=found.instead, lost=lost,
        )  # fmt: skip
    elif lost:
        message = say("The source names “{lost}” here; the article nowhere does.", lost=lost)
        heard = say("Nothing in the article is written or sounds like “{lost}”.", lost=lost)
    else:
        name = gained or ""
        message = say("“{name}”: the source nowhere has this name.", name=name)
        heard = say("Nothing in the source is written or sounds like “{name}”.", name=name)
    return Candidate(
        rule=RULE,
        segment=home.index,
        span=home.map.span(start, end),
        text=home.text[start:end],
        message=message,
        severity=Severity.MAJOR if found.is_swap and firm else Severity.MINOR,
        confidence=found.confidence,
        evidence=(
            Evidence(
                SignalKind.SOURCE,
                say("The source says: {text}", text=_text(found.source)),
                (("lost", lost), ("gained", gained)),
            ),
            Evidence(SignalKind.CHECK, heard),
        ),
        suggestion=advise(say("Check the name; the source has “{lost}”.", lost=lost))
        if lost
        else None,
        key=f"name:{(lost or '').casefold()}>{(gained or '').casefold()}",
        source_span=_lost_span(found),
    )


def _lost_span(found: Mismatch) -> Span | None:
    if found.lost_place is None:
        return None
    segment, start, end = found.lost_place
    return segment.map.span(start, end)


def _text(segments: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in segments)


def _script(document: Document) -> str:
    """The first word of the Unicode name of most letters: ``LATIN``, ``CYRILLIC``."""
    counts: dict[str, int] = {}
    for char in document.source.text[:_SAMPLE]:
        if char.isalpha():
            name = unicodedata.name(char, "?").split(None, 1)[0]
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name], default="")
