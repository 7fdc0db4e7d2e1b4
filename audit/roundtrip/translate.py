"""Every article through the engine and back: routes chosen, texts pooled, results handed out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audit.errors import EngineError
from audit.language.codes.display import language_code
from audit.model.document import UNDETERMINED, Document, Segment
from audit.model.report import Failure
from audit.model.text import without_holes
from audit.model.translation import BackTranslation, Route
from audit.model.wording import fact, say
from audit.roundtrip.cache.translations import TranslationCache, default_path
from audit.roundtrip.route import NoRoute, choose, nowhere
from audit.roundtrip.trips import RoundTrip, Trip, TripResult
from audit.translators.auto import AutoTranslator, engines_of
from audit.translators.interface import Translator

Progress = Callable[[str, int, int], None]
AUTO, NONE = AutoTranslator.name, "none"
NOT_ASKED = say("no engine: the run was made with --engine none")
NO_PROSE = say("nothing in it is article prose")


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of each document, in the order of the documents."""

    routes: tuple[Route | None, ...]
    unmeasured: tuple[str | None, ...]
    """Why a document was not translated at all; None when it was."""
    back_translations: tuple[tuple[BackTranslation | None, ...], ...]
    """One tuple per document, one entry per segment."""
    reasons: tuple[tuple[str | None, ...], ...]
    """Why a segment has no back-translation; None where it has one."""
    engines: tuple[str | None, ...]
    """The engine of each document; None where it was not translated."""
    signature: str
    """Of the engines over all routes of the run."""
    failures: tuple[Failure, ...]

    @property
    def engine(self) -> str:
        """The one engine of the run, ``auto`` for several, ``none`` for none."""
        used = {name for name in self.engines if name is not None}
        return used.pop() if len(used) == 1 else AUTO if used else NONE


def untranslated(documents: Sequence[Document], reason: str) -> Translated:
    """No document measured, all for the same reason."""
    return Translated(
        routes=tuple(None for _ in documents),
        unmeasured=tuple(reason for _ in documents),
        back_translations=tuple(tuple(None for _ in one.segments) for one in documents),
        reasons=tuple(tuple(reason for _ in one.segments) for one in documents),
        engines=tuple(None for _ in documents),
        signature="engine:none",
        failures=(),
    )


def translate_all(
    documents: Sequence[Document],
    engine: Translator,
    *,
    sources: Sequence[Document | None] | None = None,
    pivot: str | None = None,
    cache: bool | str = True,
    progress: Progress,
) -> Translated:
    """Sends the prose of every document to a pivot language and back.

    Args:
        sources: the source article of each document, whose language is then its pivot.
        pivot: BCP 47 of the pivot; None lets each document's provenance choose.
        cache: True for the user's translation cache, False for none, or the path of one.
        progress: called with the stage, the characters done and those in all.
    """
    if engine.name == NONE:
        return untranslated(documents, NOT_ASKED)
    able = [_Able(one, one.pairs()) for one in engines_of(engine)]
    plans = [
        _plan(document, engine, able, pivot, has_source=source is not None)
        for document, source in zip(documents, sources or [None] * len(documents), strict=True)
    ]
    store = TranslationCache(cache_path(cache))
    try:
        tell = partial(progress, "translating")
        results = _results(able, plans, store, tell)
        store.prune()
    finally:
        store.close()
    outcomes = [_outcome(plan, results.get(index)) for index, plan in enumerate(plans)]
    return Translated(
        routes=tuple(plan.route for plan in plans),
        unmeasured=tuple(plan.reason for plan in plans),
        back_translations=tuple(outcome.back_translations for outcome in outcomes),
        reasons=tuple(outcome.reasons for outcome in outcomes),
        engines=tuple(plan.engine.name if plan.engine else None for plan in plans),
        signature=_signature(engine, plans),
        failures=tuple(failure for outcome in outcomes for failure in outcome.failures),
    )


@dataclass(frozen=True, slots=True)
class _Able:
    """An engine with what it is ready for."""

    engine: Translator
    pairs: frozenset[tuple[str, str]]


def _results(
    able: Sequence[_Able],
    plans: Sequence[_Plan],
    store: TranslationCache,
    tell: Callable[[int, int], None],
) -> dict[int, TripResult]:
    """What came back, by the index of the plan; engine by engine."""
    found: dict[int, TripResult] = {}
    trips = [plan.trip for plan in plans]
    before, total = 0, sum(len(text) for trip in trips if trip for text in trip.texts)
    for one in able:
        own = {
            index: trip
            for index, (plan, trip) in enumerate(zip(plans, trips, strict=True))
            if trip is not None and plan.engine is one.engine
        }
        if own:
            size = sum(len(text) for trip in own.values() for text in trip.texts)
            told = partial(_told, tell, before, total if len(able) > 1 else None)
            results = RoundTrip(one.engine, store, progress=told).run(list(own.values()))
            found.update(zip(own, results, strict=True))
            before += size
    return found


def _told(
    tell: Callable[[int, int], None], before: int, total: int | None, done: int, own: int
) -> None:
    """Progress over all engines; with one of them it knows best, which counts each text once."""
    tell(before + done, own if total is None else max(total, before + own))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be translated of one document."""

    document: Document
    route: Route | None
    reason: str | None
    """Why nothing is translated; None when something is."""
    failed: bool
    indices: tuple[int, ...] = ()
    """Segments of the trip, in order."""
    engine: Translator | None = None

    @property
    def trip(self) -> Trip | None:
        if self.route is None or not self.indices:
            return None
        segments = self.document.segments
        texts = tuple(without_holes(segments[index].text) for index in self.indices)
        return Trip(self.route, texts)


def _plan(
    document: Document,
    asked: Translator,
    able: Sequence[_Able],
    pivot: str | None,
    *,
    has_source: bool,
) -> _Plan:
    provenance = document.provenance
    if not document.article_segments():
        return _Plan(document, None, NO_PROSE, failed=False)
    language = document.language.code
    for one in able:
        found = choose(
            language,
            provenance.source_language,
            one.pairs,
            pivot,
            one.engine.path,
            origin="source" if has_source else provenance.origin,
        )
        if isinstance(found, Route):
            return _Plan(document, found, None, False, _indices(document), one.engine)
    if asked.name == AUTO:
        every = frozenset(pair for one in able for pair in one.pairs)
        missing = nowhere(language, provenance.source_language, every, pivot)
        return _Plan(document, None, missing.reason, failed=missing.asked)
    assert isinstance(found, NoRoute)
    return _Plan(document, None, found.reason, failed=True)


def _indices(document: Document) -> tuple[int, ...]:
    """The segments that are translated."""
    return tuple(
        segment.index for segment in document.article_segments() if not foreign(document, segment)
    )


def foreign(document: Document, segment: Segment) -> bool:
    """True for a segment that is surely in another language: engines make nothing of it."""
    language = segment.language
    return (
        language.origin in ("identified", "declared")
        and language.code != UNDETERMINED
        and language.code.split("-")[0] != document.language.code.split("-")[0]
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    back_translations: tuple[BackTranslation | None, ...]
    reasons: tuple[str | None, ...]
    failures: tuple[Failure, ...] = ()


def _outcome(plan: _Plan, result: TripResult | None) -> _Outcome:
    """The trip's results at the indices of the document's segments, with what failed."""
    document, path = plan.document, plan.document.path
    backs: list[BackTranslation | None] = [None] * len(document.segments)
    reasons = [_untold(document, segment, plan) for segment in document.segments]
    if result is None:
        message = say("{path}: {reason}", path=path, reason=plan.reason or "")
        failure = Failure(path, "translate", message)
        return _Outcome(tuple(backs), tuple(reasons), (failure,) if plan.failed else ())
    for place, index in enumerate(plan.indices):
        backs[index] = result.back_translations[place]
        reasons[index] = result.reasons[place]
    failures: tuple[Failure, ...] = ()
    if result.failure is not None:
        failures = (Failure(path, "translate", f"{path}: {result.failure}"),)
    elif result.failed:
        first = result.reasons[result.failed[0]]
        message = say(
            "{path}: {number} of {all} segments: {reason}",
            path=path, number=len(result.failed), all=len(plan.indices), reason=first or "",
        )  # fmt: skip
        failures = (Failure(path, "translate", message),)
    return _Outcome(tuple(backs), tuple(reasons), failures)


def _untold(document: Document, segment: Segment, plan: _Plan) -> str | None:
    """Why a segment has no back-translation before any was tried."""
    if plan.reason is not None:
        return plan.reason
    if not segment.is_article:
        return say("{kind}: not article prose", kind=fact(segment.kind.value))
    if foreign(document, segment):
        code = segment.language.code
        return say("the segment is in another language ({language})", language=language_code(code))
    return None


def cache_path(cache: bool | str) -> str | Path | None:
    """Of the translation cache: True for the user's own, False for none, or a path."""
    if isinstance(cache, str):
        return cache
    return default_path() if cache else None


def _signature(engine: Translator, plans: Sequence[_Plan]) -> str:
    """The engine's signatures for every direction that the run used."""
    used = {(plan.engine, plan.route) for plan in plans if plan.route and plan.indices}
    ways = sorted(
        {(one.name, route.language, route.pivot): one for one, route in used if one}.items(),
        key=lambda item: item[0],
    )
    found = []
    for (_, language, pivot), one in ways:
        for direction in ((language, pivot), (pivot, language)):
            try:
                found.append(one.signature(*direction))
            except EngineError as error:
                # The route failed, and its failure is in the report; the others keep theirs.
                found.append(f"engine:{one.name}|failed:{error}")
    return " + ".join(dict.fromkeys(found)) or f"engine:{engine.name}|unused"
