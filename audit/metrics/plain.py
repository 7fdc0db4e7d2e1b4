"""Typography that means the same, in one form: a metric must not count the style of a quotation."""

from __future__ import annotations

import re

SIGNATURE = "typography:plain"
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        "…": "...",
    }
)
_GUILLEMETS = re.compile(r"«\s*+|(?<!\s)\s*+»")


def plain(text: str) -> str:
    """Text with straight quotation marks and apostrophes and ordinary spaces."""
    return _GUILLEMETS.sub('"', text).translate(_SIGNS)
