"""Brings the catalogues up to date with templates, checks and reference data: ``nox -s catalogue``.

New texts are added without a translation, which a test refuses until somebody writes it; texts
that nothing says any more are dropped. ``docs/catalogue_texts.py`` collects what findings say.
"""

from __future__ import annotations

import io
import runpy
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

FORMATS = Path(__file__).resolve().parent.parent / "audit" / "formats"
LOCALE = FORMATS / "locale"

HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural}\\n"

"""
"""Without the dates and addresses that Babel would write anew each time."""


def template() -> Catalog:
    """Every text of the templates."""
    found = Catalog(project="traudit", charset="utf-8")
    mapping = [("**.j2", "jinja2.ext:babel_extract")]
    options = {"**.j2": {"trimmed": "true", "silent": "false"}}
    keywords = {"_": None, "ngettext": (1, 2)}
    for name, _, message, comments, context in extract_from_dir(
        FORMATS / "html" / "templates", mapping, options, keywords
    ):
        found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def findings() -> Catalog:
    """Every template of a sentence in a finding, and every text of the reference data in one."""
    texts = runpy.run_path(str(Path(__file__).with_name("catalogue_texts.py")))["texts"]()
    found = Catalog(project="traudit", charset="utf-8")
    for message, context in texts:
        found.add(message, context=context)
    return found


def update(path: Path, wanted: Catalog) -> None:
    """Rewrites one catalogue, its translations kept."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem)
    catalogue.update(wanted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    text = io.BytesIO()
    write_po(text, catalogue, width=100, sort_output=True, no_location=True, omit_header=True)
    head = HEAD.format(language=path.stem, plural=catalogue.plural_forms)
    path.write_bytes(head.encode() + text.getvalue().lstrip())
    missing = sum(not all(_strings(one.string)) for one in catalogue if one.id)
    print(f"{path.relative_to(LOCALE)}: {len(catalogue)} texts, {missing} to translate")


def _strings(found: Any) -> tuple[str, ...]:
    return found if isinstance(found, tuple) else (found or "",)


def main() -> None:
    """Rewrites every catalogue that is there."""
    for path in sorted(LOCALE.glob("*.po")):
        update(path, template())
    for path in sorted((LOCALE / "findings").glob("*.po")):
        update(path, findings())


if __name__ == "__main__":
    main()
