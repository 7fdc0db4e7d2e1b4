"""The endpoints for programs: audits for a CMS, and the reports that came of them."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any, NoReturn, cast

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audit.serve.article import decode_article
from audit.serve.desk import RETRY_SECONDS, Desk
from audit.serve.guard.layer import Visitor
from audit.serve.guard.problems import Problem
from audit.serve.openapi.document import document
from audit.serve.store.reports import DONE, ReportRow
from audit.serve.work.jobs import Live

_TICK = 0.05
"""Seconds between two looks at an audit that a caller waits for."""
_BLAME = {
    "article": "unreadable-article",
    "request": "invalid",
    "engine": "engine-unavailable",
    "timeout": "timeout",
}
LISTED = 200
"""Reports in a list: the newest."""


def desk_of(request: Request) -> Desk:
    """The desk of the application."""
    return cast(Desk, request.app.state.desk)


def visitor_of(request: Request) -> Visitor:
    """Who asks; the guard lets nobody else in."""
    visitor = request.state.visitor
    if not isinstance(visitor, Visitor):
        raise Problem("unauthorized", "log in first")
    return visitor


async def post_audit(request: Request) -> Response:
    """``POST /api/audit``."""
    desk = desk_of(request)
    need_json(request)
    body = await request.body()
    article = await run_in_threadpool(decode_article, body, desk.options)
    report, live = await run_in_threadpool(desk.submit, article)
    if "respond-async" in request.headers.get("prefer", "").lower():
        row = await run_in_threadpool(desk.row, report)
        headers = {"Location": f"/api/reports/{report}", "Preference-Applied": "respond-async"}
        return JSONResponse(_row(desk, row), 202, headers)
    await _wait(request, desk, report, live)
    return await run_in_threadpool(_answer, desk, report)


async def _wait(request: Request, desk: Desk, report: str, live: Live) -> None:
    """Until the audit has ended. Who waits in the queue for too long is sent away."""
    until = time.monotonic() + desk.options.limits.audit_seconds
    while not live.finished.is_set():
        if desk.jobs.stopping:
            raise _ending(report)
        waiting = live.stage == "waiting"
        late = waiting and time.monotonic() > until
        if late or await request.is_disconnected():
            desk.jobs.cancel(report)
        if late:
            text = "the audits before this one took too long; try again later"
            raise Problem("busy", text, {"Retry-After": str(RETRY_SECONDS)})
        if not waiting and live.stop.is_set():
            await asyncio.to_thread(live.finished.wait, 5)
        await asyncio.sleep(_TICK)


def _answer(desk: Desk, report: str) -> Response:
    row = desk.row(report)
    if row.state != DONE:
        _refuse(row)
    outcome = desk.outcome(report)
    head = {
        "id": report,
        "report_url": f"/reports/{report}",
        "outcome": outcome.outcome,
        "publish": outcome.outcome == "pass",
        "decision": {
            "verdict": outcome.verdict,
            "reasons": [msgspec.structs.asdict(one) for one in outcome.reasons],
        },
    }
    # The report is JSON already; decoding a large one only to encode it again would take longer
    # than anything else here.
    text = json.dumps(head)[:-1].encode() + b', "audit": ' + desk.audit_json(report).strip() + b"}"
    return Response(text, media_type="application/json")


def _refuse(row: ReportRow) -> NoReturn:
    kind = _BLAME.get(row.blame or "", "audit-failed")
    if row.state == "waiting":
        raise _ending(row.id)
    raise Problem(kind, row.problem or row.state, id=row.id)


def _ending(report: str) -> Problem:
    headers = {"Retry-After": str(RETRY_SECONDS)}
    text = "the server ends; the next one takes up the audit"
    return Problem("busy", text, headers, id=report)


def list_reports(request: Request) -> Response:
    """``GET /api/reports``."""
    desk = desk_of(request)
    return JSONResponse({"reports": [_row(desk, one) for one in desk.store.newest(LISTED)]})


def get_report(request: Request) -> Response:
    """``GET /api/reports/{id}``."""
    desk = desk_of(request)
    return JSONResponse(_row(desk, desk.row(request.path_params["report"])))


def delete_report(request: Request) -> Response:
    """``DELETE /api/reports/{id}``: cancels it if need be, and removes all of it."""
    desk, report = desk_of(request), request.path_params["report"]
    if desk.row(report).kind == "folder":
        raise Problem("invalid", "the report on the folder stays; only its audit can be stopped")
    desk.jobs.forget(report)
    return Response(status_code=204)


def get_audit(request: Request) -> Response:
    """``GET /api/reports/{id}/audit.json``."""
    desk, report = desk_of(request), request.path_params["report"]
    desk.outcome(report)
    return Response(desk.audit_json(report), media_type="application/json")


def get_openapi(request: Request) -> Response:
    """``GET /api/openapi.json``."""
    return JSONResponse(document())


def need_json(request: Request) -> None:
    """Other types could be sent by forms of other sites without asking."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem("unsupported-type", "send application/json", {"Accept": "application/json"})


def _row(desk: Desk, row: ReportRow) -> dict[str, Any]:
    live = desk.jobs.live(row.id)
    progress = None
    if live is not None:
        ahead = desk.jobs.ahead(row.id)
        progress = {"stage": live.stage, "done": live.done, "total": live.total, "ahead": ahead}
    return {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "state": row.state,
        "problem": row.problem,
        "outcome": row.outcome,
        "counts": row.summary.get("counts", {}),
        "progress": progress,
        "created": row.created,
        "finished": row.finished,
        "url": f"/reports/{row.id}",
    }
