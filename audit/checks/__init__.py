"""Checks by rule id. Ids are never used again: a removed one keeps a line in docs/rules.md."""

from __future__ import annotations

from audit.checks.interface import Check
from audit.registry import Registry

CHECKS: Registry[Check] = Registry(
    "rule",
    (
        ("ENT001", "audit.checks.confusable:ConfusableConcept"),
        ("PRV001", "audit.checks.notice:MachineTranslationNotice"),
    ),
)
