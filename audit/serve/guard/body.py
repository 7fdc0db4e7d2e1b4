"""The body of a request: whole, or not at all."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

from audit.serve.guard.problems import Problem
from audit.serve.options import Limits

DRAINED = 8
"""So many limits of a body that is too large are read all the same, and thrown away: a client
that is cut off while it sends never reads why."""


async def whole_body(request: Request, limits: Limits) -> bytes:
    """The body, which the limits keep small and quick.

    Raises:
        Problem: ``too-large``, ``too-slow`` or ``malformed``.
        ClientDisconnect: there is nobody left to answer.
    """
    declared = request.headers.get("content-length", "0")
    if not (declared.isascii() and declared.isdecimal()):
        raise Problem("malformed", "Content-Length is no number")
    try:
        async with asyncio.timeout(limits.body_seconds):
            return await _read(request, limits, size=int(declared))
    except TimeoutError as error:
        text = f"the body did not arrive within {limits.body_seconds:g} seconds"
        raise Problem("too-slow", text, {"Connection": "close"}) from error


async def _read(request: Request, limits: Limits, size: int) -> bytes:
    parts, read, more = [], 0, True
    while more and read <= DRAINED * limits.body:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part, more = message.get("body", b""), message.get("more_body", False)
        read += len(part)
        if max(read, size) <= limits.body:
            parts.append(part)
    if max(read, size) > limits.body:
        # What may still follow on the connection is not read, so it cannot be used again.
        text = f"a request may have {limits.body} bytes"
        raise Problem("too-large", text, {"Connection": "close"}, limit=limits.body)
    return b"".join(parts)


def replayed(body: bytes, receive: Receive) -> Receive:
    """What the application receives instead: the body in one piece."""
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again
