"""Unknown words of an article, beside what clean articles have."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, load_shipped
from audit.language.codes.tags import base
from audit.language.lexicon.unknown import count_unknown
from audit.model.document import Document
from audit.model.vocabulary import UnknownWords


class Floors(Entry, frozen=True):
    """``reference/models/floors.toml``."""

    least_words: int
    least_unknown: int
    unknown: dict[str, float]


@cache
def floors() -> Floors:
    """The measured limits."""
    return load_shipped("models/floors.toml", Floors)


def unknown_words(document: Document) -> UnknownWords | None:
    """Those of the prose in the article's own language; None where the language has no lists."""
    code = base(document.language.code)
    limit = floors().unknown.get(code)
    if limit is None:
        return None
    found = count_unknown(
        (
            segment.text
            for segment in document.article_segments()
            if base(segment.language.code) == code
        ),
        code,
    )
    if found is None:
        return None
    number, of = found
    few = of < floors().least_words or number < floors().least_unknown
    return UnknownWords(number, of, None if few else limit)
