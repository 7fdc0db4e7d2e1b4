"""The library sentencex for languages without rules of their own, its cuts mended."""

from __future__ import annotations

import logging
import re

_LOG = logging.getLogger(__name__)
_WINDOW = 2048
"""Code points given to the library at once: its time grows faster than its text."""
_MARGIN = 128
"""Cuts so near to the end of a window are left to the next one, which sees what follows."""
# The library takes no lone surrogates, and panics on some spaces beyond ASCII (sentencex 1.0.32
# on ".J\u2003."). The stand-ins have the same length.
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE_SPACE = re.compile(r"[^\S\t\n\r ]")
_ANY_MARK = "«»“”„‘’‚‹›\"'()\\[\\]{}「」『』（）【】《》"
_CLOSED = re.compile(f"[{_ANY_MARK}]{{1,8}}(?=[\\s,;:.!?…]|\\Z)")
_CLOSED_AFTER_GAP = re.compile("[»”›)\\]}」』）】》]{1,8}(?=[\\s,;:.!?…]|\\Z)")
_OPENED = re.compile(f"(?<!\\S)[{_ANY_MARK}]+\\Z")
_OPENED_BEFORE_GAP = re.compile("(?<!\\S)[«“„‘‚‹(\\[{「『（【《]+\\s+\\Z")
_CARRY_ON = re.compile(r"[\s—–-]{0,8}([^\W\d_]|[,;:،؛，；：])")


def library_cuts(text: str, language: str) -> list[int]:
    """Offsets where a sentence starts after another, as sentencex has it, mended.

    The library reads an unknown language, ``und`` too, by its English rules. A text on which it
    fails stays whole, with a warning in the log.
    """
    clean = _WIDE_SPACE.sub(" ", _SURROGATE.sub("\ufffd", text))
    code = language.split("-", 1)[0].lower()
    mended = (_mended(clean, cut) for cut in _library_cuts(clean, "en" if code == "und" else code))
    return [cut for cut in mended if cut is not None]


def _library_cuts(text: str, code: str) -> list[int]:
    cuts: list[int] = []
    start = 0
    while start < len(text):
        window = text[start : start + _WINDOW]
        last = start + _WINDOW >= len(text)
        found = _starts(window, code)
        sure = [at for at in found if at > 0 and (last or at < _WINDOW - _MARGIN)]
        cuts.extend(start + at for at in sure)
        start += len(window) if last or not sure else max(sure[-1], _WINDOW // 2)
    return cuts


def _starts(text: str, code: str) -> list[int]:
    from sentencex import get_sentence_boundaries

    try:
        return [int(item["start_index"]) for item in get_sentence_boundaries(code, text)]
    except BaseException as error:
        # Rust's panics are no Exception and their class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        _LOG.warning(
            "sentencex failed on a text of %d code points (%s): %s", len(text), code, error
        )
        return []


def _mended(text: str, cut: int) -> int | None:
    """The cut, moved past closing marks or before opening ones; None where a sentence goes on."""
    gap = text[cut - 1].isspace()
    closed = (_CLOSED_AFTER_GAP if gap else _CLOSED).match(text, cut)
    if closed is not None:
        cut = closed.end()
    else:
        before = text[max(0, cut - 8) : cut]
        opened = (_OPENED_BEFORE_GAP if gap else _OPENED).search(before)
        if opened is not None:
            return cut - len(opened.group())
    carry = _CARRY_ON.match(text, cut)
    if carry is not None and (not carry.group(1).isalpha() or carry.group(1).islower()):
        return None
    return cut
