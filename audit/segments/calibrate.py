"""Makes a calibration table: clean text through an engine and back, its scores by length."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from audit.errors import OperationalError, ReadError, UsageError
from audit.language.codes.identify import identify_together
from audit.language.codes.tags import required_or_none
from audit.metrics.calibration import FORMAT, LEAST, LengthClass, Table, tenths
from audit.metrics.chrf import Chrf
from audit.model.document import UNDETERMINED, Document
from audit.model.segments import SegmentPair
from audit.reading.gather import Languages, gather
from audit.roundtrip.translate import Translated, translate_all
from audit.segments.build import target_document
from audit.translators.auto import engines_of
from audit.translators.choice import open_engine
from audit.translators.interface import EngineOptions, Translator

CLASSES = 8
"""Length classes at most."""
LARGEST = 1000
"""Scores of a class at most: more would not change a percentile by half a point."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class CalibrationRequest:
    """What to make a table of; see :func:`audit.api.calibrate` for the fields."""

    paths: tuple[str, ...]
    engine: str | None = None
    language: str | None = None
    pivot: str | None = None
    lines: bool = False
    source: str = ""
    made_with: str = ""
    jobs: int = 1
    beam_size: int = 2
    models_dir: str | None = None
    cache: bool | str = True


@dataclass(frozen=True, slots=True)
class Sample:
    """One clean segment."""

    text: str
    value: float
    """chrF2 of its round trip, 0 to 100."""


def calibrate(request: CalibrationRequest, *, progress: Progress | None = None) -> Table:
    """The table of one engine and route.

    Raises:
        UsageError: no engine, or text in several languages.
        OperationalError: what cannot be read, or too little text came back.
    """
    tell = progress or (lambda stage, done, total: None)
    request = replace(
        request,
        language=required_or_none(request.language, "language"),
        pivot=required_or_none(request.pivot, "pivot"),
    )
    if request.engine == "none":
        raise UsageError("calibrate needs an engine: nothing is translated with --engine none")
    options = EngineOptions(request.beam_size, threads=request.jobs, models_dir=request.models_dir)
    engine = open_engine(request.engine, options)
    try:
        documents = _read(request, tell)
        translated = translate_all(
            documents, engine, pivot=request.pivot, cache=request.cache, progress=tell
        )
    finally:
        engine.close()
    if translated.failures:
        raise OperationalError(translated.failures[0].message)
    return _table(request, engine, documents, translated)


def _read(request: CalibrationRequest, tell: Progress) -> Sequence[Document]:
    """The clean text as the audit would see it, all in one language."""
    if request.lines:
        lines = list(dict.fromkeys(line for path in request.paths for line in clean_lines(path)))
        language = request.language or identify_together(lines).code
        pairs = [
            SegmentPair(f"line {n}", line, None, None, language) for n, line in enumerate(lines)
        ]
        return [target_document(pair) for pair in pairs]
    documents, _, failures = gather(
        request.paths, None, Languages(request.language), jobs=request.jobs, stdin=None,
        progress=tell,
    )  # fmt: skip
    if failures:
        raise OperationalError(f"{failures[0].path}: {failures[0].message}")
    return documents


def clean_lines(path: str) -> Iterator[str]:
    """The lines that hold something; ``.gz`` is unpacked.

    Raises:
        ReadError: the file cannot be read.
    """
    opened = gzip.open if path.endswith(".gz") else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            yield from (line.strip() for line in file if line.strip())
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error


def _table(
    request: CalibrationRequest,
    engine: Translator,
    documents: Sequence[Document],
    translated: Translated,
) -> Table:
    routes = {str(route) for route in translated.routes if route is not None}
    if len(routes) > 1:
        found = ", ".join(sorted(routes))
        raise UsageError(f"the text takes several routes ({found}): give --lang and --pivot")
    used = next((one for one in engines_of(engine) if one.name == translated.engine), None)
    if used is None:
        raise OperationalError(next(filter(None, translated.unmeasured), "nothing came back"))
    language = documents[0].language.code if documents else UNDETERMINED
    metric = Chrf(language)
    backs = [
        (segment.text, back)
        for document, row in zip(documents, translated.back_translations, strict=True)
        for segment, back in zip(document.segments, row, strict=True)
        if back is not None and back.reliable
    ]
    if len(backs) < LEAST:
        raise OperationalError(
            f"{len(backs)} segments came back reliably; a table needs {LEAST} at least"
        )
    texts = [text for text, _ in backs]
    scores = metric.segments(texts, [back.text for _, back in backs])
    samples = {
        text: Sample(text, score.value)
        for text, score in zip(texts, scores, strict=True)
        if score.value is not None
    }
    return Table(
        format=FORMAT,
        engine=used.name,
        route=routes.pop(),
        engine_signature=backs[0][1].signature,
        any_version=used.versions_are_alike,
        metric=metric.signature(),
        source=request.source,
        made_with=request.made_with,
        shortest=min(map(len, samples)),
        classes=length_classes(list(samples.values())),
    )


def length_classes(samples: Sequence[Sample]) -> tuple[LengthClass, ...]:
    """Classes of about equally many segments, each with ``LEAST`` at least where there are so many.

    Which of many segments are kept is decided by a hash of their text, not by their scores: what
    is kept is as good as drawn by lot.
    """
    ordered = sorted(samples, key=lambda one: (len(one.text), one.text))
    count = max(1, min(CLASSES, len(ordered) // LEAST))
    cuts = [len(ordered[len(ordered) * place // count - 1].text) for place in range(1, count + 1)]
    classes = []
    for shorter, longest in zip([-1, *cuts], cuts, strict=False):
        inside = [one for one in ordered if shorter < len(one.text) <= longest]
        kept = sorted(inside, key=lambda one: hashlib.sha256(one.text.encode()).digest())
        if kept:
            values = sorted(tenths(one.value) for one in kept[:LARGEST])
            classes.append(LengthClass(longest=longest, scores=tuple(values)))
    return tuple(classes)
