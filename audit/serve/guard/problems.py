"""Errors as RFC 9457 problem details: one line for people, a type for programs."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

from audit.serve.guard.problems_table import TYPES


class Problem(Exception):
    """An error that the caller is told about."""

    def __init__(
        self,
        kind: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
        **members: Any,
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail = kind, detail
        self.status, self.title = TYPES[kind]
        self.headers = dict(headers or {})
        self.members = members

    def data(self) -> dict[str, Any]:
        """The body; ``type`` is relative to the server, as the RFC allows."""
        return {
            "type": f"/problems/{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.members,
        }

    def response(self) -> JSONResponse:
        """As ``application/problem+json``."""
        return JSONResponse(
            self.data(), self.status, self.headers, media_type="application/problem+json"
        )


def for_status(status: int) -> Problem:
    """The problem for an error of the framework itself."""
    kind = {404: "not-found", 405: "method-not-allowed", 413: "too-large"}.get(status)
    if kind is not None:
        return Problem(kind, TYPES[kind][1].lower())
    return Problem("malformed", HTTPStatus(status).phrase.lower())
