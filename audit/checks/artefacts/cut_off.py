"""ART005: a sentence that was cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.checks.interface import Check, CheckContext
from audit.language.lexicon.grammar import Grammar, grammar, plain
from audit.language.text.tokens import Token, tokens
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, BlockKind, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import advise
from audit.model.wording import say

RULE = Rule(
    id="ART005",
    name="cut-off-sentence",
    summary="A sentence breaks off before its end.",
    category=Category.ACCURACY_OMISSION,
    its_type="omission",
    severity=Severity.MINOR,
    languages=None,
)
FINISHED = 0.8
"""Part of an article's paragraphs that must end with a final mark for one without to count."""
LEAST_PARAGRAPHS = 5
LEAST_WORDS = 6
"""Shorter sentences without a final mark are labels, names and items of lists."""
ALONE = 20
"""Words that a paragraph of one sentence needs: shorter ones may be sub-headings."""
LEAST_LETTERS = 40
"""The same in letters, for scripts without spaces."""
_DENSE = 10
"""Letters a token from which a script sets no spaces."""
_FINAL = ".!?…。！？؟۔।;:；："
_QUOTES = "»”’\"'」』›“"
_PAUSE = ",،、，"
_CLOSING = " \u00a0\u202f)]）】*_"
_APOSTROPHES = "'’"
_TAIL = 80
"""Code points looked at at the end of a segment."""
_BULLET = re.compile(r"(?:[-–—•‣▪*·◦]|\d{1,3}[.)])\s")


class CutOffSentence(Check):
    """
    ## What it finds

    Sentences that end with a word that no sentence ends with (`... pour les élèves de la.`),
    paragraphs that end with a comma, and a paragraph without a final mark in an article that sets
    one everywhere else.

    ## Why it matters

    Engines stop at a number of tokens, and imports cut at a number of characters. What was lost
    may be the point of the sentence.

    ## Example

    Bad: `Le conseil a voté les crédits pour la`
    Good: `Le conseil a voté les crédits pour la rénovation du port.`

    ## How it decides

    The last word of each sentence is looked up among the articles, prepositions, conjunctions and
    auxiliaries that cannot end one. A missing final mark counts in paragraphs of several sentences
    or of twenty words, in articles of five paragraphs or more of which four fifths end with one;
    lists, quotations, and lines that the next one goes on with in small letters, are left alone. An
    ellipsis is meant.

    ## Languages

    Final marks: any. Last words: French, English.

    ## How to suppress

    `<!-- traudit-ignore ART005: reason -->` before the paragraph, or `--ignore ART005`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """By the last word first, then by the final mark; one candidate per segment."""
        facts = grammar(context.language)
        told: set[int] = set()
        for segment in context.document.segments:
            word = None if facts is None else _dangling(segment, facts, context.language)
            if word is not None:
                told.add(segment.index)
                yield _by_word(segment, word)
        for paragraph in _unfinished(_paragraphs(context)):
            if paragraph.last.index not in told:
                yield _by_mark(paragraph)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose with its last character that is no closing mark."""

    segments: tuple[Segment, ...]
    end: str
    following: str
    """The first character of the next paragraph, empty for none."""

    @property
    def last(self) -> Segment:
        """Its last segment."""
        return self.segments[-1]

    @property
    def is_finished(self) -> bool:
        """True when it ends with a final mark or a closing quotation mark."""
        return self.end in _FINAL or self.end in _QUOTES


def _paragraphs(context: CheckContext) -> list[Paragraph]:
    groups: list[list[Segment]] = []
    for segment in context.document.segments:
        if groups and groups[-1][0].block == segment.block:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    found = []
    for index, group in enumerate(groups):
        if group[0].kind in (BlockKind.BODY, BlockKind.QUOTE):
            following = groups[index + 1][0].text[:1] if index + 1 < len(groups) else ""
            tail = group[-1].text[-_TAIL:].rstrip(_CLOSING)
            found.append(Paragraph(tuple(group), tail[-1:], following))
    return found


def _dangling(segment: Segment, facts: Grammar, language: str) -> Token | None:
    """The last word of a sentence when none can end with it."""
    own = segment.language.code.split("-", 1)[0] == language.split("-", 1)[0]
    if segment.kind not in ARTICLE_KINDS or not own:
        return None
    every = tokens(segment.text)
    if len(every) < 3 or _BULLET.match(segment.text):
        return None
    last, rest = every[-1], segment.text[every[-1].end :].strip()
    word = plain(last)
    if rest[:1] in _APOSTROPHES and rest:
        # An elision with nothing after it: "le prix d'".
        word, rest = f"{word}'", rest[1:]
    if last.is_capitalised or word not in facts.never_last:
        return None
    # A quoted word ("the"), an ellipsis or a dash is meant; a bracket may hold an aside.
    return last if rest in ("", ".", ",", "!", "?") else None


def _unfinished(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    finished = sum(one.is_finished for one in paragraphs)
    is_custom = len(paragraphs) >= LEAST_PARAGRAPHS and finished >= FINISHED * len(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if paragraph.is_finished or not is_custom or _goes_on(paragraph):
            continue
        beside = (*paragraphs[max(0, index - 1) : index], *paragraphs[index + 1 : index + 2])
        if any(not one.is_finished for one in beside) or _BULLET.match(paragraph.segments[0].text):
            continue
        if (paragraph.end.isalnum() or paragraph.end in _PAUSE) and _is_long(paragraph):
            yield paragraph


def _goes_on(paragraph: Paragraph) -> bool:
    """True when the next paragraph carries the sentence on."""
    following = paragraph.following
    return following.islower() or following in '«“"„‘—–-' if following else False


def _is_long(paragraph: Paragraph) -> bool:
    text = paragraph.last.text
    every = tokens(text)
    if not every or every[-1].kind == "address" or text[:1].islower():
        return False
    least = LEAST_WORDS if len(paragraph.segments) > 1 else ALONE
    letters = sum(map(str.isalpha, text))
    return len(every) >= least or letters >= max(LEAST_LETTERS, _DENSE * len(every))


def _by_word(segment: Segment, word: Token) -> Candidate:
    return _candidate(
        segment,
        say("This sentence breaks off after `{word}`.", word=word.text),
        say("No sentence ends with `{word}`.", word=word.text),
        SignalKind.MORPHOLOGY,
        0.85,
    )


def _by_mark(paragraph: Paragraph) -> Candidate:
    if paragraph.end in _PAUSE:
        message = say("This paragraph ends with a comma: its end seems to be lost.")
        confidence = 0.75
    else:
        message = say("This paragraph ends without a full stop: its end may be lost.")
        confidence = 0.6
    detail = say("Nearly all other paragraphs of the article end with a final mark.")
    return _candidate(paragraph.last, message, detail, SignalKind.CHECK, confidence)


def _candidate(
    segment: Segment, message: str, detail: str, signal: SignalKind, confidence: float
) -> Candidate:
    start = _tail_start(segment.text)
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, len(segment.text)),
        text=segment.text[start:],
        message=message,
        severity=Severity.MINOR,
        confidence=confidence,
        evidence=(Evidence(signal, detail),),
        suggestion=advise(say("Look up the end of the sentence in the original.")),
    )


def _tail_start(text: str) -> int:
    """Where the last few words start: what an editor looks at."""
    every = tokens(text)
    return every[-5].start if len(every) > 5 else 0
