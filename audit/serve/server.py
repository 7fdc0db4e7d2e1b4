"""Listening: the socket, the server around the application, and its end."""

from __future__ import annotations

import errno
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

import uvicorn

from audit.core.locks import hold
from audit.errors import OperationalError
from audit.serve.app import application
from audit.serve.options import ServeOptions

BACKLOG = 128
CONNECTIONS = 200
"""Requests at a time; one more gets 503 from the server itself."""
FAREWELL = 3
"""Seconds that open requests get when the server ends."""


def serve(options: ServeOptions, *, ready: Callable[[str], None], verbose: int) -> None:
    """Serves until it is interrupted or terminated.

    Args:
        ready: called with the address once it can be visited.
        verbose: -1 quiet, 0 warnings, 1 every request.

    Raises:
        OperationalError: the port is taken, the work folder is in use or cannot be written.
    """
    with _alone(options.work):
        listening = _listen(options.host, options.port)
        try:
            _run(options, listening, ready, verbose)
        finally:
            listening.close()


def _run(
    options: ServeOptions, listening: socket.socket, ready: Callable[[str], None], verbose: int
) -> None:
    app = application(options)
    config = uvicorn.Config(
        app,
        log_level={-1: "error", 0: "warning"}.get(verbose, "info"),
        access_log=verbose > 0,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=FAREWELL,
        h11_max_incomplete_event_size=64 * 1024,
        ws="none",
    )
    server = _Server(
        config, lambda: ready(_address(options.host, listening)), app.state.desk.jobs.announce_end
    )
    server.run(sockets=[listening])
    if not server.started:
        raise OperationalError("the server could not start; the lines above say why")


class _Server(uvicorn.Server):
    """Ends without an error when it is asked to end."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready, self._ending = ready, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, and says so."""
        await super().startup(sockets)
        if self.started and not self.should_exit:
            self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Whoever waits for an audit must know at once, or the server would wait for them."""
        self._ending()
        super().handle_exit(sig, frame)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As the library does, but a signal that ended the server is not raised again."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {one: signal.signal(one, self.handle_exit) for one in signals}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


@contextmanager
def _alone(work: Path) -> Iterator[None]:
    """One server a work folder: two would do every audit twice and stop each other's."""
    try:
        work.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (work / "lock").open("a+")
    except OSError as error:
        raise OperationalError(
            f"{work}: cannot be written ({error.strerror}); name another folder with --work"
        ) from error
    with lock:
        _lock(work, lock)
        yield


def _lock(work: Path, lock: IO[str]) -> None:
    if not hold(lock, wait=False):
        raise OperationalError(f"{work}: another traudit serve works there")
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise OperationalError(f"--host {host}: {error.strerror or error}") from error
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            text = f"port {port} on {host} is taken; name another with --port, or 0 for a free one"
        else:
            text = f"{host}:{port}: {error.strerror or error}"
        raise OperationalError(text) from error
    return listening


def _address(host: str, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
