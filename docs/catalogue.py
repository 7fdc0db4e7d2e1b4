"""Brings the catalogues of the HTML report up to date with its templates: ``nox -s catalogue``.

New texts are added without a translation, which a test refuses until somebody writes it; texts
that no template has any more are dropped.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

FORMATS = Path(__file__).resolve().parent.parent / "audit" / "formats"

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
        FORMATS / "templates", mapping, options, keywords
    ):
        found.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return found


def main() -> None:
    """Rewrites every catalogue that is there."""
    wanted = template()
    for path in sorted((FORMATS / "locale").glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        text = io.BytesIO()
        write_po(text, catalogue, width=100, sort_output=True, no_location=True, omit_header=True)
        head = HEAD.format(language=path.stem, plural=catalogue.plural_forms)
        path.write_bytes(head.encode() + text.getvalue().lstrip())
        missing = sum(not one.string for one in catalogue if one.id)
        print(f"{path.name}: {len(catalogue)} texts, {missing} to translate")


if __name__ == "__main__":
    main()
