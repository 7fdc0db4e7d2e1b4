"""``nox -s changelog -- 0.2.0``: gathers ``changes/*.md`` into a release of CHANGELOG.md."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def gathered(log: str, version: str, day: date, fragments: list[str]) -> str:
    """The change log with one more release on top of the others."""
    head, found, rest = log.partition("\n## ")
    items = "\n".join(text.strip() for text in fragments)
    return f"{head}\n## {version} ({day})\n\n{items}\n{found}{rest}"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("which version? `nox -s changelog -- 0.2.0`", file=sys.stderr)
        return 2
    paths = sorted(path for path in (ROOT / "changes").glob("*.md") if path.name != "README.md")
    log = ROOT / "CHANGELOG.md"
    fragments = [path.read_text(encoding="utf-8") for path in paths]
    made = gathered(log.read_text(encoding="utf-8"), arguments[0], date.today(), fragments)
    log.write_text(made, encoding="utf-8")
    for path in paths:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
