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
    from audit.rule_pages import user_rule_page

    about = user_rule_page(rule)
    return f"# {about.id}\n\n{about.summary}\n\n{about.text}"


def page(name: str) -> str:
    """The documentation page of a rule, generated from its check."""
    from audit.rule_pages import rule_page

    about = rule_page(name)
    return f"# {about.id} {about.name}\n\n{about.summary}\n\n{about.text}"
