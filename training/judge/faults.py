"""Translations of people with one fault or two, in any language: what is wrong is known.

Numbers are changed, names exchanged for others of the article, words for words of another sentence,
clauses left out, added or said twice, words taken over from the source.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np

from training.judge.material import Row
from training.judge.tags import words

FAULT = "FAULT:"
"""Names of makers of faults begin so."""
Tokens = list[tuple[str, bool]]
"""Words with the space before them, and whether each is wrong."""


def faulty(row: Row, others: Sequence[Row], dice: random.Random) -> Row | None:
    """A person's translation with faults; None where it is too short for one.

    Args:
        others: of the same language; what is put in comes from them.
    """
    tokens = _tokens(row.target)
    if len(tokens) < 6:
        return None
    for change in dice.sample(CHANGES, dice.choice((1, 1, 1, 2))):
        tokens = change(tokens, row, dice.choice(others), dice)
    text, spans, wrong = "", [], []
    for token, is_wrong in tokens:
        inner = token.strip()
        start = len(text) + token.index(inner)
        text += token
        spans.append((start, start + len(inner)))
        wrong.append(is_wrong)
    if text.strip() == row.target.strip():
        return None
    return Row(
        row.pair, row.article, FAULT + "made", row.source, text, None, tuple(spans), np.array(wrong)
    )


def _tokens(text: str) -> Tokens:
    found, last = [], 0
    for _start, end in words(text):
        found.append((text[last:end], False))
        last = end
    return found


def _exchange(tokens: Tokens, row: Row, other: Row, dice: random.Random) -> Tokens:
    """Words for such as another sentence has, names for names."""
    theirs = [token for token, _ in _tokens(other.target) if token.strip().isalpha()]
    places = [at for at, (token, _) in enumerate(tokens) if token.strip().isalpha()]
    if not theirs or not places:
        return tokens
    run = dice.choice((1, 1, 2)) if " " in row.target.strip() else dice.choice((2, 3))
    at = dice.choice(places)
    made = list(tokens)
    for place in range(at, min(at + run, len(made))):
        old = made[place][0]
        alike = [each for each in theirs if _kind(each) == _kind(old)] or theirs
        made[place] = (_spaced(old, dice.choice(alike)), True)
    return made


def _kind(token: str) -> tuple[bool, bool]:
    inner = token.strip()
    return inner[:1].isupper(), len(inner) > 4


def _spaced(old: str, new: str) -> str:
    return old[: len(old) - len(old.lstrip())] + new.strip()


def _number(tokens: Tokens, row: Row, other: Row, dice: random.Random) -> Tokens:
    """A digit of a number for another one; a word where there is none."""
    places = [at for at, (token, _) in enumerate(tokens) if any(map(str.isdigit, token))]
    if not places:
        return _exchange(tokens, row, other, dice)
    made, at = list(tokens), dice.choice(places)
    token = made[at][0]
    digit = dice.choice([place for place, letter in enumerate(token) if letter.isdigit()])
    new = dice.choice([each for each in "123456789" if each != token[digit]])
    made[at] = (token[:digit] + new + token[digit + 1 :], True)
    return made


def _leave_out(tokens: Tokens, row: Row, other: Row, dice: random.Random) -> Tokens:
    size = max(2, int(len(tokens) * dice.uniform(0.1, 0.4)))
    at = dice.randrange(1, max(2, len(tokens) - size))
    # The word after the gap is where a reader would notice.
    return [
        *tokens[:at],
        *((token, True) for token, _ in tokens[at + size :][:1]),
        *tokens[at + size + 1 :],
    ]


def _add(tokens: Tokens, row: Row, other: Row, dice: random.Random) -> Tokens:
    theirs = _tokens(other.target)
    size = min(len(theirs), max(2, int(len(tokens) * dice.uniform(0.1, 0.3))))
    start = dice.randrange(len(theirs) - size + 1)
    at = dice.randrange(1, len(tokens))
    space = " " if " " in row.target.strip() else ""
    added = [(token, True) for token, _ in theirs[start : start + size]]
    added[0] = (space + added[0][0].strip(), True)
    return [*tokens[:at], *added, *tokens[at:]]


def _again(tokens: Tokens, row: Row, other: Row, dice: random.Random) -> Tokens:
    size, at = dice.randint(1, 3), dice.randrange(1, len(tokens) - 1)
    said = [(token, True) for token, _ in tokens[at : at + size]]
    return [*tokens[: at + size], *said, *tokens[at + size :]]


def _take_over(tokens: Tokens, row: Row, other: Row, dice: random.Random) -> Tokens:
    """Words of the source, about where they would stand."""
    source = _tokens(row.source)
    places = [
        at for at, (token, _) in enumerate(source) if token.strip().isalpha() and len(token) > 3
    ]
    if not places:
        return _exchange(tokens, row, other, dice)
    at = dice.choice(places)
    place = min(len(tokens) - 1, at * len(tokens) // len(source))
    made = list(tokens)
    made[place] = (_spaced(made[place][0], source[at][0]), True)
    return made


CHANGES: tuple[Callable[[Tokens, Row, Row, random.Random], Tokens], ...] = (
    _exchange, _exchange, _number, _leave_out, _add, _again, _take_over,
)  # fmt: skip
