"""A sentence that starts right after a stop, the space forgotten: ``fin.Le``, not ``site.com``."""

from __future__ import annotations

import re

from audit.reading.segmentation.rules import SPACE, Rules

_NOTE_NUMBER = re.compile(rf"\d{{1,3}}[{SPACE}]+(?=\S)")
_WIDE_STOPS = frozenset("。！？｡")
"""No space follows them."""
_TOKEN_REACH = 60
_DOMAIN_ENDS = frozenset(
    {"com", "net", "org", "info", "fr", "ru", "de", "uk", "eu", "be", "ch", "ca", "us", "tv", "io"}
    | {"gouv", "html", "htm", "pdf", "js", "php"}
)


def glued_start(text: str, rules: Rules, mark: int, end: int, tail: int, first: int) -> int | None:
    """Where a sentence could start; None when the stop is inside a word, name or address.

    Args:
        text: the block.
        rules: of its language.
        mark: offset of the stop; ``end`` is where the run of stops ends.
        end: see ``mark``.
        tail: offset after the closing marks, where ink stands.
        first: offset of the first letter or digit of the sentence before.
    """
    letter = text[tail]
    if text[mark] in _WIDE_STOPS or _is_uncased_wide(letter):
        return None if tail > end and rules.words.carries_on(text, tail) else tail
    if letter in rules.openers or letter in "—–":
        return None if text[tail + 1 : tail + 2].islower() else tail
    if not (tail > end or _after_word(text, rules, mark)):
        return None
    if letter.isdigit():
        note = _NOTE_NUMBER.match(text, tail)
        if note is None or text[mark:end] != "." or rules.words.holds(text, mark, tail, first):
            return None
        return note.end()
    second = text[tail + 1 : tail + 2]
    if not letter.isupper() or not (second.islower() or second in {"'", "’"}):
        return None
    return None if _in_address(text, mark, tail) else tail


def _is_uncased_wide(letter: str) -> bool:
    """True for Chinese characters, kana and their like, which never follow a space."""
    return letter >= "\u2e80" and letter.isalpha() and not "\uac00" <= letter <= "\ud7a3"


def _after_word(text: str, rules: Rules, mark: int) -> bool:
    """True when a sentence can end before ``mark``: a full stop needs three small letters."""
    before = text[max(0, mark - 3) : mark]
    if before[-1:] in rules.closers or (before.isalpha() and before.islower()):
        return True
    return text[mark] != "." and before.rstrip()[-1:].isalnum()


def _in_address(text: str, mark: int, tail: int) -> bool:
    """True inside a URL, an e-mail address or a domain name."""
    before = text[max(0, mark - _TOKEN_REACH) : mark].split()[-1:]
    after = text[tail : tail + _TOKEN_REACH].split()[0]
    if any("@" in part or "/" in part or "www." in part for part in (*before, after)):
        return True
    return re.split(r"\W", after, maxsplit=1)[0].lower() in _DOMAIN_ENDS
