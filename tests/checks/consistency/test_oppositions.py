from __future__ import annotations

import pytest

from audit.checks.consistency.opposition.data import Role, languages, oppositions, phrases
from audit.checks.consistency.opposition.statements import Statement, statements
from audit.checks.consistency.places import Article
from audit.checks.interface import CheckContext
from audit.core.patterns.phrases import expansions, phrase_pattern
from audit.model.document import SourceText
from audit.readers.text import TextReader
from audit.reading.ingest import ingest


def stated(text: str, language: str = "fr") -> list[Statement]:
    source = SourceText("a.txt", text, "utf-8", "0")
    document = ingest(source, "text", TextReader().read(source), language=language)
    return list(statements(Article(CheckContext(document, ()))))


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_phrase_is_well_formed_and_has_one_pole(language: str) -> None:
    assert phrases(language)
    for one in oppositions(language).values():
        up = {text for phrase in one.up for text in expansions(phrase)}
        down = {text for phrase in one.down for text in expansions(phrase)}
        assert up.isdisjoint(down)
        for text in (*up, *down, *one.topics):
            phrase_pattern(text)


@pytest.mark.parametrize(
    ("text", "pole"),
    [
        ("Les relations entre la Suède et la Norvège sont tendues.", Role.DOWN),
        ("Des liens étroits unissent la Suède à la Norvège.", Role.UP),
        (
            "Les relations entre la Suède et la Norvège se sont nettement dégradées, dit-on.",
            Role.DOWN,
        ),
        ("Stockholm et Oslo ont des relations cordiales.", Role.UP),
    ],
)
def test_a_statement_has_a_pole_and_two_states(text: str, pole: Role) -> None:
    (found,) = stated(text)
    assert (found.pole, found.actors) == (pole, {"SE", "NO"})


@pytest.mark.parametrize(
    "text",
    [
        "Les relations entre la Suède et la Norvège ne sont pas tendues.",
        "Les relations entre la Suède et la Norvège étaient tendues.",
        "Si les relations entre la Suède et la Norvège sont tendues, le commerce souffrira.",
        "Les relations entre la Suède et la Norvège sont tendues ?",
        "Les relations entre la Suède et la Norvège, tantôt tendues, tantôt cordiales.",
        "Les relations sont tendues.",
        "La Suède est tendue, la Norvège entretient des relations.",
        "Les relations entre la Suède, la Norvège et le Danemark sont tendues.",
        "L'économie de la Norvège a progressé.",
    ],
)
def test_what_is_not_stated_outright_is_no_statement(text: str) -> None:
    assert stated(text) == []


def test_measures_keep_their_figure_and_their_date() -> None:
    (found,) = stated("En 2023, les exportations de la Norvège ont reculé de 4,2 %.")
    assert {str(value) for _, value in found.numbers} == {"21/5"}
    assert found.dates
    assert found.place.text == "exportations de la Norvège ont reculé"


def test_english() -> None:
    (found,) = stated("Ties between Sweden and Norway have warmed.", "en")
    assert (found.pole, found.actors) == (Role.UP, {"SE", "NO"})
    assert stated("Ties between Sweden and Norway could become tense.", "en") == []
