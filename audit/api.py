"""The Python API: what the command line calls, and nothing less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from os import PathLike

from audit.core.time_limit import DEFAULT as TIMEOUT
from audit.metrics.calibration import Table
from audit.model.report import Report
from audit.model.segments import SegmentPair, SegmentScore
from audit.qe.segments import DEFAULT
from audit.run.options import RunOptions
from audit.run.pipeline import Progress, audit
from audit.segments.calibrate import CalibrationRequest
from audit.segments.calibrate import calibrate as make_table
from audit.segments.stream import SegmentsRequest, score_all

__all__ = ["SegmentPair", "SegmentScore", "calibrate", "run_audit", "score_segments"]

OPTIONS = frozenset(field.name for field in fields(RunOptions))


def run_audit(
    paths: Sequence[str | PathLike[str]],
    *,
    only: Iterable[str] | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    source: str | PathLike[str] | None = None,
    engine: str | None = None,
    language: str | None = None,
    source_language: str | None = None,
    pivot: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    also: Sequence[str] = (),
    names: str | None = None,
    rules: Sequence[str | PathLike[str]] = (),
    termbases: Sequence[str | PathLike[str]] = (),
    calibration: Sequence[str | PathLike[str]] = (),
    semantic: str | None = None,
    judge: str | PathLike[str] | None = None,
    jobs: int = 1,
    beam_size: int = 2,
    models_dir: str | None = None,
    article_timeout: float = TIMEOUT,
    cache: bool | str | PathLike[str] = True,
    root: str | PathLike[str] | None = None,
    stdin_name: str | None = None,
    today: date | None = None,
    progress: Progress | None = None,
    stdin: Callable[[], bytes] | None = None,
) -> Report:
    """Audits articles and returns the report that ``traudit run`` writes.

    Args:
        paths: files, folders (walked by suffix) or ``-`` (standard input, read with ``stdin``).
        only: real paths of the files that are audited among those that ``paths`` lead to, also
            for the sake of their source; None for all.
        include: patterns as in ``.gitignore``: of folders only what fits one, also what git
            ignores and pages of a project such as ``README.md``.
        exclude: patterns of what is left out of folders.
        source: the article that the one of ``paths`` translates; for a folder, a folder with the
            source of each article, paired by name (``fire.fr.md`` and ``fire.en.md``).
        engine: ``compact``, ``opus``, ``transformers``, ``apertium`` or ``none``; ``auto`` or None
            takes for each article the best one that has its route (pulled models, compact,
            apertium), and none where there is no route.
        language: BCP 47 code of the articles; identified when None.
        source_language: what they were translated from; read from notices when None.
        pivot: language of the back-translation; chosen by the provenance when None.
        select: only these rules (ids, letter prefixes or names).
        ignore: not these rules.
        also: optional rules that run, too (``grammalecte``).
        names: what recognises names (docs/names.md). ``auto`` or None for an installed spaCy
            pipeline of the article's language, ``none``, or a pipeline by name or path.
        rules: files or folders with rules of your own (docs/user-rules.md).
        termbases: TBX, CSV or TOML files with terms of your own (docs/termbases.md).
        calibration: tables of ``traudit calibrate``, before those that ship.
        semantic: a model of meaning of your own (docs/semantic.md): the path of a folder, or
            ``comet:`` and the path of a checkpoint.
        judge: a file that names a language model to ask (docs/judges.md); its rule LLM001 runs
            then, and the text of articles with sources goes to the hosts that the file names.
        jobs: processes for all that is not translation. More than 1 needs a main module that
            may be imported (``if __name__ == "__main__":``).
        beam_size: beam of the neural engines, 1 to 16.
        article_timeout: seconds for each step of an article (reading it, comparing it with its
            source, checking it), and one more per 500 characters; then it is a failure of the
            report and the others go on. 0 is no limit.
        models_dir: where pulled models lie; None takes the user's data folder.
        cache: True for the user's translation cache, False for none, or the path of one.
        root: the folder that the ids of findings name articles from; None for the current one.
        stdin_name: the path that standard input stands for: it tells the reader, and the report
            names it.
        today: the day that dates of suppressions are held against; None for this one.
        progress: called with (stage, done, total).
        stdin: returns the bytes of standard input, for ``-``.

    Returns:
        The report. Inputs that could not be read or translated are in ``report.failures``;
        the others are complete.

    Raises:
        UsageError: an unknown engine or rule, or a termbase or rule file that is wrong.
        OperationalError: an optional rule cannot run on this machine.
        EngineError: the engine cannot be used at all.

    >>> report = run_audit(["article.txt"], engine="none")
    >>> [finding.message for document in report.documents for finding in document.findings]
    """
    given = {name: value for name, value in locals().items() if name in OPTIONS}
    return audit(RunOptions.of(**given), progress=progress, stdin=stdin)


def score_segments(
    segments: Iterable[SegmentPair],
    *,
    engine: str | None = None,
    pivot: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules: Sequence[str | PathLike[str]] = (),
    termbases: Sequence[str | PathLike[str]] = (),
    calibration: Sequence[str | PathLike[str]] = (),
    estimator: str = DEFAULT,
    jobs: int = 1,
    beam_size: int = 2,
    models_dir: str | None = None,
    cache: bool | str | PathLike[str] = True,
) -> Iterator[SegmentScore]:
    """Scores translated segments one by one, as ``traudit segments`` does.

    Args:
        segments: with their sources (bilingual) or without; may be endless, a few batches are
            held at once. Of sentence or paragraph length: some checks take a time that grows with
            the square of it.
        engine: as for ``run_audit``; ``none`` scores by all that needs no engine.
        estimator: what combines all that is known into a score (``simple``).

    The other arguments are those of ``run_audit``.

    Returns:
        One result per segment, in order, as they are made. What went wrong with one segment is in
        its ``failures``.

    Raises:
        UsageError: an unknown engine, rule or estimator, or a rule file that is wrong.
        EngineError: the engine cannot be used at all.

    >>> pair = SegmentPair("1", "Le budget est voté.", "The budget was passed.", "en", "fr")
    >>> [result.score for result in score_segments([pair], engine="none")]
    """
    return score_all(
        segments,
        SegmentsRequest(
            engine=engine,
            pivot=pivot,
            select=tuple(select),
            ignore=tuple(ignore),
            rules=tuple(str(path) for path in rules),
            termbases=tuple(str(path) for path in termbases),
            calibration=tuple(str(path) for path in calibration),
            estimator=estimator,
            jobs=jobs,
            beam_size=beam_size,
            models_dir=models_dir,
            cache=cache if isinstance(cache, bool) else str(cache),
        ),
    )


def calibrate(
    paths: Sequence[str | PathLike[str]],
    *,
    engine: str | None = None,
    language: str | None = None,
    pivot: str | None = None,
    lines: bool = False,
    source: str = "",
    made_with: str = "",
    jobs: int = 1,
    beam_size: int = 2,
    models_dir: str | None = None,
    cache: bool | str | PathLike[str] = True,
    progress: Progress | None = None,
) -> Table:
    """Makes the calibration table of one engine and route from clean text.

    Args:
        paths: articles that people wrote with care, all in one language.
        lines: every line is a segment (``.gz`` is unpacked); else the files are read and cut like
            articles.
        source: what the text is, for the reader of the table; likewise ``made_with``, a command.

    The other arguments are those of ``run_audit``.

    Raises:
        UsageError: no engine, or text that takes several routes.
        OperationalError: what cannot be read or translated, or too little text.
    """
    return make_table(
        CalibrationRequest(
            paths=tuple(str(path) for path in paths),
            engine=engine,
            language=language,
            pivot=pivot,
            lines=lines,
            source=source,
            made_with=made_with,
            jobs=jobs,
            beam_size=beam_size,
            models_dir=models_dir,
            cache=cache if isinstance(cache, bool) else str(cache),
        ),
        progress=progress,
    )
