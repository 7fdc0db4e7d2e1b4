"""One question to an endpoint that speaks OpenAI's protocol (llama.cpp, Ollama, vLLM and others).

Redirects are not followed and proxies of the environment not used: a text goes to the host that
the configuration names, or nowhere.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from audit.errors import OperationalError
from audit.qe.judges.settings import Judge

_LARGEST = 1_000_000
"""Bytes of an answer."""


def ask(judge: Judge, question: str) -> str:
    """What the model answers.

    Raises:
        OperationalError: nobody is there, an error or nonsense comes back, or nothing in time.
    """
    body = {
        "model": judge.model,
        "messages": [
            {"role": "system", "content": judge.prompt},
            {"role": "user", "content": question},
        ],
        "temperature": 0,
        "max_tokens": judge.max_tokens,
        "response_format": {"type": "json_object"},
        "stream": False,
    }
    try:
        status, answer = _post(judge, json.dumps(body).encode())
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise OperationalError(f"{judge.url}: no answer: {_said(error)}") from error
    if status != http.HTTPStatus.OK:
        raise OperationalError(f"{judge.url}: HTTP status {status}")
    return _content(judge, answer)


def _post(judge: Judge, body: bytes) -> tuple[int, bytes]:
    place = urlsplit(judge.url)
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = kind(place.hostname or "", place.port, timeout=judge.timeout)
    headers = {"Content-Type": "application/json", "Connection": "close"}
    key = os.environ.get(judge.key_env) if judge.key_env else None
    if key:
        headers["Authorization"] = f"Bearer {key}"
    try:
        connection.connect()
        with _ended(connection.sock, judge.timeout) as late:
            try:
                connection.request("POST", f"{place.path}/chat/completions", body, headers)
                response = connection.getresponse()
                answer = response.read(_LARGEST + 1)
            except (OSError, http.client.HTTPException):
                if late.is_set():
                    raise TimeoutError from None
                raise
        if late.is_set():
            raise TimeoutError
    finally:
        connection.close()
    if len(answer) > _LARGEST:
        raise ValueError("it is too long")
    return response.status, answer


@contextmanager
def _ended(connected: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Ends the connection after so many seconds, be bytes dripping or not; the event says so."""
    late = threading.Event()

    def end() -> None:
        late.set()
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _content(judge: Judge, answer: bytes) -> str:
    try:
        data: Any = json.loads(answer)
        content = data["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise OperationalError(f"{judge.url}: the answer is not one of the protocol") from error
    if not isinstance(content, str):
        raise OperationalError(f"{judge.url}: the answer holds no text")
    return content


def _said(error: Exception) -> str:
    return "not in time" if isinstance(error, TimeoutError) else str(error) or type(error).__name__
