"""What an engine says of many segments, kept in a file so that a run can be repeated quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.engine import open_engine
from audit.model.segments import SegmentPair
from audit.quality.engine import decoded
from audit.segments.build import source_document, target_document
from audit.segments.prepare import batches, force_decode, own
from audit.translators.interface import EngineOptions, Translator
from training.quality.curves import Signals
from training.quality.resumed import resumed


def decode(segments: Sequence[SegmentPair], work: Path, engine: str) -> dict[str, Signals]:
    """The signals of each segment by its id, without the round trip, which costs as much as all
    others; those that the engine cannot take are left out.
    """

    def make(missing: Sequence[SegmentPair]) -> Iterator[tuple[str, Signals]]:
        return _signals(missing, open_engine(engine, EngineOptions()))

    found = resumed(work / "decoded.jsonl", "signals", segments, make)
    return {name: signals for name, signals in found.items() if signals}


def _signals(
    segments: Sequence[SegmentPair], engine: Translator
) -> Iterator[tuple[str, dict[str, float]]]:
    for batch in batches(segments):
        documents = [target_document(one) for one in batch]
        sources = [source_document(one) for one in batch]
        forced, _ = force_decode(documents, sources, engine)
        ours = own(documents, sources, forced, engine, cache=False)
        for segment, (forward, backward), one in zip(batch, forced, ours, strict=True):
            known = forward is not None and backward is not None and one is not None
            texts = segment.source or "", segment.target
            yield segment.id, dict(decoded(*texts, forward, backward, one)) if known else {}
