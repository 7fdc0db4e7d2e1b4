"""Style and script of the page, put together from their parts, and the policy that admits them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent / "templates"
STYLES = ("theme", "layout", "index", "prose", "findings", "review", "narrow", "print")
EARLY = "early"
"""Runs before anything is shown, so that nothing moves afterwards."""
SCRIPTS = (
    "page", "records", "local", "server", "filters", "router", "decide", "corrected", "missed",
    "export", "keys", "main",
)  # fmt: skip


@cache
def style() -> str:
    """The whole style sheet."""
    return "".join(_read("css", name) for name in STYLES)


@cache
def early() -> str:
    """The script of the head."""
    return _read("js", EARLY)


@cache
def script() -> str:
    """The script at the end of the page: its parts in one function, in their order."""
    parts = "".join(_read("js", name) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def policy(*, connects: bool) -> str:
    """The content policy of the page: its own style and scripts by their hashes, nothing else.

    Args:
        connects: whether the page may talk to the server that it came from.
    """
    return (
        f"default-src 'none'; style-src '{_hash(style())}'; "
        f"script-src '{_hash(early())}' '{_hash(script())}'; "
        "base-uri 'none'; form-action 'none'" + ("; connect-src 'self'" if connects else "")
    )


def _read(kind: str, name: str) -> str:
    return (TEMPLATES / kind / f"{name}.{kind}").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
