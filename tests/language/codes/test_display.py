"""Names of languages in messages."""

from __future__ import annotations

import pytest

from audit.language.codes.display import language_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("fr", "French"),
        ("id-ID", "Indonesian"),
        ("zh_Hant", "Chinese"),
        ("cy", "Welsh"),
        ("und", "und"),
        ("qq", "qq"),
        ("", ""),
    ],
)
def test_names(code: str, name: str) -> None:
    assert language_name(code) == name
