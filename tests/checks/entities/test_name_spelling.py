"""ENT002: house forms, pairs, and names across articles."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from audit.checks.entities.names.forms import forms, is_name
from audit.checks.entities.names.spelling import NameSpelling
from audit.checks.interface import CheckContext
from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.entity import Entity, EntityKind
from audit.model.finding import Severity, SignalKind
from audit.model.suggestion import write
from audit.model.text import TextMap


def context(*sentences: str, language: str = "fr", path: str = "article.txt") -> CheckContext:
    known = Language(language, 1.0, "option")
    segments, blocks, at = [], [], 0
    for index, text in enumerate(sentences):
        placed = TextMap.identity(at, len(text))
        blocks.append(Block(index, BlockKind.BODY, text, placed, known))
        segments.append(Segment(index, index, BlockKind.BODY, text, placed, known))
        at += len(text) + 1
    document = Document(
        SourceText(path, "\n".join(sentences), "utf-8", ""),
        "text",
        known,
        Provenance(machine_translated=False),
        tuple(blocks),
        tuple(segments),
    )
    return CheckContext(document, tuple(None for _ in segments))


def told(where: CheckContext) -> list[tuple[str, Severity]]:
    return [(found.text, found.severity) for found in NameSpelling().run(where)]


def test_a_variant_alone_is_minor_and_beside_the_right_form_major() -> None:
    assert told(context("M. Lukashenko parle.")) == [("Lukashenko", Severity.MINOR)]
    mixed = context("M. Loukachenko parle.", "M. Lukashenko se tait.")
    assert told(mixed) == [("Lukashenko", Severity.MAJOR)]
    (found,) = NameSpelling().run(mixed)
    assert {one.signal for one in found.evidence} == {SignalKind.TERMBASE, SignalKind.CHECK}
    assert found.suggestion == write("Loukachenko")


def test_a_place_in_two_spellings_stays_minor() -> None:
    assert told(context("Il va à Marioupol.", "Il quitte Mariupol.")) == [
        ("Mariupol", Severity.MINOR)
    ]


def test_one_finding_a_spelling_at_its_first_place() -> None:
    where = context("Baranovichi accueille.", "À Baranovichi, on attend.", "Baranovichi vote.")
    (found,) = NameSpelling().run(where)
    assert found.span.start == 0


@pytest.mark.parametrize(
    "sentences",
    [
        ("Le Moscow Times et Beijing Review paraissent.",),
        ("Le bateau va de Mexico à Tampico.", "Le Mexique attend."),
        ("Les Obama reçoivent Obama.", "Les Biélorusses de Biélorussie votent."),
        ("Les Etats-Unis votent.", "Aux États-Unis, on vote."),
        ("Viktor Orban parle.", "Victor Hugo écrit."),
        ("Al-Qaïda recrute.", "Le chef d'al-Qaïda se cache."),
    ],
)
def test_what_is_left_alone(sentences: tuple[str, ...]) -> None:
    assert told(context(*sentences)) == []


def test_a_shared_first_name_makes_two_spellings_one_person() -> None:
    where = context("Oumar Moumouni dirige le port.", "Oumar Mumuni a été entendu.")
    assert told(where) == [("Mumuni", Severity.MAJOR)]
    where = context("Selon Moumouni, le port vit.", "Selon Mumuni, il meurt.")
    assert told(where) == [("Mumuni", Severity.MINOR)]


def test_the_rarer_spelling_is_the_one_reported() -> None:
    where = context("Selon Mumuni, oui.", "Selon Moumouni, non.", "Selon Moumouni, si.")
    (found,) = NameSpelling().run(where)
    assert found.text == "Mumuni"
    assert found.suggestion is not None and "Moumouni" in str(found.suggestion)


def test_a_possessive_is_no_other_name() -> None:
    where = context("Elchin's house is Cherenkov's.", "Cherenkov sold it.", language="en")
    assert set(forms(where)) == {"Elchin", "Cherenkov"}


def test_words_of_the_language_are_no_names() -> None:
    assert is_name("Loukachenko", "fr")
    assert not is_name("Maison", "fr")
    assert not is_name("Temps", "fr")
    assert not is_name("OTAN", "fr")
    assert not is_name("Li", "fr")


def test_names_across_articles_are_told_once_with_all_places() -> None:
    contexts = [
        context("Selon Moumouni, oui.", path="a.txt"),
        context("Selon Moumouni, non.", path="b.txt"),
        context("Selon Mumuni, si.", path="c.txt"),
        context("Le bateau vient de Kiev.", path="d.txt"),
        context("Le bateau va à Kyiv.", path="e.txt"),
        context("Mr Moumouni agrees.", language="en", path="f.txt"),
    ]
    found = list(NameSpelling().run_across(contexts))
    assert [[place.path for place in one.occurrences] for one in found] == [
        ["d.txt", "e.txt"],
        ["c.txt", "a.txt", "b.txt"],
    ]
    for one in found:
        assert one.occurrences[0].text == one.candidate.text


def test_what_one_article_mixes_is_told_there() -> None:
    contexts = [
        context("Selon Moumouni, oui.", "Selon Mumuni, non.", path="a.txt"),
        context("Selon Moumouni, non.", path="b.txt"),
    ]
    assert list(NameSpelling().run_across(contexts)) == []


def test_many_names_and_many_articles_take_seconds() -> None:
    letters = "bcdfglmnprst"
    names = [f"{a.upper()}e{b}o{c}ink" for a in letters for b in letters for c in letters]
    contexts = [context(*(f"Selon {name}, oui." for name in names[i::40])) for i in range(40)]
    started = time.process_time()
    list(NameSpelling().run(context(*(f"Selon {name}, oui." for name in names))))
    list(NameSpelling().run_across(contexts))
    assert time.process_time() - started < 20


def test_languages() -> None:
    assert NameSpelling().supports("fr-CA")
    assert not NameSpelling().supports("zh")


def named(where: CheckContext, *names: tuple[str, EntityKind]) -> CheckContext:
    """The article with these names recognised, each at its first place in a segment."""
    entities = tuple(
        tuple(
            Entity(at, at + len(text), kind)
            for text, kind in names
            if (at := segment.text.find(text)) >= 0
        )
        for segment in where.document.segments
    )
    return replace(where, entities=entities)


def test_persons_with_other_first_names_are_two() -> None:
    person = EntityKind.PERSON
    both = ("Luis Gomérez a chanté.", "La salle a écouté Ana Gomerez.")
    assert told(context(*both)) == [("Gomerez", Severity.MINOR)]
    two = named(context(*both), ("Luis Gomérez", person), ("Ana Gomerez", person))
    assert told(two) == []
    # A surname alone may be that of either.
    alone = context(*both, "Puis Gomerez a dansé.")
    alone = named(alone, ("Luis Gomérez", person), ("Ana Gomerez", person), ("Gomerez", person))
    assert told(alone) == [("Gomérez", Severity.MINOR)]
    (found,) = NameSpelling().run(alone)
    assert found.evidence[-1].detail == "spaCy recognises both as names of persons."


def test_a_first_name_that_is_spelt_alike_is_shared() -> None:
    person = EntityKind.PERSON
    both = ("On a vu Pavel Tcherenkov.", "On a vu Pavel Cherenkov.")
    known = named(context(*both), ("Pavel Tcherenkov", person), ("Pavel Cherenkov", person))
    assert told(known) == [("Cherenkov", Severity.MAJOR)]


def test_a_person_and_a_place_of_different_articles_are_two() -> None:
    one, other = context("Il a vu Malenka hier.", path="a"), context("Il vit à Malénka.", path="b")
    assert len(list(NameSpelling().run_across([one, other]))) == 1
    one = named(one, ("Malenka", EntityKind.PERSON))
    other = named(other, ("Malénka", EntityKind.PLACE))
    assert list(NameSpelling().run_across([one, other])) == []
    # In one article a misspelt place may be taken for a person.
    same = context("Il a vu Malenka hier.", "Il vit à Malénka.")
    same = named(same, ("Malenka", EntityKind.PERSON), ("Malénka", EntityKind.PLACE))
    assert len(told(same)) == 1


def test_across_articles_spellings_have_to_be_nearer() -> None:
    one, other = context("Il a vu Kelzar.", path="a"), context("Il a vu Guelsar.", path="b")
    assert len(told(context("Il a vu Kelzar.", "Il a vu Guelsar."))) == 1
    assert list(NameSpelling().run_across([one, other])) == []
