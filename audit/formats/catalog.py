"""The texts of the page in the languages of its interface, from gettext catalogues.

English stands in the templates and in the checks; ``locale/<language>.po`` has the texts of the
page in another language, ``locale/findings/<language>.po`` those of the findings. They are read as
they are, so no compiled catalogue can be older than its text.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent / "locale"
DEFAULT = "en"


def ui_languages() -> tuple[str, ...]:
    """Codes of the languages that the page can speak, English first."""
    return (DEFAULT, *sorted(path.stem for path in CATALOGUES.glob("*.po")))


def ui_language(wanted: str | None) -> str:
    """The language of the interface for a BCP 47 code; English where there is no other."""
    return primary(wanted) if speaks(wanted) else DEFAULT


def speaks(wanted: str | None) -> bool:
    """True when there is a catalogue for a code, whatever its region."""
    return primary(wanted) in ui_languages()


def primary(wanted: str | None) -> str:
    """The language of a code without its region."""
    return (wanted or DEFAULT).split("-")[0].split("_")[0].lower()


@cache
def translations(language: str, domain: str = "") -> NullTranslations:
    """The catalogue of one of ``ui_languages``: of the page, or of the findings."""
    import io

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    if language == DEFAULT:
        return NullTranslations()
    with (CATALOGUES / domain / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
