"""The whole way with the real Apertium."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from audit.model.translation import Route
from audit.roundtrip.cache.translations import TranslationCache
from audit.roundtrip.route import choose
from audit.roundtrip.trips import RoundTrip, Trip, TripResult
from audit.translators.apertium.engine import ApertiumTranslator
from audit.translators.interface import EngineOptions

pytestmark = pytest.mark.engine

TEXTS = (
    "Le conseil municipal se réunira mercredi prochain pour voter le budget.",
    "Elle n'a pas répondu aux questions des journalistes, selon son avocat.",
    "Les ouvriers du port ont repris le travail après trois semaines de grève.",
    "Un vieux pont de pierre sera fermé aux camions pendant deux mois",
    "LE GOUVERNEMENT FRANÇAIS PROMET UNE RÉPONSE",
    "***",
    "Frobnik zorglub schtroumpf gnabou des trucs.",
)


@pytest.fixture(scope="module")
def engine() -> ApertiumTranslator:
    """Apertium, or a skip; with TRAUDIT_REQUIRE_ENGINES its absence is a failure."""
    found = ApertiumTranslator(EngineOptions(threads=2))
    problem = found.problem()
    if problem is not None and not os.environ.get("TRAUDIT_REQUIRE_ENGINES"):
        pytest.skip(problem)
    assert problem is None
    return found


class Silent(ApertiumTranslator):
    """Refuses to translate: everything must come from the cache."""

    def translate(self, *arguments: object) -> list[object]:  # type: ignore[override]
        raise AssertionError("asked")


def test_there_and_back_twice_the_second_time_from_the_cache(
    engine: ApertiumTranslator, tmp_path: Path
) -> None:
    route = choose("fr", "es", engine.pairs(), path=engine.path, origin="notice")
    assert isinstance(route, Route)
    trip = Trip(route, TEXTS)

    def run(with_engine: ApertiumTranslator) -> TripResult:
        cache = TranslationCache(tmp_path / "cache.sqlite3")
        result = RoundTrip(with_engine, cache).run([trip])[0]
        cache.close()
        return result

    first = run(engine)
    assert first.failure is None and first.failed == ()
    found = first.back_translations
    assert [one is not None and one.reliable for one in found] == [True] * 5 + [False] * 2
    assert first.reasons[5] == "there are no words to translate"
    assert found[6] is not None and "unknown words" in str(found[6].reason)
    assert found[4] is not None and found[4].text.isupper()
    assert found[0] is not None
    assert "chain:fr-es|" in found[0].signature and "chain:es-fr|" in found[0].signature
    assert run(Silent(EngineOptions())) == first


def test_the_route_of_a_french_text_names_its_bridge(engine: ApertiumTranslator) -> None:
    route = choose("fr", None, engine.pairs(), path=engine.path)
    assert isinstance(route, Route)
    assert str(route) == "fr-ca-en-ca-fr"
