"""Bytes to text: the encoding is found by a fixed ladder and recorded, never guessed in silence.

The ladder: byte order mark, strict UTF-8, UTF-16 without a mark when its NUL bytes say so,
Windows-1252 when the bytes make plausible western text. Opening the file with the recorded
encoding and ``newline=""`` gives exactly the text that was audited.
"""

from __future__ import annotations

import codecs
import hashlib
import unicodedata

from audit.errors import ReadError
from audit.model.document import SourceText
from audit.model.text import LineIndex
from audit.model.wording import Wording, say
from audit.readers import encodings

MAX_BYTES = 20 * 1024 * 1024
"""Greatest size of an input. An article is some kilobytes; more than this is a mistake."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MAX_CONTROL_SHARE = 0.1
"""Stray control characters come with word processors and terminals; more are no text."""


def decode(path: str, data: bytes) -> SourceText:
    """The text of a file, with the encoding that was found and the digest of its bytes.

    Raises:
        ReadError: empty, too large, binary, or in no encoding of the ladder.
    """
    refuse_size(path, len(data))
    encoding, text = _decode(path, data)
    return _source(path, data, encoding, text)


def from_text(path: str, text: str) -> SourceText:
    """A text that a caller already holds as ``str``, as if it had been read from a UTF-8 file.

    Raises:
        ReadError: empty, too large, binary, or with a lone surrogate.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        line, column = LineIndex(text).position(error.start)
        message = say(
            "{path}:{line}:{column}: lone surrogate {code}",
            path=shown(path), line=line, column=column, code=_code(text[error.start]),
        )  # fmt: skip
        raise ReadError(message) from error
    refuse_size(path, len(data))
    return _source(path, data, "utf-8", text)


def refuse_size(path: str, size: int) -> None:
    """Refuses what is larger than ``MAX_BYTES``.

    Raises:
        ReadError: when ``size``, in bytes, is too large.
    """
    if size > MAX_BYTES:
        most = MAX_BYTES // 2**20
        raise ReadError(say("{path}: larger than {number} MB", path=shown(path), number=most))


def shown(path: str) -> str:
    """A path for a message of one line: what does not print is escaped."""
    if path == "-":
        return "<stdin>"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in path)


def is_blank(text: str) -> bool:
    """True when nothing in ``text`` is visible: white space, controls, zero-width characters."""
    return all(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Zs") for c in text)


def _source(path: str, data: bytes, encoding: str, text: str) -> SourceText:
    _refuse_binary(path, text, encoding)
    if is_blank(text):
        if text:
            raise ReadError(say("{path}: is empty (white space only)", path=shown(path)))
        raise ReadError(say("{path}: is empty", path=shown(path)))
    return SourceText(path, text, encoding, hashlib.sha256(data).hexdigest())


def _decode(path: str, data: bytes) -> tuple[str, str]:
    if data.startswith(_UTF32_MARKS):
        raise ReadError(say("{path}: UTF-32 is not read; save the file as UTF-8", path=shown(path)))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, _strict(path, data, encoding)
    guess = encodings.utf16_by_nul(data)
    if guess is not None:
        text = encodings.plausible_utf16(data, guess)
        if text is not None:
            return guess, text
    try:
        return "utf-8", data.decode()
    except UnicodeDecodeError as error:
        nul = data.find(0)
        if nul >= 0:
            raise ReadError(_binary(path, "NUL", nul)) from error
        text = encodings.plausible_cp1252(data)
        if text is None:
            raise _invalid(path, data, error) from error
        return "cp1252", text


def _strict(path: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _invalid(path, data, error) from error


def _invalid(path: str, data: bytes, error: UnicodeDecodeError) -> ReadError:
    name = "UTF-8" if error.encoding.startswith("utf-8") else "UTF-16"
    before = data[: error.start].decode("latin-1" if name == "UTF-8" else "utf-16", "ignore")
    line, _ = LineIndex(before).position(len(before))
    return ReadError(
        say(
            "{path}: not valid {encoding} at byte {byte} (line {line})",
            path=shown(path), encoding=name, byte=error.start, line=line,
        )
    )  # fmt: skip


def _refuse_binary(path: str, text: str, encoding: str) -> None:
    first = encodings.CONTROL.search(text)
    if first is None:
        return
    nul = text.find("\0")
    if nul < 0 and len(encodings.CONTROL.findall(text)) <= _MAX_CONTROL_SHARE * len(text):
        return
    place = nul if nul >= 0 else first.start()
    what: str = "NUL"
    if nul < 0:
        what = say("control character {code}", code=_code(first[0]))
    raise ReadError(_binary(path, what, len(text[:place].encode(encoding))))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _binary(path: str, what: str, byte: int) -> Wording:
    return say(
        "{path}: looks like a binary file ({what} at byte {byte})",
        path=shown(path), what=what, byte=byte,
    )  # fmt: skip
