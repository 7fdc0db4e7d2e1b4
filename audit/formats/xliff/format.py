"""``audit.xlf``: XLIFF 2.1, so that the findings open in a translator's tool.

The article is the target. The source is the original where it was given, else the
back-translation: then a note says so, because nobody should correct an article by it unread.
A file of XLIFF has one pair of languages; articles of other pairs go into files of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from audit.formats.interface import Format
from audit.formats.xliff.marks import attributes
from audit.formats.xliff.units import notes, placed, unit
from audit.model.document import UNDETERMINED
from audit.model.report import DocumentReport, Report

Pair = tuple[str, str]
_HEAD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"'
    ' xmlns:its="http://www.w3.org/2005/11/its" version="2.1" its:version="2.0"'
)


class XliffFormat(Format):
    """A ``file`` an article, a ``unit`` a paragraph, findings as ITS quality issues."""

    name = "xliff"
    filename: ClassVar[str | None] = "audit.xlf"

    def render(self, report: Report) -> str:
        """The articles of the first article's pair of languages."""
        return next(iter(self.files(report).values()))

    def files(self, report: Report) -> dict[str, str]:
        groups: dict[Pair, list[DocumentReport]] = {}
        for one in report.documents:
            groups.setdefault(pair(one), []).append(one)
        if not groups:
            groups[(UNDETERMINED, UNDETERMINED)] = []
        written: dict[str, str] = {}
        for languages, articles in groups.items():
            name = f"audit.{_safe('-'.join(languages))}.xlf" if written else "audit.xlf"
            written[name] = _xliff(report, languages, articles, is_first=not written)
        return written


def pair(report: DocumentReport) -> Pair:
    """The languages of an article's source side and of the article."""
    named = report.document.provenance.source_language
    if report.source is not None:
        source = report.source.language.code
    elif report.route is not None:
        source = report.route.pivot
    else:
        source = named or UNDETERMINED
    return source, report.document.language.code


def _xliff(
    report: Report, languages: Pair, articles: list[DocumentReport], *, is_first: bool
) -> str:
    known = {one.document.path for one in report.documents}
    rest = [
        ("failure", f"{one.stage}: {one.message}")
        for one in report.failures
        if is_first and one.path not in known
    ]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(_HEAD + attributes(srcLang=languages[0], trgLang=languages[1]) + ">")
    for number, article in enumerate(articles, 1):
        lines += _file(report, article, number, rest if number == 1 else [])
    if not articles:
        # An XLIFF document without a file, and a file without a unit, are not allowed.
        lines += ['<file id="f0">', *notes(rest), _EMPTY, "</file>"]
    return "\n".join([*lines, "</xliff>"]) + "\n"


_EMPTY = '<unit id="u0"><segment><source/></segment></unit>'


def _file(
    report: Report, article: DocumentReport, number: int, rest: list[tuple[str, str]]
) -> Iterator[str]:
    document = article.document
    marks, unplaced = placed(report, article, number)
    remarks = [("failure", f"{one.stage}: {one.message}") for one in report.failures
               if one.path == document.path] + rest  # fmt: skip
    yield f"<file{attributes(id=f'f{number}', original=document.path)}>"
    yield from notes([*_origin(article), *remarks, *unplaced])
    units = [unit(article, block, marks) for block in document.blocks]
    yield from [one for one in units if one] or [_EMPTY]
    yield "</file>"


def _origin(article: DocumentReport) -> list[tuple[str, str]]:
    """What the source side is."""
    if article.source is not None:
        return [("source", f"The source is {article.source.path}.")]
    if article.route is not None:
        return [
            (
                "back-translation",
                "The source is a back-translation of the article, not its original: it is "
                f"evidence and not the truth. Route {article.route}: {article.route.reason}",
            )
        ]
    return [
        ("source", f"There is no source text: {article.unmeasured or 'nothing was translated'}")
    ]


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "_", name)
