"""What came of something, as a headline and the text under it tell it: approved or rejected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.language.lexicon.content import supported
from audit.language.lexicon.words import lemma, zipf
from audit.model.understanding import Spot
from audit.understanding.data import Role, opposite_phrases
from audit.understanding.reading import Reading, Sentence

_LEAD = 2
"""Sentences under the headline that tell what it says."""
_NEGATED = 25
"""Code points between a negation and its verb."""
_LEAST = 4.0
"""Weight of what headline and text share."""
_PART = 0.45
"""Of the weight of the headline."""
_STATE, _STATE_WEIGHT = "=", 3.0
_CEILING, _COMMONEST, _HEAVIEST = 7.5, 5.2, 4.0
"""On the Zipf scale: weight is what a word lacks from the ceiling, at most the heaviest."""
_SHORTEST = 4
_BREAK = re.compile(r"[,;:.!?()]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """``Parliament rejects the reform``."""

    row: int
    """Of the data: what else could have come of it."""
    side: int
    """0 or 1; a negation turns it round."""
    spot: Spot


def told_twice(reading: Reading) -> Iterator[tuple[Outcome, Outcome]]:
    """The outcomes of the headline, each with that of a sentence of the lead on the same matter."""
    if not supported(reading.language) or not reading.opens_apart:
        return
    head, *body = reading.sentences
    for sentence in body[:_LEAD]:
        if not _is_one_matter(head, sentence):
            continue
        for one in _outcomes(head):
            for other in _outcomes(sentence):
                if one.row == other.row:
                    yield one, other
        return


def _is_one_matter(head: Sentence, other: Sentence) -> bool:
    """True where they share a rarer word, and most of what the headline speaks of."""
    one, two = _weights(head), _weights(other)
    both = one.keys() & two.keys()
    weight = sum(one[key] for key in both)
    words = [key for key in both if not key.startswith(_STATE)]
    return bool(words) and weight >= max(_LEAST, _PART * sum(one.values()))


def _weights(sentence: Sentence) -> dict[str, float]:
    """The states and rarer words of a sentence; capitals say nothing in a headline."""
    found = {f"{_STATE}{state.code}": _STATE_WEIGHT for state in sentence.states}
    for token in sentence.words:
        low = token.text.casefold()
        if token.kind != "word" or len(low) < _SHORTEST or _is_state(sentence, token.start):
            continue
        key = lemma(low, sentence.language).casefold()
        weight = _CEILING - max(zipf(low, sentence.language), zipf(key, sentence.language))
        if weight >= _CEILING - _COMMONEST:
            found[key] = min(weight, _HEAVIEST)
    return found


def _is_state(sentence: Sentence, place: int) -> bool:
    return any(state.start <= place < state.end for state in sentence.states)


def _outcomes(sentence: Sentence) -> list[Outcome]:
    """One for each row of which the sentence has one side only, outside quotation marks."""
    if sentence.text.rstrip().endswith("?"):
        return []
    found: dict[int, list[Outcome]] = {}
    for hit in opposite_phrases(sentence.language).finditer(sentence.text):
        side = {value for value in hit.values if len(hit.values) == 1}
        if not side or sentence.is_quoted(hit.start):
            continue
        row, told = side.pop()
        turned = _is_negated(sentence, hit.start)
        spot = sentence.spot(hit.start, hit.end)
        found.setdefault(row, []).append(Outcome(row, told ^ turned, spot))
    return [rows[0] for rows in found.values() if len({one.side for one in rows}) == 1]


def _is_negated(sentence: Sentence, start: int) -> bool:
    """True right after a negation, in one clause."""
    return any(
        hit.end <= start
        and start - hit.end <= _NEGATED
        and not _BREAK.search(sentence.text[hit.end : start])
        for hit, _ in sentence.of(Role.NEGATION)
    )
