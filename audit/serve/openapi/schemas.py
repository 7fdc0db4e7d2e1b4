"""The schemas of the OpenAPI description. Of what comes in, the types that decode it say all."""

from __future__ import annotations

import inspect
from typing import Any

from audit.serve.guard.problems_table import TYPES

_SEVERITIES = ("critical", "major", "minor", "neutral")
_STATES = ("waiting", "running", "done", "failed", "cancelled")
_OUTCOMES = ("pass", "fail", "inconclusive", "incomplete")
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}


def schemas() -> dict[str, Any]:
    """All schemas by name (JSON Schema 2020-12)."""
    return {
        **_incoming(),
        "Verdicts": _verdicts(),
        "AuditAnswer": _object(
            {
                "id": {**_TEXT, "description": "Of the report that the server keeps."},
                "report_url": {**_TEXT, "description": "Its page, for an editor."},
                "outcome": _outcome(),
                "publish": {
                    "type": "boolean",
                    "description": "True only for `pass`: nothing blocks and nothing is missing.",
                },
                "decision": _decision(),
                "audit": _ref("Audit"),
            }
        ),
        "Audit": {
            "type": "object",
            "description": "The contract of audit.json: docs/schema/audit.schema.json.",
            "required": ["schema_version", "tool", "run", "documents"],
        },
        "Reports": _object({"reports": {"type": "array", "items": _ref("ReportState")}}),
        "ReportState": _state(),
        "Merged": _object({"places": {"type": "array", "items": _place()}}),
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"enum": [f"/problems/{kind}" for kind in TYPES]},
                "title": _TEXT,
                "status": {"type": "integer"},
                "detail": {**_TEXT, "description": "One line: what is wrong and where."},
                "limit": {**_COUNT, "description": "Bytes, with `too-large`."},
                "id": {**_TEXT, "description": "Of the report, where there is one."},
            },
        },
    }


def _incoming() -> dict[str, Any]:
    import msgspec

    from audit.decision.verdicts import Decision
    from audit.serve.article_body import AuditBody

    _, found = msgspec.json.schema_components(
        (AuditBody, Decision), ref_template="#/components/schemas/{name}"
    )
    renamed = {
        "AuditBody": "AuditRequest",
        "PolicyTable": "Policy",
        "BlockTable": "Block",
        "OverrideTable": "Override",
    }
    found = {renamed.get(name, name): schema for name, schema in found.items()}
    found["AuditRequest"]["oneOf"] = [{"required": [kind]} for kind in ("text", "html", "markdown")]
    return {name: _renamed(schema, renamed) for name, schema in sorted(found.items())}


def _renamed(value: Any, names: dict[str, str], key: str = "") -> Any:
    """With our names, and alike whatever the releases of Python and msgspec.

    Newer ones dedent docstrings themselves, and choose another order in ``anyOf``.
    """
    if isinstance(value, dict):
        kept = (name for name in value if name != "title")
        return {name: _renamed(value[name], names, name) for name in kept}
    if isinstance(value, list):
        items = [_renamed(item, names) for item in value]
        return sorted(items, key=repr, reverse=True) if key == "anyOf" else items
    if key == "$ref":
        name = value.rsplit("/")[-1]
        return "#/components/schemas/" + names.get(name, name)
    return inspect.cleandoc(value) if key == "description" else value


def _verdicts() -> dict[str, Any]:
    return _object(
        {
            "schema_version": {"const": "1.1"},
            "tool": _object({"name": {"const": "traudit"}, "version": _TEXT}),
            "reviewer": {**_MAYBE, "description": "Filled in by the server."},
            "decisions": {"type": "array", "items": _ref("Decision")},
        }
    )


def _outcome() -> dict[str, Any]:
    return {
        "enum": list(_OUTCOMES),
        "description": "The verdict; `incomplete` when something could not be done at all.",
    }


def _decision() -> dict[str, Any]:
    reason = {
        "path": _MAYBE,
        "verdict": _TEXT,
        "message": _TEXT,
        "findings": {"type": "array", "items": _TEXT},
    }
    verdict = {"enum": ["pass", "fail", "inconclusive"]}
    reasons = {"type": "array", "items": _object(reason)}
    return _object({"verdict": verdict, "reasons": reasons})


def _state() -> dict[str, Any]:
    progress = _object({"stage": _TEXT, "done": _COUNT, "total": _COUNT, "ahead": _COUNT})
    return _object(
        {
            "id": _TEXT,
            "kind": {"enum": ["folder", "upload", "api"]},
            "title": _TEXT,
            "state": {"enum": list(_STATES)},
            "problem": _MAYBE,
            "outcome": {"enum": [*_OUTCOMES, None]},
            "counts": {
                "type": "object",
                "propertyNames": {"enum": list(_SEVERITIES)},
                "additionalProperties": _COUNT,
            },
            "progress": {"oneOf": [progress, {"type": "null"}]},
            "created": _TEXT,
            "finished": _MAYBE,
            "url": _TEXT,
        }
    )


def _place() -> dict[str, Any]:
    by = _object({"reviewer": _TEXT, "decision": _ref("Decision")})
    return _object(
        {
            "decision": _ref("Decision"),
            "disputed": {"type": "boolean"},
            "by": {"type": "array", "items": by},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
