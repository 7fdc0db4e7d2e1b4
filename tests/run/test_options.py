"""One set of options: in Python, on the command line, and in what the pipeline is given."""

from __future__ import annotations

import inspect
from dataclasses import fields
from pathlib import Path

from audit.api import run_audit
from audit.cli.run import run
from audit.run.options import RunOptions

OPTIONS = {field.name for field in fields(RunOptions)}
SHORTER = {"language": "lang", "source_language": "source_lang", "termbases": "termbase",
           "stdin_name": "stdin_filename", "cache": "no_cache"}  # fmt: skip
"""What an option is called on the command line, where it is not the same word."""
ELSEWHERE = {"only": "changed_since", "root": "baseline"}
"""Fields that the command line finds out from another option."""
NOT_ASKED = {"today"}


def test_python_takes_every_option_and_no_other() -> None:
    taken = set(inspect.signature(run_audit).parameters)
    assert taken == OPTIONS | {"progress", "stdin"}


def test_the_command_line_has_every_option() -> None:
    offered = {parameter.name for parameter in run.params}
    for name in OPTIONS - NOT_ASKED:
        assert SHORTER.get(name, ELSEWHERE.get(name, name)) in offered, name


def test_paths_and_iterables_become_plain() -> None:
    made = RunOptions.of(paths=[Path("a.txt")], only=["/a"], rules=iter((Path("r"),)), cache=False)
    assert made == RunOptions(("a.txt",), frozenset({"/a"}), rules=("r",), cache=False)
