"""Who is named in a text, in languages that inflect, prefix, or write without spaces."""

import pytest

from audit.knowledge import Form, Gender, Kind, Number, Relation, knowledge


def _named(text: str, language: str) -> list[tuple[str, str | None]]:
    found = knowledge().mentions(text, language)
    return [(text[one.start : one.end], one.id) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La junte nigérienne, à Niamey.", ["state:NE", "city:2440485"]),
        ("fr", "L’Egypte et la Guinée-Bissau", ["state:EG", "state:GW"]),
        ("fr", "un accord franco-russe", ["state:FR", "state:RU"]),
        (
            "en",
            "Nigeria's naira fell, U.S. officials said.",
            ["state:NG", "currency:NGN", "state:US"],
        ),
        ("ru", "Власти Нигера и Нигерии", ["state:NE", "state:NG"]),
        ("ru", "в Южной Корее и в Ниамее", ["state:KR", "city:2440485"]),
        ("ar", "قال رئيس النيجر إن للنيجر علاقات مع نيجيريا", ["state:NE", "state:NE", "state:NG"]),
        ("zh", "尼日尔总统与尼日利亚总统会晤", ["state:NE", "state:NG"]),
        ("ja", "ニジェールの大統領。タイトル", ["state:NE"]),
        ("de", "Nigerias Präsident im Niger", ["state:NG", "state:NE"]),
        ("tr", "Nijer'in komşusu Nijerya'da", ["state:NE", "state:NG"]),
    ],
)
def test_names_in_their_forms(language: str, text: str, expected: list[str]) -> None:
    found = [key for _, key in _named(text, language) if key is None or "office:" not in key]
    assert found == expected


def test_a_form_says_gender_and_number() -> None:
    (found,) = knowledge().mentions("deux soldates nigériennes", "fr")
    assert (found.form, found.gender, found.number) == (
        Form.ADJECTIVE,
        Gender.FEMININE,
        Number.PLURAL,
    )


def test_a_capital_makes_an_inhabitant_of_a_french_adjective() -> None:
    (found,) = knowledge().mentions("Deux Nigériennes", "fr")
    assert found.form is Form.INHABITANT


def test_words_without_a_capital_are_no_states() -> None:
    assert knowledge().mentions("a turkey and a piece of china", "en") == ()


def test_a_form_of_several_states_has_all_their_ids() -> None:
    (found,) = knowledge().mentions("le Congo", "fr")
    assert found.id is None
    assert set(found.ids) == {"state:CD", "state:CG"}


def test_every_state_has_a_capital_and_every_city_a_state() -> None:
    base = knowledge()
    assert base.about("state:NE", Relation.CAPITAL_OF)[0].subject == "city:2440485"
    assert all(base.state(key) is not None for key in base.ids(Kind.CITY))


def test_offsets_point_into_the_text() -> None:
    text = "İstanbul'da Nijer"
    assert _named(text, "tr")[-1] == ("Nijer", "state:NE")


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("nl", "De Slowaakse premier sprak", "SK"),
        ("nl", "in Zuid-Koreaanse kranten", "KR"),
        ("pl", "przywódcy południowokoreańscy", "KR"),
        ("pl", "w Korei Południowej", "KR"),
        ("pl", "do Stanów Zjednoczonych", "US"),
        ("pl", "w Niemczech", "DE"),
        ("pl", "rząd Nigru", "NE"),
        ("uk", "уряд Нігерії", "NG"),
        ("uk", "у Південній Кореї", "KR"),
        ("uk", "словацького прем’єра", "SK"),
        ("uk", "зі Сполучених Штатів", "US"),
        ("ko", "콩고 공화국의 대통령", "CG"),
        ("ko", "니제르에서 열린", "NE"),
        ("ko", "한국은 반대했다", "KR"),
    ],
)
def test_states_in_every_case_or_with_particles(language: str, text: str, state: str) -> None:
    found = [mention.ids for mention in knowledge().mentions(text, language)]
    assert found == [(f"state:{state}",)]
