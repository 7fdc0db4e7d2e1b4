"""Writes ``reports/sample.html``, the report of the examples; ``--check`` says if it is stale.

It is made without an engine and a recogniser of names, so that it is the same on every machine:
an engine's version would show in every number. ``--picture`` also makes ``docs/report.png`` of it,
with Debian's Chromium.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "reports" / "sample.html"
PICTURE = ROOT / "docs" / "report.png"
TODAY = date(2026, 1, 1)
"""Suppressions with a date are held against this day: the sample must not age."""


def render() -> str:
    """The page, with the verdict of the default policy and the pages of the rules."""
    from audit import run_audit
    from audit.checks import CHECKS
    from audit.checks.rule_pages import rule_pages
    from audit.decision.gate import decide
    from audit.formats.html.format import HtmlFormat
    from audit.formats.interface import FormatOptions
    from audit.model.decision import Policies

    with contextlib.chdir(ROOT):
        report = run_audit(
            ["examples/articles"], engine="none", names="none", cache=False, today=TODAY
        )
    options = FormatOptions(decision=decide(report, Policies()), rules=rule_pages(CHECKS))
    return HtmlFormat(options).render(report)


def picture() -> None:
    """A screenshot of an article of the sample, as the README shows it."""
    import shutil
    import subprocess

    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--hide-scrollbars", "--window-size=1100,800",
            f"--user-data-dir={profile}", f"--screenshot={PICTURE}", f"{SAMPLE.as_uri()}#a1",
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def main(arguments: list[str]) -> int:
    """Writes the sample, or with ``--check`` returns 1 when it is stale."""
    text, name = render(), SAMPLE.relative_to(ROOT)
    current = SAMPLE.exists() and SAMPLE.read_text(encoding="utf-8") == text
    if "--check" in arguments:
        if not current:
            print(f"{name} is not what the program writes now: run `nox -s sample`")
        return 0 if current else 1
    SAMPLE.parent.mkdir(exist_ok=True)
    SAMPLE.write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(text.encode('utf-8'))} bytes")
    if "--picture" in arguments:
        picture()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
