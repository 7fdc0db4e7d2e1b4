"""Bodies that come slowly, in pieces, or not at all."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `serve`")

from starlette.requests import ClientDisconnect, Request

from audit.serve.guard.body import DRAINED, replayed, whole_body
from audit.serve.guard.problems import Problem
from audit.serve.options import Limits

LIMITS = Limits(body=10, body_seconds=0.2)


def read(*pieces: bytes, last: bool = True, leave: bool = False, headers: Any = ()) -> bytes:
    """The body of a request that comes in pieces; without a last one it never ends."""
    waiting = list(pieces)

    async def receive() -> Any:
        if waiting:
            piece = waiting.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(waiting) or not last}
        if leave:
            return {"type": "http.disconnect"}
        return await asyncio.sleep(60)

    request = Request({"type": "http", "headers": list(headers)}, receive)
    return asyncio.run(whole_body(request, LIMITS))


def refused(*pieces: bytes, **more: Any) -> str:
    with pytest.raises(Problem) as error:
        read(*pieces, **more)
    return error.value.kind


def test_pieces_are_put_together_up_to_the_limit() -> None:
    assert read(b"abc", b"", b"defghij") == b"abcdefghij"
    assert read(b"") == b""


def test_one_byte_more_is_too_large_however_it_is_declared() -> None:
    assert refused(b"abcdefghijk") == "too-large"
    assert refused(b"abc", b"defghijk", headers=[(b"content-length", b"1")]) == "too-large"
    assert refused(b"", headers=[(b"content-length", b"11")]) == "too-large"


def test_a_body_without_end_is_left_after_some_of_it() -> None:
    assert refused(*[b"x" * 10] * (DRAINED + 2), last=False) == "too-large"


def test_a_slow_body_is_refused() -> None:
    assert refused(b"abc", last=False) == "too-slow"


@pytest.mark.parametrize("length", [b"-1", b"x", "²".encode(), b"", b"1e3"])
def test_a_length_that_is_no_number_is_refused(length: bytes) -> None:
    assert refused(b"abc", headers=[(b"content-length", length)]) == "malformed"


def test_who_has_gone_gets_no_answer() -> None:
    with pytest.raises(ClientDisconnect):
        read(b"abc", last=False, leave=True)


def test_the_application_gets_it_in_one_piece() -> None:
    async def later() -> Any:
        return {"type": "http.disconnect"}

    async def both() -> list[Any]:
        again = replayed(b"abc", later)
        return [await again(), await again()]

    first, second = asyncio.run(both())
    assert (first["body"], first["more_body"], second["type"]) == (b"abc", False, "http.disconnect")
