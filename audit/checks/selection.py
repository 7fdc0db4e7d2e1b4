"""Which rules run: ``--select`` and ``--ignore`` take ids, names or letter prefixes."""

from __future__ import annotations

from collections.abc import Sequence

from audit.checks import CHECKS, OPTIONAL
from audit.errors import OperationalError, UsageError


def select_rules(
    select: Sequence[str] = (), ignore: Sequence[str] = (), also: Sequence[str] = ()
) -> tuple[str, ...]:
    """Ids of the rules to run, in the order of the table.

    Args:
        select: only these; all but the optional ones when empty.
        ignore: not these.
        also: these, too: what makes an optional rule run beside the others.

    Raises:
        UsageError: for a word that names no rule: a typing mistake must not switch a check off.
        OperationalError: when an optional rule cannot run on this machine.
    """
    usual = set(CHECKS) - OPTIONAL
    wanted = {rule for word in select for rule in resolve(word)} if select else usual
    wanted |= {rule for word in also for rule in resolve(word)}
    unwanted = {rule for word in ignore for rule in resolve(word)}
    chosen = tuple(rule for rule in CHECKS if rule in wanted and rule not in unwanted)
    for rule in chosen:
        problem = CHECKS.load(rule)().problem() if rule in OPTIONAL else None
        if problem is not None:
            raise OperationalError(f"{rule}: {problem}")
    return chosen


def resolve(word: str) -> tuple[str, ...]:
    """The rules that ``word`` names: an id (``ENT001``), a prefix (``ENT``) or a rule's name.

    Raises:
        UsageError: when it names none.
    """
    upper = word.upper()
    if upper in CHECKS:
        return (upper,)
    by_prefix = tuple(rule for rule in CHECKS if word.isalpha() and rule.startswith(upper))
    if by_prefix:
        return by_prefix
    by_name = tuple(rule for rule in CHECKS if CHECKS.load(rule).rule.name == word.lower())
    if not by_name:
        raise UsageError(f"unknown rule {word!r}; `traudit rules` lists them")
    return by_name
