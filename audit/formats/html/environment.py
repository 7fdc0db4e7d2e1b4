"""The templates: everything is escaped, unless it is a part of the page itself."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import Any

from audit.formats.catalog import translations
from audit.formats.html.assets import TEMPLATES
from audit.formats.language import decimal_mark, direction, language_name
from audit.formats.wording import speaker


@cache
def environment(ui_language: str) -> Any:
    """A jinja2 environment that speaks one language of the interface."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    from audit.formats.html.compiled import CompiledTemplates

    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=CompiledTemplates(ui_language),
    )
    found.install_gettext_translations(  # type: ignore[attr-defined]
        translations(ui_language), newstyle=True
    )
    # Only the page's own style, scripts and rule pages pass unescaped.
    found.filters["ours"] = Markup
    found.tests["prefix_of"] = lambda prefix, text: text.startswith(prefix)
    found.filters["quoted"] = quoted
    found.filters["kept"] = kept
    found.filters["shortened"] = shortened
    found.filters["decimal"] = lambda value: decimal(value, ui_language)
    found.filters["language"] = lambda code: language_name(code, ui_language)
    speaks = speaker(ui_language)
    found.filters["said"] = speaks.say
    found.filters["unlinked"] = unlinked
    found.filters["tongue"] = speaks.language_of
    found.filters["named"] = lambda text, context: speaks.name(context, text)
    found.globals["dir_of"] = direction
    return found


def decimal(value: float, ui_language: str) -> str:
    """One decimal, as the interface writes it."""
    return f"{value:.1f}".replace(".", decimal_mark(ui_language))


def kept(text: str) -> Any:
    """Escaped text that an HTML parser gives back with the same number of code points.

    It would make one of CR LF; offsets of a selection would then be wrong.
    """
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))


def shortened(text: str, most: int = 160) -> str:
    """A text cut between words, with a sign that it was."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def unlinked(sentence: str, link: str | None) -> str:
    """Without the address at its end, which is shown as a link."""
    return sentence.removesuffix(f" ({link})")


def quoted(message: str, of_article: Container[str] = (), language: str = "und") -> Any:
    """A message with its `quotations` set as code, everything escaped.

    Quotations that stand ``of_article`` are marked as being in its ``language``.
    """
    from markupsafe import Markup, escape

    parts = message.split("`")
    if len(parts) % 2 == 0:
        return escape(message)
    return Markup("").join(
        _code(part, of_article, language) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )


def _code(words: str, of_article: Container[str], language: str) -> Any:
    from markupsafe import Markup

    if words not in of_article:
        return Markup('<code dir="auto">{}</code>').format(words)
    return Markup('<code lang="{}" dir="{}">{}</code>').format(language, direction(language), words)
