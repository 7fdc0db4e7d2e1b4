"""Directions and names of languages, from CLDR (by Babel)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from audit.model.document import UNDETERMINED


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """``rtl``, ``ltr``, or ``auto`` (the browser looks at the text) where CLDR does not say."""
    locale = _locale(language)
    if locale is None:
        return "auto"
    return "rtl" if locale.character_order == "right-to-left" else "ltr"


@lru_cache(maxsize=256)
def language_name(language: str, ui_language: str) -> str:
    """What the language is called in the interface; its code where CLDR has no name."""
    locale = _locale(language)
    name = None if locale is None else locale.get_display_name(ui_language)
    return name or language


@lru_cache(maxsize=16)
def decimal_mark(ui_language: str) -> str:
    """What stands before the decimals."""
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(ui_language)


def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError

    if language.split("-")[0] == UNDETERMINED:
        return None
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
