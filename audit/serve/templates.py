"""The server's own pages, escaped by default, in the languages of ``locale``."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "html"
CATALOGUES = Path(__file__).parent / "locale"


def render(name: str, *, language: str | None, **values: Any) -> str:
    """A page of the folder ``html``.

    Args:
        language: BCP 47 of the interface; English where there is no catalogue.
    """
    code = (language or "en").replace("_", "-").split("-")[0].lower()
    known = code if (CATALOGUES / f"{code}.po").is_file() and code.isalpha() else "en"
    template = _environment().get_template(f"{name}.html.j2")
    page: str = template.render(values, language=known, _=_translations(known).gettext)
    # A lone surrogate cannot be written.
    return page.encode("utf-8", "replace").decode("utf-8")


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from audit.formats.html.environment import quoted

    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["quoted"] = quoted
    return made


@cache
def _translations(language: str) -> NullTranslations:
    """Read as text, so that no compiled catalogue can be older than it."""
    import io

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    if language == "en":
        return NullTranslations()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
