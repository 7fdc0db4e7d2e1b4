"""The pages around the report: the desk, an audit on its way, who decided what, the login."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from audit.serve import verdicts
from audit.serve.api import desk_of, visitor_of
from audit.serve.article import form_article
from audit.serve.article_body import KINDS
from audit.serve.desk import Desk
from audit.serve.guard.forms import read_form
from audit.serve.guard.layer import set_cookie
from audit.serve.guard.problems import Problem
from audit.serve.names import person
from audit.serve.store.reports import DONE
from audit.serve.templates import render

LISTED = 100
INDEX = "audit.html"
"""The first page of a report."""
STREAM_SECONDS = 600
"""After it a browser asks for the stream again by itself."""
_TICK = 0.2


def page(request: Request, name: str, code: int = 200, **values: Any) -> Response:
    """A page of the server's own."""
    desk, visitor = desk_of(request), request.state.visitor
    csrf = desk.sessions.csrf(visitor.session) if visitor and visitor.session else ""
    reviewer = visitor.reviewer if visitor else None
    text = render(name, csrf=csrf, reviewer=reviewer, language=desk.options.ui_language, **values)
    return HTMLResponse(text, code)


def get_desk(request: Request) -> Response:
    """``GET /``."""
    from audit.translators import ENGINES

    desk = desk_of(request)
    rows = [(row, desk.jobs.live(row.id)) for row in desk.store.newest(LISTED)]
    rows.sort(key=lambda one: one[0].kind != "folder")
    return page(
        request,
        "desk",
        rows=rows,
        engines=tuple(ENGINES),
        engine=desk.options.audit.engine,
        kinds=KINDS,
        limit=desk.options.limits.body,
        busy=any(live is not None for _, live in rows),
    )


async def post_article(request: Request) -> Response:
    """``POST /articles``: an upload, or pasted text."""
    desk = desk_of(request)
    form = await read_form(request, desk.sessions)
    report, _ = await run_in_threadpool(desk.submit, form_article(form, desk.options))
    return RedirectResponse(f"/reports/{report}", 303)


def get_report(request: Request) -> Response:
    """``GET /reports/{id}``: how far it is; when it is done, the report."""
    desk, report = desk_of(request), request.path_params["report"]
    row, live = desk.row(report), desk.jobs.live(report)
    if row.state == DONE and live is None:
        return RedirectResponse(f"/reports/{report}/{INDEX}", 303)
    return page(
        request,
        "status",
        row=row,
        live=live,
        ahead=desk.jobs.ahead(report),
        running=not row.is_final,
    )


def get_report_page(request: Request) -> Response:
    """``GET /reports/{id}/{page}``: what the report's own format made, with its own policy."""
    desk, report = desk_of(request), request.path_params["report"]
    visitor = visitor_of(request)
    csrf = desk.sessions.csrf(visitor.session) if visitor.session else ""
    text, policy = desk.page(report, request.path_params["page"], csrf)
    return HTMLResponse(
        text, headers={"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}
    )


def get_review(request: Request) -> Response:
    """``GET /reports/{id}/review``: who decided what."""
    desk, report = desk_of(request), request.path_params["report"]
    row, outcome = desk.row(report), desk.outcome(report)
    reviews = desk.store.reviews(report)
    merged = verdicts.merge(reviews)
    findings = {one.id: one for one in outcome.findings}
    decided = {one.decision["id"] for one in merged}
    return page(
        request,
        "review",
        row=row,
        merged=[(one, findings.get(one.decision["id"])) for one in merged],
        reviewers=[one.reviewer for one in reviews if one.decisions],
        undecided=[one for one in outcome.findings if one.id not in decided],
        disputed=sum(one.disputed for one in merged),
    )


async def post_cancel(request: Request) -> Response:
    """``POST /reports/{id}/cancel``."""
    desk, report = desk_of(request), request.path_params["report"]
    await read_form(request, desk.sessions)
    await run_in_threadpool(desk.row, report)
    live = desk.jobs.live(report)
    await run_in_threadpool(desk.jobs.cancel, report)
    if live is not None:
        await run_in_threadpool(live.finished.wait, 5)
    return RedirectResponse(f"/reports/{report}", 303)


async def post_again(request: Request) -> Response:
    """``POST /reports/{id}/again``: audits it once more; decisions are kept."""
    desk, report = desk_of(request), request.path_params["report"]
    await read_form(request, desk.sessions)
    await run_in_threadpool(desk.again, report)
    return RedirectResponse(f"/reports/{report}", 303)


async def post_delete(request: Request) -> Response:
    """``POST /reports/{id}/delete``: with its decisions."""
    desk, report = desk_of(request), request.path_params["report"]
    form = await read_form(request, desk.sessions)
    row = await run_in_threadpool(desk.row, report)
    if row.kind == "folder" or form.text("sure") is None:
        raise Problem("invalid", "tick the box to remove an uploaded article for good")
    await run_in_threadpool(desk.jobs.forget, report)
    return RedirectResponse("/", 303)


async def get_events(request: Request) -> Response:
    """``GET /reports/{id}/events``: how far the audit is, as server-sent events."""
    desk, report = desk_of(request), request.path_params["report"]
    await run_in_threadpool(desk.row, report)
    return StreamingResponse(_events(desk, report), media_type="text/event-stream")


async def _events(desk: Desk, report: str) -> AsyncIterator[str]:
    last, until, quiet = "", time.monotonic() + STREAM_SECONDS, 0.0
    while time.monotonic() < until and not desk.jobs.stopping:
        live = desk.jobs.live(report)
        if live is None:
            yield "event: end\ndata: {}\n\n"
            return
        ahead = desk.jobs.ahead(report)
        data = {"stage": live.stage, "done": live.done, "total": live.total, "ahead": ahead}
        text = json.dumps(data)
        quiet += _TICK
        if text != last:
            last, quiet = text, 0.0
            yield f"data: {text}\n\n"
        elif quiet > 15:
            # Proxies close what says nothing.
            quiet = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(_TICK)


def get_login(request: Request) -> Response:
    """``GET /login``."""
    return page(request, "login", open=desk_of(request).sessions.open, problem=None)


async def post_login(request: Request) -> Response:
    """``POST /login``: a name, and the token where one is asked for."""
    desk = desk_of(request)
    form = await read_form(request, desk.sessions, login=True)
    reviewer = person(form.fields.get("reviewer", ""))
    problem = None
    if not desk.sessions.open and not desk.sessions.is_token(form.fields.get("token", "").strip()):
        await asyncio.sleep(desk.options.login_delay)
        problem = "token"
    elif reviewer is None:
        problem = "name"
    if problem is not None:
        return page(request, "login", 403, open=desk.sessions.open, problem=problem)
    response = RedirectResponse("/", 303)
    set_cookie(response, request, desk.sessions, desk.sessions.begin(reviewer or ""))
    return response


async def post_logout(request: Request) -> Response:
    """``POST /logout``."""
    desk = desk_of(request)
    await read_form(request, desk.sessions)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(desk.sessions.cookie, httponly=True, samesite="strict")
    return response
