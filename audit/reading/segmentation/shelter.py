"""What a bracket or a short quotation inside a sentence holds together."""

from __future__ import annotations

from bisect import bisect_left

from audit.reading.segmentation.rules import BRACKETS, Rules

_BRACKET_REACH = 400
"""A pair that closes later than this was left open by mistake."""
_TITLE_REACH = 40
"""A quotation inside a clause and no longer than this is a title or a cry: one piece."""


class Shelters:
    """The pairs of brackets and quotation marks of a text, asked from left to right."""

    def __init__(self, text: str, rules: Rules) -> None:
        self._text = text
        self._rules = rules
        self._partner: dict[int, int] = {}
        self._sideless: list[int] = []
        self._pair()
        self._opened = sorted(self._partner)
        self._next = 0
        self.end = 0
        """Where the widest shelter met so far closes."""

    def covers(self, mark: int, first: int) -> bool:
        """True when ``mark`` lies in a bracket, or in a short quotation of a clause, of the
        sentence whose first letter or digit is at ``first``. Marks are asked in rising order.
        """
        while self._next < len(self._opened) and self._opened[self._next] < mark:
            start = self._opened[self._next]
            end = self._partner[start]
            self._next += 1
            if start > first and (self._text[start] in BRACKETS or self._is_title(start, end)):
                self.end = max(self.end, end)
        return mark < self.end

    def bracket(self, start: int) -> int | None:
        """Where the bracket that opens at ``start`` closes; None when none opens there."""
        return self._partner.get(start) if self._text[start] in BRACKETS else None

    def closes(self, at: int) -> bool:
        """True when the sideless quotation mark at ``at`` is the second of a pair."""
        return bisect_left(self._sideless, at) % 2 == 1

    def _is_title(self, start: int, end: int) -> bool:
        text = self._text
        if end - start > _TITLE_REACH:
            return False
        if text[start] in self._rules.sideless and not text[start + 1].isalnum():
            return False  # the end of one quotation and the start of the next
        before = text[max(0, start - 2) : start].rstrip()[-1:]
        after = text[end + 1 : end + 3].lstrip()[:1]
        return (before.isalnum() or before in {"'", "’"}) and after.islower()

    def _pair(self) -> None:
        closing, sideless, text = self._rules.closing, self._rules.sideless, self._text
        stack: list[tuple[str, int]] = []
        for match in self._rules.pairing.finditer(text):
            mark, at = match.group(), match.start()
            if mark in closing:
                stack.append((closing[mark], at))
            elif mark in sideless:
                if text[max(0, at - 1) : at].isalnum() and text[at + 1 : at + 2].isalnum():
                    continue  # an apostrophe typed as a quotation mark
                if len(self._sideless) % 2:
                    self._partner[self._sideless[-1]] = at
                self._sideless.append(at)
            elif stack and stack[-1][0] == mark:
                start = stack.pop()[1]
                if at - start <= _BRACKET_REACH:
                    self._partner[start] = at
