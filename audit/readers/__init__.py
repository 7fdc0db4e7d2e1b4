"""Readers, chosen by file suffix."""

from __future__ import annotations

from audit.readers.interface import Reader
from audit.registry import Registry

READERS: Registry[Reader] = Registry(
    "reader",
    (
        ("text", "audit.readers.text:TextReader"),
        ("html", "audit.readers.html:HtmlReader"),
        ("markdown", "audit.readers.markdown:MarkdownReader"),
    ),
)
