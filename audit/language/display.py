"""Names of languages for messages."""

from __future__ import annotations

from functools import cache

from audit.language.names import english_name


@cache
def language_name(code: str) -> str:
    """``French`` for ``fr`` and ``fr-CA``; the code itself where no name is known."""
    return english_name(code.replace("_", "-").split("-", 1)[0].lower()) or code
