"""What the elements around a text say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from audit.model.document import BlockKind
from audit.readers.html import elements

_LANGUAGE_CODE = re.compile(r"([A-Za-z]{2,8})((?:[-_][A-Za-z0-9]{1,8})*)")


class Region(IntEnum):
    """How sure the markup makes it that a block belongs to the article."""

    PAGE = 0
    MAIN = 1
    ARTICLE = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What the open elements say about a text that follows."""

    kind: BlockKind | None = None
    kind_from: str = ""
    """The element that set the kind."""
    language: str | None = None
    region: Region = Region.PAGE
    skipped: bool = False
    seen: bool = False
    """Whether a reader sees the text although it is skipped."""


def context_of(tag: str, attributes: Mapping[str, str], above: Context) -> Context:
    """What is known inside an element, from its tag and from what is known outside."""
    role, hidden = attributes.get("role", "").strip().lower(), "hidden" in attributes
    kind, kind_from = elements.KINDS.get(tag), tag
    if above.kind is BlockKind.FURNITURE or kind is None:
        kind, kind_from = above.kind, above.kind_from
    if tag in elements.FURNITURE or role in elements.FURNITURE_ROLES or hidden:
        kind, kind_from = BlockKind.FURNITURE, tag
    region = above.region
    if kind is not BlockKind.FURNITURE and "article" in (tag, role):
        region = Region.ARTICLE
    elif kind is not BlockKind.FURNITURE and "main" in (tag, role):
        region = max(region, Region.MAIN)
    skipped = above.skipped or tag in elements.SKIPPED or (hidden and tag not in elements.SCOPES)
    seen = above.seen if above.skipped else tag in elements.SEEN and not hidden
    language = language_code(attributes.get("lang") or attributes.get("xml:lang"))
    return Context(kind, kind_from, language or above.language, region, skipped, seen)


def language_code(value: str | None) -> str | None:
    """A BCP 47 code with the language in lower case, or None when it is none."""
    match = _LANGUAGE_CODE.fullmatch((value or "").strip())
    return match[1].lower() + match[2].replace("_", "-") if match else None
