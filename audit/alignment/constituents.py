"""Phrases of a sentence that can be left out and leave a sentence: without a parser.

They are what stands between two marks of punctuation, and what a preposition leads up to the next
mark, preposition or conjunction; the latter need ``reference/languages/<code>/grammar.toml`` data
for the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit.language.lexicon.grammar import Grammar, grammar, plain
from audit.language.text.tokens import Token, tokens

LONGEST = 0.6
"""Part of the words of a sentence that a phrase may have: the rest must still say something."""
MOST = 12
"""Phrases of one sentence."""
_MARK = re.compile(r"[,;:()\[\]–—“”«»،；：，、（）]|\s-\s")
_SPACES = re.compile(r"\s+")
_DOUBLED = re.compile(r"([,;:])\s*(?=[,;:.!?…])")


def phrases(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of code points, longest first; none for a sentence that has no parts."""
    words = [token for token in tokens(text) if token.kind != "address"]
    facts = grammar(language.split("-", 1)[0])
    found = dict.fromkeys(
        (start, end)
        for start, end in (*_between_marks(text, words), *_led(text, words, facts))
        if _may_go(start, end, words, facts)
    )
    return tuple(sorted(found, key=lambda one: (one[0] - one[1], one[0]))[:MOST])


def without(text: str, start: int, end: int) -> str:
    """The sentence without one of its phrases, with its punctuation mended."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if before[-1:] in tuple(",;:–—(") and after[:1] in tuple(",;:–—)"):
        # A phrase between two marks takes one of them along; brackets go both.
        before = before[:-1] if before[-1] == "(" else before
        after = after[1:]
    joined = _SPACES.sub(" ", f"{before} {after}").strip()
    joined = _DOUBLED.sub("", joined).replace(" ,", ",").replace(" .", ".").lstrip(",;: ")
    return joined[:1].upper() + joined[1:] if start == 0 else joined


def _between_marks(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    marks = [0, *(match.end() for match in _MARK.finditer(text)), len(text)]
    for left, right in pairwise(marks):
        yield from _trimmed(left, right, words)


def _led(text: str, words: Sequence[Token], facts: Grammar | None) -> Iterator[tuple[int, int]]:
    if facts is None:
        return
    leads = [i for i, token in enumerate(words) if plain(token) in facts.prepositions]
    stops = {i for i, token in enumerate(words) if plain(token) in facts.conjunctions}
    for lead in leads:
        ends = [
            i
            for i in range(lead + 1, len(words) + 1)
            if i == len(words)
            or i in stops
            or (i in leads and i > lead + 1)
            or _MARK.search(text, words[i - 1].end, words[i].start)
        ]
        # Up to the next preposition, and with what that adds: `in the port`, `in the port of X`.
        for end in ends[:2]:
            yield words[lead].start, words[end - 1].end
            if end == len(words) or end in stops:
                break
            if _MARK.search(text, words[end - 1].end, words[end].start):
                break


def _trimmed(left: int, right: int, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    inside = [token for token in words if left <= token.start and token.end <= right]
    if inside:
        yield inside[0].start, inside[-1].end


def _may_go(start: int, end: int, words: Sequence[Token], facts: Grammar | None) -> bool:
    inside = [token for token in words if start <= token.start and token.end <= end]
    content = [token for token in inside if facts is None or not facts.is_closed(token)]
    return bool(content) and 0 < len(inside) <= LONGEST * len(words)
