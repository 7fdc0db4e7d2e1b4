"""The hook, the action and the pipeline call the program as it is."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from audit.cli import cli
from audit.formats import FORMATS

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples/articles"


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def options_of(words: list[str]) -> dict[str, Any]:
    """Parses a call of the program without running it."""
    assert words[0] == "traudit"
    command = cli.get_command(click.Context(cli), words[1])
    assert command is not None
    return command.make_context(words[1], words[2:]).params


@pytest.fixture
def shim(tmp_path: Path) -> dict[str, str]:
    """An environment in which ``traudit`` is this checkout."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, words in (("traudit", "-m audit"), ("python", "")):
        path = folder / name
        path.write_text(f'#!/bin/sh\nexec {sys.executable} {words} "$@"\n', encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TRAUDIT_CACHE": str(tmp_path / "cache.sqlite3"),
    }


def test_the_hook_is_the_fast_profile() -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert (hook["language"], hook["require_serial"]) == ("python", True)
    options = options_of([*shlex.split(hook["entry"]), "a.md", "b.html"])
    assert options["paths"] == ("a.md", "b.html")
    assert (options["engine"], options["quiet"]) == ("none", True)


@pytest.mark.parametrize(
    ("article", "code"), [("accord-gazier.txt", 1), ("fete-des-lumieres.txt", 0)]
)
def test_the_hook_stops_a_commit_and_lets_one_pass(
    tmp_path: Path, shim: dict[str, str], article: str, code: int
) -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    command = [*shlex.split(hook["entry"]), str(ARTICLES / article)]
    ran = subprocess.run(
        command, cwd=tmp_path, env=shim, capture_output=True, text=True, check=False
    )
    assert ran.returncode == code, ran.stderr
    assert "gate: " in ran.stdout


def test_the_pipeline_of_gitlab_calls_the_program_as_it_is() -> None:
    job = read("examples/integrations/gitlab-ci.yml")["traudit"]
    (script,) = job["script"]
    options = options_of(shlex.split(script.replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "main")))
    assert (options["changed_since"], options["allow_empty"]) == ("main", True)
    written = {
        f"reports/{FORMATS.load(name).filename}" for name in options["formats"]
    }  # fmt: skip
    assert set(job["artifacts"]["reports"].values()) <= written


def audit_step() -> dict[str, Any]:
    (step,) = [one for one in read("action.yml")["runs"]["steps"] if one.get("id") == "gate"]
    return dict(step)


def run_action(
    folder: Path, env: dict[str, str], **inputs: str
) -> subprocess.CompletedProcess[str]:
    """Runs the step's script as the runner would, with the inputs in its environment."""
    action, step = read("action.yml"), audit_step()
    values = {name: str(one["default"]) for name, one in action["inputs"].items()} | inputs
    filled = {
        name: values[text.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, text in step["env"].items()
    }
    files = {
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_OUTPUT": str(folder / "out"),
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder, env=env | filled | files, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_no_input_of_the_action_is_put_into_a_script() -> None:
    for step in read("action.yml")["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_action_annotates_summarises_and_exits_with_the_code_of_the_gate(
    tmp_path: Path, shim: dict[str, str]
) -> None:
    for name in ("accord-gazier.txt", "fete-des-lumieres.txt"):
        (tmp_path / name).write_bytes((ARTICLES / name).read_bytes())
    ran = run_action(tmp_path, shim, paths="accord-gazier.txt\nfete-des-lumieres.txt\n")
    assert ran.returncode == 1, ran.stderr
    assert "::error file=accord-gazier.txt,line=30,col=95," in ran.stdout
    assert (
        (tmp_path / "summary.md")
        .read_text(encoding="utf-8")
        .startswith("# Translation audit: fail")
    )
    out = (tmp_path / "out").read_text(encoding="utf-8")
    assert out == "exit-code=1\nsarif=reports/audit.sarif\n"
    assert (tmp_path / "reports/audit.sarif").exists()


def test_hostile_inputs_of_the_action_are_arguments(tmp_path: Path, shim: dict[str, str]) -> None:
    ran = run_action(tmp_path, shim, paths='$(touch hacked)\n"; touch hacked; "\n--help')
    assert not (tmp_path / "hacked").exists()
    assert ran.returncode == 3
    assert "exit-code=3" in (tmp_path / "out").read_text(encoding="utf-8")


def snippets(language: str) -> list[str]:
    text = (ROOT / "docs/integrations.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.+?)```", text, re.DOTALL)


def test_the_documented_snippets_name_what_there_is() -> None:
    hook, workflow, script = snippets("yaml")
    (repository,) = yaml.safe_load(hook)["repos"]
    assert [one["id"] for one in repository["hooks"]] == [
        one["id"] for one in read(".pre-commit-hooks.yaml")
    ]
    action = read("action.yml")
    (job,) = yaml.safe_load(workflow)["jobs"].values()
    (step,) = [one for one in job["steps"] if one.get("id") == "traudit"]
    assert set(step["with"]) <= set(action["inputs"])
    used = set(re.findall(r"steps\.traudit\.outputs\.([a-z-]+)", workflow))
    assert used <= set(action["outputs"])
    (told,) = read("examples/integrations/gitlab-ci.yml")["traudit"]["script"]
    assert " ".join(script.split()) == " ".join(told.split())
