"""Which files to read, and reading one of them."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from audit.errors import ReadError
from audit.model.document import RawBlock, RawDocument, SourceText
from audit.model.report import Failure
from audit.model.wording import Wording, fact, marked, say
from audit.readers import READERS, SUFFIXES, WALKED
from audit.readers.decode import MAX_BYTES, decode, refuse_size, shown
from audit.readers.kinds import STDIN, reader_of
from audit.readers.walk import Choice, Walk

_NOT_REGULAR = marked("is not a regular file; pipe it to standard input and name it -")
_BAD_NAME = marked("its name is not valid UTF-8; rename the file")
_FOLDER = marked("is a folder")
_UNREAD = marked(
    "cannot read this kind of file; if it is plain text, name it .txt or pipe it to standard input"
)
_NO_WORDS = marked("holds no words")
_PROBLEMS = {
    errno.ENOENT: marked("no such file or folder"),
    errno.EACCES: marked("permission denied"),
}


def collect(
    paths: Sequence[str],
    choice: Choice | None = None,
    passed: list[tuple[str, str]] | None = None,
) -> tuple[list[str], list[Failure]]:
    """The files to read, in order and each once, and what could not be found.

    Folders are walked in the order of names for files with a suffix that a reader knows; what is
    hidden is passed over, and so is what :mod:`audit.readers.walk` knows. Paths that lead to the
    same file count once; links are followed, but no folder is entered twice.

    Args:
        choice: what to take and to pass over in folders.
        passed: gets the path and the reason of what was passed over.
    """
    found: dict[str, str] = {}
    failures: list[Failure] = []
    entered: set[str] = set()
    for path in paths:
        if path == STDIN:
            found.setdefault(STDIN, STDIN)
            continue
        # A path that no file can have is told below.
        walk = Walk("." if "\0" in path else path, choice or Choice())
        for file, problem in _walk(path, entered, walk):
            if problem is None:
                found.setdefault(os.path.realpath(file), file)
            else:
                failures.append(Failure(printable(file), "read", _said(file, problem)))
        if passed is not None:
            passed.extend(walk.passed)
    return list(found.values()), failures


def read(
    path: str, *, stdin: Callable[[], bytes] | None = None, stdin_name: str | None = None
) -> tuple[SourceText, str, RawDocument]:
    """One input: its text, the name of the reader that took it, and what that found.

    Args:
        path: a file, or ``-`` for standard input.
        stdin: reads standard input to its end; by default the process's own.
        stdin_name: the path that standard input stands for, in the report and for the reader.

    Raises:
        ReadError: one line that says what is wrong and where.
    """
    data = _stdin(stdin) if path == STDIN else _file(path)
    path = stdin_name or path if path == STDIN else path
    by_suffix = SUFFIXES.get(Path(path).suffix.lower())
    try:
        if by_suffix is None:
            source = decode(path, data)
        else:
            source = decode(path, READERS.load(by_suffix)().unpacked(path, data))
            source = replace(source, sha256=hashlib.sha256(data).hexdigest())
    except ReadError:
        # A PDF is rather of another kind than "binary".
        if data and reader_of(path, "") is None:
            raise ReadError(_said(path, _UNREAD)) from None
        raise
    name = reader_of(path, source.text)
    if name is None:
        raise ReadError(_said(path, _UNREAD))
    document = READERS.load(name)().read(source)
    if not any(_said_blocks(document)):
        raise ReadError(say("{path}: holds no article text", path=shown(path)))
    said = (block.text for block in _said_blocks(document))
    if not any(map(str.isalpha, chain.from_iterable(said))):
        raise ReadError(_said(path, _NO_WORDS))
    return source, name, document


def _said_blocks(document: RawDocument) -> Iterator[RawBlock]:
    """The blocks of an article, or of both sides of a bilingual file."""
    yield from document.blocks
    for unit in document.units:
        yield from (side for side in (unit.source, unit.target) if side is not None)


def printable(path: str) -> str:
    """A path as it can be written to a report: bytes that are no UTF-8 are escaped."""
    return path.encode("utf-8", "backslashreplace").decode()


def _walk(path: str, entered: set[str], walk: Walk) -> Iterator[tuple[str, str | None]]:
    """Files below ``path``, each with what is wrong with it, or None."""
    waiting = [path]
    while waiting:
        current = waiting.pop()
        try:
            mode = Path(current).stat().st_mode
            if stat.S_ISDIR(mode):
                waiting.extend(_children(current, entered, walk))
                continue
        except (OSError, ValueError) as error:
            yield current, _problem(error)
            continue
        if not stat.S_ISREG(mode):
            yield current, _NOT_REGULAR
        elif printable(current) != current:
            yield current, _BAD_NAME
        else:
            yield current, None


def _children(folder: str, entered: set[str], walk: Walk) -> list[str]:
    """What to visit in a folder, last first; nothing when it was entered before."""
    real = os.path.realpath(folder)
    if real in entered:
        return []
    entered.add(real)
    with os.scandir(folder) as entries:
        found = sorted(
            (entry.name, _is_folder(entry))
            for entry in entries
            if not entry.name.startswith(".")
            and (_is_folder(entry) or Path(entry.name).suffix.lower() in WALKED)
        )
    kept = [
        str(path)
        for name, is_folder in found
        if walk.keeps(str(path := Path(folder, name)), is_folder=is_folder)
    ]
    return kept[::-1]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _file(path: str) -> bytes:
    if printable(path) != path:
        raise ReadError(_said(path, _BAD_NAME))
    try:
        # Non-blocking, so that opening a pipe without a writer does not wait for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise ReadError(_said(path, _problem(error))) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            what = _FOLDER if stat.S_ISDIR(status.st_mode) else _NOT_REGULAR
            raise ReadError(_said(path, what))
        refuse_size(path, status.st_size)
        with open(handle, "rb", closefd=False) as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(_said(path, _problem(error))) from error
    finally:
        os.close(handle)


def _stdin(stdin: Callable[[], bytes] | None) -> bytes:
    try:
        return stdin() if stdin is not None else sys.stdin.buffer.read(MAX_BYTES + 1)
    except (OSError, ValueError, AttributeError) as error:
        raise ReadError(_said(STDIN, _problem(error))) from error


def _problem(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return _PROBLEMS.get(error.errno) or os.strerror(error.errno).lower()
    return say("cannot be opened: {error}", error=str(error))


def _said(path: str, problem: str) -> Wording:
    """What is wrong with a file."""
    reason = problem if isinstance(problem, Wording) else fact(problem)
    return say("{path}: {reason}", path=shown(path), reason=reason)
