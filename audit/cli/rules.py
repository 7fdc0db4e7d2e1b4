"""``traudit rules``: what the checks look for."""

from __future__ import annotations

import click


@click.command(epilog="Example: traudit rules ENT001")
@click.argument("rule", required=False, metavar="[RULE]")
def rules(rule: str | None) -> None:
    """List the rules, or explain one: what it finds, why it matters, how to suppress it."""
    from audit.checks import CHECKS
    from audit.checks.selection import resolve

    if rule is not None:
        for name in resolve(rule):
            click.echo(page(name))
        return
    for name in CHECKS:
        about = CHECKS.load(name).rule
        click.echo(f"{about.id}  {about.name:28} {about.severity.label:9} {about.summary}")


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
