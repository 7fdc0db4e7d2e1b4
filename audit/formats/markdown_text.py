"""Text of articles inside Markdown: it stays text, links nowhere and calls nobody."""

from __future__ import annotations

import re

from audit.formats.terminal import visible

LONGEST = 600
"""Characters of a message that are shown."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>&#~|$])")
_REFERENCE = re.compile(r"([@#!%~$&^])(?=\w)|\b(GH-)(?=\d)")
_BREAK = "\u200b"
"""Invisible. Behind the sign it keeps ``@name`` and ``#1`` from being a mention or a reference."""


def plain(text: str) -> str:
    """Text in which no character means anything to Markdown, on one line."""
    text = _REFERENCE.sub(lambda match: match.group() + _BREAK, one_line(text))
    text = _SPECIAL.sub(r"\\\1", text).replace("\\|", "&#124;")
    # Bare addresses become links on their own.
    text = re.sub(r"(?i)(https?|ftp)://", r"\1\\://", text)
    text = re.sub(r"(?i)\bwww\.", lambda match: match.group()[:-1] + "\\.", text)
    return re.sub(r"(?i)\b(mailto|xmpp):", r"\1\\:", text)


def code(text: str) -> str:
    """Text as a code span, which nothing in it can close."""
    text = one_line(text)
    if not text:
        return "(empty)"
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def cell(text: str) -> str:
    """A name in a table: as code, unless it holds what divides the cells."""
    return plain(text) if "|" in text else code(text)


def told(message: str) -> str:
    """A message whose `quotations` are set as code."""
    message = one_line(message)
    if len(message) > LONGEST:
        message = message[: LONGEST - 1] + "…"
    parts = message.split("`")
    if len(parts) % 2 == 0:
        return plain(message)
    return "".join(code(part) if index % 2 else _between(part) for index, part in enumerate(parts))


def one_line(text: str) -> str:
    """White space collapsed, controls and bidi characters written out."""
    return visible(" ".join(text.split()))


def _between(part: str) -> str:
    """The spaces at the edges of a part belong to the sentence."""
    left = " " if part[:1].isspace() else ""
    right = " " if part[-1:].isspace() and part.strip() else ""
    return f"{left}{plain(part)}{right}"
