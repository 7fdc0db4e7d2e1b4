"""Annotations of GitHub Actions: workflow commands on standard output.

Each finding is one line that begins with ``::``; whatever comes from an article is escaped, so
that it can neither end the line nor give another command.
"""

from __future__ import annotations

import posixpath
import re
from typing import ClassVar

from audit.formats.interface import Format
from audit.formats.lines import Lines
from audit.formats.ranking import Placed, blocking, level, ranked, writable
from audit.model.report import Failure, Report

_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_STEERING = re.compile(
    "[\x00-\x09\x0e-\x1b\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What a terminal obeys that shows the log."""


class GithubFormat(Format):
    """Worst first: GitHub shows ten of each level a step, and counts the rest only."""

    name = "github"
    filename: ClassVar[str | None] = None

    def render(self, report: Report) -> str:
        stopped = blocking(self.options.decision)
        found = [placed for placed in ranked(report) if placed.finding.counts]
        lines = [_failure(one) for one in report.failures]
        known = Lines()
        lines += [_annotation(placed, placed.finding.id in stopped, known) for placed in found]
        return "".join(f"{line}\n" for line in lines)


def _annotation(placed: Placed, blocks: bool, lines: Lines) -> str:
    finding = placed.finding
    kind = "error" if blocks else level(finding.severity).replace("note", "notice")
    place: dict[str, str | int] = {
        "file": posixpath.normpath(placed.path),
        "line": finding.line,
        "col": finding.column,
    }
    if placed.article is not None:
        end_line, end_column = lines.position(placed.article.document, finding.span.end)
        # GitHub takes columns within one line only.
        if end_line == finding.line:
            place |= {"endLine": end_line, "endColumn": end_column}
    message = finding.message
    if finding.suggestion:
        message += f"\nSuggestion: {finding.suggestion}"
    return _command(kind, place | {"title": f"{finding.rule} ({finding.severity.label})"}, message)


def _failure(failure: Failure) -> str:
    place: dict[str, str | int] = {}
    if failure.path is not None:
        place["file"] = posixpath.normpath(failure.path)
    return _command("error", place | {"title": f"{failure.stage} failed"}, failure.message)


def _command(kind: str, properties: dict[str, str | int], message: str) -> str:
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{kind} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """As the runner unescapes it; other line ends become spaces."""
    text = _BREAKS.sub(" ", writable(text))
    text = _STEERING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str | int) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
