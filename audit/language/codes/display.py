"""Names of languages and states for messages."""

from __future__ import annotations

from functools import cache

from audit.language.codes.names import english_name
from audit.language.places.country_data import display
from audit.model.wording import Name


@cache
def language_name(code: str) -> Name:
    """``French`` for ``fr`` and ``fr-CA``; the code itself where no name is known."""
    base = code.replace("_", "-").split("-", 1)[0].lower()
    return Name(english_name(base) or _cldr(base) or code, "language", base)


def _cldr(base: str) -> str | None:
    """What Unicode CLDR calls a language of which there is no data."""
    from babel import Locale

    return None if base == "und" else Locale("en").languages.get(base)


def language_code(code: str, *, quoted: bool = False) -> Name:
    """A language by its code in English sentences; in others by its name."""
    return Name(f"{code!r}" if quoted else code, "language", code)


def state_code(code: str) -> Name:
    """A state by its code in English sentences; in others by its name."""
    return Name(code, "territory", code)


@cache
def state_name(code: str) -> Name:
    """What a state is called in English: ISO 3166 code."""
    return Name(display(code, "en"), "territory", code)
