"""The application: which endpoint answers what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from audit.serve import api, decisions, pages
from audit.serve.desk import Desk
from audit.serve.guard.hosts import Hosts
from audit.serve.guard.layer import Guard
from audit.serve.guard.problems import Problem, for_status
from audit.serve.guard.problems_table import TYPES
from audit.serve.options import ServeOptions
from audit.serve.templates import FOLDER

_REPORT = "/api/reports/{report}"
ROUTES = (
    Route("/api/audit", api.post_audit, methods=["POST"]),
    Route("/api/reports", api.list_reports, methods=["GET"]),
    Route(_REPORT, api.get_report, methods=["GET"]),
    Route(_REPORT, api.delete_report, methods=["DELETE"]),
    Route(f"{_REPORT}/audit.json", api.get_audit, methods=["GET"]),
    Route(f"{_REPORT}/decisions", decisions.get_decisions, methods=["GET"]),
    Route(f"{_REPORT}/decisions", decisions.put_decisions, methods=["PUT"]),
    Route(f"{_REPORT}/decisions/merged", decisions.get_merged, methods=["GET"]),
    Route(f"{_REPORT}/verdicts.json", decisions.get_verdicts, methods=["GET"]),
    Route("/api/openapi.json", api.get_openapi, methods=["GET"]),
    Route("/", pages.get_desk, methods=["GET"]),
    Route("/articles", pages.post_article, methods=["POST"]),
    Route("/login", pages.get_login, methods=["GET"]),
    Route("/login", pages.post_login, methods=["POST"]),
    Route("/logout", pages.post_logout, methods=["POST"]),
    Route("/reports/{report}", pages.get_report, methods=["GET"]),
    Route("/reports/{report}/review", pages.get_review, methods=["GET"]),
    Route("/reports/{report}/events", pages.get_events, methods=["GET"]),
    Route("/reports/{report}/cancel", pages.post_cancel, methods=["POST"]),
    Route("/reports/{report}/again", pages.post_again, methods=["POST"]),
    Route("/reports/{report}/delete", pages.post_delete, methods=["POST"]),
    Route("/reports/{report}/{page:path}", pages.get_report_page, methods=["GET"]),
)


def application(options: ServeOptions) -> Starlette:
    """The ASGI application; its audits start and end with its lifespan.

    Raises:
        OperationalError: when the work folder cannot be used.
    """
    desk = Desk(options)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(desk.start)
        try:
            yield
        finally:
            await run_in_threadpool(desk.jobs.stop)

    guard = Middleware(
        Guard,
        hosts=Hosts(options.host, options.allowed_hosts),
        sessions=desk.sessions,
        limits=options.limits,
        delay=options.login_delay,
        reviewer=options.reviewer,
        language=options.ui_language,
    )
    app = Starlette(
        routes=[
            *ROUTES,
            Route("/healthz", _health, methods=["GET"]),
            Route("/problems/{kind}", _problem_page, methods=["GET"]),
            Mount("/static", StaticFiles(directory=FOLDER / "static")),
        ],
        middleware=[guard],
        exception_handlers={
            Problem: _on_problem,
            HTTPException: _on_http,
            Exception: _on_crash,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.state.desk = desk
    return app


def _health(request: Request) -> Response:
    return PlainTextResponse("ok\n")


def _problem_page(request: Request) -> Response:
    """What the ``type`` of a problem leads to."""
    kind = request.path_params["kind"]
    if kind not in TYPES:
        raise Problem("not-found", "there is no such problem")
    status, title = TYPES[kind]
    return pages.page(request, "error", status=status, title=title, detail=f"{kind}: HTTP {status}")


def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    if request.url.path.startswith("/api/"):
        return error.response()
    response = pages.page(
        request, "error", error.status, status=error.status, title=error.title, detail=error.detail
    )
    response.headers.update(error.headers)
    return response


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    problem = for_status(error.status_code)
    problem.headers.update(error.headers or {})
    return _on_problem(request, problem)


def _on_crash(request: Request, error: Exception) -> Response:
    """Says nothing of what went wrong inside; the log does."""
    problem = Problem("crashed", "the server made a mistake; its log says which")
    if request.url.path.startswith("/api/"):
        return problem.response()
    return PlainTextResponse(f"{problem.title}: {problem.detail}\n", 500)


def described() -> list[tuple[str, str]]:
    """Method and path of every endpoint for programs, for the test of the description."""
    found: list[tuple[str, str]] = []
    for route in ROUTES:
        methods: Any = route.methods or ()
        found.extend((one, route.path) for one in methods if one != "HEAD")
    return [one for one in found if one[1].startswith("/api/")]
