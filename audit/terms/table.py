"""Termbases as CSV: one form per line.

Columns, named in the first line, in any order: ``concept``, ``language``, ``status`` and ``term``
are needed; ``match``, ``note``, ``wrong``, ``instead``, ``domain``, ``definition``, ``source`` and
``strict`` may be there. Lines of one concept need not stand together. The separator is a comma, a
semicolon or a tab, whichever the first line has. Glossaries with a column per language are read as
well (:mod:`audit.terms.glossary`).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

from audit.errors import ConfigError
from audit.terms.glossary import is_deepl, languages_of
from audit.terms.glossary import rows as glossary_rows
from audit.terms.model import Concept, Match, Status, Term, Termbase

NEEDED = ("concept", "language", "status", "term")
COLUMNS = (
    *NEEDED, "match", "note", "wrong", "instead", "domain", "definition", "source", "strict",
)  # fmt: skip
_TRUE, _FALSE = ("yes", "true", "1"), ("no", "false", "0", "")
Row = tuple[int, dict[str, str]]


def read_csv(path: Path) -> Termbase:
    """The termbase of a CSV file.

    Raises:
        ConfigError: ``path:line: what is wrong``, one line per fault.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    faults: list[str] = []
    by_concept: dict[str, list[Row]] = {}
    for line, row in _rows(text, str(path)):
        fault = _fault(row)
        if fault is not None:
            faults.append(f"{path}:{line}: {fault}")
        by_concept.setdefault(row["concept"], []).append((line, row))
    if faults:
        raise ConfigError("\n".join(faults))
    if not by_concept:
        raise ConfigError(f"{path}:1: no term")
    concepts = tuple(_concept(id_, rows) for id_, rows in by_concept.items())
    return Termbase(path.name, hashlib.sha256(data).hexdigest(), concepts)


def write_csv(termbase: Termbase) -> str:
    """The whole file. Conditions of forms have no place in CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for concept in termbase.concepts:
        for language, term in concept.terms:
            writer.writerow(_row(concept, language, term))
    return out.getvalue()


def _rows(text: str, shown: str) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    names: list[str] | None = None
    columns: tuple[str, ...] | None = None
    deepl = False
    try:
        for cells in reader:
            values = [" ".join(cell.split()) for cell in cells]
            if not any(values):
                continue
            if names is None and columns is None and not deepl:
                columns, deepl = languages_of(values), is_deepl(values)
                if columns is not None:
                    continue
                if not deepl:
                    names = _header(values, shown)
                    continue
            if names is None:
                if len(values) > len(columns or values):
                    raise ConfigError(f"{shown}:{reader.line_num}: more cells than columns")
                for form in glossary_rows(values, columns):
                    yield reader.line_num, dict.fromkeys(COLUMNS, "") | form
                continue
            if len(values) > len(names):
                raise ConfigError(f"{shown}:{reader.line_num}: more cells than columns")
            row = dict.fromkeys(COLUMNS, "") | dict(zip(names, values, strict=False))
            yield reader.line_num, row
    except csv.Error as error:
        raise ConfigError(f"{shown}:{reader.line_num}: {error}") from error


def _header(names: list[str], shown: str) -> list[str]:
    names = [name.lower() for name in names]
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in names]
    if len(unknown) == len(names):
        raise ConfigError(
            f"{shown}:1: the first line names no columns: languages (`en,fr`), or "
            f"{', '.join(NEEDED)}"
        )
    if unknown or missing or len(set(names)) != len(names):
        what = [f"unknown column {name!r}" for name in unknown]
        what += [f"no column {name!r}" for name in missing]
        what += [] if len(set(names)) == len(names) else ["a column is given twice"]
        raise ConfigError(f"{shown}:1: {'; '.join(what)}")
    return names


def _fault(row: dict[str, str]) -> str | None:
    empty = [name for name in NEEDED if not row[name]]
    if empty:
        return f"no {', '.join(empty)}"
    if row["status"].lower() not in set(Status):
        return f"status {row['status']!r} is none of {', '.join(Status)}"
    if row["match"] and row["match"].lower() not in set(Match):
        return f"match {row['match']!r} is none of {', '.join(Match)}"
    for name in ("wrong", "strict"):
        if row[name].lower() not in (*_TRUE, *_FALSE):
            return f"{name} is yes or no, not {row[name]!r}"
    if not any(char.isalnum() for char in row["term"]):
        return f"not a term: {row['term']!r}"
    return None


def _concept(id_: str, rows: list[Row]) -> Concept:
    order = list(Status)
    terms = [(row["language"], _term(row)) for _, row in rows]
    terms.sort(key=lambda pair: order.index(pair[1].status))

    def first(name: str) -> str:
        return next((row[name] for _, row in rows if row[name]), "")

    return Concept(
        id=id_,
        domain=first("domain"),
        definition=first("definition"),
        source=first("source"),
        terms=tuple(terms),
        strict=first("strict").lower() not in ("no", "false", "0"),
    )


def _term(row: dict[str, str]) -> Term:
    return Term(
        text=row["term"],
        status=Status(row["status"].lower()),
        match=Match(row["match"].lower() or Match.INFLECTED),
        note=row["note"] or None,
        wrong=row["wrong"].lower() in _TRUE,
        instead=row["instead"] or None,
    )


def _row(concept: Concept, language: str, term: Term) -> dict[str, str]:
    return {
        "concept": concept.id,
        "language": language,
        "status": term.status.value,
        "term": term.text,
        "match": term.match.value,
        "note": term.note or "",
        "wrong": "yes" if term.wrong else "no",
        "instead": term.instead or "",
        "domain": concept.domain,
        "definition": concept.definition,
        "source": concept.source,
        "strict": "yes" if concept.strict else "no",
    }
