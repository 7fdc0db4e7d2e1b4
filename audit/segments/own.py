"""What the engine itself makes of the sources, to be held beside the translations."""

from __future__ import annotations

from collections.abc import Sequence

from audit.errors import EngineError
from audit.model.document import Document
from audit.model.translation import Translation
from audit.roundtrip.cache.translations import TranslationCache
from audit.roundtrip.guarded_engine import GuardedEngine, RouteFailed
from audit.translators.interface import Translator

Way = tuple[str, str]


def own_translations(
    sources: Sequence[Document | None],
    ways: Sequence[Way | None],
    engine: Translator,
    cache: TranslationCache,
) -> list[Translation | None]:
    """One translation per source, each text once; None where there is no way or the engine fails.

    A failure is not told of: the round trip of the same segment meets it as well and tells.
    """
    wanted: dict[Way, dict[str, None]] = {}
    for source, way in zip(sources, ways, strict=True):
        if source is not None and way is not None:
            wanted.setdefault(way, {})[source.segments[0].text] = None
    found: dict[tuple[Way, str], Translation] = {}
    for way, texts in wanted.items():
        guarded = GuardedEngine(engine, cache)
        try:
            made = guarded.translate(guarded.direction(*way), list(texts))
        except (RouteFailed, EngineError):
            continue
        for text, one in made.items():
            if isinstance(one, Translation):
                found[way, text] = one
    return [
        None if source is None or way is None else found.get((way, source.segments[0].text))
        for source, way in zip(sources, ways, strict=True)
    ]
