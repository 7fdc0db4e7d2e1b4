"""The command line. Commands are imported when they are called, so that ``--help`` is instant."""

from __future__ import annotations

import gc
import os
import re
from importlib import import_module

import click

from audit import __version__
from audit.cli.errors import guarded

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("audit.cli.run:run", "Audit articles and write reports."),
    "gate": ("audit.cli.gate:gate", "Audit articles and decide by the policy."),
    "report": ("audit.cli.report:report", "Render a saved audit.json in other formats."),
    "baseline": ("audit.cli.baseline:baseline", "Keep the findings that are known."),
    "segments": ("audit.cli.segments.command:segments", "Score translated segments in bulk."),
    "calibrate": ("audit.cli.calibrate:calibrate", "Learn how clean text fares with an engine."),
    "serve": ("audit.cli.serve:serve", "Serve the report to a desk of editors."),
    "review": ("audit.cli.review:review", "Keep what editors decided about findings."),
    "fix": ("audit.cli.fix:fix", "Make the corrections of editors in the articles."),
    "explain": ("audit.cli.explain:explain", "Show what an article says, with its sentences."),
    "rules": ("audit.cli.rules:rules", "List the rules, or explain one."),
    "terms": ("audit.cli.terms:terms", "Check and convert termbases (TBX, CSV)."),
    "models": ("audit.cli.models.command:models", "List, pull and check translation models."),
    "doctor": (
        "audit.cli.doctor:doctor",
        "Say what is installed, what is missing, how to mend it.",
    ),
    "init": ("audit.cli.init:init", "Write a commented traudit.toml."),
}
"""Name -> where the command is, and its one-line help (shown without importing it)."""

_OBJECTS = 50_000
"""New objects between two looks for unreachable cycles."""


_HOME = re.compile(r"\A(-[\w-]*=)?(~)(?=/)")


def _at_home(found: re.Match[str]) -> str:
    return (found[1] or "") + os.path.expanduser(found[2])  # noqa: PTH111


class LazyGroup(click.Group):
    """A group whose commands are imported on use."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """With ``~/`` as the user's home in every word: shells leave it alone in ``--opt=~/x``."""
        return super().parse_args(ctx, [_HOME.sub(_at_home, word) for word in args])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="traudit")
def cli() -> None:
    """Audit machine-translated articles before they are published.

    \b
    Examples:
      traudit run article.txt              audit one article
      traudit run --engine none articles/  every check that needs no translation
      traudit rules ENT001                 what a rule looks for, and why

    Exit codes: 0 done or pass, 1 the gate failed, 2 usage or configuration, 3 something could
    not be done, 4 too little could be measured to decide.
    """


def main() -> None:
    """Entry point of the ``traudit`` command."""
    # Reference data makes hundreds of thousands of objects that stay; looking for cycles among
    # them over and over is a tenth of a short run.
    gc.set_threshold(_OBJECTS)
    guarded(cli)
