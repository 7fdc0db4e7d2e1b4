"""What the two checks on untranslated text share: which languages to look for, and where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from audit.checks.interface import CheckContext
from audit.language.codes.tags import base
from audit.language.lexicon.grammar import grammar
from audit.language.lexicon.mixing import CLEAR, ForeignRun, foreign_runs
from audit.language.lexicon.words import zipf
from audit.language.text.tokens import Token, tokens
from audit.model.document import ARTICLE_KINDS, UNDETERMINED, BlockKind, Segment

LOOKED_AT = ARTICLE_KINDS | {BlockKind.CREDIT}
"""Notices and page furniture are often in another language, and are reported by other rules; a
dateline is a name."""
HALF = 0.5
WHOLE = 0.6
"""From this share of its words on, the segment itself is untranslated."""
SENTENCE = 4.0
"""Least score of an untranslated segment: about one clear and two likely words."""
CREDIT = 1.5
"""The same for a credit: two or three words, most of them names."""
_OPENING = '«“"„'
_CLOSING = '»”"“'
_SENTENCE = 200
"""Tokens looked at for words that a sentence writes small."""
_LOAN = 60
"""Code points of the longest loan with the words beside it."""
_NEAR = 80
"""Code points looked at beside a run for quotation marks."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A foreign run with the segment that it stands in."""

    segment: Segment
    run: ForeignRun

    @property
    def text(self) -> str:
        """The run as it is written."""
        return self.segment.text[self.run.start : self.run.end]

    @property
    def is_whole(self) -> bool:
        """True when the segment as a whole is in the other language."""
        if self.segment.kind == BlockKind.CREDIT:
            return self.run.share >= HALF and self.run.score >= CREDIT
        return self.run.share >= WHOLE and self.run.score >= SENTENCE

    @property
    def quoted(self) -> int | None:
        """Words of the quotation that the run stands in; None when it stands in none."""
        text = self.segment.text
        left = text[max(0, self.run.start - _NEAR) : self.run.start]
        right = text[self.run.end : self.run.end + _NEAR]
        opening = max((left.rfind(mark) for mark in _OPENING), default=-1)
        closing = min((at for mark in _CLOSING if (at := right.find(mark)) >= 0), default=-1)
        if opening < 0 or closing < 0 or any(mark in left[opening + 1 :] for mark in "»”"):
            return None
        inside = left[opening + 1 :] + self.text + right[:closing]
        return sum(token.kind == "word" for token in tokens(inside))

    def neighbours(self) -> tuple[Token | None, Token | None]:
        """The tokens before and after the run that only white space parts from it."""
        every = tokens(self.segment.text)
        first = bisect_left(every, self.run.start, key=_start)
        last = bisect_left(every, self.run.end, key=_start)
        before = every[first - 1] if first else None
        after = every[last] if last < len(every) else None
        text = self.segment.text
        if before is not None and text[before.end : self.run.start].strip():
            before = None
        if after is not None and text[self.run.end : after.start].strip():
            after = None
        return before, after

    @property
    def is_title(self) -> bool:
        """True for capitalised words in a sentence that writes others small: a work's title."""
        run = self.run
        if 2 * sum(word[0].isupper() for word in run.words) <= len(run.words):
            return False
        outside = (
            token
            for token in tokens(self.segment.text)[:_SENTENCE]
            if token.text.islower() and not run.start <= token.start < run.end
        )
        return len(list(islice(outside, 2))) == 2

    def continues_name(self, language: str) -> bool:
        """True for the small words of a foreign name: ``Caisse`` *nationale*."""
        before, _ = self.neighbours()
        if before is None or not before.is_capitalised:
            return False
        word = before.text.casefold()
        return zipf(word, self.run.language) - zipf(word, language) >= CLEAR


def mixed(context: CheckContext) -> Iterator[Mixed]:
    """Foreign runs of the article, in order; established loans are left out."""
    language = base(context.language)
    others = candidate_languages(context)
    for segment in context.document.segments:
        if segment.kind in LOOKED_AT:
            # The words of a credit are capitalised as if they were names (`[Photo/Agencies]`).
            capitals = segment.kind == BlockKind.CREDIT
            for run in foreign_runs(segment.text, language, others, capitals=capitals):
                found = Mixed(segment, run)
                if not _is_loan(found, language) and not found.is_title:
                    yield found


def candidate_languages(context: CheckContext) -> tuple[str, ...]:
    """Languages that may have been left: the original's, those identified, English and French."""
    document = context.document
    named = [document.provenance.source_language or ""]
    named += [segment.language.code for segment in document.segments if _is_own(segment)]
    named += ["en", "fr"]
    bases = dict.fromkeys(base(code) for code in named)
    return tuple(code for code in bases if code not in ("", UNDETERMINED, base(context.language)))


def _is_loan(found: Mixed, language: str) -> bool:
    """True for ``c'est la vie`` in English: words that the language has taken over."""
    loans = _loans(language)
    if all(_plain(word) in loans for word in found.run.foreign):
        return True
    # The run may have left out the first or last word, which the language has too.
    before, after = found.neighbours()
    start = before.start if before is not None else found.run.start
    end = after.end if after is not None else found.run.end
    near = f" {_plain(found.segment.text[start:end])} "
    return len(near) < _LOAN and any(f" {loan} " in near for loan in loans if " " in loan)


@cache
def _loans(language: str) -> frozenset[str]:
    found = grammar(language)
    return frozenset(found.loans) if found is not None else frozenset()


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")


def _start(token: Token) -> int:
    return token.start


def _is_own(segment: Segment) -> bool:
    return segment.language.origin in ("identified", "declared")
