"""The endpoints for decisions: of the pages' own script, and for those who take them home."""

from __future__ import annotations

import json

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from audit.serve import verdicts
from audit.serve.api import desk_of, need_json, visitor_of
from audit.serve.guard.problems import Problem
from audit.serve.store.reports import Review, Stale


def get_decisions(request: Request) -> Response:
    """``GET /api/reports/{id}/decisions``: the visitor's own."""
    desk, report = desk_of(request), request.path_params["report"]
    desk.row(report)
    return _review(desk.store.review(report, visitor_of(request).reviewer))


async def put_decisions(request: Request) -> Response:
    """``PUT /api/reports/{id}/decisions``: all of the visitor's own at once."""
    desk, report = desk_of(request), request.path_params["report"]
    need_json(request)
    version = _version(request.headers.get("if-match"))
    try:
        decisions = verdicts.decode(await request.body(), desk.options.limits.decisions)
    except ValueError as error:
        raise Problem("malformed", f"no verdicts.json: {error}") from error
    await run_in_threadpool(desk.row, report)
    try:
        saved = await run_in_threadpool(
            desk.store.save,
            report,
            visitor_of(request).reviewer,
            version,
            verdicts.plain(decisions),
        )
    except Stale as error:
        text = "the decisions were changed since they were read; read them again"
        raise Problem("stale", text) from error
    return _review(saved)


def get_merged(request: Request) -> Response:
    """``GET /api/reports/{id}/decisions/merged``: who decided what."""
    desk, report = desk_of(request), request.path_params["report"]
    desk.row(report)
    merged = verdicts.merge(desk.store.reviews(report))
    places = [
        {
            "decision": one.decision,
            "disputed": one.disputed,
            "by": [{"reviewer": reviewer, "decision": each} for reviewer, each in one.by],
        }
        for one in merged
    ]
    return JSONResponse({"places": places})


def get_verdicts(request: Request) -> Response:
    """``GET /api/reports/{id}/verdicts.json``: of the desk, or of one ``reviewer``."""
    desk, report = desk_of(request), request.path_params["report"]
    desk.row(report)
    reviewer = request.query_params.get("reviewer")
    if reviewer is not None:
        data = verdicts.body(reviewer, desk.store.review(report, reviewer).decisions)
    else:
        reviews = desk.store.reviews(report)
        alone = reviews[0].reviewer if len(reviews) == 1 else None
        data = verdicts.body(alone, [one.decision for one in verdicts.merge(reviews)])
    text = json.dumps(data, ensure_ascii=True, indent=1) + "\n"
    headers = {"Content-Disposition": 'attachment; filename="verdicts.json"'}
    return Response(text, headers=headers, media_type="application/json")


def _version(header: str | None) -> int:
    if header is None:
        raise Problem("precondition-required", "send If-Match with the ETag that was read")
    text = header.strip().removeprefix("W/").strip('"')
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise Problem("stale", "If-Match is no ETag of these decisions")
    return int(text)


def _review(review: Review) -> Response:
    data = verdicts.body(review.reviewer, review.decisions)
    return JSONResponse(data, headers={"ETag": f'"{review.version}"'})
