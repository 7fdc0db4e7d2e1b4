"""``audit.html``: one self-contained page, rendered here, readable without JavaScript.

Everything comes from the article and is hostile until escaped: templates escape by default, no
value reaches a script or a style, and the page's own content policy allows only the script and
style that it carries, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from audit.formats.html_view import view
from audit.formats.interface import Format, FormatOptions
from audit.model.report import Report

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Server:
    """What a page needs to keep its decisions on the server that sends it."""

    decisions_url: str
    """Where the page gets and puts ``verdicts.json``; of the page's own origin."""
    csrf_token: str
    """Sent back as ``X-CSRF-Token`` with every change."""


class HtmlFormat(Format):
    """A report for the editor: articles worst first, findings in place, with their evidence.

    Args:
        options: as for every format.
        server: where decisions are kept; None keeps them in the reader's browser.
    """

    name = "html"
    filename: ClassVar[str | None] = "audit.html"

    def __init__(self, options: FormatOptions | None = None, server: Server | None = None) -> None:
        super().__init__(options)
        self.server = server

    def render(self, report: Report) -> str:
        style, script = _asset("report.css"), _asset("report.js")
        policy = (
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'" + ("; connect-src 'self'" if self.server else "")
        )
        page: str = (
            _environment()
            .get_template("report.html.j2")
            .render(view(report), style=style, script=script, policy=policy, server=self.server)
        )
        # A lone surrogate cannot be written; readers refuse them, and a caller's own must not
        # cost the whole report.
        return page.encode("utf-8", "replace").decode("utf-8")


def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Only the page's own style and script pass unescaped.
    environment.filters["asset"] = Markup
    environment.filters["quoted"] = _quoted
    return environment


def _quoted(message: str) -> Any:
    """A message with its `quotations` set as code, everything escaped."""
    from markupsafe import Markup, escape

    parts = message.split("`")
    if len(parts) % 2 == 0:
        return escape(message)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )
