"""``traudit gate``: audit articles, write reports, and decide by the policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli import run as running
from audit.cli.errors import GATE_FAILED, INCONCLUSIVE, OPERATIONAL, PASS

if TYPE_CHECKING:
    from audit.decision.gate import Scoper
    from audit.model.decision import GateDecision, Policies
    from audit.model.report import Report
    from audit.run.config import Settings

_CODES = {"pass": PASS, "fail": GATE_FAILED, "inconclusive": INCONCLUSIVE}


def _gate(paths: tuple[str, ...], **flags: Any) -> int:
    """Audit articles as `traudit run` does, and decide by the policy of traudit.toml.

    Prints the verdict with its reasons, most important first (with -q nothing else), and writes
    audit.manifest.json into the folder of the reports. Exits 0 pass, 1 fail, 2 usage or
    configuration, 3 something could not be done (whatever the verdict), 4 too little could be
    measured.
    """
    from audit.cli.settings import located
    from audit.decision.gate import decide, enforce
    from audit.decision.scope import scoper

    settings, config = located(flags)
    terms = _terms(settings, config)
    scope: Scoper = scoper(Path(config).parent if config else Path.cwd())

    def judge(report: Report) -> tuple[Report, GateDecision]:
        return enforce(report, terms, scope), decide(
            report, terms, scope, allow_empty=flags["allow_empty"]
        )

    done = running.audit_decide_write(paths, flags, judge)
    assert done.decision is not None
    code = _CODES[done.decision.verdict.value] if done.code == PASS else OPERATIONAL
    _write_manifest(done, done.decision, terms, code)
    if code == OPERATIONAL:
        click.echo("traudit: something could not be done; this is no pass", err=True)
    return code


def _terms(settings: Settings, config: str | None) -> Policies:
    """The policies of the configuration, which may name only rules that there are."""
    from audit.checks import CHECKS
    from audit.decision.policy import policies
    from audit.errors import ConfigError

    terms = policies(settings.policy)
    for policy in (terms.default, *(one.policy for one in terms.overrides)):
        for rule in policy.never_suppress:
            if not rule.startswith("USR-") and rule not in CHECKS:
                raise ConfigError(f"{config}: policy: never-suppress names unknown rule {rule!r}")
    return terms


def _write_manifest(
    done: running.Outcome, decision: GateDecision, terms: Policies, code: int
) -> None:
    from audit.core.whole_file import write_whole
    from audit.formats.audit_json.manifest import FILE_NAME, manifest, render

    if done.folder is None:
        return
    baseline = None if done.known.baseline is None else done.known.path.read_bytes()
    data = manifest(done.report, terms, decision, baseline=baseline, exit_code=code)
    done.folder.mkdir(parents=True, exist_ok=True)
    write_whole(done.folder / FILE_NAME, render(data))


gate = click.Command(
    "gate",
    callback=_gate,
    params=list(running.run.params),
    help=_gate.__doc__,
    epilog="Example: traudit gate --engine none -q articles/",
)
