"""What an engine says of many segments, kept in a file so that a run can be repeated quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.model.segments import SegmentPair
from audit.qe.segments.engine import decoded, meant
from audit.qe.words.pair import pair_of
from audit.segments.build import source_document, target_document
from audit.segments.prepare import batches, force_decode, own
from audit.translators.choice import open_engine
from audit.translators.interface import EngineOptions, Translator
from training.quality.curves import Signals
from training.quality.resumed import resumed


def decode(segments: Sequence[SegmentPair], work: Path, engine: str) -> dict[str, Signals]:
    """The signals of each segment by its id, without the round trip, which costs as much as all
    others; those that the engine cannot take are left out.
    """

    def make(missing: Sequence[SegmentPair]) -> Iterator[tuple[str, Signals]]:
        # The same source and the same good translation stand in many pairs.
        store = str(work / "translations.sqlite")
        return _signals(missing, open_engine(engine, EngineOptions()), store)

    first: dict[tuple[str | None, ...], str] = {}
    different = []
    for one in segments:
        if _texts(one) not in first:
            first[_texts(one)] = one.id
            different.append(one)
    found = resumed(work / "spoken.jsonl", "signals", different, make)
    every = {one.id: found[first[_texts(one)]] for one in segments}
    return {name: signals for name, signals in every.items() if signals}


def _texts(one: SegmentPair) -> tuple[str | None, ...]:
    return one.source, one.target, one.source_language, one.target_language


def _signals(
    segments: Sequence[SegmentPair], engine: Translator, store: str
) -> Iterator[tuple[str, dict[str, float]]]:
    for batch in batches(segments):
        documents = [target_document(one) for one in batch]
        sources = [source_document(one) for one in batch]
        forced, _ = force_decode(documents, sources, engine)
        ours = own(documents, sources, forced, engine, cache=store)
        for segment, (forward, backward), one in zip(batch, forced, ours, strict=True):
            if forward is None or backward is None or one is None:
                yield segment.id, {}
                continue
            texts = segment.source or "", segment.target
            languages = segment.source_language or "und", segment.target_language or "und"
            found = dict(decoded(*texts, forward, backward, one))
            yield segment.id, found | dict(meant(pair_of(*texts, *languages), forward, one))
