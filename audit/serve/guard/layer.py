"""What stands before every page and endpoint: host, size, identity, origin, headers.

Nothing here depends on what the endpoints do, so that a new one is guarded before it is written.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from audit.serve.guard.body import replayed, whole_body
from audit.serve.guard.hosts import Hosts
from audit.serve.guard.problems import Problem
from audit.serve.guard.sessions import LIFE, Session, Sessions
from audit.serve.names import person
from audit.serve.options import Limits
from audit.serve.templates import render

OPEN_PATHS = ("/login", "/healthz", "/static/", "/api/openapi.json", "/problems/")
"""What is answered without a token: nothing there speaks of an article."""
SAFE = frozenset({"GET", "HEAD"})
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: with it browsers send `Origin: null` with the server's own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sends a request."""

    reviewer: str
    session: Session | None
    """None for programs: they send a bearer token, or none where none is asked for."""


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Hosts,
        sessions: Sessions,
        limits: Limits,
        reviewer: str,
        language: str | None,
        delay: float,
    ) -> None:
        self.app, self.hosts, self.sessions, self.limits = app, hosts, sessions, limits
        self.reviewer, self.language, self.delay = reviewer, language, delay

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        fresh: list[Session] = []
        guarded = self._with_headers(request, fresh, send)
        try:
            self._check_host(request)
            check_origin(request)
            if self._guesses(request):
                await asyncio.sleep(self.delay)
                raise _unauthorized("the bearer token is wrong")
            visitor = self._visitor(request, fresh)
            scope.setdefault("state", {})["visitor"] = visitor
            self._check_csrf(request, visitor)
            body = await whole_body(request, self.limits)
        except ClientDisconnect:
            return
        except Problem as problem:
            await _refusal(request, problem, self.language)(scope, receive, guarded)
            return
        await self.app(scope, replayed(body, receive), guarded)

    def _with_headers(self, request: Request, fresh: list[Session], send: Send) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if fresh and message["status"] < 400:
                    response = Response()
                    set_cookie(response, request, self.sessions, fresh[0])
                    headers.append("Set-Cookie", response.headers["Set-Cookie"])
            await send(message)

        return guarded

    def _check_host(self, request: Request) -> None:
        given = request.headers.getlist("host")
        if len(given) != 1 or not self.hosts.accepts(given[0]):
            detail = "the Host header names none of this server's names; see --allow-host"
            raise Problem("wrong-host", detail)

    def _guesses(self, request: Request) -> bool:
        """True for a bearer token that is wrong; where none is asked for, none is."""
        given = _bearer(request)
        return given is not None and not self.sessions.open and not self.sessions.is_token(given)

    def _visitor(self, request: Request, fresh: list[Session]) -> Visitor | None:
        """Who sends it; None on open paths for a stranger."""
        if _bearer(request) is not None and not self.sessions.open:
            return Visitor(person(request.headers.get("x-reviewer", "")) or "api", None)
        cookie = request.cookies.get(self.sessions.cookie)
        session = None if cookie is None else self.sessions.unseal(cookie)
        looks = _is_page(request) and request.method in SAFE
        if session is None and self.sessions.open and looks:
            session = self.sessions.begin(self.reviewer)
        if session is not None:
            if looks:
                # Also an old one: who works all day is not logged out in the evening.
                fresh.append(session)
            return Visitor(session.reviewer, session)
        if self.sessions.open:
            if cookie is not None and request.method not in SAFE:
                # Saved under the common name, somebody's decisions would change their author.
                raise Problem("forbidden", "the session is over; reload the page")
            return Visitor(person(request.headers.get("x-reviewer", "")) or self.reviewer, None)
        if request.url.path.startswith(OPEN_PATHS):
            return None
        raise _unauthorized("log in, or send the token as `Authorization: Bearer`")

    def _check_csrf(self, request: Request, visitor: Visitor | None) -> None:
        """Scripts send the token as a header; forms as a field, which their endpoints check."""
        if request.method in SAFE or visitor is None or visitor.session is None:
            return
        given = request.headers.get("x-csrf-token", "")
        if _is_page(request) and not given:
            return
        if not self.sessions.is_csrf(visitor.session, given):
            raise Problem("forbidden", "X-CSRF-Token is missing or wrong; reload the page")


def set_cookie(
    response: Response, request: HTTPConnection, sessions: Sessions, session: Session
) -> None:
    """Gives a browser its session: out of reach of scripts and of other sites."""
    response.set_cookie(
        sessions.cookie,
        sessions.seal(session),
        max_age=LIFE,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def check_origin(request: Request) -> None:
    """Refuses a change that a page of another site asks for."""
    if request.method in SAFE:
        return
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    # The scheme is left out: behind a proxy that ends TLS the server does not know it.
    foreign = origin is not None and _authority(origin) != request.headers.get("host")
    if foreign or site not in ("same-origin", "none"):
        raise Problem("forbidden", "the request comes from a page of another site")


def _authority(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _is_page(request: Request) -> bool:
    return not request.url.path.startswith("/api/")


def _bearer(request: Request) -> str | None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else None


def _unauthorized(detail: str) -> Problem:
    return Problem("unauthorized", detail, {"WWW-Authenticate": "Bearer"})


def _refusal(request: Request, problem: Problem, language: str | None) -> Response:
    if not _is_page(request):
        return problem.response()
    if problem.kind == "unauthorized" and request.method in SAFE:
        return RedirectResponse("/login", 303)
    facts = {"status": problem.status, "title": problem.title, "detail": problem.detail}
    page = render("error", language=language, csrf="", reviewer=None, **facts)
    return HTMLResponse(page, problem.status, problem.headers)
