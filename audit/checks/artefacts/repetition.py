"""ART003: sentences, headlines or phrases that stand twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.checks.interface import Check, CheckContext
from audit.language.lexicon.grammar import grammar, plain
from audit.language.text.alphabet import script_of
from audit.language.text.loops import Loop, loops
from audit.language.text.tokens import Token, tokens
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, BlockKind, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion, advise
from audit.model.text import HOLE, LineIndex
from audit.model.wording import say

RULE = Rule(
    id="ART003",
    name="repetition",
    summary="A headline, sentence or phrase stands twice, or a phrase loops.",
    category=Category.ACCURACY_ADDITION,
    its_type="duplication",
    severity=Severity.MAJOR,
    languages=None,
)
LEAST_WORDS = 4
"""Shorter segments may well be said twice (“Non.”)."""
LEAST_CHARACTERS = 10
"""The same in scripts without spaces."""
LOOP = 3
"""From so many rounds on a phrase loops."""
_LONGEST = 12
"""Words of a phrase that loops."""
_DENSE = frozenset({"Chinese", "Japanese", "Thai"})
"""Scripts without spaces between words: their units are characters."""
_MARKS = ',;:.!?«»“”"、，。；：！？'
_BRACKETS = " ()[]{}\u00a0\u202f"
_QUOTES = '«“„"‘『「'


@dataclass(frozen=True, slots=True)
class _SmallWords:
    """Small words of a language; none where they are not known."""

    never_doubled: frozenset[str] = frozenset()
    """Articles and prepositions that are nothing else."""
    conjunctions: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()


class Repetition(Check):
    """
    ## What it finds

    A headline or sentence that stands twice in the article, and a phrase repeated on the spot:
    the loops that neural translation falls into, and words written twice.

    ## Why it matters

    A loop is nonsense that nobody wrote; a doubled headline is a fault of the import.

    ## Example

    Bad: `la mise en service de la mise en service de la mise en service du terminal`
    Good: `la mise en service du terminal`

    ## How it decides

    The same words in the same order, without regard to case. A phrase of two words or more that
    stands twice on the spot is minor, three times major. One word twice is minor where it is long,
    or an article or preposition of a language with word classes (`de de`); pronouns (`nous nous`),
    exclamations (`non, non`), words joined to themselves (`encore et encore`), names, and headlines
    that quote the text are left alone, as are segments under four words. Where a script sets no
    spaces, characters count instead, and phrases must be longer.

    ## Languages

    Any; articles and prepositions in French and English.

    ## How to suppress

    `<!-- traudit-ignore ART003: reason -->` before the paragraph, or `--ignore ART003`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Doubled segments first, then loops inside segments."""
        prose = [one for one in context.document.segments if one.kind in ARTICLE_KINDS]
        text = context.document.source.text
        yield from _doubled(prose, text)
        small = _small_words(context.language)
        for segment in prose:
            yield from _loops(segment, text, small)


def _doubled(segments: Iterable[Segment], text: str) -> Iterator[Candidate]:
    first: dict[tuple[str, ...], Segment] = {}
    lines = LineIndex(text)
    for segment in segments:
        units = _units(segment, text)
        key = tuple(unit.text.casefold() for unit in units)
        if len(key) < (LEAST_CHARACTERS if _is_dense(units) else LEAST_WORDS):
            continue
        earlier = first.setdefault(key, segment)
        if earlier is segment or _is_quoted_above(earlier, segment):
            continue
        message = say("This sentence stands twice in the article, word for word.")
        if earlier.kind == BlockKind.HEADLINE:
            message = say("This headline stands twice in the article, word for word.")
        line, column = lines.position(earlier.span.start)
        data = (("first_start", earlier.span.start), ("first_end", earlier.span.end))
        detail = say(
            "The same words stand on line {line}, column {column}.", line=line, column=column
        )
        yield Candidate(
            rule=RULE,
            segment=segment.index,
            span=segment.span,
            text=segment.text,
            message=message,
            severity=Severity.MINOR,
            confidence=0.95,
            evidence=(Evidence(SignalKind.CHECK, detail, data),),
            suggestion=advise(say("Delete one of the two.")),
        )


def _is_quoted_above(earlier: Segment, later: Segment) -> bool:
    """True for a headline or a pull quote that takes up a quotation of the text."""
    kinds = {earlier.kind, later.kind}
    if kinds == {BlockKind.QUOTE, BlockKind.BODY}:
        return True
    return BlockKind.HEADLINE in kinds and any(
        one.text.startswith(tuple(_QUOTES)) for one in (earlier, later)
    )


def _loops(segment: Segment, text: str, small: _SmallWords) -> Iterator[Candidate]:
    units = _units(segment, text)
    dense = _is_dense(units)
    longest = 2 * _LONGEST if dense else _LONGEST
    for loop in loops([unit.text.casefold() for unit in units], longest):
        run = units[loop.start : loop.end]
        is_fault = _is_dense_fault(loop) if dense else _is_fault(segment.text, run, loop, small)
        if is_fault and not all(unit.kind == "number" for unit in run):
            yield _loop(segment, run, loop)


def _is_fault(text: str, run: Sequence[Token], loop: Loop, small: _SmallWords) -> bool:
    """False for what people write: “non, non”, “nous nous”, “jour après jour”, lists."""
    if loop.size > 1:
        between = text[run[0].start : run[-1].end]
        if loop.rounds < LOOP and (loop.size == 2 and _is_emphasis(run, small)):
            return False
        return loop.rounds >= LOOP or not any(mark in between for mark in _MARKS)
    word = run[0]
    # Marks between make it an exclamation, capitals a name (Duran Duran) where it stands twice.
    if any(text[a.end : b.start].strip(_BRACKETS) for a, b in pairwise(run)):
        return False
    if loop.rounds >= LOOP:
        return len(word.text) > 3 or plain(word) in small.never_doubled or loop.rounds > LOOP + 1
    return not run[-1].is_capitalised and (len(word.text) > 5 or plain(word) in small.never_doubled)


def _is_emphasis(run: Sequence[Token], small: _SmallWords) -> bool:
    """``encore et encore et``, ``petit à petit à``: a word, what joins it to itself, and on."""
    first, second = plain(run[0]), plain(run[1])
    return not small.conjunctions.isdisjoint((first, second)) or second in small.prepositions


def _is_dense_fault(loop: Loop) -> bool:
    """Short reduplication is grammar in Chinese and Japanese (``看看``, ``一個一個``)."""
    return loop.size >= 6 or (loop.size >= 3 and loop.rounds >= LOOP)


def _loop(segment: Segment, run: Sequence[Token], loop: Loop) -> Candidate:
    start, end = run[0].start, run[-1].end
    phrase = segment.text[start : run[loop.size - 1].end]
    message = say("`{text}` stands twice in a row.", text=phrase)
    if loop.rounds != 2:
        message = say("`{text}` stands {number} times in a row.", text=phrase, number=loop.rounds)
    data = (("rounds", loop.rounds), ("units", loop.size))
    evidence = [Evidence(SignalKind.CHECK, message, data)]
    grave = loop.rounds >= LOOP
    if grave:
        detail = say(
            "{number} words say what {enough} would: a decoding loop.",
            number=loop.size * loop.rounds, enough=loop.size,
        )  # fmt: skip
        evidence.append(Evidence(SignalKind.FREQUENCY, detail))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=message,
        severity=Severity.MAJOR if grave else Severity.MINOR,
        confidence=0.97 if grave else 0.8,
        evidence=tuple(evidence),
        suggestion=Suggestion(phrase, say("Write `{should}` once.", should=phrase), fits=True),
    )


def _units(segment: Segment, source: str) -> tuple[Token, ...]:
    """Words and holes; where a script sets no spaces, characters."""
    text, every = segment.text, tokens(segment.text)
    if HOLE in text:
        every = tuple(sorted((*every, *_holes(segment, source)), key=lambda unit: unit.start))
    if text.isascii() or not any(_is_dense_word(token) for token in every):
        return every
    return tuple(
        unit
        for token in every
        for unit in (_characters(token) if _is_dense_word(token) else (token,))
    )


def _holes(segment: Segment, source: str) -> Iterator[Token]:
    """What is no text (code, pictures), as it stands in the file: two are seldom the same."""
    for at, character in enumerate(segment.text):
        if character == HOLE:
            span = segment.map.span(at, at + 1)
            yield Token(source[span.start : span.end], at, at + 1, "hole")


def _characters(token: Token) -> Iterator[Token]:
    for offset, character in enumerate(token.text):
        at = token.start + offset
        yield Token(character, at, at + 1, "word")


def _is_dense_word(token: Token) -> bool:
    return token.kind == "word" and script_of(token.text[0]) in _DENSE


def _is_dense(units: Sequence[Token]) -> bool:
    return 2 * sum(map(_is_dense_word, units)) > len(units)


def _small_words(language: str) -> _SmallWords:
    facts = grammar(language)
    if facts is None:
        return _SmallWords()
    others = {*facts.stand_alone, *facts.pronouns, *facts.conjunctions, *facts.may_double}
    return _SmallWords(
        frozenset((*facts.determiners, *facts.prepositions)) - others,
        frozenset(facts.conjunctions),
        frozenset((*facts.prepositions, *facts.stand_alone)),
    )
