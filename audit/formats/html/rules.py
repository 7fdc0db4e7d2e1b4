"""The rules that a report speaks of, explained in the page itself."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from audit.core.prepared import kept
from audit.model.rule_page import RulePage

_FORMAT = 1
"""Raised when pages are rendered in another way."""


def rule_views(pages: Iterable[RulePage], used: set[str]) -> list[dict[str, Any]]:
    """An entry for each rule with a finding, by id; without its page only the id."""
    known = {page.id: page for page in pages}
    return [
        {
            "id": name,
            "name": known[name].name if name in known else name,
            "summary": known[name].summary if name in known else None,
            "html": _html(known[name]) if name in known else None,
        }
        for name in sorted(used)
    ]


def _html(page: RulePage) -> str:
    """Markdown of a rule page as HTML. Markup and links in it stay text: rule files are input."""
    # Rules of a rule file may have any name.
    name = f"page.{sha256(page.id.encode()).hexdigest()[:16]}"
    made_from = f"{_FORMAT} markdown-it-py {version('markdown-it-py')} {page.text}"
    return kept(name, made_from, lambda: _rendered(page.text).encode()).decode()


def _rendered(text: str) -> str:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["link", "image", "autolink"])
    tokens = parser.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h4"
    return str(parser.renderer.render(tokens, parser.options, {}))
