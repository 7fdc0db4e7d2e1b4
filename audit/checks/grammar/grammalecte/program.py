"""Runs Grammalecte (https://grammalecte.net/), GPL: a program of its own, never imported.

Each text goes in as a line of a file, and comes back as an entry of JSON. Nothing is taken on
trust: texts that are missing, offsets outside them and quotes that do not fit are errors.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from audit.core.programs import ProgramFailed, output_of
from audit.core.reference import Entry, load_shipped
from audit.errors import OperationalError

START_SECONDS = 60.0
"""Time the program gets to load its dictionary: half a second on an idle machine."""
CHARACTERS_PER_SECOND = 1000
"""Of text, on top: it does twenty times that on an idle machine."""

_ONE_LINE = str.maketrans({"\n": " ", "\r": " "})


class Kind(Entry, frozen=True):
    """A kind of fault that is reported."""

    id: str
    """Grammalecte's own name of it."""
    label: str
    severity: str
    confidence: float
    names: bool = True
    """False where it is not believed on words with a capital, nor before a quotation mark."""


class GrammalecteFacts(Entry, frozen=True, rename="kebab"):
    """``reference/models/engines/grammalecte.toml``."""

    program: str
    install: str
    """The command that installs it."""
    language: str
    """BCP 47."""
    off: tuple[str, ...]
    """Options that are switched off."""
    left_out: tuple[str, ...]
    """Beginnings of the names of rules that are not believed."""
    kind: tuple[Kind, ...]


class Fault(msgspec.Struct, frozen=True):
    """One entry of the program's answer."""

    start: int = msgspec.field(name="nStart")
    """In code points of the text, half-open."""
    end: int = msgspec.field(name="nEnd")
    rule: str = msgspec.field(name="sRuleId")
    kind: str = msgspec.field(name="sType")
    message: str = msgspec.field(name="sMessage")
    suggestions: tuple[str, ...] = msgspec.field(name="aSuggestions")
    quoted: str = msgspec.field(name="sUnderlined")


class _Paragraph(msgspec.Struct, frozen=True):
    number: int = msgspec.field(name="iParagraph")
    faults: tuple[Fault, ...] = msgspec.field(name="lGrammarErrors")


class _Answer(msgspec.Struct, frozen=True):
    version: str = msgspec.field(name="grammalecte")
    data: tuple[_Paragraph, ...]


@cache
def facts() -> GrammalecteFacts:
    """What is known about Grammalecte, as data."""
    return load_shipped("models/engines/grammalecte.toml", GrammalecteFacts)


def problem() -> str | None:
    """Why there is no Grammalecte, with the command that installs it."""
    if shutil.which(facts().program) is None:
        return f"the program `{facts().program}` is not installed: {facts().install}"
    return None


def examine(texts: Sequence[str]) -> tuple[str, list[tuple[Fault, ...]]]:
    """The program's version, and the faults of each text in the order of the text.

    Raises:
        OperationalError: the program is missing, failed, hung or answered what makes no sense.
    """
    wrong = problem()
    if wrong is not None:
        raise OperationalError(wrong)
    lines = "".join(map(_writable, texts))
    with tempfile.TemporaryDirectory(prefix="traudit-") as folder:
        path = Path(folder) / "article.txt"
        path.write_bytes(lines.encode())
        answer = _decode(_run(str(path), START_SECONDS + len(lines) / CHARACTERS_PER_SECOND))
    found = {one.number: one.faults for one in answer.data}
    if set(found) != set(range(1, len(texts) + 1)):
        raise OperationalError(f"{facts().program} answered for other texts than it was given")
    return answer.version, [_sound(found[n], text) for n, text in enumerate(texts, 1)]


def _writable(text: str) -> str:
    """The text as a line, code point for code point."""
    # A lone surrogate cannot be written; a question mark takes the same room.
    return text.translate(_ONE_LINE).encode("utf-8", "replace").decode() + "\n"


def _run(path: str, seconds: float) -> bytes:
    program = facts().program
    argv = [program, "--file", path, "--json", "--context", "--opt_off", *facts().off]
    try:
        return output_of(argv, seconds)
    except ProgramFailed as error:
        raise OperationalError(f"{program} {error}") from error


def _decode(output: bytes) -> _Answer:
    try:
        return msgspec.json.decode(output, type=_Answer)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        what = next(iter(str(error).splitlines()), "")
        raise OperationalError(f"{facts().program} answered what cannot be read: {what}") from error


def _sound(faults: tuple[Fault, ...], text: str) -> tuple[Fault, ...]:
    line = _writable(text)
    inside = []
    for one in faults:
        if one.start < 0 or line[one.start : one.end] != one.quoted:
            raise OperationalError(f"{facts().program} quotes what the text does not have there")
        # A fault may take in the end of the line, which is not part of the text.
        end = min(one.end, len(text))
        if one.start < end:
            inside.append(msgspec.structs.replace(one, end=end))
    return tuple(sorted(inside, key=lambda one: (one.start, one.end, one.rule)))
