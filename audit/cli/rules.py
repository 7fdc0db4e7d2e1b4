"""``traudit rules``: what the checks look for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from audit.decision.ledger import Row, Tally
    from audit.model.user_rule import UserRule


@click.command(epilog="Example: traudit rules ENT001")
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--rules", "files", multiple=True, metavar="FILE", help="Rules of your own, too.")
@click.option("--ledger", metavar="FILE", help="Ledger of decisions instead of the one found.")
def rules(rule: str | None, files: tuple[str, ...], ledger: str | None) -> None:
    """List the rules, or explain one: what it finds, why it matters, how to suppress it.

    Where reviewers have decided on findings (`traudit review apply`), each rule shows how often it
    was right, with a 95 % interval.
    """
    from audit.checks import CHECKS
    from audit.checks.house.rule_files import load_user_rules
    from audit.checks.selection import resolve
    from audit.decision.ledger import missed, tallies

    own = load_user_rules(files)
    rows = _rows(ledger)
    judged = tallies(rows)
    if rule is not None:
        named = [(one.id, user_page(one)) for one in own if one.id == rule]
        for name, text in named or ((name, page(name)) for name in resolve(rule)):
            click.echo(text)
            if name in judged:
                click.echo(f"## What reviewers said\n\n{told(judged[name])}\n")
        return
    for name in CHECKS:
        about = CHECKS.load(name).rule
        click.echo(f"{about.id}  {about.name:28} {about.severity.label:9} {about.summary}")
        _show(judged, about.id)
    for one in own:
        click.echo(f"{one.id:36} {one.severity.label:9} {one.message}")
        _show(judged, one.id)
    if number := missed(rows):
        click.echo(f"missed: {number} {'errors' if number > 1 else 'error'} that no rule found")


def _show(judged: dict[str, Tally], rule: str) -> None:
    if rule in judged:
        click.echo(f"        {told(judged[rule])}")


def told(tally: Tally) -> str:
    """What reviewers said of a rule, on one line."""
    from audit.decision.ledger import wilson

    counts = f"{tally.confirmed} confirmed, {tally.false_alarms} false alarms"
    if tally.disputed:
        counts += f", {tally.disputed} disputed"
    if tally.precision is None:
        return counts
    low, high = wilson(tally.confirmed, tally.judged)
    return f"{counts}: precision {tally.precision:.2f} [{low:.2f}, {high:.2f}]"


def _rows(named: str | None) -> tuple[Row, ...]:
    from audit.decision.ledger import find, load

    path = Path(named) if named else find()
    return load(path) if path is not None else ()


def user_page(rule: UserRule) -> str:
    """What a user rule says, as a page."""
    from audit.checks.rule_pages import user_rule_page

    about = user_rule_page(rule)
    return f"# {about.id}\n\n{about.summary}\n\n{about.text}"


def page(name: str) -> str:
    """The documentation page of a rule, generated from its check."""
    from audit.checks.rule_pages import rule_page

    about = rule_page(name)
    return f"# {about.id} {about.name}\n\n{about.summary}\n\n{about.text}"
