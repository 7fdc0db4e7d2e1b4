"""``traudit doctor --lang`` and docs/languages.md say what can be found in a language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from audit.model.coverage import ErrorKind, Looked, Means
from audit.run.support import only_part, support

Traudit = Callable[..., Any]


def test_the_table_of_a_language(traudit: Traudit) -> None:
    ran = traudit("doctor", "--lang", "spa")
    assert ran.code == 0
    first, *rows, _ = ran.out.splitlines()
    assert first == "es (Spanish): what is looked for"
    assert len(rows) == len(ErrorKind) - 2
    numbers = next(row for row in rows if "numbers" in row)
    assert numbers.startswith("yes") and "source" in numbers and "NUM001" in numbers


def test_what_is_no_language_is_a_usage_error(traudit: Traudit) -> None:
    ran = traudit("doctor", "--lang", "french")
    assert ran.code == 2 and "did you mean fr?" in ran.err


@pytest.mark.parametrize("language", ["ha", "und", "tlh"])
def test_a_language_without_data_has_hardly_anything(language: str) -> None:
    found = {one.kind: one for one in support(language)}
    for kind in (ErrorKind.UNTRANSLATED, ErrorKind.TERMINOLOGY, ErrorKind.GRAMMAR):
        assert found[kind].looked is Looked.NO
    assert Means.ARTICLE not in found[ErrorKind.NUMBERS].means


def test_spelling_alone_is_a_small_part_of_wrong_names() -> None:
    (entities,) = [one for one in support("hu") if one.kind is ErrorKind.ENTITIES]
    assert only_part(entities, Means.ARTICLE, "hu")
    assert not only_part(entities, Means.SOURCE, "hu")
