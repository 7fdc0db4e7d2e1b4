"""Engines by name. ``none`` means no round trip and is known to the pipeline itself."""

from __future__ import annotations

from audit.registry import Registry
from audit.translators.interface import Translator

ENGINES: Registry[Translator] = Registry(
    "engine",
    (
        ("compact", "audit.translators.compact:CompactTranslator"),
        ("opus", "audit.translators.opus:OpusTranslator"),
        ("transformers", "audit.translators.transformers:TransformersTranslator"),
        ("apertium", "audit.translators.apertium:ApertiumTranslator"),
        ("none", "audit.translators.none:NoTranslator"),
    ),
)
