"""The kinds of problems; apart from their responses, so that the description needs no server."""

from __future__ import annotations

from collections.abc import Mapping

TYPES: Mapping[str, tuple[int, str]] = {
    "malformed": (400, "The request cannot be understood"),
    "invalid": (422, "The request asks for something that is not there"),
    "unreadable-article": (422, "The article cannot be read"),
    "unauthorized": (401, "A token is needed"),
    "forbidden": (403, "The request does not come from a page of this server"),
    "not-found": (404, "There is no such thing"),
    "method-not-allowed": (405, "The method is not allowed here"),
    "too-slow": (408, "The request took too long to arrive"),
    "not-ready": (409, "The audit has not finished"),
    "stale": (412, "Somebody saved other decisions in between"),
    "too-large": (413, "The request is too large"),
    "unsupported-type": (415, "The media type is not supported"),
    "wrong-host": (421, "The server does not answer to this name"),
    "precondition-required": (428, "If-Match is required"),
    "audit-failed": (500, "The audit crashed"),
    "crashed": (500, "The server made a mistake"),
    "engine-unavailable": (503, "The translation engine cannot be used"),
    "busy": (503, "Too many audits are waiting"),
    "timeout": (504, "The audit took too long"),
}
"""Type -> status and title. Types are part of the contract and never change their meaning."""
