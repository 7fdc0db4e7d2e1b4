"""Names of languages for messages, from CLDR."""

from __future__ import annotations

from functools import cache


@cache
def language_name(code: str, interface: str = "en") -> str:
    """``French`` for ``fr``; the code itself where CLDR has no name for it."""
    from babel import Locale

    base = code.replace("_", "-").split("-", 1)[0].lower()
    name = Locale.parse(interface).languages.get(base)
    return str(name) if name else code
