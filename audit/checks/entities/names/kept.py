"""ENT008: a name that the translation keeps in one sentence and changes in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from audit.checks.completeness.unaligned import NO_SOURCE
from audit.checks.interface import Check, CheckContext
from audit.language.codes.tags import base
from audit.language.lexicon.words import has_frequencies, has_lemmas, is_known, zipf
from audit.language.names.abbreviations import abbreviations
from audit.language.names.proper_names import is_said, sayings
from audit.language.places.countries import mentions
from audit.language.text.tokens import tokens
from audit.model.category import Category
from audit.model.document import Document, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import advise, write
from audit.model.wording import Wording, say
from audit.understanding import read
from audit.understanding.data import Role, first_names

RULE = Rule(
    id="ENT008",
    name="name-not-kept",
    summary="A name of the source is kept in one sentence and another word in the next.",
    category=Category.ACCURACY_MISTRANSLATION_ENTITY,
    its_type="mistranslation",
    severity=Severity.MAJOR,
    languages=None,
)
_SHORT = re.compile(r"(?<![\w&/.-])[^\W\d_a-zß-ÿ]{2,6}(?![\w&/])")
_ROMAN = re.compile(r"[IVXLCDM]+")
_FULL_NAME = re.compile(
    r"(?<![\w'’-])([^\W\d_a-zß-ÿ][^\W\dA-Z_]+(?:-[^\W\d_]+)?) ([^\W\d_a-zß-ÿ][^\W\dA-Z_]{3,})\b"
)
_COMMON = 4.7
"""Zipf frequency of words that are commoner than names."""
_SHOUTED = 3
"""So many abbreviations in a sentence are words in capitals."""
_INSTEAD = (Role.OFFICE, Role.TITLE, Role.PRONOUN, Role.KIN)
"""What a translator writes for a name."""


@dataclass(frozen=True, slots=True)
class _Bead:
    """Aligned sentences."""

    target: tuple[Segment, ...]
    said: str
    """By the source."""
    text: str
    """Of the translation."""


class NameNotKept(Check):
    """
    ## What it finds
    With a source text: an abbreviation that the translation keeps in some sentences and turns into
    another one elsewhere (`ÖGV`, then `SGA`), and a person whose surname, a word too, is kept in
    some sentences and gone in others (`Kessel`, then `la chaudière`).

    ## Why it matters
    The reader takes one party, company or person for two, or reads nonsense where a name stood.

    ## Example
    Bad: `La KVB a signé. Le syndicat négocie avec la SKB.` for `Die KVB hat unterschrieben. Die
    Gewerkschaft verhandelt mit der KVB.`
    Good: `La KVB a signé. Le syndicat négocie avec la KVB.`

    ## How it decides
    The translation itself shows what is a name: what it keeps letter by letter in one sentence.
    Where the aligned sentence of another place has the abbreviation and the translation has, in its
    stead, one that the source nowhere has, one of the two is wrong: *major*. States (`US`, `USA`)
    and names of one body in both languages (`NATO`, `OTAN`; the table of ENT005) may differ. A
    surname counts where the source's language knows it as a word, the translation keeps it beside
    its first name, and the sentence without it has no office, title or pronoun in its place.

    ## Languages
    Any two in one script; persons where both have a word list (simplemma, about 50).

    ## How to suppress
    `<!-- traudit-ignore ENT008: reason -->` before the paragraph, or `--ignore ENT008`.
    """

    rule: ClassVar[Rule] = RULE

    def left_out(self, context: CheckContext) -> str | None:
        """Without a source nothing is compared."""
        return NO_SOURCE if context.source is None else None

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article."""
        if context.source is None:
            return
        beads = list(_beads(context, context.source))
        languages = base(context.source.language.code), base(context.language)
        yield from _abbreviations(beads, languages)
        yield from _surnames(context, beads, languages)


def _beads(context: CheckContext, source: Document) -> Iterator[_Bead]:
    for alignment in context.beads:
        segments = tuple(context.document.segments[index] for index in alignment.target)
        said = " ".join(source.segments[index].text for index in alignment.source)
        yield _Bead(segments, said, " ".join(segment.text for segment in segments))


def _abbreviations(beads: Sequence[_Bead], languages: tuple[str, str]) -> Iterator[Candidate]:
    sides = [(_short(bead.said), _short(bead.text)) for bead in beads]
    kept = {word for said, text in sides for word in said & text}
    anywhere = {word.casefold() for bead in beads for word in re.findall(r"\w+", bead.said)}
    for bead, (said, text) in zip(beads, sides, strict=True):
        lost = sorted(one for one in (said - text) & kept if not _is_state(one, languages[0]))
        gained = sorted(
            one
            for one in text - said
            if one.casefold() not in anywhere and not _is_state(one, languages[1])
        )
        if len(lost) == len(gained) == 1 and not _is_same(lost[0], gained[0], languages):
            yield from _swapped(bead, lost[0], gained[0])


def _short(text: str) -> frozenset[str]:
    """The abbreviations of a text; none where words stand in capitals."""
    if text.isupper():
        return frozenset()
    found = {match.group() for match in _SHORT.finditer(text)}
    short = frozenset(one for one in found if not _ROMAN.fullmatch(one))
    return short if len(short) <= _SHOUTED else frozenset()


def _is_state(word: str, language: str) -> bool:
    return next(iter(mentions(word, language)), None) is not None


def _is_same(lost: str, gained: str, languages: tuple[str, str]) -> bool:
    """True for the abbreviations of one body in two languages."""
    bodies = [
        {one.id for one in (*table.own.get(word, ()), *table.other.get(word, ()))}
        for word in (lost, gained)
        for table in map(abbreviations, languages)
        if table is not None
    ]
    return any(one & other for one in bodies for other in bodies if one is not other)


def _swapped(bead: _Bead, lost: str, gained: str) -> Iterator[Candidate]:
    for segment in bead.target:
        for match in re.finditer(rf"(?<!\w){re.escape(gained)}(?!\w)", segment.text):
            yield Candidate(
                rule=RULE,
                segment=segment.index,
                span=segment.map.span(match.start(), match.end()),
                text=gained,
                message=say(
                    "`{gained}`: the source says `{lost}` here, and so does the translation "
                    "elsewhere.",
                    gained=gained, lost=lost,
                ),
                severity=Severity.MAJOR,
                confidence=0.9,
                evidence=_evidence(bead, say("The source nowhere has `{name}`.", name=gained)),
                suggestion=write(lost),
                key=f"not-kept:{lost}>{gained}",
            )  # fmt: skip


def _surnames(
    context: CheckContext, beads: Sequence[_Bead], languages: tuple[str, str]
) -> Iterator[Candidate]:
    if not all(has_lemmas(one) and has_frequencies(one) for one in languages):
        return
    sentences = {one.segment.index: one for one in read(context.document).sentences}
    full = _full_names(beads, languages)
    for bead in beads:
        said = sayings(bead.text, languages[1])
        instead = any(
            sentences[one.index].has(*_INSTEAD) for one in bead.target if one.index in sentences
        )
        for surname in dict.fromkeys(token.text for token in tokens(bead.said)):
            if surname in full and not instead and not is_said(surname, said):
                yield _gone(bead, surname, full[surname])


def _full_names(beads: Sequence[_Bead], languages: tuple[str, str]) -> dict[str, str]:
    """Surnames that are words of the source's language too, with the full name.

    The translation keeps first name and surname letter by letter at least once, and the article
    has one first name for the surname, where a town or a company would have several or an article.
    """
    found: dict[str, set[str]] = {}
    for bead in beads:
        for match in _FULL_NAME.finditer(bead.said):
            first, surname = match.groups()
            if match.group() in bead.text and _is_first(first, languages):
                found.setdefault(surname, set()).add(match.group())
    return {
        surname: names.pop()
        for surname, names in found.items()
        if len(names) == 1
        and is_known(surname.lower(), languages[0])
        and zipf(surname.lower(), languages[0]) < _COMMON
    }


def _is_first(word: str, languages: tuple[str, str]) -> bool:
    """True for first names: those of the list, and what only the source's language knows."""
    low = word.lower()
    if low in first_names():
        return True
    return zipf(low, languages[0]) < _COMMON and not any(
        is_known(low, other) for other in {languages[1], "en"}
    )


def _gone(bead: _Bead, surname: str, name: str) -> Candidate:
    segment = bead.target[0]
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(0, len(segment.text)),
        text=segment.text,
        message=say(
            "The source speaks of {name} here; the translation names nobody, though it does "
            "elsewhere: the name may have been translated as a word.",
            name=name,
        ),
        severity=Severity.MAJOR,
        confidence=0.7,
        evidence=_evidence(
            bead, say("`{name}` is also a word of the source’s language.", name=surname)
        ),
        suggestion=advise(say("Name {name}, and look at what stands in the place.", name=name)),
        key=f"not-kept:{surname}",
    )  # fmt: skip


def _evidence(bead: _Bead, why: Wording) -> tuple[Evidence, ...]:
    return (
        Evidence(SignalKind.SOURCE, say("The source says: {text}", text=bead.said)),
        Evidence(SignalKind.CHECK, why),
    )
