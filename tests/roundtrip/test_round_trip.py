"""There and back: order, economy, failures of texts and of routes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from audit.errors import EngineError
from audit.model.translation import Route, Translation
from audit.roundtrip.cache.translations import TranslationCache
from audit.roundtrip.guarded_engine import GIVE_UP_AFTER
from audit.roundtrip.trips import RoundTrip, Trip, TripResult
from audit.translators.interface import EngineOptions, Translator


class Fake(Translator):
    """Turns words round, so that there and back is the same again, and counts its calls."""

    name: ClassVar[str] = "fake"

    def __init__(self, wrong: Callable[[str, str, str], object] | None = None) -> None:
        super().__init__(EngineOptions())
        self.calls: list[tuple[str, str, tuple[str, ...]]] = []
        self.wrong = wrong or (lambda text, source, target: None)

    def problem(self) -> str | None:
        return None

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("fr", "en"), ("en", "fr"), ("fr", "es"), ("es", "fr")})

    def signature(self, source: str, target: str) -> str:
        if "zz" in (source, target):
            raise EngineError(f"no model for {source}-{target}")
        return f"engine:fake|pair:{source}-{target}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        self.calls.append((source, target, tuple(texts)))
        return [self._one(text, source, target) for text in texts]

    def _one(self, text: str, source: str, target: str) -> Translation:
        found = self.wrong(text, source, target)
        if isinstance(found, BaseException):
            raise found
        if isinstance(found, Translation):
            return found
        turned = " ".join(word[::-1] for word in text.split())
        return Translation(turned, (-1.0, -2.0) if target == "en" else None, mean_log_prob=-0.25)


def way(pivot: str = "en", language: str = "fr") -> Route:
    return Route(language, pivot, "asked for", (language, pivot), (pivot, language))


TEXTS = (
    "Le pont de pierre est fermé aux camions.",
    "La mairie promet une réponse avant lundi.",
    "Les riverains attendent depuis trois mois.",
    "Aucun élu n'a voulu dire pourquoi.",
)


def go(engine: Translator, *trips: Trip, **options: object) -> list[TripResult]:
    return RoundTrip(engine, **options).run(trips)  # type: ignore[arg-type]


def test_texts_come_back_with_all_that_is_known_of_them() -> None:
    result = go(Fake(), Trip(way(), TEXTS))[0]
    assert result.failure is None and result.failed == ()
    assert result.reasons == (None,) * 4
    first = result.back_translations[0]
    assert first is not None
    assert first.pivot_text == "eL tnop ed erreip tse émref xua .snoimac"
    assert first.text == TEXTS[0]
    assert (first.pivot_language, first.reliable, first.reason) == ("en", True, None)
    assert first.signature == "engine:fake|pair:fr-en + engine:fake|pair:en-fr"
    assert (first.pivot_log_prob, first.log_prob) == (-1.5, -0.25)


def test_order_is_kept_whatever_the_chunks() -> None:
    for characters in (1, 50, 10_000):
        results = go(
            Fake(), Trip(way(), TEXTS), Trip(way(), TEXTS[::-1]), chunk_characters=characters
        )
        for result, texts in zip(results, (TEXTS, TEXTS[::-1]), strict=True):
            assert tuple(one.text for one in result.back_translations if one) == texts


def test_each_text_is_translated_once_over_all_documents() -> None:
    engine = Fake()
    results = go(engine, Trip(way(), TEXTS * 3), Trip(way(), TEXTS), Trip(way(), TEXTS[:1]))
    assert [len(result.back_translations) for result in results] == [12, 4, 1]
    assert [len(texts) for _, _, texts in engine.calls] == [4, 4]
    assert [(source, target) for source, target, _ in engine.calls] == [("fr", "en"), ("en", "fr")]


def test_texts_with_one_pivot_come_back_once() -> None:
    engine = Fake(lambda text, source, target: Translation("Yes.") if target == "en" else None)
    go(engine, Trip(way(), ("Oui.", "Ouais.", "Si.")))
    assert engine.calls[1] == ("en", "fr", ("Yes.",))


def test_routes_do_not_mix() -> None:
    engine = Fake()
    english, spanish = go(engine, Trip(way("en"), TEXTS), Trip(way("es"), TEXTS))
    assert english.back_translations[0].pivot_language == "en"
    assert spanish.back_translations[0].pivot_language == "es"
    assert len(engine.calls) == 4


def test_nothing_to_do() -> None:
    assert go(Fake()) == []
    assert go(Fake(), Trip(way(), ()))[0].back_translations == ()


@pytest.mark.parametrize("text", ["", "  ", "***", "12 345,6 %", "…", "🎉🎉"])
def test_texts_without_words_are_not_sent(text: str) -> None:
    engine = Fake()
    result = go(engine, Trip(way(), (text, TEXTS[0])))[0]
    assert result.back_translations[0] is None
    assert result.reasons[0] == "there are no words to translate"
    assert result.failed == () and result.failure is None
    assert all(text not in sent for _, _, sent in engine.calls)


def test_a_lone_surrogate_never_reaches_engine_or_cache(tmp_path: Path) -> None:
    bad = "Le pont \ud800 fermé"
    cache = TranslationCache(tmp_path / "cache.sqlite3")
    result = go(Fake(), Trip(way(), (bad, TEXTS[0])), cache=cache)[0]
    assert result.failed == (0,)
    assert "surrogate" in str(result.reasons[0])
    assert result.back_translations[1] is not None
    broken = Fake(lambda text, source, target: Translation("x\udcff") if "pont" in text else None)
    result = go(broken, Trip(way(), TEXTS), cache=TranslationCache(tmp_path / "other.sqlite3"))[0]
    assert result.failed == (0,)
    assert "not Unicode" in str(result.reasons[0])


def test_a_broken_trip_is_unreliable_with_its_reason() -> None:
    engine = Fake(
        lambda text, source, target: (
            Translation("the bridge " * 20) if "tnop" in text or "pont" in text else None
        )
    )
    result = go(engine, Trip(way(), TEXTS))[0]
    first, second = result.back_translations[:2]
    assert first is not None and second is not None
    assert not first.reliable and "repeats “the bridge” 20 times" in str(first.reason)
    assert second.reliable


@pytest.mark.parametrize("pivot", ["", "12"])
def test_a_pivot_without_words_is_not_sent_back(pivot: str) -> None:
    engine = Fake(lambda text, source, target: Translation(pivot) if target == "en" else None)
    result = go(engine, Trip(way(), TEXTS[:1]))[0]
    assert result.back_translations[0] is not None
    assert not result.back_translations[0].reliable
    assert [target for _, target, _ in engine.calls] == ["en"]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (EngineError("apertium: lt-proc was ended by signal 11"), "lt-proc was ended by signal 11"),
        (RuntimeError("CUDA out of memory\nmore"), "engine 'fake' crashed: RuntimeError: CUDA out"),
        (MemoryError(), "engine 'fake' crashed: MemoryError"),
    ],
)
@pytest.mark.parametrize("direction", [("fr", "en"), ("en", "fr")])
def test_only_the_bad_text_of_a_chunk_is_unmeasured(error, message, direction) -> None:
    bad = TEXTS[2] if direction == ("fr", "en") else " ".join(w[::-1] for w in TEXTS[2].split())
    engine = Fake(lambda text, *pair: error if text == bad and pair == direction else None)
    result = go(engine, Trip(way(), TEXTS))[0]
    assert [one is None for one in result.back_translations] == [False, False, True, False]
    assert result.failed == (2,)
    assert message in str(result.reasons[2]) and "\n" not in str(result.reasons[2])
    assert result.failure is None


def test_a_route_that_is_not_ready_fails_alone() -> None:
    engine = Fake()
    bad, good = go(engine, Trip(way("zz"), TEXTS), Trip(way(), TEXTS))
    assert bad.failure == "no model for fr-zz"
    assert bad.back_translations == (None,) * 4
    assert bad.reasons == (bad.failure,) * 4
    assert bad.failed == (0, 1, 2, 3)
    assert good.failure is None and None not in good.back_translations


def test_an_engine_that_always_fails_is_given_up_soon() -> None:
    engine = Fake(lambda text, source, target: EngineError("no memory"))
    texts = tuple(f"Le texte numéro {number} est court." for number in range(100))
    result = go(engine, Trip(way(), texts), chunk_characters=500)[0]
    assert result.failure == "no memory"
    assert result.failed == tuple(range(100))
    assert len(engine.calls) == 1 + GIVE_UP_AFTER


def test_an_engine_that_dies_half_way_keeps_what_it_had_done(tmp_path: Path) -> None:
    alive = [True]
    engine = Fake(lambda text, *pair: None if alive[0] else EngineError("gone"))
    texts = tuple(f"Le texte numéro {number} est court." for number in range(40))

    def stop(done: int, total: int) -> None:
        alive[0] = done < total // 2

    result = go(engine, Trip(way(), texts), progress=stop, chunk_characters=100)[0]
    assert result.failure == "gone"
    done = [one is not None for one in result.back_translations]
    assert done == sorted(done, reverse=True) and 20 <= sum(done) < 30


def test_one_text_that_fails_alone_is_a_failed_route() -> None:
    engine = Fake(lambda text, source, target: EngineError("odd"))
    assert go(engine, Trip(way(), TEXTS[:1]))[0].failure == "odd"


def test_an_engine_that_loses_texts_is_caught() -> None:
    class Loser(Fake):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
            return super().translate(texts, source, target)[: max(1, len(texts) - 1)]

    result = go(Loser(), Trip(way(), TEXTS))[0]
    assert tuple(one.text for one in result.back_translations if one) == TEXTS


def test_interrupting_is_not_swallowed(tmp_path: Path) -> None:
    engine = Fake(lambda text, *pair: KeyboardInterrupt() if text == TEXTS[3] else None)
    cache = TranslationCache(tmp_path / "cache.sqlite3")
    with pytest.raises(KeyboardInterrupt):
        go(engine, Trip(way(), TEXTS), cache=cache, chunk_characters=40)
    fresh = Fake()
    go(fresh, Trip(way(), TEXTS), cache=cache, chunk_characters=40)
    assert {text for _, target, sent in fresh.calls if target == "en" for text in sent} == {
        TEXTS[3]
    }


def test_progress_counts_characters_up_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    trips = (Trip(way(), TEXTS * 2), Trip(way("es"), TEXTS), Trip(way("zz"), ("Un mot.",)))
    go(
        Fake(),
        *trips,
        progress=lambda done, total: seen.append((done, total)),
        chunk_characters=60,
    )
    total = 2 * sum(map(len, TEXTS)) + len("Un mot.")
    assert seen[0] == (0, total) and seen[-1] == (total, total)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert len(seen) > 4


def test_a_second_run_asks_the_engine_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    trips = (Trip(way(), TEXTS), Trip(way("es"), (*TEXTS, "Un autre texte.")))
    first = go(Fake(), *trips, cache=TranslationCache(path))
    engine = Fake()
    second = go(engine, *trips, cache=TranslationCache(path))
    assert second == first
    assert engine.calls == []


def test_only_what_is_new_is_asked_for(tmp_path: Path) -> None:
    cache = TranslationCache(tmp_path / "cache.sqlite3")
    go(Fake(), Trip(way(), TEXTS[:3]), cache=cache)
    engine = Fake()
    go(engine, Trip(way(), TEXTS), cache=cache)
    assert engine.calls[0] == ("fr", "en", (TEXTS[3],))


def test_failures_are_not_cached(tmp_path: Path) -> None:
    cache = TranslationCache(tmp_path / "cache.sqlite3")
    engine = Fake(lambda text, *pair: EngineError("once") if text == TEXTS[1] else None)
    go(engine, Trip(way(), TEXTS), cache=cache)
    assert go(Fake(), Trip(way(), TEXTS), cache=cache)[0].failed == ()


def test_hostile_texts_go_there_and_back(hostile_text: str, tmp_path: Path) -> None:
    cache = TranslationCache(tmp_path / "cache.sqlite3")
    trip = Trip(way(), (hostile_text[:50_000], TEXTS[0]))
    first = go(Fake(), trip, cache=cache)[0]
    assert first.back_translations[1] is not None and first.failure is None
    engine = Fake()
    assert go(engine, trip, cache=cache)[0] == first
    assert engine.calls == []


KILLED = """
import runpy, sys, time
from audit.roundtrip.cache.translations import TranslationCache
from audit.roundtrip.trips import RoundTrip, Trip
tests = runpy.run_path(sys.argv[1])
def slowly(text, source, target):
    time.sleep(0.01)
def tell(done, total):
    print(done, flush=True)
texts = tuple(f"Le texte numéro {number} attend." for number in range(400))
run = RoundTrip(
    tests["Fake"](slowly), TranslationCache(sys.argv[2]), progress=tell, chunk_characters=200
)
run.run([Trip(tests["way"](), texts)])
"""


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, __file__, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) > 2000:
            break
    time.sleep(0.05)
    process.kill()
    process.wait(timeout=60)
    process.stdout.close()
    texts = tuple(f"Le texte numéro {number} attend." for number in range(400))
    trip = Trip(way(), texts)
    engine = Fake()
    resumed = go(engine, trip, cache=TranslationCache(path), chunk_characters=200)
    assert resumed == go(Fake(), trip)
    asked = [text for _, target, sent in engine.calls if target == "en" for text in sent]
    assert 0 < len(asked) < 350
    assert set(texts) - set(asked) == set(texts[: len(texts) - len(asked)])
