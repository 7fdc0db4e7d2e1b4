"""What a CMS sends to ``POST /api/audit``."""

from __future__ import annotations

from typing import Annotated

import msgspec

from audit.decision.policy import PolicyTable

_Short = Annotated[str, msgspec.Meta(max_length=1000)]
KINDS = ("text", "html", "markdown")


class AuditBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a CMS sends: one of ``text``, ``html`` and ``markdown``, and how to audit it."""

    text: str | None = None
    html: str | None = None
    markdown: str | None = None
    path: _Short | None = None
    """Shown in the report; the policy's overrides look at it."""
    name: _Short | None = None
    """The same, for those who have no path."""
    lang: _Short | None = None
    source: str | None = None
    """The original, in the same markup."""
    source_lang: _Short | None = None
    pivot: _Short | None = None
    engine: _Short | None = None
    select: tuple[_Short, ...] | None = None
    ignore: tuple[_Short, ...] | None = None
    policy: PolicyTable | None = None
