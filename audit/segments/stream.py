"""Segments in, results out: bounded memory, all cores, the order kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from audit.checks.house.rule_files import choose, load_user_rules
from audit.checks.selection import select_rules
from audit.core.workers import stream
from audit.language.codes.tags import required_or_none
from audit.metrics.calibration import load_tables
from audit.model.segments import SegmentPair, SegmentScore
from audit.qe.segments import DEFAULT, estimator
from audit.segments.judge import Setup, judge
from audit.segments.prepare import batches, prepare
from audit.terms.load import load_termbases
from audit.translators.choice import open_engine
from audit.translators.interface import EngineOptions


@dataclass(frozen=True, slots=True)
class SegmentsRequest:
    """How segments are scored; see :func:`audit.api.score_segments` for the fields."""

    engine: str | None = None
    pivot: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    termbases: tuple[str, ...] = ()
    calibration: tuple[str, ...] = ()
    estimator: str = DEFAULT
    jobs: int = 1
    beam_size: int = 2
    models_dir: str | None = None
    cache: bool | str = True


def score_all(rows: Iterable[SegmentPair], request: SegmentsRequest) -> Iterator[SegmentScore]:
    """One result per row, in order. Everything that can be wrong with the request is raised before
    the first row is taken.

    Raises:
        UsageError: an unknown engine, rule or estimator, or a rule file that is wrong.
        EngineError: the engine cannot be used at all.
    """
    pivot = required_or_none(request.pivot, "pivot")
    loaded = load_user_rules(request.rules)
    chosen = choose(loaded, request.select, request.ignore)
    rules = select_rules(chosen.select, chosen.ignore)
    termbases = load_termbases(request.termbases)
    tables = load_tables(request.calibration)
    estimator(request.estimator)
    engine = open_engine(
        request.engine,
        EngineOptions(request.beam_size, threads=request.jobs, models_dir=request.models_dir),
    )
    setup = Setup(rules, request.estimator, engine.name, chosen.rules, termbases, tables)

    def results() -> Iterator[SegmentScore]:
        try:
            prepared = (
                prepare(batch, engine, pivot=pivot, cache=request.cache) for batch in batches(rows)
            )
            for batch in stream(partial(judge, setup), prepared, request.jobs):
                yield from batch
        finally:
            engine.close()

    return results()
