from __future__ import annotations

import pytest

from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.text import TextMap
from audit.model.understanding import ClaimKind
from audit.reading.ingest import ingest
from audit.understanding import read, understand
from audit.understanding.amounts import changes, partitions
from audit.understanding.counts import is_slip
from audit.understanding.data import (
    cue_phrases,
    first_names,
    language_cues,
    opposite_phrases,
)

LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "ru")


def article(text: str, language: str) -> Document:
    blocks = (RawBlock(text, TextMap.identity(0, len(text))),)
    return ingest(
        SourceText("a.txt", text, "utf-8", ""), "text", RawDocument(blocks), language=language
    )


def genders(text: str, language: str) -> set[tuple[str, str, str]]:
    claims = understand(article(text, language)).of(ClaimKind.GENDER)
    return {(actor, one.value, one.spot.text) for actor, row in claims.items() for one in row}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_the_data_is_well_formed(language: str) -> None:
    data = language_cues(language)
    assert data is not None and data.language == language and data.sources
    phrases = cue_phrases(language)
    for role in data.persons.roles:
        for form in role:
            word = form.removeprefix("=")
            assert any(hit.end == len(word) for hit in phrases.finditer(word)), word


def test_first_names_are_of_one_gender_only() -> None:
    names = first_names()
    assert names["angela"] == "feminine" and names["mehmet"] == "masculine"
    assert not {"jean", "nikita", "andrea", "kim"} & set(names)


def test_a_surname_is_joined_to_the_full_name() -> None:
    people = read(article("Mrs Petra Holm spoke. Holm left at noon.", "en")).people
    assert [(one.name, len(one.mentions)) for one in people] == [("Petra Holm", 2)]


def test_a_surname_of_two_persons_is_nobodys() -> None:
    people = read(article("Mrs Petra Holm and Mr Karl Holm spoke. Holm left.", "en")).people
    assert sorted((one.name, len(one.mentions)) for one in people) == [
        ("Karl Holm", 1), ("Petra Holm", 1),
    ]  # fmt: skip


def test_the_head_of_a_firm_does_not_make_the_firm_a_person() -> None:
    assert read(article("The president of Velmora spoke on Monday.", "en")).people == []


def test_a_pronoun_is_read_where_one_person_can_be_meant() -> None:
    found = genders('Mrs Holm opened the hall. "It is late," she said.', "en")
    assert ("person:holm", "feminine", "she said") in found


def test_no_pronoun_is_read_beside_other_persons() -> None:
    for other in ("Her husband laughed.", "The judge laughed.", "Mr Karl Lund laughed."):
        found = genders(f'Mrs Holm opened the hall. {other} "It is late," she said.', "en")
        assert not any(who.startswith("person") for who, _, text in found if text == "she said")


def test_the_masculine_office_says_nothing_where_it_is_said_of_women() -> None:
    assert genders("Il ministro Lucia Ferrante ha parlato.", "it") == {
        ("person:lucia ferrante", "feminine", "Lucia Ferrante")
    }


def test_parts_follow_the_word_that_says_so() -> None:
    (found,) = partitions(read(article("On a compté 45 victimes, dont 40 morts.", "fr")))
    assert (found.total.value, [one.value for one in found.parts]) == (45, [40])


@pytest.mark.parametrize(
    "text",
    [
        "On a compté environ 45 victimes, dont 50 morts.",
        "On a compté 45 victimes. Le village, dont 3 000 habitants sont partis, brûle.",
        "Il gagne 45 euros par jour, dont 50 pour le loyer.",
    ],
)
def test_no_parts_are_read_in_doubt(text: str) -> None:
    assert not [one for one in partitions(read(article(text, "fr"))) if one.parts[0].value > 45]


def test_a_change_has_both_ends_of_one_unit() -> None:
    (found,) = changes(read(article("Unemployment fell from 7 to 9% in May.", "en")))
    assert (found.rises, found.start.value, found.end.value) == (False, 7, 9)
    text = "The index fell by 1.2% to 5,985 points from Monday."
    assert list(changes(read(article(text, "en")))) == []


def test_slips_are_digits_swapped_changed_or_zeros() -> None:
    assert is_slip(24, 42) and is_slip(24, 27) and is_slip(24, 240)  # type: ignore[arg-type]
    assert not is_slip(24, 31) and not is_slip(5, 6)  # type: ignore[arg-type]


def test_the_reading_of_an_article_is_kept() -> None:
    document = article("Mrs Holm spoke.", "en")
    assert read(document) is read(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_of_the_data_has_two_sides(language: str) -> None:
    data = language_cues(language)
    assert data is not None and len(data.statements.opposites) >= 5
    for sides in data.statements.opposites:
        assert len(sides) == 2 and all(sides) and not set(sides[0]) & set(sides[1])
    assert opposite_phrases(language) is not None


def test_somebody_who_is_told_something_does_not_speak() -> None:
    text = "Депутат сказал Софи Ридж. Софи Ридж сказала, что мост закрыт."
    assert {value for _, value, _ in genders(text, "ru")} <= {"feminine"}
