"""The names of a run's articles and sources, where any of its rules looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.checks import CHECKS
from audit.language.entities.pipelines import choose
from audit.model.document import Document
from audit.model.entity import Entities


@dataclass(frozen=True, slots=True)
class RunNames:
    """What was recognised, one entry per article; all empty where nothing took part."""

    signature: str
    """``|names:`` and who took part, to be written after the engine's; else empty."""
    articles: tuple[Entities, ...]
    sources: tuple[Entities, ...]


def names_of_run(
    option: str | None,
    rules: Sequence[str],
    documents: Sequence[Document],
    sources: Sequence[Document | None],
) -> RunNames:
    """The names of the articles and of their sources.

    Args:
        option: ``auto`` or None for the best pipeline of each language that is installed,
            ``none``, or a pipeline by name, which is used for its own language only.
        rules: ids of those that run.
        sources: one per document.

    Raises:
        OperationalError: a pipeline that was asked for is not there, or cannot be loaded.
    """
    texts = (*documents, *sources)
    # In this order: without a pipeline nothing more is imported.
    chosen = choose(option, sorted({one.language.code for one in texts if one is not None}))
    if not chosen or not any(CHECKS.load(rule).uses_entities for rule in rules):
        nothing: tuple[Entities, ...] = tuple(() for _ in documents)
        return RunNames("", nothing, nothing)
    from audit.language.entities.recognise import recognise

    found = recognise(chosen, texts)
    signature = "".join(f"|names:{one.signature}" for one in chosen.values())
    return RunNames(signature, found[: len(documents)], found[len(documents) :])
