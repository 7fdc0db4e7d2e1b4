"""``traudit rules``: what the checks look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from audit.model.user_rule import UserRule


@click.command(epilog="Example: traudit rules ENT001")
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--rules", "files", multiple=True, metavar="FILE", help="Rules of your own, too.")
def rules(rule: str | None, files: tuple[str, ...]) -> None:
    """List the rules, or explain one: what it finds, why it matters, how to suppress it."""
    from audit.checks import CHECKS
    from audit.checks.selection import resolve
    from audit.user_rules import load_user_rules

    own = load_user_rules(files)
    if rule is not None:
        named = [user_page(one) for one in own if one.id == rule]
        for text in named or (page(name) for name in resolve(rule)):
            click.echo(text)
        return
    for name in CHECKS:
        about = CHECKS.load(name).rule
        click.echo(f"{about.id}  {about.name:28} {about.severity.label:9} {about.summary}")
    for one in own:
        click.echo(f"{one.id:36} {one.severity.label:9} {one.message}")


def user_page(rule: UserRule) -> str:
    """What a user rule says, as a page."""
    head = [f"# {rule.id}", "", rule.message, "", f"- kind: {rule.kind.value}"]
    facts = {
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
    return "\n".join([*head, *(f"- {name}: {value}" for name, value in facts.items() if value)])


def page(name: str) -> str:
    """The documentation page of a rule, generated from its check."""
    import inspect

    from audit.checks import CHECKS

    check = CHECKS.load(name)
    about = check.rule
    languages = "any" if about.languages is None else ", ".join(sorted(about.languages))
    head = [
        f"# {about.id} {about.name}",
        "",
        about.summary,
        "",
        f"- severity: at most {about.severity.label}",
        f"- MQM: {about.category}",
        f"- ITS 2.0: {about.its_type}",
        f"- languages: {languages}",
        "",
    ]
    return "\n".join(head) + inspect.cleandoc(check.__doc__ or "") + "\n"
