"""What findings say, in the language of the reader.

A sentence is English and knows its template (:mod:`audit.model.wording`). The catalogues in
``locale/findings/`` have each template in other languages; what they lack stays English. They are
read when another language than English is asked for, and not before.
"""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from string import Formatter
from typing import Any

from audit.formats.catalog import DEFAULT, translations
from audit.formats.language import language_name
from audit.model.wording import CAPITAL, LINKS, SMALL, Listing, Name, Value, Wording, shaped

DOMAIN = "findings"
RULE_NAME, CATEGORY = "rule", "category"
"""Contexts of the catalogue in which names of rules and paths of categories stand."""


class Speaker:
    """Says sentences in one of the languages of the interface."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, text: str) -> str:
        """A sentence of a report in the language; as it is where the catalogue lacks it."""
        return str(text)

    def name(self, context: str, text: str) -> str:
        """The name of a rule or category."""
        return text

    def language_of(self, text: str) -> str:
        """Of what ``say`` makes of a sentence: the language, or English where it has no words."""
        return DEFAULT


class _Translator(Speaker):
    """Speaks another language than English."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self._catalogue = translations(language, DOMAIN)
        self._catalogue.add_fallback(_Nothing())
        self._filler = _Filler(language)

    def say(self, text: str) -> str:
        if isinstance(text, Listing):
            return self._listing(text)
        if not isinstance(text, Wording):
            return (self._catalogue.gettext(text) if text else "") or str(text)
        return self._wording(text)

    def language_of(self, text: str) -> str:
        if isinstance(text, Listing):
            parts = {self.language_of(item) for item in text.items if isinstance(item, str)}
            return self.language if parts <= {self.language} else DEFAULT
        wording = text if isinstance(text, Wording) else Wording(text, text, {})
        return self.language if text and self._template(wording) else DEFAULT

    def name(self, context: str, text: str) -> str:
        return self._catalogue.pgettext(context, text)

    def _wording(self, text: Wording) -> str:
        template = self._template(text)
        # A saved report may hold any template and any values: only our own is ever filled.
        if not template or not text.values:
            return template or str(text)
        values = {name: self._value(value) for name, value in text.values.items()}
        try:
            return self._filler.vformat(template, (), values)
        except (LookupError, ValueError, TypeError, ArithmeticError):
            return str(text)

    def _template(self, text: Wording) -> str:
        """The template in the language; empty where the catalogue has none."""
        if text.plural is None:
            return self._catalogue.gettext(text.template)
        return self._catalogue.ngettext(text.template, text.plural, text.number)

    def _value(self, value: Value) -> Value:
        if isinstance(value, Wording):
            return self._wording(value)
        if isinstance(value, Listing):
            return self._listing(value)
        if not isinstance(value, Name):
            return value
        if value.kind == RULE_NAME:
            return self._catalogue.pgettext(RULE_NAME, value)
        return _named(value, self.language)

    def _listing(self, value: Listing) -> str:
        items = [str(self._value(one)) for one in value.items]
        between, last = LINKS[value.link]
        word = self._catalogue.pgettext("link", value.link)
        if value.link == ";":
            between = last = f"{word} "
        elif value.link in ("and", "or"):
            last = f" {word} "
            between = ", " if value.link == "and" else last
        return between.join(items[:-1]) + last + items[-1] if len(items) > 1 else "".join(items)


class _Nothing(NullTranslations):
    """Has no sentence in any language."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""


class _Filler(Formatter):
    """Fills templates; numbers with a form get the signs of the language."""

    def __init__(self, language: str) -> None:
        from babel import Locale

        signs = Locale.parse(language).number_symbols["latn"]
        percent = Locale.parse(language).percent_formats[None].pattern.removeprefix("#,##0")
        self._signs = {".": signs["decimal"], ",": signs["group"], "%": percent}

    def format_field(self, value: Any, spec: str) -> str:
        if spec in (CAPITAL, SMALL):
            return shaped(str(value), spec)
        text: str = super().format_field(value, spec)
        if not spec or isinstance(value, str):
            return text
        return "".join(self._signs.get(sign, sign) for sign in text)


def _named(name: Name, language: str) -> str:
    from babel import Locale

    if name.kind == "language":
        found = language_name(name.code, language)
        return found if found != name.code else str(name)
    return str(Locale.parse(language).territories.get(name.code, name))


@cache
def speaker(language: str) -> Speaker:
    """The speaker of one of the languages of the interface."""
    return Speaker(language) if language == DEFAULT else _Translator(language)
