"""``traudit review``: what editors decided in the report, kept for the next run."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit.cli.errors import OPERATIONAL, PASS

if TYPE_CHECKING:
    from audit.decision.baseline import Baseline
    from audit.decision.ledger import Row
    from audit.decision.review import Applied, Facts

REPORT = "audit.json"


@click.group(epilog="Example: traudit review apply verdicts.json")
def review() -> None:
    """Keep what editors decided about findings."""


@review.command(epilog="Example: traudit review apply verdicts.json")
@click.argument("files", nargs=-1, required=True, metavar="VERDICTS.json...")
@click.option("--baseline", metavar="FILE", help="Baseline instead of the one found.")
@click.option("--ledger", metavar="FILE", help="Ledger instead of the one beside the baseline.")
@click.option("--report", metavar="FILE", help="audit.json that was reviewed (default: the last).")
@click.option("--config", metavar="FILE", help="Configuration file instead of the one found.")
def apply(files: tuple[str, ...], **flags: Any) -> int:
    """Take decisions over into the baseline and the ledger. Doing it twice changes nothing.

    False alarms become baseline entries with reason, date and reviewer. All decisions are
    kept in the ledger, which `traudit rules` shows. Exits 0, 2 for a file that is wrong (nothing
    is then taken over), or 3 when some decisions contradict each other or the policy.
    """
    from audit.cli.known import known
    from audit.cli.settings import located
    from audit.decision.ledger import FILE_NAME, load
    from audit.decision.review import Ground
    from audit.decision.review import apply as applied
    from audit.decision.verdicts import decode

    settings, config = located(flags)
    given = [decode(_read(file), file) for file in files]
    found = known({"may_be_missing": True}, settings, config)
    ledger = Path(flags["ledger"]) if flags["ledger"] else found.root / FILE_NAME
    before = _before(found.baseline), load(ledger) if ledger.exists() else ()
    facts = _facts(flags["report"], settings.output)
    done: list[Applied] = []
    base, rows = before
    for verdicts in given:
        ground = Ground(base, rows, found.name, facts, _never(settings), date.today())
        done.append(applied(verdicts, ground))
        base, rows = done[-1].known, done[-1].rows
    _write(found.path, ledger, before, (base, rows))
    return _tell(done, before[0], base, len(rows) - len(before[1]))


def _before(known: Baseline | None) -> Baseline:
    from audit.decision.baseline import baseline

    return known if known is not None else baseline(None, ())


def _read(file: str) -> str:
    from audit.core.json_place import MAX_BYTES, read, text

    if file == "-":
        return text(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input")
    return read(Path(file))


def _facts(named: str | None, output: str | None) -> Facts | None:
    """What the report says that was reviewed; None where there is none."""
    from audit.cli.writing import DEFAULT_OUTPUT
    from audit.decision.review import facts
    from audit.formats.audit_json.saved import load_report

    path = Path(named) if named else Path(output or DEFAULT_OUTPUT, REPORT)
    if named is None and not path.is_file():
        return None
    return facts(load_report(path.read_bytes(), str(path)), str(path))


def _never(settings: Any) -> frozenset[str]:
    return frozenset(settings.policy.never_suppress if settings.policy else ())


def _write(
    path: Path,
    ledger: Path,
    before: tuple[Baseline, tuple[Row, ...]],
    after: tuple[Baseline, tuple[Row, ...]],
) -> None:
    from audit.core.whole_file import write_whole
    from audit.decision.baseline_file import encode
    from audit.decision.ledger import encode as encode_rows

    if after[0] != before[0]:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, encode(after[0]))
    if after[1] != before[1]:
        ledger.parent.mkdir(parents=True, exist_ok=True)
        write_whole(ledger, encode_rows(after[1]))


def _tell(done: list[Applied], before: Baseline, after: Baseline, rows: int) -> int:
    from audit.cli.writing import one_line

    old, new = ({entry.id for entry in one.entries} for one in (before, after))
    click.echo(
        f"{rows} new in the ledger; baseline: {len(new - old)} added, {len(old - new)} removed"
    )
    for kind in ("stale", "conflicts"):
        for told in dict.fromkeys(told for one in done for told in getattr(one, kind)):
            click.echo(one_line(f"traudit: {kind.removesuffix('s')}: {told}"), err=True)
    return OPERATIONAL if any(one.conflicts for one in done) else PASS
