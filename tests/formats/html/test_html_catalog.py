from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from audit.formats.catalog import CATALOGUES, ui_language, ui_languages
from audit.formats.html.format import HtmlFormat
from audit.formats.interface import FormatOptions
from audit.model.report import Report

TOOL = Path(__file__).resolve().parents[3] / "docs" / "catalogue.py"
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w+\}")


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    template: Catalog = runpy.run_path(str(TOOL))["template"]()
    assert len(template) > 100
    return template


def catalogues() -> list[Path]:
    return sorted(CATALOGUES.glob("*.po"))


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.stem)
def test_every_text_is_translated_with_its_placeholders(path: Path, wanted: Catalog) -> None:
    with path.open("rb") as file:
        found = read_po(file, locale=path.stem)
    texts = {one.id for one in wanted if one.id}
    assert {one.id for one in found if one.id} == texts, "run `nox -s catalogue`"
    for one in found:
        if not one.id:
            continue
        originals = one.id if one.pluralizable else (one.id,)
        strings = one.string if one.pluralizable else (one.string,)
        assert all(strings), f"no translation of {one.id!r}"
        assert not one.fuzzy, one.id
        for text in strings:
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(originals[-1]))


def test_the_page_speaks_french(make_report: Callable[..., Report]) -> None:
    html = HtmlFormat(FormatOptions(ui_language="fr-CA")).render(make_report())
    assert '<html lang="fr" dir="ltr">' in html
    for text in ("À corriger d’abord", "1 article contrôlé", "9 mots", "61,5", "indonésien"):
        assert text in html, text
    assert "Correct first" not in html


def test_a_language_without_a_catalogue_is_english() -> None:
    assert ui_languages()[0] == "en"
    assert [ui_language(code) for code in (None, "de", "FR_fr", "en-GB")] == [
        "en",
        "en",
        "fr",
        "en",
    ]
