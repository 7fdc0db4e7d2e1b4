"""What generators of pages write into Markdown beside Markdown, made invisible to its parser.

Shortcodes of Hugo, tags of Liquid and Jinja, wiki links, call-outs, admonitions, footnote marks and
attribute lists are markup. Each is replaced by as many characters, so that offsets stay: by
``NOTHING`` where it is only markup, by ``OUTPUT`` where it stands for a text that the file does not
hold, and by Markdown where Markdown has a word for it (the title of a call-out is a heading).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.readers.mapped import NOTHING, OUTPUT

_HINT = re.compile(r"\{[{%#.:]|\[[\[!^]|^ {0,3}(?::::|!!!|\?\?\?)", re.MULTILINE)
"""Stands in every text that holds any of it."""
_TAG = re.compile(
    r"\{\{(?P<mark>[<%])[ \t]*(?P<name>/?[\w./-]{1,60})[^{}]{0,400}?[>%]\}\}"
    r"|\{%[^{}]{0,400}?%\}|\{#[^{}\n]{0,200}?#\}"
    r"|(?P<output>\{\{-?[^{}\n.|(]{1,100}[.|(][^{}\n]{1,200}\}\})"
)
_ATTRIBUTES = re.compile(r"(?<=[\w\s)*_`])\{:?[ ]?[#.][\w#. =\"'-]{1,100}\}(?=\s|$)")
_WIKI = re.compile(r"!?\[\[(?P<target>[^\[\]|\n]{1,200})(?:\|(?P<text>[^\[\]\n]{1,200}))?\]\]")
_UNFILLED = re.compile(r"[\W_]*[A-Z0-9_]*[\W_]*")
"""``[[LINK_1]]`` is what a translator's placeholder looks like, not the name of a page."""
_FOOTNOTE = re.compile(r"(?<!\\)\[\^[\w-]{1,40}\]:?")
_CALLOUT = re.compile(r"^(?P<before> {0,3}(?:>[ ]?)+)(?P<mark>\[![\w-]{2,20}\][+-]?)", re.MULTILINE)
_FENCED = re.compile(
    r"^ {0,3}:{3,}[ \t]*(?:\{?[\w-]*\}?)"
    r"(?:[ \t]*\[(?P<bracket>[^\[\]\n]*)\]|[ \t]+(?P<title>.*))?$",
    re.MULTILINE,
)
_INDENTED = re.compile(
    r"^(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+){0,3}(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*\n"
    r"(?P<body>(?:(?:[ \t]*\n)*(?: {4}|\t)[^\n]*(?:\n|\Z))*)",
    re.MULTILINE,
)
_ALONE = re.compile(rf"^[ \t>]*[{NOTHING}{OUTPUT}][ \t{NOTHING}{OUTPUT}]*$", re.MULTILINE)


def without_templates(text: str) -> str:
    """``text`` with the markup of generators replaced, of the same length, line ends included."""
    if not _HINT.search(text):
        return text
    text = _INDENTED.sub(_admonition, text)
    text = _CALLOUT.sub(lambda found: found["before"] + _heading(found["mark"], ""), text)
    text = _FENCED.sub(_fence, text)
    paired = {name[1:] for name in _names(text) if name.startswith("/")}
    text = _TAG.sub(lambda found: _tag(found, paired), text)
    for pattern in (_ATTRIBUTES, _FOOTNOTE):
        text = pattern.sub(lambda found: _filled(found[0], NOTHING), text)
    text = _WIKI.sub(_wiki, text)
    return _ALONE.sub(lambda found: re.sub(rf"[{NOTHING}{OUTPUT}]", " ", found[0]), text)


def _names(text: str) -> Iterator[str]:
    return (found["name"] for found in _TAG.finditer(text) if found["name"])


def _tag(found: re.Match[str], paired: set[str]) -> str:
    in_link = found.string.startswith("](", found.start() - 2)
    name = found["name"]
    stands_for_text = found["output"] or (name and name.removeprefix("/") not in paired)
    return _filled(found[0], OUTPUT if stands_for_text and not in_link else NOTHING)


def _wiki(found: re.Match[str]) -> str:
    if _UNFILLED.fullmatch(found["target"]):
        return found[0]
    if found[0].startswith("!"):
        return _filled(found[0], NOTHING)
    shown = "target" if found["text"] is None else "text"
    start, end = found.start(shown) - found.start(), found.end(shown) - found.start()
    return NOTHING * start + found[0][start:end] + NOTHING * (len(found[0]) - end)


def _fence(found: re.Match[str]) -> str:
    shown = "bracket" if found["bracket"] is not None else "title"
    return _titled(found[0], found.start(shown) - found.start(), found[shown] or "")


def _admonition(found: re.Match[str]) -> str:
    head = found[0][: found.start("body") - found.start() - 1]
    title = found["title"] or ""
    lines = (
        f">{line[1:]}" if line.startswith(("    ", "\t")) else line
        for line in found["body"].splitlines(keepends=True)
    )
    return f"{_titled(head, found.start('title') - found.start(), title)}\n{''.join(lines)}"


def _titled(line: str, start: int, title: str) -> str:
    """A line of which only the title is text: a heading, or nothing where there is none."""
    if not title.strip():
        return " " * len(line)
    return (_heading(line[:start], title) + title).ljust(len(line))


def _heading(mark: str, title: str) -> str:
    """Marks of a heading in place of ``mark``."""
    return ("#" * min(6, len(mark) - bool(title))).ljust(len(mark))


def _filled(text: str, sign: str) -> str:
    return re.sub(r"[^\n]", sign, text)
