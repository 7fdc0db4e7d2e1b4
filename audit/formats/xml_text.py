"""Text in XML 1.0, which cannot hold every character, not even escaped."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Text that XML can hold: other characters are written out, as ``\\u0001``."""
    return ILLEGAL.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
