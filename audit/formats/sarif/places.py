"""Files and regions as SARIF names them."""

from __future__ import annotations

import os
import posixpath
from typing import Any
from urllib.parse import quote

from audit.formats.lines import Lines
from audit.formats.ranking import writable
from audit.model.document import Document
from audit.model.report import Report
from audit.model.score import Score
from audit.model.text import Span

ROOT = "%SRCROOT%"
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "cp1252": "windows-1252",
}


class Places:
    """The articles and sources of a report, numbered, with their lines."""

    def __init__(self, report: Report) -> None:
        self._documents: dict[str, Document] = {}
        self._scores: dict[str, tuple[Score, ...]] = {}
        for one in report.documents:
            self._documents[one.document.path] = one.document
            self._scores[one.document.path] = one.scores
        for one in report.documents:
            if one.source is not None:
                self._documents.setdefault(one.source.path, one.source)
        self._index = {path: index for index, path in enumerate(self._documents)}
        self._lines = Lines()

    def artifacts(self) -> list[dict[str, Any]]:
        """Every file that was read."""
        return [self._artifact(path, document) for path, document in self._documents.items()]

    def location(
        self, path: str, span: Span, message: str | None = None, context: Span | None = None
    ) -> dict[str, Any]:
        """A place in one of the files; only the file where its text is not known.

        Args:
            context: what is shown around it, if it contains the span.
        """
        physical: dict[str, Any] = {"artifactLocation": self.artifact_location(path)}
        if path in self._documents:
            physical["region"] = self.region(path, span)
            if context is not None and context != span and context.contains(span):
                physical["contextRegion"] = self.region(path, context)
        found: dict[str, Any] = {"physicalLocation": physical}
        if message is not None:
            found["message"] = {"text": message}
        return found

    def artifact_location(self, path: str) -> dict[str, Any]:
        """The file, with its number in ``artifacts`` where it is one of them."""
        location = file_location(path)
        return location | {"index": self._index[path]} if path in self._index else location

    def region(self, path: str, span: Span) -> dict[str, Any]:
        """A span of a file that was read: by offset and by line and column, from 1."""
        document = self._documents[path]
        line, column = self._lines.position(document, span.start)
        end_line, end_column = self._lines.position(document, span.end)
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": len(span),
            "snippet": {"text": writable(document.source.text[span.start : span.end])},
        }

    def _artifact(self, path: str, document: Document) -> dict[str, Any]:
        found: dict[str, Any] = {
            "location": file_location(path),
            "hashes": {"sha-256": document.source.sha256},
        }
        if document.source.encoding in _ENCODINGS:
            found["encoding"] = _ENCODINGS[document.source.encoding]
        if path in self._scores:
            found["roles"] = ["analysisTarget"]
        scores = {one.unit: one.value for one in self._scores.get(path, ())}
        named = document.provenance.source_language
        found["properties"] = {
            "language": document.language.code,
            "sourceLanguage": named,
            "scores": scores,
        }
        return found


def file_location(path: str) -> dict[str, Any]:
    """The URI of a file: relative to where traudit ran, or absolute for an absolute path."""
    normal = posixpath.normpath(path)
    uri = quote(os.fsencode(normal) if _is_name(normal) else normal.encode("utf-8", "replace"))
    if posixpath.isabs(normal):
        return {"uri": f"file://{uri}"}
    if normal == ".." or normal.startswith("../"):
        return {"uri": uri}
    return {"uri": uri, "uriBaseId": ROOT}


def _is_name(path: str) -> bool:
    """False for text that no file can be called, as in reports made by other means."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True
