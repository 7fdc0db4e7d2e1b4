"""Reads the tables of ``reference/knowledge/``: what a row, a cell and a written form may be.

A table is tab-separated with a header. Every table may have any of these columns: ``id``;
``gender`` (of a person) and ``population``; names in a language (``fr``), in all languages of the
Latin script (``mul``), or in a language and a form (``de:inhabitant``); the relations of
``Relation`` and ``Inverse``; ``holds``. Cells hold several values parted by ``|``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.errors import ConfigError
from audit.knowledge.model import Fact, Form, Gender, Kind, Relation

MARKS = {
    "=": Form.ABBREVIATION,
    "!": Form.OFFICIAL,
    "~": Form.METONYM,
    "^": Form.SURNAME,
}
"""Before a written form; none: ``Form.SHORT``. ``?`` behind them: often means something else."""
_GENDER = re.compile(r" \(([mf])\)$")
"""Behind it: the gender of the form."""
_RELATIONS = frozenset(map(str, Relation))
INVERSE = {
    "currency": Relation.CURRENCY_OF,
    "neighbours": Relation.NEIGHBOUR,
    "members": Relation.MEMBER_OF,
    "seat": Relation.SEAT_OF,
}
"""Columns whose values are the subjects."""
_LONG_CODES = {"ind": "id"}
"""``id`` is the column of ids."""
_LANGUAGE = re.compile(r"(mul|[a-z]{2,3})(?::([a-z]+))?")
_ID = re.compile(rf"(?:{'|'.join(map(str, Kind))}):[A-Za-z0-9_.-]+")
_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_HELD = re.compile(rf"([a-z_]+)@({_ID.pattern})(?: ({_DATE})?\.\.({_DATE})?)?")


@dataclass(frozen=True, slots=True)
class Written:
    """A form as a table writes it, before it is inflected."""

    text: str
    form: Form
    doubtful: bool = False
    gender: Gender | None = None
    """Of the form itself, where the table says so."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a table says of one entity."""

    id: str
    gender: Gender | None
    population: int | None
    names: dict[str, tuple[Written, ...]]
    """By language, ``mul`` for all of the Latin script."""
    facts: tuple[Fact, ...]


def read(path: Path, *, shown: str) -> Iterator[Row]:
    """The rows of a table.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{shown}: cannot be read: {error}") from error
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = _header(cells, shown, number)
            continue
        try:
            yield _row(header, cells)
        except ValueError as error:
            raise ConfigError(f"{shown}:{number}: {error}") from error


def _header(cells: list[str], shown: str, number: int) -> list[str]:
    known = {"id", "gender", "population", "holds", *INVERSE, *Relation}
    for cell in cells:
        if cell not in known and _LANGUAGE.fullmatch(cell) is None:
            raise ConfigError(f"{shown}:{number}: unknown column `{cell}`")
    if "id" not in cells:
        raise ConfigError(f"{shown}:{number}: no column `id`")
    return cells


def _row(header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(header):
        raise ValueError(f"{len(cells)} cells under {len(header)} columns")
    values = {name: cell.split("|") for name, cell in zip(header, cells, strict=False) if cell}
    key = values.pop("id", [""])[0]
    if _ID.fullmatch(key) is None:
        raise ValueError(f"`{key}` is no id")
    gender = values.pop("gender", None)
    people = values.pop("population", None)
    names: dict[str, tuple[Written, ...]] = {}
    facts: list[Fact] = []
    for column, found in values.items():
        if column == "holds":
            facts += (_held(key, value) for value in found)
        elif column in INVERSE:
            facts += (Fact(_known(value), INVERSE[column], key) for value in found)
        elif column in _RELATIONS:
            relation = Relation(column)
            free = relation is Relation.SPEAKS
            facts += (Fact(key, relation, value if free else _known(value)) for value in found)
        else:
            language, _, form = column.partition(":")
            language = _LONG_CODES.get(language, language)
            given = Form(form) if form else None
            read = tuple(_written(value, given) for value in found)
            names[language] = (*names.get(language, ()), *read)
    return Row(
        key,
        Gender(gender[0]) if gender else None,
        int(people[0]) if people else None,
        names,
        tuple(facts),
    )


def _written(value: str, given: Form | None) -> Written:
    form = MARKS.get(value[:1])
    rest = value[1:] if form is not None else value
    doubtful = rest.startswith("?")
    text = rest[doubtful:].strip()
    marked = _GENDER.search(text)
    text = _GENDER.sub("", text)
    if not text:
        raise ValueError("an empty form")
    gender = Gender(marked.group(1)) if marked is not None else None
    return Written(text, form or given or Form.SHORT, doubtful, gender)


def _held(key: str, value: str) -> Fact:
    match = _HELD.fullmatch(value)
    if match is None:
        raise ValueError(f"`{value}` is not `office@id since..until`")
    office, of, since, until = match.groups()
    return Fact(key, Relation.HOLDS, of, since, until, f"{Kind.OFFICE}:{office}")


def _known(value: str) -> str:
    if _ID.fullmatch(value) is None:
        raise ValueError(f"`{value}` is no id")
    return value
