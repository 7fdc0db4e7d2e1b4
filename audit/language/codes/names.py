"""Names of languages in other languages, and codes as people write them."""

from __future__ import annotations

import re
from functools import cache

from audit.core.reference import Entry, languages_of, load_language
from audit.language.codes.tags import standard

_TOPIC = "language-names"


class LanguageNames(Entry, frozen=True):
    """``reference/languages/<code>/language-names.toml``."""

    language: str
    """The language that the names are in."""
    sources: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    """By BCP 47 code; ``*`` at the end of a name stands for any letters."""
    words: bool = True
    """False where a name may stand inside a run of letters (no spaces, or prefixes)."""


@cache
def pattern(language: str) -> str:
    """A regular expression for any name of a language in ``language``, without groups.

    It matches nothing where there is no data.
    """
    data = load_language(_TOPIC, language, LanguageNames)
    if data is None:
        return r"(?!)"
    forms = sorted((form for row in data.names.values() for form in row), key=_length)
    body = "|".join(map(_expression, forms))
    return rf"\b(?:{body})\b" if data.words else rf"(?:{body})"


@cache
def english_name(code: str) -> str | None:
    """What a language is called in English, or None where that is not known."""
    data = load_language(_TOPIC, "en", LanguageNames)
    forms = data.names.get(code.split("-", 1)[0].lower(), ()) if data is not None else ()
    return forms[0] if forms else None


@cache
def has_words(language: str) -> bool:
    """True when names in ``language`` stand between word boundaries."""
    data = load_language(_TOPIC, language, LanguageNames)
    return data is None or data.words


@cache
def code_of(name: str, language: str | None = None) -> str | None:
    """The code of a language name, in ``language`` or in any language with data, or None."""
    for known in (language,) if language is not None else sorted(languages_of(_TOPIC)):
        for expression, code in _rows(known):
            if expression.fullmatch(name):
                return code
    return None


def parse(value: str) -> str | None:
    """The BCP 47 code that a tag (``fr_CA``) or a name (``Indonesian``) stands for, or None."""
    value = " ".join(value.split())
    named = code_of(value)
    if named is not None:
        return named
    return standard(value)


@cache
def _rows(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    data = load_language(_TOPIC, language, LanguageNames)
    return tuple(
        (re.compile("|".join(map(_expression, sorted(forms, key=_length))), re.IGNORECASE), code)
        for code, forms in (data.names.items() if data is not None else ())
    )


def _length(form: str) -> int:
    return -len(form)


def _expression(form: str) -> str:
    stem = re.escape(form.removesuffix("*")).replace(r"\ ", r"\s+")
    return stem + r"\w*" if form.endswith("*") else stem
