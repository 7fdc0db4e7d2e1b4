"""Engines by name. ``none`` means no round trip and is known to the pipeline itself."""

from __future__ import annotations

from audit.core.registry import Registry
from audit.translators.interface import Translator

ENGINES: Registry[Translator] = Registry(
    "engine",
    (
        ("auto", "audit.translators.auto:AutoTranslator"),
        ("compact", "audit.translators.marian.compact:CompactTranslator"),
        ("opus", "audit.translators.marian.opus:OpusTranslator"),
        ("transformers", "audit.translators.marian.transformers:TransformersTranslator"),
        ("apertium", "audit.translators.apertium.engine:ApertiumTranslator"),
        ("none", "audit.translators.none:NoTranslator"),
    ),
    group="traudit.engines",
)
