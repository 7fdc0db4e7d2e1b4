"""The articles of a run, and their sources, read and structured."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from audit.core.time_limit import seconds_for
from audit.core.workers import Guard, spread
from audit.errors import AuditError, describe, told
from audit.model.document import Document
from audit.model.report import Failure
from audit.model.wording import say
from audit.readers.files import collect, read
from audit.readers.kinds import STDIN
from audit.readers.walk import Choice
from audit.reading.ingest import ingest
from audit.reading.sources import pair, use

Progress = Callable[[str, int, int], None]
Gathered = tuple[tuple[Document, ...], tuple[Document | None, ...], tuple[Failure, ...]]
"""Articles, the source of each or None, and what could not be read."""


@dataclass(frozen=True, slots=True)
class Languages:
    """What the caller says about languages, as BCP 47; None: find out."""

    article: str | None = None
    source: str | None = None


def gather(
    given: Sequence[str],
    source: str | None,
    languages: Languages,
    *,
    only: frozenset[str] | None = None,
    choice: Choice | None = None,
    jobs: int,
    stdin: Callable[[], bytes] | None,
    stdin_name: str | None = None,
    progress: Progress,
    article_timeout: float = 0.0,
) -> Gathered:
    """Reads what the paths lead to. What cannot be read is a failure, and the rest goes on.

    Args:
        given: files, folders or ``-``.
        only: real paths: what neither is one of them nor has its source there is left out.
        stdin_name: the path that standard input stands for.
        article_timeout: seconds for reading a file, before its size counts; 0 is no limit.
        source: the source of the article, or a folder of sources; None in translation-only mode.

    Raises:
        UsageError: when it cannot be told which source belongs to which article.
    """
    found, failures = collect(given, choice)
    paths: Sequence[str] = found
    sources: Sequence[str | None] = [None] * len(paths)
    if source is not None:
        pairing = pair(
            given, paths, source, language=languages.article, source_language=languages.source
        )
        paths, sources = pairing.paths, pairing.sources
        failures.extend(pairing.failures)
    if only is not None:
        paths, sources = _among(only, paths, sources)
    # Standard input is read here, once: a worker process has none.
    piped = stdin() if stdin is not None and STDIN in paths else None
    tell = partial(progress, "reading")
    articles = _read_all(
        _Reading(languages.article, languages.source, piped, article_timeout, stdin_name),
        paths,
        jobs,
        tell,
    )
    wanted = list(dict.fromkeys(one for one in sources if one is not None))
    read_sources = _read_all(
        _Reading(languages.source, None, None, article_timeout), wanted, jobs, tell
    )
    originals = dict(zip(wanted, read_sources, strict=True))
    failures.extend(one for one in (*articles, *read_sources) if isinstance(one, Failure))
    documents, beside = [], []
    for article, path in zip(articles, sources, strict=True):
        if isinstance(article, Document):
            original = originals.get(path) if path is not None else None
            documents.append(article)
            beside.append(original if isinstance(original, Document) else article.original)
    told, kept, wrong = use(documents, beside)
    return told, kept, (*failures, *wrong)


def _among(
    only: frozenset[str], paths: Sequence[str], sources: Sequence[str | None]
) -> tuple[list[str], list[str | None]]:
    kept = [
        (path, source)
        for path, source in zip(paths, sources, strict=True)
        if os.path.realpath(path) in only
        or (source is not None and os.path.realpath(source) in only)
    ]
    return [path for path, _ in kept], [source for _, source in kept]


@dataclass(frozen=True, slots=True)
class _Reading:
    language: str | None
    source_language: str | None
    stdin: bytes | None
    timeout: float
    stdin_name: str | None = None


def _read_all(
    how: _Reading, paths: Sequence[str], jobs: int, tell: Callable[[int, int], None]
) -> list[Document | Failure]:
    results = []
    guard = Guard(partial(_seconds, how), _unread)
    for found in spread(partial(_read_one, how), paths, jobs, guard):
        results.append(found)
        tell(len(results), len(paths))
    return results


def _seconds(how: _Reading, path: str) -> float:
    try:
        size = len(how.stdin or b"") if path == STDIN else os.stat(path).st_size  # noqa: PTH116
    except (OSError, ValueError):
        size = 0
    return seconds_for(how.timeout, size)


def _unread(path: str, seconds: float | None) -> Document | Failure:
    return Failure(path, "read", out_of_time(seconds))


def out_of_time(seconds: float | None) -> str:
    """What is said of an article that took too long, or that ended its process (None)."""
    if seconds is None:
        return say("the process that worked on it was ended; its memory may have run out")
    return say(
        "took longer than {seconds} s; --article-timeout sets the limit", seconds=round(seconds)
    )


def _read_one(how: _Reading, path: str) -> Document | Failure:
    try:
        stdin = None if how.stdin is None else (lambda: how.stdin or b"")
        source, reader, raw = read(path, stdin=stdin, stdin_name=how.stdin_name)
        return ingest(
            source, reader, raw, language=how.language, source_language=how.source_language
        )
    except AuditError as error:
        return Failure(path, "read", told(error))
    except Exception as error:
        # A reader that crashes on one file must not lose the others.
        return Failure(path, "read", say("crashed: {error}", error=describe(error)))
