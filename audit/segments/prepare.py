"""What needs the engine: round trips, forced decoding and the engine's own translations of a batch
of segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audit.errors import EngineError, describe
from audit.language.codes.tags import standard
from audit.model.document import UNDETERMINED, Document
from audit.model.segments import SegmentPair
from audit.model.translation import BackTranslation, ForcedScore, Route, Translation
from audit.roundtrip.cache.translations import TranslationCache
from audit.roundtrip.translate import cache_path, translate_all
from audit.segments.build import source_document, target_document
from audit.segments.own import own_translations
from audit.translators.interface import Translator

BATCH_ROWS = 32
BATCH_CHARACTERS = 16_000
"""What is in memory at once is a few batches, however long the input is."""
LONGEST = 600
"""Code points of a text that is force-decoded: engines have so many positions."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One segment on its way to a worker."""

    document: Document
    source: Document | None
    back_translation: BackTranslation | None
    reason: str | None
    """Why there is no round trip; None when there is one."""
    route: Route | None = None
    """Of the round trip; None where there was none."""
    forward: ForcedScore | None = None
    backward: ForcedScore | None = None
    own: Translation | None = None
    """What the engine itself makes of the source."""
    failures: tuple[str, ...] = ()
    engine: str | None = None
    """Of the round trip."""


def batches(rows: Iterable[SegmentPair]) -> Iterator[list[SegmentPair]]:
    """Neighbouring rows, at most ``BATCH_ROWS`` and about ``BATCH_CHARACTERS`` together."""
    batch: list[SegmentPair] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row.target) + len(row.source or "")
        if len(batch) >= BATCH_ROWS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def prepare(
    rows: Sequence[SegmentPair],
    engine: Translator,
    *,
    pivot: str | None = None,
    cache: bool | str = True,
) -> list[Prepared]:
    """One entry per row, in order. An engine that fails is a failure of the rows concerned."""
    documents = [target_document(row) for row in rows]
    sources = [source_document(row) for row in rows]
    translated = translate_all(
        documents,
        engine,
        sources=sources,
        pivot=pivot,
        cache=cache,
        progress=lambda stage, done, total: None,
    )
    failed: dict[str | None, list[str]] = {}
    for failure in translated.failures:
        message = failure.message.removeprefix(f"{failure.path}: ")
        failed.setdefault(failure.path, []).append(message)
    forced, problems = force_decode(documents, sources, engine)
    ours = own(documents, sources, forced, engine, cache)
    found = []
    for place, (document, source) in enumerate(zip(documents, sources, strict=True)):
        backs, reasons = translated.back_translations[place], translated.reasons[place]
        found.append(
            Prepared(
                document,
                source,
                backs[0] if backs else None,
                reasons[0] if reasons else translated.unmeasured[place],
                route=translated.routes[place],
                engine=translated.engines[place],
                forward=forced[place][0],
                backward=forced[place][1],
                own=ours[place],
                failures=(
                    *_unknown(rows[place]),
                    *failed.get(document.path, ()),
                    *problems[place],
                ),
            )
        )
    return found


def own(
    documents: Sequence[Document],
    sources: Sequence[Document | None],
    forced: Sequence[tuple[ForcedScore | None, ForcedScore | None]],
    engine: Translator,
    cache: bool | str,
) -> list[Translation | None]:
    """Of the sources whose translations were force-decoded: the score learnt from both at once."""
    ways = [
        (_base(source), _base(document)) if source is not None and forward is not None else None
        for document, source, (forward, _) in zip(documents, sources, forced, strict=True)
    ]
    if not any(ways):
        return [None] * len(documents)
    store = TranslationCache(cache_path(cache))
    try:
        return own_translations(sources, ways, engine, store)
    finally:
        store.close()


def force_decode(
    documents: Sequence[Document], sources: Sequence[Document | None], engine: Translator
) -> tuple[list[tuple[ForcedScore | None, ForcedScore | None]], list[tuple[str, ...]]]:
    """For each segment: the translation given the source, the source given the translation; and
    what failed. Only in the directions that the engine has.
    """
    found: list[list[ForcedScore | None]] = [[None, None] for _ in documents]
    problems: list[tuple[str, ...]] = [() for _ in documents]
    pairs = engine.scorable()
    wanted: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for place, (document, source) in enumerate(zip(documents, sources, strict=True)):
        if source is None or not _is_decodable(document) or not _is_decodable(source):
            continue
        way = _base(source), _base(document)
        for side, direction in enumerate((way, way[::-1])):
            if direction in pairs:
                wanted.setdefault((direction[0], direction[1]), []).append((place, side))
    for direction, places in wanted.items():
        texts = [_texts(documents[place], sources[place], side) for place, side in places]
        try:
            scores = engine.score(texts, *direction)
        except Exception as error:
            # A library that breaks down here must not lose what needs no engine.
            what = str(error) if isinstance(error, EngineError) else describe(error)
            for place, _ in places:
                problems[place] = (*problems[place], f"forced decoding: {what}")
            continue
        for (place, side), score in zip(places, scores, strict=True):
            found[place][side] = score
    return [(one, two) for one, two in found], problems


def _unknown(row: SegmentPair) -> Iterator[str]:
    """What a row calls a language that is none; its text is then in no known language."""
    for key in ("source_language", "target_language"):
        tag = getattr(row, key)
        if tag is not None and standard(tag) is None:
            yield f"{key}: {tag[:40]!r} is not a language code"


def _texts(document: Document, source: Document | None, side: int) -> tuple[str, str]:
    """(condition, scored text)"""
    assert source is not None
    both = source.segments[0].text, document.segments[0].text
    return both if side == 0 else both[::-1]


def _is_decodable(document: Document) -> bool:
    if not document.segments or document.language.code == UNDETERMINED:
        return False
    text = document.segments[0].text
    return len(text) < LONGEST and any(map(str.isalnum, text))


def _base(document: Document) -> str:
    return document.language.code.split("-", 1)[0]
