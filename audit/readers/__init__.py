"""Readers, chosen by file suffix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from audit.core.registry import Registry
from audit.readers.interface import Reader

READERS: Registry[Reader] = Registry(
    "reader",
    (
        ("text", "audit.readers.text:TextReader"),
        ("html", "audit.readers.html.reader:HtmlReader"),
        ("markdown", "audit.readers.markdown.reader:MarkdownReader"),
    ),
)

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".md": "markdown",
        ".markdown": "markdown",
    }
)
"""Lower-case file suffix to reader: what the classes say, known without importing them."""
