"""Names that a language shares with another are its own; copied ones are not."""

from __future__ import annotations

import pytest

from audit.language.places.foreign_states import foreign_names


@pytest.mark.parametrize(
    ("language", "name"),
    [("it", "Congo"), ("nl", "Palestina"), ("pt", "Inglaterra"), ("fr", "Congo")],
)
def test_native_names(language: str, name: str) -> None:
    assert name not in foreign_names(language)


@pytest.mark.parametrize(
    ("language", "name"),
    [("fr", "Yemen"), ("it", "Germany"), ("nl", "Germany"), ("de", "Spain"), ("en", "Allemagne")],
)
def test_copied_names(language: str, name: str) -> None:
    assert name in foreign_names(language)
