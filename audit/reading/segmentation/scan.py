"""Where the sentences of a block start, by the rules of its language.

One pass over the stops, left to right. A stop ends a sentence when the word before it does not
claim it, no bracket inside the sentence holds it, and what follows can start a sentence.
"""

from __future__ import annotations

import re

from audit.reading.segmentation.glued import glued_start
from audit.reading.segmentation.rules import DASHES, NOTE, Rules
from audit.reading.segmentation.shelter import Shelters

_CONTENT = re.compile(r"[^\W_]")
_INK = re.compile(r"\S")
_SPACED_NOTE = re.compile(rf"(?:{NOTE})(?=\s|\Z)")
_LINK = re.compile(r"https?://|www\.")
_SENTENCE_INSIDE = re.compile(r"[!?…]|(?<![A-ZÀ-Þ])\.\s")
_CREDIT_REACH = 120


def rule_cuts(text: str, rules: Rules) -> list[int]:
    """Offsets where a sentence starts after another in a text without blank lines."""
    return _Scan(text, rules).cuts()


class _Scan:
    """One pass over a text."""

    def __init__(self, text: str, rules: Rules) -> None:
        self._text = text
        self._rules = rules
        self._shelters = Shelters(text, rules)
        self._first = 0
        """The first letter or digit of the sentence that is being read."""

    def cuts(self) -> list[int]:
        """Offsets where a sentence starts after another one."""
        cuts: list[int] = []
        self._begin(0)
        done = 0
        for stop in self._rules.stops.finditer(self._text):
            mark = stop.start()
            if mark < done or mark <= self._first:
                continue
            sheltered = self._shelters.covers(mark, self._first)
            tail = self._tail(stop.end(), sheltered)
            cut = self._cut(mark, stop.end(), tail)
            if sheltered and not (stop.group() == "." and self._leaves(tail, cut)):
                continue
            done = tail
            while cut is not None:
                cuts.append(cut)
                self._begin(cut)
                done = max(done, cut)
                cut = self._after_credit(cut)
        return cuts

    def _begin(self, start: int) -> None:
        content = _CONTENT.search(self._text, start)
        self._first = content.start() if content else len(self._text)

    def _lead(self, start: int) -> int:
        """Where the word after opening marks and dashes starts."""
        match = self._rules.lead.match(self._text, start)
        assert match is not None
        return match.end()

    def _tail(self, end: int, sheltered: bool) -> int:
        """Where the closing marks after a run of stops end, or just outside the shelter."""
        limit = self._shelters.end + 1 if sheltered else len(self._text)
        match = self._rules.tail.match(self._text, end, limit)
        assert match is not None
        tail = match.end()
        gap = 1 if self._text[tail : tail + 1].isspace() else 0
        at = tail + gap
        if self._text[at : at + 1] in self._rules.sideless and self._shelters.closes(at):
            free = not gap or not self._text[at + 1 : at + 2].strip()
            return at + 1 if free else tail
        return tail

    def _leaves(self, tail: int, cut: int | None) -> bool:
        """True when the stop inside a bracket stands for one outside: ``(so he said.) The``."""
        if cut is None or tail <= self._shelters.end:
            return False
        return self._rules.words.is_starter(self._text, self._lead(cut))

    def _cut(self, mark: int, end: int, tail: int) -> int | None:
        """Where the next sentence starts, or None when the stop at ``mark`` ends none."""
        ink = _INK.search(self._text, tail)
        if ink is None:
            return None
        if ink.start() == tail:
            start = glued_start(self._text, self._rules, mark, end, tail, self._first)
            return None if start is None else self._judged(mark, end, tail, start)
        note = _SPACED_NOTE.match(self._text, ink.start())
        if note is not None:
            ink = _INK.search(self._text, note.end())
        return None if ink is None else self._judged(mark, end, tail, ink.start())

    def _judged(self, mark: int, end: int, tail: int, start: int) -> int | None:
        """``start`` when what stands there can start a sentence and the stop is free."""
        text, words = self._text, self._rules.words
        word = self._lead(start)
        run, lead = text[mark:end], text[start:word]
        if not self._can_start(run, lead, word) or words.holds(text, mark, word, self._first):
            return None
        asked = tail > end and not {"!", "?"}.isdisjoint(run)
        return None if asked and not lead and words.reports(text, word) else start

    def _can_start(self, run: str, lead: str, word: int) -> bool:
        """True when the letter or digit at ``word`` can start a sentence after that run."""
        letter = self._text[word : word + 1]
        if not letter.isalnum():
            return False
        if letter.islower():
            opened = "@" in lead or "#" in lead or not self._rules.openers.isdisjoint(lead)
            return run == "." and (opened or _LINK.match(self._text, word) is not None)
        trails_off = "…" in run or (".." in run and {"!", "?"}.isdisjoint(run))
        return not (trails_off and letter.isdigit())

    def _after_credit(self, cut: int) -> int | None:
        """Where the text after a bracketed credit starts, when the new sentence is one."""
        end = self._shelters.bracket(cut)
        if end is None or end - cut > _CREDIT_REACH:
            return None
        inside = self._text[cut + 1 : end]
        if len(inside) < 3 or inside.isdigit() or _SENTENCE_INSIDE.search(inside):
            return None
        ink = _INK.search(self._text, end + 1)
        if ink is None or ink.start() == end + 1:
            return None
        word = self._lead(ink.start())
        dashed = not set(DASHES).isdisjoint(self._text[ink.start() : word])
        return ink.start() if not dashed and self._text[word : word + 1].isupper() else None
