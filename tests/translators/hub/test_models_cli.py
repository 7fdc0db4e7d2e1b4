from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from audit.cli import cli
from audit.errors import EngineError
from audit.translators.marian import compact, manifest
from audit.translators.marian.store import Store

pytestmark = pytest.mark.engine


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["models", *arguments], standalone_mode=False)


def shell(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "audit", "models", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("command", [(), ("list",), ("pull",), ("check",)])
def test_help_has_an_example(command: tuple[str, ...]) -> None:
    found = run(*command, "--help")
    assert "Example: traudit models" in found.output


def test_help_loads_no_engine() -> None:
    script = (
        "import sys; from click.testing import CliRunner; from audit.cli import cli; "
        "CliRunner().invoke(cli, ['models', 'pull', '--help']); "
        "print(sorted({'torch', 'transformers', 'ctranslate2', 'huggingface_hub'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


def test_list_shows_catalogue_and_store(store: Path) -> None:
    found = run("list", "--models-dir", str(store))
    lines = {line.split()[1]: line for line in found.output.splitlines() if "-NLP/" in line}
    assert "installed" in lines["Helsinki-NLP/opus-mt-fr-en"]
    assert lines["Helsinki-NLP/opus-mt-fr-id"].split()[0::2] == ["fr-id", "Apache-2.0", "installed"]
    assert "not installed" in lines["Helsinki-NLP/opus-mt-fr-id"]
    assert "toy/joint-en-fr" in found.output
    assert found.return_value == 0


def test_list_can_be_narrowed(store: Path) -> None:
    found = run("list", "id", "--models-dir", str(store)).output.splitlines()
    assert len(found) == 4 and all("id" in line.split()[0].split("-") for line in found)
    only = run("list", "--installed", "--models-dir", str(store)).output
    assert "not installed" not in only and "toy/joint-en-fr" in only


def test_list_shows_damage_and_fails(tmp_path: Path) -> None:
    (tmp_path / "toy--one").mkdir()
    found = run("list", "--models-dir", str(tmp_path))
    assert found.return_value == 3
    assert "damaged: " in found.stderr and "models pull toy/one" in found.stderr


def test_check_translates_and_prints_signatures(store: Path) -> None:
    found = run("check", "--models-dir", str(store))
    assert found.return_value == 0
    assert "-> The president signed the agreement on Monday." in found.output
    assert "-> Le président a signé l'accord lundi." in found.output
    assert found.output.count("engine:opus|model:") == 2


def test_check_can_be_narrowed(store: Path) -> None:
    for name in ("en-fr", "toy/joint-en-fr"):
        found = run("check", name, "--models-dir", str(store))
        assert found.return_value == 0
        assert "Helsinki" not in found.output and "toy/joint-en-fr" in found.output


def test_check_of_the_packaged_model_goes_both_ways(packaged: Path, tmp_path: Path) -> None:
    found = run("check", "compact", "--models-dir", str(tmp_path / "none"))
    assert found.return_value == 0
    assert found.output.count("engine:compact|") == 2
    listed = run("list", "--installed", "--models-dir", str(tmp_path / "none"))
    assert listed.output.startswith("fr-en en-fr") and "traudit/compact" in listed.output


def test_a_named_model_shows_its_card(packaged: Path, tmp_path: Path) -> None:
    none = ("--models-dir", str(tmp_path / "none"))
    (packaged / "CARD.md").write_text("# What it is\n", encoding="utf-8")
    facts = compact.packaged().manifest
    before = run("check", "compact", *none)
    assert before.return_value == 3 and "CARD.md: not a file of" in before.output
    manifest.write(
        packaged, msgspec.structs.replace(facts, files=manifest.describe_files(packaged))
    )
    assert run("check", "compact", *none).output.endswith("\n\n# What it is\n")
    assert "# What it is" not in run("check", *none).output


def test_without_any_model_there_is_nothing_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compact, "packaged_folder", lambda: tmp_path / "none")
    found = run("check", "--models-dir", str(tmp_path)).exception
    assert isinstance(found, EngineError)
    assert str(found).startswith("no model is installed: run `traudit models pull")


def test_check_of_what_is_missing_or_damaged_exits_3(hub, single, tmp_path: Path) -> None:
    root = ("--models-dir", str(tmp_path))
    missing = shell("check", "fr-id", *root)
    assert missing.returncode == 3
    assert "FAILED fr-id: not installed: run `traudit models pull fr-id`" in missing.stdout
    hub.publish("Helsinki-NLP/opus-mt-fr-en", single)
    assert shell("pull", "fr-en", "--endpoint", hub.endpoint, *root).returncode == 0
    (tmp_path / "Helsinki-NLP--opus-mt-fr-en" / "hf" / "vocab.json").write_text("{}")
    damaged = shell("check", *root)
    assert damaged.returncode == 3
    assert "hf/vocab.json: differs from the manifest" in damaged.stdout


def test_pull_installs_what_it_can_and_reports_the_rest(hub, single, tmp_path: Path) -> None:
    hub.publish("Helsinki-NLP/opus-mt-fr-en", single)
    root = ("--endpoint", hub.endpoint, "--models-dir", str(tmp_path))
    found = run("pull", "en-fr", "fr-en", "Helsinki-NLP/opus-mt-fr-en", *root)
    assert found.return_value == 3
    assert "no model Helsinki-NLP/opus-mt-en-fr" in found.stderr
    assert found.stdout.split()[:3] == ["fr-en", "Helsinki-NLP/opus-mt-fr-en", "Apache-2.0"]
    assert len(found.stdout.splitlines()) == 1  # asked for twice, pulled once
    assert Store(tmp_path).find("Helsinki-NLP/opus-mt-fr-en") is not None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("fr-xx",), "no model for fr-xx"),
        (("nonsense",), "neither a language pair"),
        (("fr-en", "en-fr", "--revision", "main"), "--revision goes with one model"),
        (("fr-en", "--update", "--revision", "main"), "--revision goes with one model"),
    ],
)
def test_a_wrong_call_exits_2(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    found = shell("pull", *arguments, "--models-dir", str(tmp_path))
    assert found.returncode == 2
    assert found.stderr.startswith(f"traudit: {message}")
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_hub_exits_3_with_one_line(tmp_path: Path) -> None:
    found = shell(
        "pull", "fr-en", "--endpoint", "http://127.0.0.1:9", "--models-dir", str(tmp_path)
    )
    assert (found.returncode, found.stdout) == (3, "")
    assert found.stderr.count("\n") == 1
    assert found.stderr.startswith("traudit: http://127.0.0.1:9: cannot get")
