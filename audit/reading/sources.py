"""``--source``: which file is the source of which article.

Two files go together as they are. In folders, they go together when their paths below the folder
differ in nothing but the suffix and language codes: ``fr/fire.md`` and ``en/fire.md``,
``fire.fr.html`` and ``fire.en.txt``, ``fire.md`` and ``fire.md``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audit.errors import UsageError
from audit.language.codes.display import language_code
from audit.language.codes.names import english_name
from audit.model.document import UNDETERMINED, Document
from audit.model.report import Failure
from audit.model.wording import listing, say
from audit.readers.files import collect
from audit.readers.kinds import STDIN

SURE = 0.85
"""Confidence at which article and source are believed to be in one language."""
_CODE = r"[A-Za-z]{2,3}(?:[-_](?:[A-Z]{2}|[A-Z][a-z]{3}))?"
_CODED = re.compile(rf"(?P<name>.+?)[._-](?P<code>{_CODE})")


@dataclass(frozen=True, slots=True)
class Pairing:
    """The articles of a run with their sources."""

    paths: tuple[str, ...]
    """The articles: files that are only sources are not among them."""
    sources: tuple[str | None, ...]
    """One a path, None where there is none; ``failures`` then says why."""
    failures: tuple[Failure, ...] = ()


def pair(
    given: Sequence[str],
    paths: Sequence[str],
    source: str,
    *,
    language: str | None = None,
    source_language: str | None = None,
) -> Pairing:
    """The source of each article.

    Args:
        given: the paths as the caller gave them; there must be exactly one.
        paths: the files that were found there.
        source: a file, or a folder with the source of each article.
        language: BCP 47 of the articles, where the caller says so; likewise ``source_language``.

    Raises:
        UsageError: when it cannot be told what is whose source.
    """
    if len(given) != 1:
        raise UsageError(
            f"--source goes with one PATH, a file or a folder: of {len(given)} paths it is not "
            "known which one it is the source of"
        )
    if source == STDIN:
        raise UsageError("--source cannot be standard input; give a file")
    if not Path(source).is_dir():
        if Path(given[0]).is_dir():
            raise UsageError(
                f"--source {source} is one file and {given[0]} is a folder: give the source of "
                "one article, or a folder of sources"
            )
        return Pairing(tuple(paths), tuple(source for _ in paths))
    return _in_folders(given[0], paths, source, language, source_language)


def use(
    documents: Sequence[Document], sources: Sequence[Document | None]
) -> tuple[tuple[Document, ...], tuple[Document | None, ...], tuple[Failure, ...]]:
    """Articles that know the language of their source, the sources, and what is wrong with them.

    A source in the language of the article is none: it is left out, with a failure.
    """
    told, kept, failures = [], [], []
    for document, source in zip(documents, sources, strict=True):
        if source is not None and _is_same_language(document, source):
            message = say(
                "{path}: is in the language of the article ({language}); its source would be in "
                "another",
                path=source.path, language=language_code(document.language.code),
            )  # fmt: skip
            failures.append(Failure(source.path, "read", message))
            source = None
        kept.append(source)
        told.append(document if source is None else _told(document, source))
    return tuple(told), tuple(kept), tuple(failures)


def _told(document: Document, source: Document) -> Document:
    code = source.language.code
    if code == UNDETERMINED:
        return document
    provenance = replace(document.provenance, source_language=code, origin="option")
    return replace(document, provenance=provenance)


def _is_same_language(document: Document, source: Document) -> bool:
    one, two = document.language, source.language
    return (
        one.code != UNDETERMINED
        and one.code.split("-")[0] == two.code.split("-")[0]
        and min(one.confidence, two.confidence) >= SURE
    )


@dataclass(frozen=True, slots=True)
class _Name:
    """A path below its folder, without what may differ between an article and its source."""

    key: tuple[str, ...]
    language: str | None
    """Base code of the language that the path names."""


def _in_folders(
    root: str,
    paths: Sequence[str],
    source: str,
    language: str | None,
    source_language: str | None,
) -> Pairing:
    files, failures = collect((source,))
    candidates: dict[tuple[str, ...], list[str]] = {}
    for file in files:
        candidates.setdefault(_name(file, source).key, []).append(file)
    wanted = _base(source_language)
    articles, sources = [], []
    for path in paths:
        name = _name(path, root)
        fits = [
            file
            for file in candidates.get(name.key, ())
            if _may_be_source(name, _name(file, source), wanted)
            and os.path.realpath(file) != os.path.realpath(path)
        ]
        if _base(language) not in (None, name.language) and name.language is not None:
            continue
        if wanted is not None and name.language == wanted:
            continue
        articles.append(path)
        sources.append(fits[0] if len(fits) == 1 else None)
        if len(fits) != 1:
            failures.append(_unpaired(path, source, fits))
    _refuse_circles(articles, sources)
    return Pairing(tuple(articles), tuple(sources), tuple(failures))


def _may_be_source(article: _Name, source: _Name, wanted: str | None) -> bool:
    if source.language is not None and source.language == article.language:
        return False
    return wanted is None or source.language in (None, wanted)


def _unpaired(path: str, folder: str, fits: Sequence[str]) -> Failure:
    if fits:
        message = say(
            "{path}: {number} files fit as its source ({files}); say which with --source-lang",
            path=path, number=len(fits), files=listing(fits),
        )  # fmt: skip
        return Failure(path, "read", message)
    message = say("{path}: no source of that name in {folder}", path=path, folder=folder)
    return Failure(path, "read", message)


def _refuse_circles(articles: Sequence[str], sources: Sequence[str | None]) -> None:
    real = {os.path.realpath(path) for path in articles}
    both = [path for path in sources if path is not None and os.path.realpath(path) in real]
    if both:
        raise UsageError(
            f"{both[0]} would be an article and the source of one: say with --lang which language "
            "is audited"
        )


def _name(path: str, root: str) -> _Name:
    whole = Path(path)
    below = whole.relative_to(root) if whole.is_relative_to(root) else Path(whole.name)
    if not below.parts:
        below = Path(whole.name)
    stem, language = below.stem, None
    match = _CODED.fullmatch(stem)
    if match is not None and _is_code(match["code"]):
        stem, language = match["name"], _base(match["code"])
    key = []
    for part in below.parts[:-1]:
        if _is_code(part):
            language = language or _base(part)
        else:
            key.append(part)
    return _Name((*key, stem), language)


def _is_code(part: str) -> bool:
    return re.fullmatch(_CODE, part) is not None and english_name(str(_base(part))) is not None


def _base(code: str | None) -> str | None:
    return None if code is None else re.split("[-_]", code)[0].lower()
