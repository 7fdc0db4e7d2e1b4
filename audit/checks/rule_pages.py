"""The documentation of rules, from their checks or, of a newsroom's own, from their files."""

from __future__ import annotations

import inspect
from collections.abc import Iterable

from audit.model.rule_page import RulePage
from audit.model.user_rule import UserRule


def rule_pages(names: Iterable[str], own: Iterable[UserRule] = ()) -> tuple[RulePage, ...]:
    """The pages of built-in rules by id, then of the newsroom's own."""
    return (*(rule_page(name) for name in names), *(user_rule_page(rule) for rule in own))


def rule_page(name: str) -> RulePage:
    """The page of a built-in rule, from its check.

    Raises:
        UsageError: for an unknown id.
    """
    from audit.checks import CHECKS

    check = CHECKS.load(name)
    about = check.rule
    languages = "any" if about.languages is None else ", ".join(sorted(about.languages))
    facts = [
        f"- severity: at most {about.severity.label}",
        f"- MQM: {about.category}",
        f"- ITS 2.0: {about.its_type}",
        f"- languages: {languages}",
        "",
        "",
    ]
    text = "\n".join(facts) + inspect.cleandoc(check.__doc__ or "") + "\n"
    return RulePage(
        about.id, about.name, about.summary, text, about.severity, about.category, about.its_type
    )


def user_rule_page(rule: UserRule) -> RulePage:
    """The page of a rule of the newsroom."""
    facts = {
        "kind": rule.kind.value,
        "severity": rule.severity.label,
        "languages": ", ".join(rule.languages) or "any",
        "target": ", ".join(pattern.text for pattern in rule.target),
        "with": rule.replacement,
        "when": ", ".join(pattern.text for pattern in rule.when),
        "source": ", ".join(pattern.text for pattern in rule.source),
        "except": ", ".join(pattern.text for pattern in rule.exceptions),
        "within": rule.reach.value,
        "in": ", ".join(sorted(rule.kinds)),
        "link": rule.link,
        "file": f"{rule.path}:{rule.line}",
    }
    text = "\n".join(f"- {name}: {value}" for name, value in facts.items() if value)
    return RulePage(rule.id, rule.id, rule.message, text, rule.severity, link=rule.link)
