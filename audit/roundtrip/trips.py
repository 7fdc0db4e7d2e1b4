"""There and back: every text once, nothing twice, and what is done is kept chunk by chunk.

A run that is killed goes on where it was: chunks are cut from the texts alone, so that the
next run meets the same chunks, and the finished ones are in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.errors import EngineError
from audit.model.translation import BackTranslation, Route, Translation
from audit.model.wording import say
from audit.roundtrip.cache.translations import Direction, TranslationCache
from audit.roundtrip.guarded_engine import GuardedEngine, Missing, RouteFailed
from audit.roundtrip.reliability import assess
from audit.translators.interface import Translator

CHUNK_CHARACTERS = 8000
"""Of source text: some sixty sentences, seconds of work, and enough to fill an engine's batch."""

Progress = Callable[[int, int], None]
"""Called with the characters of source text that are done, and those in all."""

_Way = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Trip:
    """The texts of one document, and their way."""

    route: Route
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TripResult:
    """What came back from a trip."""

    back_translations: tuple[BackTranslation | None, ...]
    """One per text, in order; None where there is none."""
    reasons: tuple[str | None, ...]
    """One per text: why there is no back-translation; None where there is one."""
    failed: tuple[int, ...]
    """Indices of the texts that should have come back and did not; the others without a
    back-translation have no words."""
    failure: str | None
    """Why nothing more could be translated on this route, in one line; None when it worked."""


_Outcome = BackTranslation | Missing


class RoundTrip:
    """Sends texts to a pivot language and back through one engine.

    Args:
        engine: any translator.
        cache: asked before the engine is; None keeps nothing.
        progress: told at the start and after each chunk.
        chunk_characters: after how many characters of source text results are committed.
    """

    def __init__(
        self,
        engine: Translator,
        cache: TranslationCache | None = None,
        *,
        progress: Progress | None = None,
        chunk_characters: int = CHUNK_CHARACTERS,
    ) -> None:
        self._engine = engine
        self._cache = TranslationCache(None) if cache is None else cache
        self._progress = progress or (lambda done, total: None)
        self._chunk_characters = chunk_characters
        self._done = self._total = 0

    def run(self, trips: Sequence[Trip]) -> list[TripResult]:
        """One result a trip, in order. What goes wrong is in the results, never raised."""
        wanted: dict[_Way, dict[str, None]] = {}
        for trip in trips:
            wanted.setdefault(_way(trip), {}).update(dict.fromkeys(trip.texts))
        self._done, self._total = 0, sum(len(text) for way in wanted.values() for text in way)
        self._progress(0, self._total)
        found = {way: self._run_way(way, list(texts)) for way, texts in wanted.items()}
        return [_result(trip.texts, *found[_way(trip)]) for trip in trips]

    def _run_way(self, way: _Way, texts: Sequence[str]) -> tuple[dict[str, _Outcome], str | None]:
        """What became of each text, and why the route failed if it did."""
        language, pivot = way
        outcomes: dict[str, _Outcome] = {}
        failure = None
        engine = GuardedEngine(self._engine, self._cache)
        try:
            there, home = engine.direction(language, pivot), engine.direction(pivot, language)
            for chunk in _chunks(texts, self._chunk_characters):
                outcomes |= _run_chunk(engine, there, home, chunk)
                self._tell(chunk)
        except (RouteFailed, EngineError) as error:
            failure = str(error)
        self._tell([text for text in texts if text not in outcomes])
        for text in texts:
            outcomes.setdefault(text, _untranslatable(text) or Missing(failure or "", True))
        return outcomes, failure or _common_failure(outcomes.values())

    def _tell(self, texts: Sequence[str]) -> None:
        self._done += sum(map(len, texts))
        self._progress(self._done, self._total)


def _way(trip: Trip) -> _Way:
    return trip.route.language, trip.route.pivot


def _chunks(texts: Sequence[str], characters: int) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for text in texts:
        chunk.append(text)
        size += len(text)
        if size >= characters:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _run_chunk(
    engine: GuardedEngine, there: Direction, home: Direction, chunk: Sequence[str]
) -> dict[str, _Outcome]:
    outcomes: dict[str, _Outcome] = {
        text: missing for text in chunk if (missing := _untranslatable(text)) is not None
    }
    pivots = engine.translate(there, [text for text in chunk if text not in outcomes])
    wanted = {one.text: None for one in pivots.values() if isinstance(one, Translation)}
    backs = engine.translate(home, [text for text in wanted if not _untranslatable(text)])
    for text, pivot in pivots.items():
        if isinstance(pivot, Missing):
            outcomes[text] = pivot
            continue
        # An engine that gives nothing, or no words, has nothing to send back.
        back = backs.get(pivot.text, Translation(""))
        outcomes[text] = (
            back if isinstance(back, Missing) else _judge(text, pivot, back, there, home)
        )
    return outcomes


def _untranslatable(text: str) -> Missing | None:
    """Why there is nothing to translate: engines make up words for a line of stars or figures."""
    if not any(character.isalpha() for character in text):
        return Missing(say("there are no words to translate"), False)
    if any("\ud800" <= character <= "\udfff" for character in text):
        return Missing(say("the text is not valid Unicode (a lone surrogate)"), True)
    return None


def _judge(
    text: str, pivot: Translation, back: Translation, there: Direction, home: Direction
) -> BackTranslation:
    reason = assess(text, pivot, back, language=there.source, pivot_language=there.target)
    return BackTranslation(
        pivot_language=there.target,
        pivot_text=pivot.text,
        text=back.text,
        signature=f"{there.signature} + {home.signature}",
        reliable=reason is None,
        reason=reason,
        pivot_log_prob=_mean(pivot),
        log_prob=_mean(back),
    )


def _mean(translation: Translation) -> float | None:
    """Mean log-probability a token, where the engine gives any."""
    values = translation.log_probs
    return sum(values) / len(values) if values else translation.mean_log_prob


def _common_failure(outcomes: Iterable[_Outcome]) -> str | None:
    """The engine's failure when nothing at all came back."""
    found = list(outcomes)
    if any(isinstance(one, BackTranslation) for one in found):
        return None
    return next((one.reason for one in found if isinstance(one, Missing) and one.failed), None)


def _result(texts: Sequence[str], outcomes: dict[str, _Outcome], failure: str | None) -> TripResult:
    found = [outcomes[text] for text in texts]
    return TripResult(
        tuple(one if isinstance(one, BackTranslation) else None for one in found),
        tuple(one.reason if isinstance(one, Missing) else None for one in found),
        tuple(i for i, one in enumerate(found) if isinstance(one, Missing) and one.failed),
        failure,
    )
