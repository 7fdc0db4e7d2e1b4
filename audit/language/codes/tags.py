"""Codes of languages."""

from __future__ import annotations


def base(code: str) -> str:
    """The language of a BCP 47 code: ``fr`` for ``fr-CA``."""
    return code.split("-", 1)[0].lower()
