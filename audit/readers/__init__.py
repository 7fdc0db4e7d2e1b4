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
        ("xliff", "audit.readers.bilingual.xliff:XliffReader"),
        ("tmx", "audit.readers.bilingual.tmx:TmxReader"),
        ("po", "audit.readers.bilingual.po:PoReader"),
        ("table", "audit.readers.bilingual.table:TableReader"),
        ("subtitles", "audit.readers.structured.subtitles:SubtitleReader"),
        ("json", "audit.readers.structured.json_strings:JsonReader"),
        ("docx", "audit.readers.structured.docx:DocxReader"),
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
        ".xlf": "xliff",
        ".xliff": "xliff",
        ".tmx": "tmx",
        ".po": "po",
        ".pot": "po",
        ".csv": "table",
        ".tsv": "table",
        ".srt": "subtitles",
        ".vtt": "subtitles",
        ".json": "json",
        ".docx": "docx",
    }
)
"""Lower-case file suffix to reader: what the classes say, known without importing them."""
WALKED = frozenset(SUFFIXES) - {".json", ".csv", ".tsv"}
"""Suffixes that are read where a folder is given; the others hold data more often than text."""
