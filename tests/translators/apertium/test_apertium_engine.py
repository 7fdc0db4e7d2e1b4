"""The real Apertium with its pairs for French."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import pytest

from audit.errors import EngineError
from audit.translators import ENGINES
from audit.translators.apertium.engine import ApertiumTranslator
from audit.translators.interface import EngineOptions

pytestmark = pytest.mark.engine

SENTENCES = (
    "Le conseil municipal se réunira mercredi prochain pour voter le budget.",
    "Elle n'a pas répondu aux questions des journalistes, selon son avocat.",
    "Les ouvriers du port ont repris le travail après trois semaines de grève.",
    "« Nous attendons encore les résultats », a dit la directrice de l'école.",
    "La rivière est sortie de son lit dans la nuit de samedi à dimanche.",
    "Un vieux pont de pierre sera fermé aux camions pendant deux mois",
    "LE GOUVERNEMENT FRANÇAIS",
    "Le maire a promis que la salle serait rouverte avant l'été, mais personne n'y croit.",
)


@pytest.fixture(scope="module")
def engine() -> ApertiumTranslator:
    """Apertium, or a skip; with TRAUDIT_REQUIRE_ENGINES its absence is a failure."""
    found = ApertiumTranslator(EngineOptions(threads=2))
    problem = found.problem()
    wanted = {("fr", "es"), ("es", "fr"), ("fr", "ca"), ("ca", "fr"), ("fr", "en"), ("en", "fr")}
    if problem is None and not wanted <= found.pairs():
        problem = f"apertium lacks {sorted(wanted - found.pairs())}"
    if problem is not None and not os.environ.get("TRAUDIT_REQUIRE_ENGINES"):
        pytest.skip(problem)
    assert problem is None
    return found


def one(engine: ApertiumTranslator, text: str, source: str = "fr", target: str = "es") -> str:
    return engine.translate([text], source, target)[0].text


def test_it_is_registered() -> None:
    assert ENGINES.load("apertium") is ApertiumTranslator


def test_french_reaches_english_through_catalan(engine: ApertiumTranslator) -> None:
    assert engine.path("fr", "en") == ("fr", "ca", "en")
    assert engine.path("en", "fr") == ("en", "ca", "fr")
    found = engine.translate(["Le chat dort dans la maison."], "fr", "en")
    assert found[0].text == "The cat sleeps at the home."
    assert found[0].unknown == 0


def test_a_text_is_translated_alike_alone_and_in_any_company(engine: ApertiumTranslator) -> None:
    texts = list(SENTENCES)
    for source, target in (("fr", "es"), ("es", "en")):
        together = engine.translate(texts * 2, source, target)
        backwards = engine.translate(texts[::-1], source, target)
        alone = [engine.translate([text], source, target)[0] for text in texts]
        assert together == alone * 2
        assert backwards[::-1] == alone
        texts = [found.text for found in alone]


def test_capitals_stay(engine: ApertiumTranslator) -> None:
    assert one(engine, "LE GOUVERNEMENT FRANÇAIS").isupper()
    assert one(engine, "Paris").startswith("P") or one(engine, "Madrid") == "Madrid"
    assert one(engine, "La maison").startswith("La")


def test_unknown_words_are_counted_and_not_marked(engine: ApertiumTranslator) -> None:
    found = engine.translate(["Le zorglub regarde un *vrai* frobnicateur @ 5 # 6."], "fr", "es")[0]
    assert found.unknown == 2
    assert "zorglub" in found.text and "*zorglub" not in found.text
    assert "*" in found.text and found.text.count("*") == 2
    assert "@ 5 # 6" in found.text


def test_a_word_unknown_on_both_hops_counts_once(engine: ApertiumTranslator) -> None:
    found = engine.translate(["Le zorglub dort dans la maison."], "fr", "en")[0]
    assert found.unknown == 1
    assert found.text.count("zorglub") == 1


@pytest.mark.parametrize("target", ["es", "ca", "en"])
def test_reserved_characters_survive(engine: ApertiumTranslator, target: str) -> None:
    text = "Le chat ^ $ / < > { } \\ @ # * [ ] ~ | = % € 🎉 « dort » \u202e12\u202c [^x$] <b>y</b>"
    found = one(engine, text, target=target)
    for character in "^$/<>{}\\@#*[]~|=%€🎉«»\u202e\u202c":
        assert found.count(character) == text.count(character), character


def test_hostile_texts_harm_neither_themselves_nor_their_neighbours(engine) -> None:
    table = runpy.run_path(str(Path(__file__).parents[2] / "hostile.py"))["HOSTILE"]
    texts = [text[:20_000] for text in table.values()]
    calm = [SENTENCES[number % len(SENTENCES)] for number in range(len(texts))]
    mixed = [text for pair in zip(texts, calm, strict=True) for text in pair]
    found = engine.translate(mixed, "fr", "es")
    assert found[1::2] == engine.translate(calm, "fr", "es")
    for name, one in zip(table, found[::2], strict=True):
        one.text.encode()
        assert not any(character in one.text for character in "\0\n\r\uffff"), name


def test_line_ends_become_spaces(engine: ApertiumTranslator) -> None:
    assert one(engine, "Le chat\r\ndort.") == one(engine, "Le chat dort.")


def test_a_headline_gets_no_full_stop(engine: ApertiumTranslator) -> None:
    assert not one(engine, "Un vieux pont de pierre").endswith(".")
    assert one(engine, "Le chat dort.").endswith("dort.".replace("dort", "duerme"))


def test_the_locale_does_not_matter(engine, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = one(engine, "L'été à la montagne était très beau.")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("AP_SETVAR", "x=y")
    assert one(engine, "L'été à la montagne était très beau.") == expected


def test_the_number_of_threads_does_not_matter(engine: ApertiumTranslator) -> None:
    texts = [f"{sentence} {number}" for number in range(5) for sentence in SENTENCES]
    single = ApertiumTranslator(EngineOptions(threads=1)).translate(texts, "fr", "es")
    assert engine.translate(texts, "fr", "es") == single


def test_the_signature_names_pairs_versions_and_data(engine: ApertiumTranslator) -> None:
    signature = engine.signature("fr", "en")
    assert "engine:apertium|" in signature
    assert "|chain:fr-ca-en|modes:fra-cat=" in signature
    assert signature == ApertiumTranslator(EngineOptions()).signature("fr-CA", "en")
    assert signature != engine.signature("en", "fr")


def test_a_pair_that_is_not_there_is_an_engine_error(engine: ApertiumTranslator) -> None:
    with pytest.raises(EngineError, match="no chain of installed pairs leads from fr to zz"):
        engine.translate(["Bonjour"], "fr", "zz")


def test_it_cannot_force_decode(engine: ApertiumTranslator) -> None:
    assert not engine.can_force_decode
    with pytest.raises(EngineError, match="cannot force-decode"):
        engine.score([("a", "b")], "fr", "es")
