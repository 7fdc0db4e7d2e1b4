"""Placeholders of programs: they stay as they are in a translation, and are no words."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(
    r"%(?:\d+\$)?(?:\([A-Za-z_]\w{0,60}\))?[-+#0]{0,3}\d{0,3}(?:\.\d{1,3})?(?:hh|ll|[hlLzjt])?[diouxXeEfgGscpa@]"
    r"(?![A-Za-z])"
    r"|\$?\{\{?\s?[A-Za-z0-9_.$-]{0,60}\s?\}?\}|\$t\([^()\n]{1,80}\)|%[A-Za-z_]\w{1,40}%|\$[A-Z_]{2,40}\$"
)
"""printf and its kin, ``{name}`` with one or two braces or a dollar, ``$t(key)``, ``%NAME%``."""


def found(text: str) -> tuple[str, ...]:
    """The placeholders of a text in its order; a doubled percent sign is none."""
    return tuple(match[0] for match in PLACEHOLDER.finditer(text.replace("%%", "  ")))
