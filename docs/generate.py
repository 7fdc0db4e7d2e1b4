"""Writes the generated parts of the documentation; ``--check`` only says what is stale.

``docs/cli.md`` comes from the program's help, ``docs/rules.md`` and ``docs/languages.md`` from the
checks, ``docs/schema/serve.openapi.json`` from the server, and ``docs/run.svg`` is what
``traudit run`` shows for an example article; ``docs/architecture.svg`` is drawn. The sample report
is rewritten with them.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURED = "examples/articles/accord-gazier.txt"


def cli_page() -> str:
    """Every command's help, as a Markdown page."""
    import click

    from audit.cli import COMMANDS, cli

    parts = ["# Command line", "", "Written by `nox -s docs` from the program itself.", ""]
    root = click.Context(cli, info_name="traudit")
    parts += ["```text", cli.get_help(root), "```", ""]
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=root)
        parts += [f"## traudit {name}", "", "```text", command.get_help(context), "```", ""]
        for child, sub in getattr(command, "commands", {}).items():
            inner = click.Context(sub, info_name=child, parent=context)
            parts += [f"### traudit {name} {child}", "", "```text", sub.get_help(inner), "```", ""]
    return "\n".join(parts)


def rules_page() -> str:
    """Every rule's page, from its check."""
    from audit.checks import CHECKS
    from audit.cli.rules import page

    head = "# Rules\n\nWritten by `nox -s docs` from the checks; `traudit rules ID` shows one.\n"
    pages = [page(name).replace("\n## ", "\n### ").replace("# ", "## ", 1) for name in CHECKS]
    return "\n".join([head, *pages])


def languages_page() -> str:
    """What is looked for in each language that has data of its own."""
    from audit.language.codes.display import language_name
    from audit.language.codes.scripts import labels
    from audit.model.coverage import Means
    from audit.run.support import only_part, support

    letter = {Means.ARTICLE: "A", Means.SOURCE: "S", Means.ROUND_TRIP: "R"}
    codes = sorted(labels().common)
    kinds = [row.kind.value for row in support("fr")]
    parts = [
        "# Languages",
        "",
        "Written by `nox -s docs` from the checks; `traudit doctor --lang CODE` shows one language",
        "with its rules. With what each kind of error is looked for: **A** in the article alone,",
        "**S** beside a source, **R** by the round trip; in brackets where only a small part of",
        "such errors can be found; empty where none can. Languages not listed have no data: an",
        "article in one of them is inconclusive at the gate ([the gate](gate.md), `min-coverage`).",
        "",
        "| language | " + " | ".join(kinds) + " |",
        "|---|" + "---|" * len(kinds),
    ]
    for code in codes:
        cells = []
        for row in support(code):
            shown = (
                f"({letter[one]})" if only_part(row, one, code) else letter[one]
                for one in row.means
            )
            cells.append(" ".join(shown))
        parts.append(f"| {language_name(code)} (`{code}`) | " + " | ".join(cells) + " |")
    return "\n".join(parts)


def openapi() -> str:
    """The description of what ``traudit serve`` offers to programs."""
    import json

    from audit.serve.openapi.document import document

    return json.dumps(document(), ensure_ascii=False, indent=1)


def picture() -> str:
    """SVG of a run without an engine: the same on every machine."""
    import io

    from rich.console import Console
    from rich.terminal_theme import DIMMED_MONOKAI
    from rich.text import Text

    from audit import run_audit
    from audit.formats.interface import FormatOptions
    from audit.formats.terminal import TerminalFormat

    report = run_audit([PICTURED], engine="none", names="none", cache=False)
    shown = TerminalFormat(FormatOptions(color=True, width=110)).render(report)
    console = Console(record=True, width=110, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"$ traudit run --engine none {PICTURED}\n{shown}"))
    return console.export_svg(title="traudit", theme=DIMMED_MONOKAI, unique_id="traudit-run")


def rooms() -> str:
    """The packages and the way of an article through them."""
    drawn: str = runpy.run_path(str(ROOT / "docs" / "architecture.py"))["picture"]()
    return drawn


PAGES: dict[str, Callable[[], str]] = {
    "architecture.svg": rooms,
    "cli.md": cli_page,
    "languages.md": languages_page,
    "rules.md": rules_page,
    "run.svg": picture,
    "schema/serve.openapi.json": openapi,
}


def main(arguments: list[str]) -> int:
    """Writes the pages, or with ``--check`` returns 1 when one is stale."""
    stale = []
    for name, make in PAGES.items():
        path = ROOT / "docs" / name
        text = "\n".join(line.rstrip() for line in make().splitlines()) + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    if "--check" not in arguments:
        # The sample shows the same rules; its own test says when it is stale.
        runpy.run_path(str(ROOT / "docs" / "sample.py"))["main"]([])
    if stale:
        print(("stale: " if "--check" in arguments else "written: ") + ", ".join(stale))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
