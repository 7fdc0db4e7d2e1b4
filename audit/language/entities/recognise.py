"""The names of articles, as a pipeline of spaCy sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from audit.errors import OperationalError
from audit.language.codes.tags import base
from audit.language.entities.pipelines import Found, facts
from audit.model.document import Document
from audit.model.entity import Entities, Entity

_RECOGNISER, _VECTORS = "ner", "tok2vec"
_IDLE = ("tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer")
"""Components that names do without; they take most of the time to load."""
LONGEST = 20_000
"""Code points of a segment; longer ones are passed over, as spaCy's memory grows with them."""


def recognise(
    chosen: Mapping[str, Found], articles: Sequence[Document | None]
) -> tuple[Entities, ...]:
    """The names of articles, one entry per article; empty for those without a pipeline.

    Args:
        chosen: a pipeline per language (ISO 639).
        articles: None takes the place of one that is not there.

    Raises:
        OperationalError: a pipeline cannot be loaded.
    """
    pipelines = {language: _load(found) for language, found in chosen.items()}
    return tuple(
        ()
        if one is None or base(one.language.code) not in pipelines
        else _entities(pipelines[base(one.language.code)], one)
        for one in articles
    )


def _load(found: Found) -> Any:
    """The pipeline, without the components that names can do without.

    Raises:
        OperationalError: spaCy refuses it, or it recognises no names.
    """
    try:
        import spacy

        pipeline = spacy.load(found.name, exclude=list(_IDLE))
    except Exception as error:
        first = next(iter(str(error).splitlines()), type(error).__name__)
        raise OperationalError(
            f"names: spaCy cannot load {found.name!r}: {first} (`--names none` does without)"
        ) from error
    if _RECOGNISER not in pipeline.pipe_names:
        raise OperationalError(f"names: the pipeline {found.name!r} recognises no names")
    # A recogniser with word vectors of its own does without the shared ones.
    if _VECTORS in pipeline.pipe_names and not _listens(pipeline):
        pipeline.disable_pipe(_VECTORS)
    return pipeline


def _listens(pipeline: Any) -> bool:
    return _RECOGNISER in pipeline.get_pipe(_VECTORS).listening_components


def _entities(pipeline: Any, article: Document) -> Entities:
    texts = [one.text if len(one.text) <= LONGEST else "" for one in article.segments]
    return tuple(tuple(_of(doc.ents)) for doc in pipeline.pipe(texts))


def _of(found: Iterable[Any]) -> Iterator[Entity]:
    for one in found:
        kind = facts().kind(one.label_)
        if kind is not None:
            yield Entity(one.start_char, one.end_char, kind)
