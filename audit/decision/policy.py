"""The ``[policy]`` table of the configuration, and the policies it stands for."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from audit.language.codes.tags import required
from audit.model.coverage import REQUIRED, ErrorKind
from audit.model.decision import DEFAULT_LIMITS, Limit, NoticeRule, Override, Policies, Policy
from audit.model.finding import Severity

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Percentile = Annotated[float, msgspec.Meta(ge=0, le=100)]
RuleId = Annotated[str, msgspec.Meta(pattern="^([A-Z]{2,3}[0-9]{3}|USR-[a-z0-9]+(-[a-z0-9]+)*)$")]
_Label = Literal["neutral", "minor", "major", "critical"]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Strict, with keys as in the rest of the file."""


class BlockTable(_Table, frozen=True):
    """``[[policy.block]]``: so many findings of one severity block an article."""

    severity: _Label
    confidence: Share = 0.0
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class OverrideTable(_Table, frozen=True):
    """``[[policy.override]]``: other terms for some paths, languages or sections.

    Keys that are not set keep the terms of ``[policy]``.
    """

    paths: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    block: tuple[BlockTable, ...] | None = None
    min_measured: Share | None = None
    min_fidelity: Percentile | None = None
    max_held_back: Share | None = None
    max_machine: Share | None = None
    notice: NoticeRule | None = None
    never_suppress: tuple[RuleId, ...] | None = None
    min_coverage: tuple[ErrorKind, ...] | None = None
    floors: bool | None = None


class PolicyTable(_Table, frozen=True):
    """``[policy]``."""

    block: tuple[BlockTable, ...] | None = None
    """None takes the default: one critical of 0.7, or three majors. Empty blocks nothing."""
    min_measured: Share = 0.0
    min_fidelity: Percentile | None = None
    max_held_back: Share | None = None
    max_machine: Share | None = None
    notice: NoticeRule = NoticeRule.ANY
    never_suppress: tuple[RuleId, ...] = ()
    min_coverage: tuple[ErrorKind, ...] | None = None
    """None takes the default: entities, numbers, untranslated text and the language."""
    floors: bool = True
    languages: tuple[str, ...] = ()
    """What the desk publishes in; an article in another language fails."""
    override: tuple[OverrideTable, ...] = ()


def policies(table: PolicyTable | None) -> Policies:
    """The policies of a table; the default policy without one."""
    if table is None:
        return Policies()
    default = Policy(
        _limits(table.block, DEFAULT_LIMITS),
        table.min_measured,
        table.notice,
        table.min_fidelity,
        table.never_suppress,
        REQUIRED if table.min_coverage is None else table.min_coverage,
        tuple(required(tag, "policy.languages") for tag in table.languages),
        table.floors,
        table.max_held_back,
        table.max_machine,
    )
    return Policies(default, tuple(_override(one, default) for one in table.override))


def _override(table: OverrideTable, default: Policy) -> Override:
    def kept(value: Any, otherwise: Any) -> Any:
        return otherwise if value is None else value

    policy = Policy(
        _limits(table.block, default.limits),
        kept(table.min_measured, default.min_measured),
        table.notice or default.notice,
        kept(table.min_fidelity, default.min_fidelity),
        kept(table.never_suppress, default.never_suppress),
        kept(table.min_coverage, default.min_coverage),
        default.languages,
        kept(table.floors, default.floors),
        kept(table.max_held_back, default.max_held_back),
        kept(table.max_machine, default.max_machine),
    )
    languages = tuple(required(tag, "policy.override.languages") for tag in table.languages)
    return Override(table.paths, languages, table.sections, policy)


def _limits(rows: tuple[BlockTable, ...] | None, default: tuple[Limit, ...]) -> tuple[Limit, ...]:
    if rows is None:
        return default
    limits = (Limit(Severity.parse(row.severity), row.confidence, row.count) for row in rows)
    return tuple(sorted(limits, key=lambda one: -one.severity))
