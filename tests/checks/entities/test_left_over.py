"""ENT005: short names of bodies that were left in the language of the source."""

import pytest

from audit.checks.entities.abbreviation import Abbreviation
from audit.model.finding import Severity
from tests.checks.entities.test_confusable import context


def _found(text: str, language: str) -> list[tuple[str, Severity, str]]:
    found = Abbreviation().run(context(text, language))
    return [
        (one.text, one.severity, one.suggestion.replacement if one.suggestion else "")
        for one in found
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Spokespeople of the Kemlu declined to comment.", ("Kemlu", Severity.MAJOR, "Indonesian Foreign Ministry")),
        ("fr", "La TCMB a relevé son taux.", ("TCMB", Severity.MAJOR, "banque centrale turque")),
        ("es", "El МЧС envió dos aviones.", ("МЧС", Severity.MAJOR, "Ministerio de Emergencias de Rusia")),
        ("it", "Il rapporto dell'EZB è atteso.", ("EZB", Severity.MINOR, "BCE")),
    ],
)  # fmt: skip
def test_a_short_name_of_another_language_is_told(
    language: str, text: str, expected: tuple[str, Severity, str]
) -> None:
    assert _found(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Kemlu belum memberi keterangan."),
        ("fr", "Le ministère indonésien des Affaires étrangères (Kemlu) n’a pas répondu."),
        ("fr", "L’agence BNPB (gestion des catastrophes) a publié un bilan."),
        ("de", "Die EZB und die UNO tagen."),
    ],
)
def test_what_is_known_or_explained_is_left_alone(language: str, text: str) -> None:
    assert _found(text, language) == []
