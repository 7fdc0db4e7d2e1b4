"""Forms of the pages: read with limits, and only from a page of the same session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import cast
from urllib.parse import parse_qsl

# The parser below imports it only when it meets a form, which would be too late to complain.
from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from audit.serve.guard.layer import Visitor
from audit.serve.guard.problems import Problem
from audit.serve.guard.sessions import Sessions

_FIELDS = 20


@dataclass(frozen=True, slots=True)
class Form:
    """Fields by name, and the file if one was chosen."""

    fields: dict[str, str]
    file: tuple[str, bytes] | None

    def text(self, name: str) -> str | None:
        """A field without the white space around it; None when it is empty."""
        return self.fields.get(name, "").strip() or None


class _InMemory(MultiPartParser):
    # Bodies are small by now: nothing of an article goes to a temporary file.
    spool_max_size = 2**40


async def read_form(request: Request, sessions: Sessions, *, login: bool = False) -> Form:
    """The form of a request.

    Args:
        login: there is no session yet that it could belong to.

    Raises:
        Problem: ``unsupported-type``, ``malformed``, or ``forbidden`` for a forged one.
    """
    form = await _parse(request)
    if login:
        return form
    visitor = cast("Visitor | None", request.state.visitor)
    session = visitor.session if visitor is not None else None
    given = form.fields.get("csrf", "")
    if session is None or not sessions.is_csrf(session, given):
        raise Problem("forbidden", "the form is not from this session; reload the page")
    return form


async def _parse(request: Request) -> Form:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return Form(_urlencoded(await request.body()), None)
    if kind == "multipart/form-data":
        return await _multipart(request)
    raise Problem("unsupported-type", "forms are sent as multipart/form-data")


def _urlencoded(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise Problem("malformed", f"the form cannot be read: {error}") from error
    return dict(pairs)


async def _multipart(request: Request) -> Form:
    async def stream() -> AsyncIterator[bytes]:
        yield await request.body()

    size = max(1, len(await request.body()))
    try:
        parser = _InMemory(
            request.headers,
            stream(),  # type: ignore[arg-type]
            max_files=1,
            max_fields=_FIELDS,
            max_part_size=size,
        )
        found = await parser.parse()
    except (MultiPartException, FormParserError, KeyError, LookupError, UnicodeError) as error:
        raise Problem("malformed", f"the form cannot be read: {error}") from error
    fields, file = {}, None
    for name, value in found.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            file = (value.filename or "", data) if value.filename or data else None
        else:
            fields[name] = value
    await found.close()
    return Form(fields, file)
