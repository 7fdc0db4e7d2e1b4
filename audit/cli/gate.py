"""``traudit gate``: audit articles, write reports, and decide by the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from audit.cli import run as running
from audit.cli.errors import GATE_FAILED, INCONCLUSIVE, OPERATIONAL, PASS


def _gate(paths: tuple[str, ...], **flags: Any) -> int:
    """Audit articles as `traudit run` does, and decide by the policy of traudit.toml.

    Prints the verdict with its reasons, most important first, and writes audit.manifest.json
    beside the reports. Exits 0 pass, 1 fail, 2 usage or configuration, 3 something could not be
    done (whatever the verdict), 4 too little could be measured.
    """
    from audit.cli.settings import merged
    from audit.gate import decide
    from audit.manifest import FILE_NAME, render
    from audit.policy import policies

    settings = merged(flags)
    terms = policies(settings.policy)
    report, code = running.audit_and_write(paths, flags)
    decision = decide(report, terms)
    folder = Path(settings.output or running.DEFAULT_OUTPUT)
    folder.mkdir(parents=True, exist_ok=True)
    running.write_whole(folder / FILE_NAME, render(report, terms, decision))
    _explain(decision)
    if code != PASS:
        click.echo("traudit: something could not be done; this is no pass", err=True)
        return OPERATIONAL
    return {"pass": PASS, "fail": GATE_FAILED, "inconclusive": INCONCLUSIVE}[decision.verdict.value]


def _explain(decision: Any) -> None:
    from audit.formats.terminal import visible

    click.echo(f"gate: {decision.verdict.value}")
    for reason in decision.reasons:
        click.echo(visible(f"  {reason.verdict.value}: {reason.path}: {reason.message}"))


gate = click.Command(
    "gate",
    callback=_gate,
    params=list(running.run.params),
    help=_gate.__doc__,
    epilog="Example: traudit gate --engine none -q articles/",
)
