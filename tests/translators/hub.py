"""A small model hub on the loopback interface: the endpoints that ``huggingface_hub`` needs.

``GET /api/models/{id}/revision/{rev}`` and ``HEAD``/``GET /{id}/resolve/{commit}/{file}``.
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

LARGE = (".safetensors", ".bin", ".spm")
"""Suffixes of what a real repository keeps in large-file storage."""


@dataclass
class Repository:
    """Commits of one model, oldest first."""

    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)
    main: str = ""
    licence: str | None = "apache-2.0"


class ToyHub:
    """Serves repositories until :meth:`close`. ``requests`` lists what was asked for."""

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.served_instead: dict[str, bytes] = {}
        """File name -> content sent in place of the one that the metadata describes."""
        self.hashless = False
        self.stall_on: str | None = None
        """Name of a file of which only the first half is sent."""
        self.stalled, self.released = threading.Event(), threading.Event()
        self.requests: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def publish(
        self, model: str, files: dict[str, bytes], licence: str | None = "apache-2.0"
    ) -> str:
        """Adds a commit to the main branch and returns its hash."""
        repository = self.repositories.setdefault(model, Repository())
        parts = [repository.main.encode(), *(n.encode() + files[n] for n in sorted(files))]
        commit = hashlib.sha1(b"\0".join(parts)).hexdigest()
        repository.commits[commit] = files
        repository.main, repository.licence = commit, licence
        return commit

    def info(self, model: str, revision: str) -> dict[str, object] | None:
        repository = self.repositories.get(model)
        if repository is None:
            return None
        commit = repository.main if revision == "main" else revision
        files = repository.commits.get(commit)
        if files is None:
            return {}
        card = {} if repository.licence is None else {"license": repository.licence}
        siblings = [self._sibling(name, content) for name, content in sorted(files.items())]
        return {"id": model, "sha": commit, "cardData": card, "siblings": siblings}

    def _sibling(self, name: str, content: bytes) -> dict[str, object]:
        found: dict[str, object] = {"rfilename": name, "size": len(content)}
        if self.hashless:
            return found
        found["blobId"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        if name.endswith(LARGE):
            digest = hashlib.sha256(content).hexdigest()
            found["lfs"] = {"sha256": digest, "size": len(content), "pointerSize": 134}
        return found

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(hub: ToyHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            """Quiet."""

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            parts = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
            hub.requests.append(f"{self.command} {self.path}")
            if parts[:2] == ["api", "models"] and len(parts) == 6 and parts[4] == "revision":
                self._info("/".join(parts[2:4]), parts[5])
            elif len(parts) == 5 and parts[2] == "resolve":
                self._file("/".join(parts[:2]), parts[3], parts[4], body=body)
            else:
                self._error("RepoNotFound")

        def _info(self, model: str, revision: str) -> None:
            found = hub.info(model, revision)
            if found is None:
                self._error("RepoNotFound")
            elif not found:
                self._error("RevisionNotFound")
            else:
                content = json.dumps(found).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        def _file(self, model: str, commit: str, name: str, *, body: bool) -> None:
            repository = hub.repositories.get(model, Repository())
            content = repository.commits.get(commit, {}).get(name)
            if content is None:
                self._error("EntryNotFound")
                return
            content = hub.served_instead.get(name, content)
            digest = hashlib.sha256(content).hexdigest()
            self.send_response(200)
            self.send_header("X-Repo-Commit", commit)
            self.send_header("ETag", f'"{digest}"')
            if name.endswith(LARGE):
                self.send_header("X-Linked-Etag", f'"{digest}"')
                self.send_header("X-Linked-Size", str(len(content)))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if body and name == hub.stall_on:
                self.wfile.write(content[: len(content) // 2])
                self.wfile.flush()
                hub.stalled.set()
                hub.released.wait(60)
                self.close_connection = True
            elif body:
                self.wfile.write(content)

        def _error(self, code: str) -> None:
            self.send_response(404)
            self.send_header("X-Error-Code", code)
            self.send_header("Content-Length", "0")
            self.end_headers()

    return Handler
