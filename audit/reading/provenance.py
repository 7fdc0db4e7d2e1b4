"""What an article says about where it comes from: notices in its text, tags of its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from audit.core.reference import Entry, load_shipped
from audit.language.codes import names
from audit.language.codes.tags import base
from audit.model.document import Block, BlockKind, Notice, Provenance
from audit.reading.notices import notice_in

Metadata = Sequence[tuple[str, str]]
_LONGEST_VALUE = 500
"""Code points of a tag that are looked at."""


class MetadataNames(Entry, frozen=True):
    """``reference/languages/mul/provenance.toml``."""

    recorded: tuple[str, ...]
    recorded_parts: tuple[str, ...]
    section: tuple[str, ...]
    source_language: tuple[str, ...]
    translator: tuple[str, ...]
    machine: str
    flag: tuple[str, ...]
    yes: str
    digital_source_type: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What the tags of a page say."""

    machine: bool
    source_language: str | None
    recorded: tuple[tuple[str, str], ...]


def find(
    blocks: Iterable[Block],
    metadata: Metadata,
    source_language: str | None = None,
    *,
    language: str | None = None,
) -> Provenance:
    """The provenance of an article.

    Args:
        blocks: its blocks; notices are those of kind ``notice``.
        metadata: names and values of its tags.
        source_language: given by the caller; wins over what the article says.
        language: of the article: an original in the same language is not believed.
    """
    notices = tuple(found for block in blocks if (found := _notice(block)) is not None)
    told = _told(metadata, language)
    named = [
        *(("notice", notice.source_language) for notice in notices),
        ("metadata", told.source_language),
    ]
    origin, source = next(
        ((origin, code) for origin, code in named if _is_source(code, language)), (None, None)
    )
    if source_language is not None:
        origin, source = "option", source_language
    return Provenance(
        machine_translated=told.machine or any(notice.machine for notice in notices),
        source_language=source,
        origin=origin,
        notices=notices,
        metadata=told.recorded,
    )


def sections(found: Provenance) -> tuple[str, ...]:
    """Sections of the publication that the tags of an article name."""
    known = _names().section
    return tuple(value for name, value in found.metadata if name.casefold() in known)


def _is_source(code: str | None, language: str | None) -> bool:
    return code is not None and (language is None or base(code) != base(language))


def _notice(block: Block) -> Notice | None:
    if block.kind is not BlockKind.NOTICE:
        return None
    found = notice_in(block.text)
    if found is None:
        return None
    return Notice(found.id, block.text, block.span, found.source_language, machine=found.machine)


def _told(metadata: Metadata, language: str | None) -> _Told:
    known = _names()
    tags = [(name.casefold(), value[:_LONGEST_VALUE]) for name, value in metadata]
    machine = any(
        (name in known.flag and _says(known.yes, value))
        or (name in (*known.flag, *known.translator) and _mentions(known.machine, value))
        for name, value in tags
    )
    sources = (names.parse(value) for name, value in tags if name in known.source_language)
    source = next((code for code in sources if code and _is_source(code, language)), None)
    translated = source is not None or any("translat" in name for name, _ in tags)
    machine = machine or (
        translated
        and any(
            name.endswith("digitalsourcetype") and _mentions(known.digital_source_type, value)
            for name, value in tags
        )
    )
    recorded = tuple(pair for pair in metadata if _is_recorded(known, pair[0].casefold()))
    return _Told(machine, source, recorded)


def _is_recorded(known: MetadataNames, name: str) -> bool:
    first = name.split(".", 1)[0]
    return (
        name in known.recorded
        or first in known.recorded
        or name in (*known.section, *known.source_language, *known.translator, *known.flag)
        or any(part in name for part in known.recorded_parts)
    )


def _says(pattern: str, value: str) -> bool:
    return re.fullmatch(pattern, value.strip(), re.IGNORECASE) is not None


def _mentions(pattern: str, value: str) -> bool:
    return re.search(pattern, value, re.IGNORECASE) is not None


@cache
def _names() -> MetadataNames:
    return load_shipped("languages/mul/provenance.toml", MetadataNames)
