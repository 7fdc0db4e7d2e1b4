"""The catalogues of what findings say: complete, fitting their templates, and well set."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from audit.formats.catalog import CATALOGUES
from audit.formats.wording import DOMAIN

DOCS = Path(__file__).resolve().parents[2] / "docs"
PATHS = sorted((CATALOGUES / DOMAIN).glob("*.po"))
LEFT_OUT = {
    "`{text}` looks wrong here: the context speaks of {other} ({preferred}).": {"preferred"},
    "`{text}` ({face}) looks wrong here: the context speaks of {other} ({preferred}).": {
        "preferred"
    },
}
"""Placeholders that a translation may leave out: in French the two names would be one."""
NO_BREAK = "\u00a0\u202f"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def translated(path: Path) -> Iterator[tuple[str, str]]:
    """A template and what it becomes, the plural beside the plural."""
    for one in read(path):
        if one.id and one.context != "link":
            yield from zip(_forms(one.id), _forms(one.string), strict=True)


def _forms(found: Any) -> tuple[str, ...]:
    return found if isinstance(found, tuple) else (found,)


def _key(one: Message) -> tuple[Any, Any]:
    return one.id, one.context


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_sentence_has_its_translation(path: Path) -> None:
    wanted: Catalog = runpy.run_path(str(DOCS / "catalogue.py"))["findings"]()
    found = read(path)
    assert {_key(one) for one in found if one.id} == {_key(one) for one in wanted if one.id}, (
        "run `nox -s catalogue`"
    )
    missing = [one.id for one in found if one.id and not all(_forms(one.string))]
    assert not missing
    assert not [one.id for one in found if one.fuzzy and one.id]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_placeholders_are_those_of_the_template(path: Path) -> None:
    for template, text in translated(path):
        own, theirs = _placeholders(text), _placeholders(template)
        gone = {name for name, _ in theirs - own}
        assert own <= theirs, f"{text!r}: foreign to {template!r}"
        assert gone <= LEFT_OUT.get(template, set()), f"{text!r}: {gone} is missing"


def _placeholders(text: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None}


def test_french_is_set_as_in_print() -> None:
    """Curly apostrophes, guillemets, no-break spaces; what is quoted as code stays as it is."""
    path = CATALOGUES / DOMAIN / "fr.po"
    for _, text in translated(path):
        said = re.sub(r"`[^`]*`|\{[^}]*\}", "x", text)
        assert not re.search("['\"“”]", said), text
        assert not re.search(rf"[^{NO_BREAK}][;!?»]|«[^{NO_BREAK}]", said), text
        assert not re.search(rf"(?<![{NO_BREAK}]):(?!\w)", said), text
        assert "  " not in said and said == said.strip(), text


def test_an_english_sentence_ends_as_its_translation_does() -> None:
    for template, text in translated(CATALOGUES / DOMAIN / "fr.po"):
        if template.endswith(".") and " " in template:
            assert text.endswith("."), text
