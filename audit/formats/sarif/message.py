"""Texts as SARIF messages, in which braces and brackets mean something."""

from __future__ import annotations

import re

from audit.formats.ranking import writable
from audit.model.finding import Finding

_LINK = re.compile(r"\[[^\[\]\n]*+\]\(")


def escaped(text: str) -> str:
    """Text that no viewer takes for a placeholder (``{0}``) or a link (``[text](target)``).

    SARIF 2.1.0, 3.11.5 and 3.11.6: braces are doubled, brackets get a backslash. Brackets that
    are no link are left alone, since many viewers show the backslash.
    """
    text = writable(text).replace("{", "{{").replace("}", "}}")
    if _LINK.search(text):
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return text


def message(finding: Finding) -> str:
    """What is wrong, what to do, and why one thinks so: all that code scanning shows."""
    lines = [finding.message]
    if finding.suggestion:
        lines.append(f"Suggestion: {finding.suggestion}")
    lines += [f"{item.signal.value}: {item.detail}" for item in finding.evidence]
    return escaped("\n".join(lines))
