from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ARTICLE = Path(__file__).parents[2] / "examples/articles/accord-gazier.txt"
Traudit = Callable[..., Any]


@pytest.fixture
def saved(traudit: Traudit, tmp_path: Path) -> Path:
    ran = traudit("run", "--engine", "none", "-q", "-f", "json", "-f", "html", str(ARTICLE))
    assert ran.code == 0
    return tmp_path / "reports/audit.json"


def test_a_saved_report_is_rendered_as_the_run_would_have(traudit: Traudit, saved: Path) -> None:
    ran = traudit("report", str(saved), "-f", "html", "-f", "json", "-o", "again")
    assert (ran.code, ran.err) == (0, "")
    for name in ("audit.html", "audit.json"):
        assert (Path("again") / name).read_bytes() == (saved.parent / name).read_bytes()


def test_without_a_format_it_is_shown(traudit: Traudit, saved: Path) -> None:
    ran = traudit("report", "-", stdin=saved.read_bytes())
    assert ran.code == 0
    assert "critical ENT001" in ran.out
    assert not Path("again").exists()


def test_an_unknown_format_is_a_wrong_call(traudit: Traudit, saved: Path) -> None:
    ran = traudit("report", str(saved), "-f", "htlm")
    assert ran.code == 2
    assert ran.err.startswith("traudit: unknown format 'htlm'; known: terminal, json, html")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "traudit: a.json: No such file or directory\n"),
        (b'{"schema_version": "1.1", "tool"', "traudit: a.json: not JSON at line 1, column 33: it ends in the middle; is it cut off?\n"),
        (b"{}", "traudit: a.json: not a traudit report: it names no schema_version\n"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_report_is_trouble_and_told_in_one_line(
    traudit: Traudit, content: bytes | None, message: str
) -> None:
    if content is not None:
        Path("a.json").write_bytes(content)
    ran = traudit("report", "a.json")
    assert (ran.code, ran.err) == (3, message)


def test_the_report_speaks_the_language_asked_for(traudit: Traudit, saved: Path) -> None:
    for folder, arguments in (("en", ()), ("fr", ("--ui-lang", "fr-CA"))):
        ran = traudit("report", str(saved), "-f", "html", "-o", folder, *arguments)
        assert (ran.code, ran.err) == (0, "")
        page = (Path(folder) / "audit.html").read_text(encoding="utf-8")
        assert f'<html lang="{folder}"' in page


def test_the_configuration_names_the_language_too(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "traudit.toml").write_text('ui-lang = "fr"\n', encoding="utf-8")
    assert traudit("run", "--engine", "none", "-q", "-f", "html", str(ARTICLE)).code == 0
    page = (tmp_path / "reports/audit.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in page


@pytest.mark.parametrize("command", ["run", "gate", "report"])
def test_a_language_that_it_does_not_speak_is_a_wrong_call(traudit: Traudit, command: str) -> None:
    ran = traudit(command, str(ARTICLE), "--ui-lang", "xx")
    assert (ran.code, ran.err) == (2, "traudit: the pages do not speak 'xx'; known: en, fr\n")


def test_pages_of_an_earlier_run_do_not_stay_beside_those_of_this_one(
    traudit: Traudit, saved: Path
) -> None:
    pages = Path("again/articles")
    pages.mkdir(parents=True)
    old = pages / "0007-of-yesterday.html"
    old.write_bytes((saved.parent / "audit.html").read_bytes())
    others = [pages / "0008-of-another-program.html", pages / "notes.html", pages / "0009-x.txt"]
    for other in others:
        other.write_text("not ours", encoding="utf-8")
    assert traudit("report", str(saved), "-f", "json", "-o", "again").code == 0
    assert old.exists(), "a format without pages removes none"
    assert traudit("report", str(saved), "-f", "html", "-o", "again").code == 0
    assert not old.exists()
    assert all(other.exists() for other in others)


@pytest.fixture
def gated(traudit: Traudit, tmp_path: Path) -> Path:
    """The folder of what the gate wrote on an article that fails."""
    formats = ("-f", "json", "-f", "html", "-f", "junit", "-f", "markdown")
    ran = traudit("gate", "--engine", "none", "-q", *formats, str(ARTICLE))
    assert ran.code == 1
    return tmp_path / "reports"


def test_with_its_manifest_a_saved_report_shows_what_the_gate_decided(
    traudit: Traudit, gated: Path
) -> None:
    arguments = ("--manifest", str(gated / "audit.manifest.json"))
    formats = ("-f", "html", "-f", "junit", "-f", "markdown")
    ran = traudit("report", str(gated / "audit.json"), *arguments, *formats, "-o", "again")
    assert (ran.code, ran.err) == (0, "")
    for name in ("audit.html", "audit.junit.xml", "audit.md"):
        assert (Path("again") / name).read_bytes() == (gated / name).read_bytes(), name
    ran = traudit("report", str(gated / "audit.json"), "-f", "html", "-o", "without")
    html = Path("without/audit.html").read_text(encoding="utf-8")
    assert "Why the gate says so" not in html


def test_the_reasons_of_the_gate_are_in_the_language_asked_for(
    traudit: Traudit, gated: Path
) -> None:
    arguments = ("--manifest", str(gated / "audit.manifest.json"), "--ui-lang", "fr")
    assert traudit("report", str(gated / "audit.json"), *arguments, "-f", "html").code == 0
    html = Path("reports/audit.html").read_text(encoding="utf-8")
    assert (
        "Les raisons du verdict" in html and "la règle de publication bloque à partir de 1" in html
    )
    assert "the policy blocks" not in html


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("engine", "signature"), "another engine"),
        (("articles", 0, "path"), "other articles"),
        (("articles", 0, "sha256"), "another text of "),
        (("articles", 0, "findings", 0, "id"), "other findings in "),
    ],
)
def test_a_manifest_of_another_run_is_refused(
    traudit: Traudit, gated: Path, change: tuple[Any, ...], message: str
) -> None:
    data = json.loads((gated / "audit.manifest.json").read_bytes())
    *parents, last = change
    inner = data
    for key in parents:
        inner = inner[key]
    inner[last] = "another"
    Path("m.json").write_text(json.dumps(data), encoding="utf-8")
    ran = traudit("report", str(gated / "audit.json"), "--manifest", "m.json", "-f", "html")
    assert ran.code == 3
    assert ran.err.startswith(f"traudit: m.json: the manifest is of another run: {message}")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"engine": {"signature": 3}}'])
def test_what_is_no_manifest_is_refused_in_one_line(
    traudit: Traudit, gated: Path, content: str
) -> None:
    Path("m.json").write_text(content, encoding="utf-8")
    ran = traudit("report", str(gated / "audit.json"), "--manifest", "m.json")
    assert ran.code == 3
    assert ran.err.startswith("traudit: m.json: not ") and ran.err.count("\n") == 1
