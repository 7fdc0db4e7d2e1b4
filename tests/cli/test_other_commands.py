from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audit.checks import CHECKS
from audit.cli import COMMANDS

ROOT = Path(__file__).parents[2]
Traudit = Callable[..., Any]


def test_help_names_every_command_without_importing_any(traudit: Traudit) -> None:
    ran = traudit("--help")
    assert ran.code == 0
    for name in COMMANDS:
        assert name in ran.out
    code = "import sys, audit.cli; sys.argv=['traudit','--help']\ntry: audit.cli.main()\nexcept SystemExit: pass\n"
    code += "print(sorted(m for m in sys.modules if m.split('.')[0] in "
    code += "{'numpy','rich','ctranslate2','sacrebleu','msgspec','babel','wordfreq'}))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_an_example(traudit: Traudit, name: str) -> None:
    ran = traudit(name, "--help")
    assert ran.code == 0
    assert f"traudit {name}" in ran.out
    assert "Example" in ran.out


def test_rules_lists_all_and_explains_one(traudit: Traudit) -> None:
    listed = traudit("rules").out.splitlines()
    assert [line.split()[0] for line in listed] == list(CHECKS)
    page = traudit("rules", "ENT001").out
    for heading in ("What it finds", "Why it matters", "Example", "How to suppress"):
        assert f"## {heading}" in page
    assert traudit("rules", "confusable-concept").out == page
    assert traudit("rules", "XYZ001").code == 2


@pytest.mark.parametrize("rule", CHECKS.names)
def test_every_rule_page_is_complete(rule: str) -> None:
    from audit.cli.rules import page

    text = page(rule)
    headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert headings[:3] == ["What it finds", "Why it matters", "Example"]
    assert "Languages" in headings
    assert headings[-1] == "How to suppress"
    assert "Bad:" in text


def test_init_writes_a_file_that_is_valid_and_never_overwrites(
    traudit: Traudit, tmp_path: Path
) -> None:
    from audit.decision.policy import policies
    from audit.model.decision import Policies
    from audit.run.config import Settings, load

    assert traudit("init").code == 0
    text = (tmp_path / "traudit.toml").read_text(encoding="utf-8")
    assert load(str(tmp_path / "traudit.toml"))[0] == Settings()
    # Without its comment marks it is a configuration with every key that there is.
    live = "\n".join(
        line[2:]
        for line in text.splitlines()[2:]
        if line.startswith("# ") and (" = " in line or "[" in line[:5])
    )
    (tmp_path / "live.toml").write_text(live, encoding="utf-8")
    settings, _ = load(str(tmp_path / "live.toml"))
    assert set(tomllib.loads(live)) == set(Settings.__struct_encode_fields__)
    # All terms are the defaults, but for the two that have none and stand there as examples.
    terms = policies(settings.policy)
    assert terms.default == replace(Policies().default, min_fidelity=5.0)
    assert terms.overrides[0].policy == replace(terms.default, limits=())
    assert traudit("init").code == 2
    assert traudit("init", "--force").code == 0


def test_doctor_names_what_mends_each_gap(traudit: Traudit) -> None:
    ran = traudit("doctor")
    assert ran.code in (0, 3)
    lines = {line[9:31].strip(): line for line in ran.out.splitlines()}
    assert lines["reference data"].startswith("ok")
    assert lines["language identifier"].startswith("ok")
    for name in ("compact", "opus", "transformers", "apertium", "none"):
        assert f"engine {name}" in lines
    assert "ready" in lines["engine none"]
    assert (ran.code == 0) == lines["engine auto"].startswith("ok")


def test_version(traudit: Traudit) -> None:
    from audit import __version__

    assert __version__ in traudit("--version").out
