"""Text in another script than the article's: whole segments, words left over, disguised letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.checks.interface import CheckContext
from audit.checks.untranslated.foreign import LOOKED_AT
from audit.language.codes.tags import base
from audit.language.lexicon.words import has_frequencies
from audit.language.text.alphabet import disguised, main_script, script_counts, stray_runs
from audit.model.document import Segment

_WHOLE = 0.7
"""Part of its letters from which a segment as a whole is in another script."""
_LEAST = 10
"""Letters of a whole segment."""
_ORIGINAL = re.compile(r"[(（\[]\s*$")
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Stray:
    """Words of another script inside a segment."""

    segment: Segment
    start: int
    """Code point in the segment's text."""
    end: int
    script: str
    home: str

    @property
    def text(self) -> str:
        """As it is written."""
        return self.segment.text[self.start : self.end]


def home_script(context: CheckContext) -> str | None:
    """The script of the article, or None when it has no main one."""
    return main_script(
        segment.text for segment in context.document.segments if segment.kind in LOOKED_AT
    )


def whole_segments(context: CheckContext) -> Iterator[Stray]:
    """Segments that are in another script as a whole."""
    home = home_script(context)
    for segment in context.document.segments:
        if home is not None and segment.kind in LOOKED_AT:
            script = _other_script(segment.text, home)
            if script is not None:
                yield Stray(segment, 0, len(segment.text), script, home)


def strays(context: CheckContext) -> Iterator[Stray]:
    """Words of another script in segments of the article's own.

    Originals in brackets are left alone. Latin words are at home in every script; in languages
    with word frequencies those tell which are left over.
    """
    home = home_script(context)
    if home is None:
        return
    latin_too = not has_frequencies(base(context.language))
    for segment in context.document.segments:
        if segment.kind not in LOOKED_AT or _other_script(segment.text, home) is not None:
            continue
        text = segment.text
        for run in stray_runs(text, home):
            if _ORIGINAL.search(text, max(0, run.start - _NEAR), run.start):
                continue
            if run.script == "Latin" and not (
                latin_too and run.words > 1 and text[run.start : run.end].islower()
            ):
                continue
            yield Stray(segment, run.start, run.end, run.script, home)


def lookalikes(context: CheckContext) -> Iterator[tuple[Segment, int, int, str]]:
    """Words with letters of another script in disguise: segment, start, end, the word mended."""
    for segment in context.document.segments:
        if segment.kind in LOOKED_AT:
            for start, end, mended in disguised(segment.text):
                yield segment, start, end, mended


def _other_script(text: str, home: str) -> str | None:
    counts = script_counts(text)
    if home == "Japanese":
        counts[home] += counts.pop("Chinese", 0)
    script = max(counts, key=lambda one: counts[one], default=home)
    if script in (home, "Latin") or counts[script] < _WHOLE * counts.total():
        return None
    return script if counts[script] >= _LEAST else None
