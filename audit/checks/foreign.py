"""What the two checks on untranslated text share: which languages to look for, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.checks.interface import CheckContext
from audit.language.mixing import ForeignRun, foreign_runs
from audit.model.document import ARTICLE_KINDS, UNDETERMINED, BlockKind, Segment

LOOKED_AT = ARTICLE_KINDS | {BlockKind.CREDIT, BlockKind.DATELINE}
"""Notices and page furniture are often in another language, and are reported by other rules."""
HALF = 0.5
WHOLE = 0.6
"""From this share of its words on, the segment itself is untranslated."""
SENTENCE = 4.0
"""Least score of an untranslated segment: about one clear and two likely words."""
CREDIT = 1.5
"""The same for a credit: two or three words, most of them names."""
FUNCTION_WORD = 6.2
"""Zipf frequency from which a word is grammar rather than content (``the``, ``and``, ``of``)."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A foreign run with the segment that it stands in."""

    segment: Segment
    run: ForeignRun

    @property
    def is_whole(self) -> bool:
        """True when the segment as a whole is in the other language."""
        if self.segment.kind == BlockKind.CREDIT:
            return self.run.share >= HALF and self.run.score >= CREDIT
        return self.run.share >= WHOLE and self.run.score >= SENTENCE

    @property
    def is_quoted(self) -> bool:
        """True when the run stands between quotation marks."""
        before = self.segment.text[: self.run.start].rstrip()[-1:]
        after = self.segment.text[self.run.end :].lstrip(" \u00a0\u202f.,!?…")[:1]
        return before in _OPENING and after in _CLOSING and bool(before and after)


_OPENING = "«“\"'‘„"
_CLOSING = "»”\"'’“"


def mixed(context: CheckContext) -> Iterator[Mixed]:
    """Foreign runs of the article, in order."""
    language = _base(context.language)
    others = candidate_languages(context)
    for segment in context.document.segments:
        if segment.kind in LOOKED_AT:
            # The words of a credit are capitalised as if they were names (`[Photo/Agencies]`).
            capitals = segment.kind == BlockKind.CREDIT
            for run in foreign_runs(segment.text, language, others, capitals=capitals):
                yield Mixed(segment, run)


def candidate_languages(context: CheckContext) -> tuple[str, ...]:
    """Languages that may have been left: the original's, those identified, English and French."""
    document = context.document
    named = [document.provenance.source_language or ""]
    named += [segment.language.code for segment in document.segments if _is_own(segment)]
    named += ["en", "fr"]
    bases = dict.fromkeys(_base(code) for code in named)
    return tuple(code for code in bases if code not in ("", UNDETERMINED, _base(context.language)))


def _is_own(segment: Segment) -> bool:
    return segment.language.origin in ("identified", "declared")


def _base(code: str) -> str:
    return code.split("-", 1)[0].lower()
