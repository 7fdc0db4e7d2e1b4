"""Each article beside its source: which sentences belong together, and what either side lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from audit.alignment.contrast import contrasts
from audit.alignment.sentences import align
from audit.core.time_limit import seconds_for
from audit.core.workers import Guard, spread
from audit.errors import EngineError
from audit.model.document import Document
from audit.model.report import Failure
from audit.model.translation import Alignment, BackTranslation, Contrast
from audit.qe.lexical.gloss import glosses
from audit.qe.lexical.model import LexicalModel
from audit.translators.interface import Translator


@dataclass(frozen=True, slots=True)
class Beside:
    """An article's source, and what is known about the two together."""

    source: Document
    alignments: tuple[Alignment, ...]
    contrasts: tuple[Contrast, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a worker needs to align."""

    source: Document
    target: Document
    pivot_texts: tuple[str | None, ...]


def compare(
    documents: Sequence[Document],
    sources: Sequence[Document | None],
    back_translations: Sequence[Sequence[BackTranslation | None]],
    engine: Translator,
    jobs: int = 1,
    *,
    article_timeout: float = 0.0,
) -> tuple[tuple[Beside | None, ...], tuple[Failure, ...]]:
    """One entry per document, None where it has no source; and what went wrong.

    Args:
        engine: force-decodes aligned sentences where it can.
        jobs: processes for the alignment.
        article_timeout: seconds for a pair, before its length counts; 0 is no limit.
    """
    indices = [index for index, source in enumerate(sources) if source is not None]
    pairs = [
        _pair(documents[index], source, back_translations[index])
        for index, source in enumerate(sources)
        if source is not None
    ]
    found: list[Beside | None] = [None] * len(documents)
    failures: list[Failure] = []
    guard = Guard(partial(_seconds, article_timeout), _unaligned)
    results = spread(_align, pairs, jobs, guard)
    for index, pair, result in zip(indices, pairs, results, strict=True):
        if isinstance(result, str):
            path = documents[index].path
            failures.append(Failure(path, "check", f"{path}: comparing with its source {result}"))
        else:
            phrases = _contrasts(pair, result, engine, failures)
            found[index] = Beside(pair.source, result, phrases)
    return tuple(found), tuple(failures)


def _pair(document: Document, source: Document, backs: Sequence[BackTranslation | None]) -> _Pair:
    base = _base(source)
    pivots = (
        back.pivot_text
        if back is not None and back.reliable and back.pivot_language.split("-")[0] == base
        else None
        for back in backs
    )
    return _Pair(source, document, tuple(pivots))


def _contrasts(
    pair: _Pair, alignments: Sequence[Alignment], engine: Translator, failures: list[Failure]
) -> tuple[Contrast, ...]:
    path = pair.target.path
    try:
        return contrasts(pair.source, pair.target, alignments, engine)
    except EngineError as error:
        message = f"{path}: forced decoding: {error}"
    except Exception as error:
        # A library that breaks down here must not lose the report.
        message = f"{path}: forced decoding crashed: {type(error).__name__}: {error}"
    failures.append(Failure(path, "translate", " ".join(message.split())))
    return ()


def _base(document: Document) -> str:
    return document.language.code.split("-", 1)[0]


def _glosses(pair: _Pair) -> tuple[str | None, ...]:
    """The article word for word in its source's language; () where there are no word tables.

    They align better than the back-translation of a rule-based engine (docs/bilingual.md).
    """
    model = LexicalModel.load(_base(pair.target), _base(pair.source))
    if model is None:
        return ()
    others = [segment.text for segment in pair.source.article_segments()]
    every = glosses([segment.text for segment in pair.target.segments], others, model)
    return tuple(gloss or None for gloss in every)


def _by_unit(document: Document) -> tuple[Alignment, ...]:
    """What a bilingual file itself puts beside each other."""
    return tuple(
        Alignment((unit.source,), (unit.target,), 1.0)
        for unit in document.units
        if unit.source is not None and unit.target is not None
    )


def _seconds(timeout: float, pair: _Pair) -> float:
    return seconds_for(timeout, len(pair.source.source.text) + len(pair.target.source.text))


def _unaligned(pair: _Pair, seconds: float | None) -> tuple[Alignment, ...] | str:
    return "ended its process" if seconds is None else f"took longer than {seconds:.0f} s"


def _align(pair: _Pair) -> tuple[Alignment, ...] | str:
    try:
        if pair.target.original is pair.source or pair.target.units:
            return _by_unit(pair.target)
        texts = _glosses(pair) or pair.pivot_texts
        return align(pair.source, pair.target, pivot_texts=texts)
    except Exception as error:
        # One article that cannot be aligned must not lose the others.
        return f"crashed: {type(error).__name__}: {error}"
