"""ENT001 on the knowledge base: a state that the rest of the article contradicts."""

import pytest

from audit.checks.entities.graph.features import FEATURES, GROUPS, SPEAKING
from audit.checks.entities.graph.reading import wrong_states
from audit.checks.entities.graph.weights import graph_weights, log_odds


def _found(texts: list[str], language: str) -> list[tuple[str, str]]:
    found = wrong_states(texts, language)
    return [
        (texts[one.spot.position][one.spot.link.start : one.spot.link.end], one.other)
        for one in found
    ]


WRONG = [
    ("fr", ["La junte nigériane a fermé l’aéroport de Niamey.", "Le général Tiani s’est exprimé à Niamey."], "nigériane", "state:NE"),
    ("en", ["The Nigerian junta closed the airport in Niamey.", "General Tiani spoke in Niamey."], "Nigerian", "state:NE"),
    ("es", ["La junta nigeriana cerró el aeropuerto de Niamey.", "El general Tiani habló en Niamey."], "nigeriana", "state:NE"),
    ("de", ["Die slowenische Regierung tagte in Bratislava.", "Robert Fico sprach in Bratislava."], "slowenische", "state:SK"),
    ("it", ["Il governo sloveno si è riunito a Bratislava.", "Robert Fico ha parlato a Bratislava."], "sloveno", "state:SK"),
    ("pt", ["O governo esloveno reuniu-se em Bratislava.", "Robert Fico falou em Bratislava."], "esloveno", "state:SK"),
    ("ru", ["Правительство Словении заседало в Братиславе.", "Роберт Фицо выступил в Братиславе."], "Словении", "state:SK"),
    ("ar", ["أعلن جيش نيجيريا إغلاق مطار نيامي.", "تحدث عبد الرحمن تياني في نيامي."], "نيجيريا", "state:NE"),
    ("zh", ["尼日利亚军方关闭了尼亚美机场。", "奇亚尼在尼亚美发表讲话。"], "尼日利亚", "state:NE"),
    ("ja", ["ナイジェリアの軍はニアメの空港を閉鎖した。", "チアニ将軍はニアメで演説した。"], "ナイジェリア", "state:NE"),
    ("id", ["Junta Nigeria menutup bandara di Niamey.", "Jenderal Tiani berbicara di Niamey."], "Nigeria", "state:NE"),
    ("tr", ["Nijerya ordusu Niamey havalimanını kapattı.", "General Tiani Niamey'de konuştu."], "Nijerya", "state:NE"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "texts", "text", "other"), WRONG)
def test_the_wrong_state_is_found_in_every_language(
    language: str, texts: list[str], text: str, other: str
) -> None:
    assert (text, other) in _found(texts, language)


RIGHT = [
    ("fr", ["La junte nigérienne a fermé l’aéroport de Niamey.", "Le général Tiani s’est exprimé à Niamey."]),
    ("fr", ["Le président slovaque a reçu son homologue slovène à Bratislava.", "La Slovénie et la Slovaquie sont membres de l’Union européenne."]),
    ("en", ["Niger's junta accused Nigeria.", "Abuja and Niamey have not spoken since July."]),
    ("en", ["South Korea's president met Kim Jong-un of North Korea in Pyongyang."]),
    ("de", ["Der slowenische Außenminister reiste nach Bratislava.", "In Ljubljana hieß es, die Gespräche seien gut."]),
    ("ru", ["Президент Словении прибыл в Братиславу.", "Любляна и Братислава подписали договор."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "texts"), RIGHT)
def test_counterparts_in_one_article_are_left_alone(language: str, texts: list[str]) -> None:
    assert _found(texts, language) == []


ALONE = [
    ("fr", ["L’Australie a annoncé un plan.", "L’Autriche veut planter des arbres.", "Le plan a été présenté à Canberra.", "Sydney y participe."], "Autriche", "state:AU"),
    ("en", ["Sweden joined the alliance.", "The vote was held in Stockholm.", "Swiss forces train in Gothenburg."], "Swiss", "state:SE"),
    ("ru", ["Ирак созвал парламент.", "Власти Ирана ввели комендантский час.", "В Багдаде и Басре начались протесты."], "Ирана", "state:IQ"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "texts", "text", "other"), ALONE)
def test_one_mention_is_held_against_the_whole_article(
    language: str, texts: list[str], text: str, other: str
) -> None:
    assert (text, other) in _found(texts, language)


CLAIMS = [
    ("fr", ["Le Premier ministre polonais Robert Fico a été reçu à Bruxelles."], "polonais", "state:SK"),
    ("en", ["Talks were held in Podgorica, North Macedonia, on Monday.", "Montenegro wants to join the bloc."], "North Macedonia", "state:ME"),
    ("de", ["Der litauische Präsident Andrzej Duda kam nach Brüssel."], "litauische", "state:PL"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "texts", "text", "other"), CLAIMS)
def test_what_is_said_outright_needs_no_likeness(
    language: str, texts: list[str], text: str, other: str
) -> None:
    assert (text, other) in _found(texts, language)


def test_the_capital_of_another_state_is_found() -> None:
    texts = [
        "La Slovaquie vote dimanche.",
        "Le parti de Robert Fico espère garder la majorité à Košice.",
        "À Ljubljana, la foule attend.",
    ]
    assert _found(texts, "fr") == [("Ljubljana", "state:SK")]


def test_every_weight_belongs_to_a_feature() -> None:
    assert set(graph_weights().weights) == set(GROUPS)
    for weights in graph_weights().weights.values():
        assert set(weights) <= set(FEATURES)


@pytest.mark.parametrize("name", sorted(SPEAKING))
def test_evidence_speaks_for_the_other_state_alone(name: str) -> None:
    for weights in graph_weights().weights.values():
        assert weights.get(name, 0) >= 0
        assert weights.get(f"own_{name}", 0) <= 0


def test_log_odds_add_up() -> None:
    weights = graph_weights().weights["alike"]
    assert log_odds("alike", {"bias": 1.0, "main": 1.0}) == pytest.approx(
        weights["bias"] + weights["main"]
    )
