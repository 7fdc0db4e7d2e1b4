"""The weights that ship: whole, small, and able to translate news both ways."""

from __future__ import annotations

import pytest
from sacrebleu.metrics import CHRF

from audit.translators.interface import EngineOptions
from audit.translators.marian.compact import CompactTranslator, packaged

pytestmark = pytest.mark.engine

PAIRS = (
    (
        "Le maire a annoncé lundi que le pont serait fermé pendant trois semaines.",
        "The mayor announced on Monday that the bridge would be closed for three weeks.",
    ),
    (
        "Les deux pays ont signé un accord sur le commerce et la sécurité.",
        "The two countries have signed an agreement on trade and security.",
    ),
    (
        "Selon la police, 1 250 personnes ont participé à la manifestation.",
        "According to the police, 1,250 people took part in the demonstration.",
    ),
)


@pytest.fixture(scope="module")
def engine() -> CompactTranslator:
    return CompactTranslator(EngineOptions())


def translated(engine: CompactTranslator, text: str, source: str, target: str) -> str:
    return engine.translate([text], source, target)[0].text


def test_it_is_whole_small_and_has_a_card() -> None:
    folder = packaged()
    assert folder is not None
    folder.verify(folder.path)
    assert sum(path.stat().st_size for path in folder.path.iterdir()) <= 45_000_000
    card = (folder.path / "CARD.md").read_text("utf-8")
    for heading in ("## Training", "## Scores", "## Limits", "## Training data"):
        assert heading in card
    assert "Not measured" not in card


def test_plain_news_comes_out_well_both_ways(engine: CompactTranslator) -> None:
    for french, english in PAIRS:
        for text, wanted, pair in ((french, english, "fr en"), (english, french, "en fr")):
            found = translated(engine, text, *pair.split())
            assert CHRF().sentence_score(found, [wanted]).score > 50, found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("LE MINISTRE DÉMISSIONNE", "MINISTER"),
        ("Le ministre démissionne", "inister"),
        ("« Nous partons », a dit Zdeněk Holub à Brno.", "Zdeněk Holub"),
        ("Le budget passe de 4 317 à 5 208 euros en 2031.", "2031"),
    ],
)
def test_headlines_names_and_numbers_survive(
    engine: CompactTranslator, text: str, kept: str
) -> None:
    assert kept in translated(engine, text, "fr", "en")


def test_a_long_sentence_is_not_cut_off(engine: CompactTranslator) -> None:
    text = (
        ", ".join(["le conseil a voté le budget de la ville"] * 12) + ", puis il a levé la séance."
    )
    found = engine.translate([text], "fr", "en")[0]
    assert not found.truncated
    assert len(found.text) > 0.6 * len(text)


@pytest.mark.parametrize("right, wrong", [("Niger", "Nigeria"), ("the wages", "the pensions")])
def test_forced_decoding_prefers_the_right_translation(
    engine: CompactTranslator, right: str, wrong: str
) -> None:
    source = {"Niger": "Le président du Niger est arrivé.", "the wages": "Il paie les salaires."}
    target = {"Niger": "The president of {} has arrived.", "the wages": "He pays {}."}
    scores = engine.score(
        [(source[right], target[right].format(each)) for each in (right, wrong)], "fr", "en"
    )
    assert sum(scores[0].log_probs) > sum(scores[1].log_probs) + 1
