"""The OpenAPI 3.1 description of the endpoints for programs (docs/schema/serve.openapi.json).

It needs nothing of the extra ``serve``: the documentation is written without it.
"""

from __future__ import annotations

from typing import Any

from audit import __version__
from audit.serve.openapi.schemas import schemas

_DESCRIPTION = """Audits of machine-translated articles, and what editors decided on them.

Every error is `application/problem+json` (RFC 9457); its `type` is stable, its `detail` is one
line for people. Where the server was started with a token, send it as `Authorization: Bearer`;
`X-Reviewer` names who decides. Where it was not, it listens on its own machine alone and asks for
nothing. Browsers send `X-CSRF-Token` with every change."""
_PROBLEMS = {
    "400": "malformed: no JSON, or no verdicts.json",
    "401": "unauthorized: the bearer token is missing or wrong",
    "403": "forbidden: the request comes from a page of another site, or lacks its CSRF token",
    "404": "not-found: there is no such report",
    "408": "too-slow: the request took too long to arrive",
    "409": "not-ready: the audit has not finished",
    "412": "stale: the decisions were changed since they were read",
    "413": "too-large: the request is larger than `limit` bytes",
    "415": "unsupported-type: send application/json",
    "421": "wrong-host: the server does not answer to this name",
    "422": "invalid: an unknown key, engine, rule or language; "
    "unreadable-article: binary, empty, or no text",
    "428": "precondition-required: send If-Match",
    "500": "audit-failed: the audit crashed; the server goes on",
    "503": "busy: too many audits are waiting, see Retry-After; "
    "engine-unavailable: the translation engine cannot be used",
    "504": "timeout: the audit took too long and was ended",
}
_EVERYWHERE = ("401", "403", "421")
_REPORT = "/api/reports/{report}"


def document() -> dict[str, Any]:
    """The description as plain data, keys in a fixed order."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "traudit serve",
            "version": __version__,
            "description": _DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The server that this description comes from."}],
        "security": [{"bearer": []}, {"session": []}, {}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "traudit_…",
                    "description": "Set by the login page; HttpOnly, SameSite=Strict.",
                },
            },
            "parameters": {"report": _parameter("report", "path", "Id of a report.")},
            "responses": {code: _problem(text) for code, text in _PROBLEMS.items()},
            "schemas": schemas(),
        },
    }


def _paths() -> dict[str, Any]:
    report = {"parameters": [{"$ref": "#/components/parameters/report"}]}
    return {
        "/api/audit": {"post": _audit()},
        "/api/reports": {
            "get": _operation("listReports", "The newest reports.", {"200": _json("Reports")})
        },
        _REPORT: {
            **report,
            "get": _operation(
                "getReport", "A report and how far it is.", {"200": _json("ReportState")}, "404"
            ),
            "delete": _operation(
                "deleteReport",
                "Cancels the audit if it runs, and removes the article with all decisions.",
                {"204": {"description": "It is gone."}},
                "404",
                "422",
            ),
        },
        f"{_REPORT}/audit.json": {
            **report,
            "get": _operation(
                "getAudit", "The report as JSON.", {"200": _json("Audit")}, "404", "409"
            ),
        },
        f"{_REPORT}/decisions": {**report, "get": _get_decisions(), "put": _put_decisions()},
        f"{_REPORT}/decisions/merged": {
            **report,
            "get": _operation("getMerged", "Who decided what.", {"200": _json("Merged")}, "404"),
        },
        f"{_REPORT}/verdicts.json": {**report, "get": _verdicts()},
        "/api/openapi.json": {
            "get": _operation(
                "getDescription",
                "This description.",
                {"200": {"description": "OpenAPI 3.1", "content": _content({"type": "object"})}},
            )
        },
    }


def _audit() -> dict[str, Any]:
    operation = _operation(
        "audit",
        "Audits an article and decides by the policy; answers when it is done.",
        {
            "200": _json("AuditAnswer"),
            "202": {
                **_json("ReportState"),
                "description": "With `Prefer: respond-async`: ask again at `Location`.",
                "headers": {"Location": {"schema": {"type": "string"}}},
            },
        },
        *("400", "408", "413", "415", "422", "500", "503", "504"),
    )
    prefer = _parameter("Prefer", "header", "`respond-async` does not wait for the audit.", False)
    return {**operation, "parameters": [prefer], "requestBody": _body("AuditRequest")}


def _get_decisions() -> dict[str, Any]:
    return _operation(
        "getDecisions",
        "What the caller decided; nobody else's.",
        {"200": {**_json("Verdicts"), "headers": {"ETag": _etag()}}},
        "404",
    )


def _put_decisions() -> dict[str, Any]:
    operation = _operation(
        "putDecisions",
        "Replaces all that the caller decided. The server fills in the reviewer.",
        {"200": {**_json("Verdicts"), "headers": {"ETag": _etag()}}},
        *("400", "404", "408", "412", "413", "415", "428"),
    )
    match = _parameter("If-Match", "header", "The ETag that was read.")
    return {**operation, "parameters": [match], "requestBody": _body("Verdicts")}


def _verdicts() -> dict[str, Any]:
    operation = _operation(
        "getVerdicts",
        "verdicts.json as `review apply` reads it: of the desk, the latest decision on each place; "
        "or of one reviewer.",
        {"200": _json("Verdicts")},
        "404",
    )
    only = _parameter("reviewer", "query", "Only what this reviewer decided.", False)
    return {**operation, "parameters": [only]}


def _operation(name: str, summary: str, good: dict[str, Any], *bad: str) -> dict[str, Any]:
    codes = sorted((*_EVERYWHERE, *bad))
    problems = {code: {"$ref": f"#/components/responses/{code}"} for code in codes}
    return {"operationId": name, "summary": summary, "responses": {**good, **problems}}


def _parameter(name: str, where: str, text: str, required: bool = True) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": required,
        "description": text,
        "schema": {"type": "string"},
    }


def _etag() -> dict[str, Any]:
    return {"description": "Version of the decisions.", "schema": {"type": "string"}}


def _json(schema: str) -> dict[str, Any]:
    content = _content({"$ref": f"#/components/schemas/{schema}"})
    return {"description": schema, "content": content}


def _body(schema: str) -> dict[str, Any]:
    return {"required": True, "content": _content({"$ref": f"#/components/schemas/{schema}"})}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _problem(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": text, "content": {"application/problem+json": {"schema": schema}}}
