"""What HTML elements mean to an auditor. Sets as in the HTML standard."""

from __future__ import annotations

from audit.model.document import BlockKind

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BLOCKS = HEADINGS | frozenset({
    "address", "article", "aside", "audio", "blockquote", "body", "canvas", "caption", "center",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "frameset", "head", "header", "hgroup", "hr", "html", "iframe", "label",
    "legend", "li", "listing", "main", "menu", "nav", "object", "ol", "optgroup", "option", "p",
    "pre", "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot",
    "th", "thead", "title", "tr", "ul", "video", "xmp",
})  # fmt: skip
"""Elements that begin a block of their own; all others stand inside a line."""

SCOPES = BLOCKS | frozenset({
    "svg", "math", "button", "template", "noscript", "script", "style",
})  # fmt: skip
"""Elements whose end tag also ends what is still open inside them."""

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
})  # fmt: skip
"""Elements without content."""

SKIPPED = frozenset({
    "script", "style", "noscript", "template", "code", "pre", "svg", "math", "button", "select",
    "textarea", "datalist", "output", "iframe", "noembed", "noframes", "object", "audio",
    "video", "canvas", "xmp", "rp", "rt",
})  # fmt: skip
"""Elements whose content is not article text, or not shown."""

SEEN = frozenset({"code", "pre", "svg", "math", "button", "textarea", "output", "xmp"})
"""Those of them whose text a reader sees all the same: running text in them is page furniture."""

FURNITURE = frozenset({"nav", "footer", "aside", "dialog", "menu", "label", "legend", "search"})

FURNITURE_ROLES = frozenset({
    "navigation", "contentinfo", "complementary", "search", "banner", "dialog", "menu",
    "toolbar",
})  # fmt: skip

KINDS = {
    "title": BlockKind.HEADLINE,
    **dict.fromkeys(HEADINGS, BlockKind.HEADLINE),
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
}

ENDS_HEADING = HEADINGS | frozenset({
    "p", "ul", "ol", "dl", "table", "section", "article", "main", "aside", "footer", "figure",
    "blockquote",
})  # fmt: skip
"""A heading that was not closed ends here."""

_CELLS = frozenset({"td", "th"})
_ROWS = _CELLS | {"tr"}

ENDED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _ROWS,
    **dict.fromkeys(("tbody", "thead", "tfoot"), _ROWS | {"tbody", "thead", "tfoot"}),
    "body": frozenset({"head"}),
}
"""Elements with an optional end tag, by the start tag that ends them."""
