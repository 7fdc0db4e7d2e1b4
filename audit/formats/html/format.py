"""``audit.html``: one self-contained page, rendered here, readable without JavaScript.

Everything comes from the article and is hostile until escaped: templates escape by default, no
value reaches a script or a style, and the page's own content policy allows only the scripts and
the style that it carries, by their hashes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from audit.formats.interface import Format, FormatOptions
from audit.model.report import Report

LIMIT = 4_000_000
"""Bytes of one page. A report that would be larger is an index and a page per article."""
FOLDER = "articles"
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Server:
    """What a page needs to keep its decisions on the server that sends it."""

    decisions_url: str
    """Where the page gets and puts ``verdicts.json``; of the page's own origin."""
    csrf_token: str
    """Sent back as ``X-CSRF-Token`` with every change."""
    desk_url: str | None = None
    """The list of the server's reports; None for a server that has one report only."""
    review_url: str | None = None
    """What all reviewers decided on this report."""


class HtmlFormat(Format):
    """A report for the editor: articles worst first, findings in place, with their evidence.

    Args:
        options: as for every format.
        server: where decisions are kept; None keeps them in the reader's browser.
        limit: bytes of one page, above which ``files`` writes a page per article.
    """

    name = "html"
    filename: ClassVar[str | None] = "audit.html"
    pages: ClassVar[str | None] = FOLDER

    def __init__(
        self,
        options: FormatOptions | None = None,
        server: Server | None = None,
        limit: int = LIMIT,
    ) -> None:
        super().__init__(options)
        self.server = server
        self.limit = limit

    def render(self, report: Report) -> str:
        """The whole report as one page."""
        return self._page(self._view(report))

    def files(self, report: Report) -> dict[str, str]:
        """One page, or an index and a page per article where one would be too large."""
        assert self.filename is not None
        shown = self._view(report)
        whole = self._page(shown)
        if len(shown["articles"]) < 2 or len(whole.encode("utf-8")) <= self.limit:
            return {self.filename: whole}
        for place, one in enumerate(shown["articles"], 1):
            one["file"] = f"{FOLDER}/{place:04}-{_slug(one['path'])}.html"
        pages = {self.filename: self._page(shown, part="index")}
        for one in shown["articles"]:
            pages[one["file"]] = self._page(shown, part="article", only=one)
        return pages

    def _view(self, report: Report) -> dict[str, Any]:
        from audit.formats.html.view import view

        return view(report, self.options.decision, self.options.rules)

    def _page(
        self, shown: dict[str, Any], part: str = "whole", only: dict[str, Any] | None = None
    ) -> str:
        from audit.formats.catalog import ui_language
        from audit.formats.html import assets
        from audit.formats.html.environment import environment

        language = ui_language(self.options.ui_language)
        page: str = (
            environment(language)
            .get_template("report.html.j2")
            .render(
                shown,
                part=part,
                rules=_rules_of(only, shown["rules"]),
                shown=shown["articles"] if part == "whole" else [only] if only else [],
                ui=language,
                style=assets.style(),
                early=assets.early(),
                script=assets.script(),
                policy=assets.policy(connects=self.server is not None),
                server=self.server,
            )
        )
        # A lone surrogate cannot be written; readers refuse them, and a caller's own must not
        # cost the whole report.
        return page.encode("utf-8", "replace").decode("utf-8")


def _rules_of(only: dict[str, Any] | None, rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rules that a page explains: those of its article, or all."""
    if only is None:
        return rules
    used = {item["rule"] for item in (*only["findings"], *only["known"])}
    return [rule for rule in rules if rule["id"] in used]


def _slug(path: str) -> str:
    """A short file name of letters and digits; the number before it makes it the only one."""
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return _NOT_IN_A_NAME.sub("-", stem).strip("-")[:40] or "article"
