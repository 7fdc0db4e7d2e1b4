"""Where a name that stands for another is known well enough to be called grave."""

from __future__ import annotations

from functools import cache

from audit.core.reference import Entry, load_shipped
from audit.language.codes.tags import base


class FirmNames(Entry, frozen=True):
    """``reference/languages/mul/names.toml``."""

    language: str
    sources: tuple[str, ...]
    firm: tuple[str, ...]
    """Languages measured on human translations."""


@cache
def are_names_firm(language: str) -> bool:
    """True where swapped names were measured, and false alarms are rare."""
    return base(language) in load_shipped("languages/mul/names.toml", FirmNames).firm
