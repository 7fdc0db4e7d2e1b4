"""Glossaries as translators and services keep them: a term per language on each line.

Two layouts: languages named in the first line (``en,fr``; ``English,French``), and without a first
line the four columns of DeepL (source term, target term, their languages).
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.language.codes.names import parse
from audit.language.codes.tags import standard

_DEEPL = 4


def languages_of(first: Sequence[str]) -> tuple[str, ...] | None:
    """The languages of the columns, where the first line names them and nothing else."""
    codes = [parse(cell) if cell else None for cell in first]
    known = tuple(code for code in codes if code is not None)
    return known if len(known) == len(first) >= 2 and len(set(known)) == len(known) else None


def is_deepl(cells: Sequence[str]) -> bool:
    """Whether a line is of the four columns that DeepL's glossaries have."""
    return len(cells) == _DEEPL and all(standard(cell) for cell in cells[2:])


def rows(cells: Sequence[str], languages: Sequence[str] | None) -> list[dict[str, str]]:
    """The forms of one line, as rows of the long layout; its first term names the concept.

    Args:
        languages: of the columns; None for a line of DeepL's.
    """
    if languages is None:
        languages = [standard(cell) or cell for cell in cells[2:]]
        cells = cells[:2]
    concept = next((cell for cell in cells if cell), "")
    return [
        {"concept": concept.casefold(), "language": language, "status": "preferred", "term": cell}
        for language, cell in zip(languages, cells, strict=False)
        if cell
    ]
