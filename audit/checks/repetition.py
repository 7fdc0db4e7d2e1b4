"""ART003: sentences, headlines or phrases that stand twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from audit.checks.interface import Check, CheckContext
from audit.language.tokens import Token, tokens
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind

RULE = Rule(
    id="ART003",
    name="repetition",
    summary="A headline, sentence or phrase stands twice, or a phrase loops.",
    category="accuracy/addition",
    its_type="duplication",
    severity=Severity.MAJOR,
    languages=None,
)
LEAST_WORDS = 4
"""Shorter segments may well be said twice (“Non.”)."""
LOOP = 3
"""From so many rounds on a phrase loops."""
_LONGEST = 12


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
    stands twice on the spot is minor, three times major; one word twice is minor unless the
    language doubles it (`nous nous`). Segments under four words are left alone.

    ## Languages

    Any that separates words by spaces.

    ## How to suppress

    `--ignore ART003`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        prose = [one for one in context.document.segments if one.kind in ARTICLE_KINDS]
        yield from _doubled(prose)
        for segment in prose:
            yield from _loops(segment)


def _doubled(segments: Iterable[Segment]) -> Iterator[Candidate]:
    first: dict[tuple[str, ...], Segment] = {}
    for segment in segments:
        key = tuple(token.text.casefold() for token in tokens(segment.text))
        if len(key) < LEAST_WORDS:
            continue
        earlier = first.setdefault(key, segment)
        if earlier is segment:
            continue
        what = "headline" if earlier.kind.value == "headline" else "sentence"
        yield Candidate(
            rule=RULE,
            segment=segment.index,
            span=segment.span,
            text=segment.text,
            message=f"This {what} stands in the article already, word for word.",
            severity=Severity.MINOR,
            confidence=0.95,
            evidence=(
                Evidence(
                    SignalKind.CHECK,
                    f"The same {len(key)} words stand at offset {earlier.span.start}.",
                    (("first_start", earlier.span.start), ("first_end", earlier.span.end)),
                ),
            ),
            suggestion="Delete one of the two.",
        )


def _loops(segment: Segment) -> Iterator[Candidate]:
    every = tokens(segment.text)
    words = [token.text.casefold() for token in every]
    index = 0
    while index < len(words):
        size, rounds = _loop_at(words, index)
        if rounds < 2 or not _is_fault(segment.text, every, index, size, rounds):
            index += 1
            continue
        yield _loop(segment, every[index : index + size * rounds], size, rounds)
        index += size * rounds


def _loop_at(words: list[str], index: int) -> tuple[int, int]:
    """(words, rounds) of the phrase at ``index`` that repeats most."""
    best = (1, 1)
    for size in range(1, min(_LONGEST, (len(words) - index) // 2) + 1):
        phrase, rounds = words[index : index + size], 1
        while words[index + size * rounds : index + size * (rounds + 1)] == phrase:
            rounds += 1
        if rounds > 1 and size > 2 and words[index + size * rounds :][: size - 1] == phrase[:-1]:
            # A last round that ends in another word, as loops do: “de la, de la, de la ... du”.
            rounds += 1
        if rounds > 1 and size * rounds > best[0] * best[1]:
            best = (size, rounds)
    return best


def _is_fault(text: str, every: tuple[Token, ...], index: int, size: int, rounds: int) -> bool:
    """False for what people write: “non, non”, “nous nous”, “jour après jour”, lists."""
    run = every[index : index + size * rounds]
    if all(token.kind == "number" for token in run):
        return False
    between = text[run[0].start : run[-1].end]
    if size == 1:
        # Pronouns double by rule and capitalised words are names (Duran Duran).
        plain = all(text[a.end : b.start].isspace() for a, b in pairwise(run))
        return plain and len(run[0].text) > 5 and not run[0].is_capitalised
    return rounds >= LOOP or not any(mark in between for mark in ',;:.!?«»“”"')


def _loop(segment: Segment, run: tuple[Token, ...], size: int, rounds: int) -> Candidate:
    start, end = run[0].start, run[-1].end
    phrase = segment.text[start : run[size - 1].end]
    evidence = [
        Evidence(
            SignalKind.CHECK,
            f"`{phrase}` stands {rounds} times in a row.",
            (("rounds", rounds), ("words", size)),
        )
    ]
    if rounds >= LOOP:
        detail = f"{size * rounds} words say what {size} would: a decoding loop."
        evidence.append(Evidence(SignalKind.FREQUENCY, detail))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=f"`{phrase}` is repeated {rounds} times on the spot.",
        severity=Severity.MAJOR if rounds >= LOOP else Severity.MINOR,
        confidence=0.97 if rounds >= LOOP else 0.8,
        evidence=tuple(evidence),
        suggestion=phrase,
    )
