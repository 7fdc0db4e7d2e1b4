"""``traudit serve`` before it serves: what it refuses, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.core.install import install_command

pytest.importorskip("starlette", reason="needs the extra `serve`")

TOKEN = "sixteen letters or more"


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the server would be started with; it does not start."""
    from audit.serve import server

    started: list[Any] = []

    def serve(options: Any, *, ready: Callable[[str], None], verbose: int) -> None:
        started.append((options, verbose))
        ready("http://here/")

    monkeypatch.setattr(server, "serve", serve)
    monkeypatch.delenv("TRAUDIT_SERVE_TOKEN", raising=False)
    return started


@pytest.mark.parametrize(
    "flags",
    [("--host", "0.0.0.0"), ("--host", "::"), ("--host", "desk.example"), ("--host", "10.0.0.1"),
     ("--allow-host", "desk.example")],
)  # fmt: skip
def test_others_are_let_in_only_with_a_token(
    traudit: Callable[..., Any], begun: list[Any], tmp_path: Path, flags: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    ran = traudit("serve", str(tmp_path), *flags)
    assert ran.code == 2 and "needs a token: set $TRAUDIT_SERVE_TOKEN" in ran.err
    assert not begun
    assert traudit("serve", str(tmp_path), *flags, "--token", TOKEN).code == 0
    (tmp_path / "token").write_text(TOKEN + "\n", encoding="utf-8")
    assert traudit("serve", str(tmp_path), *flags, "--token-file", "token").code == 0
    monkeypatch.setenv("TRAUDIT_SERVE_TOKEN", TOKEN)
    assert traudit("serve", str(tmp_path), *flags).code == 0
    assert {options.token for options, _ in begun} == {TOKEN} and len(begun) == 3


def test_a_short_token_is_none(
    traudit: Callable[..., Any], begun: list[Any], tmp_path: Path
) -> None:
    ran = traudit("serve", str(tmp_path), "--token", "secret")
    assert ran.code == 2 and "16 characters at least" in ran.err and "secret" not in ran.err
    assert traudit("serve", str(tmp_path), "--token-file", "none").code == 2
    assert not begun


def test_only_folders_are_served(traudit: Callable[..., Any], begun: list[Any]) -> None:
    assert traudit("serve", "nothing").code == 2
    assert not begun


def test_the_configuration_holds_and_flags_win(
    traudit: Callable[..., Any], begun: list[Any], tmp_path: Path
) -> None:
    text = 'engine = "none"\nlang = "fr"\nalso = ["grammalecte"]\n[policy]\nnotice = "required"\n'
    (tmp_path / "traudit.toml").write_text(text, encoding="utf-8")
    ran = traudit("serve", str(tmp_path), "--lang", "en", "--timeout", "9", "--max-kb", "64", "-v")
    assert ran.out == f"traudit: serving {tmp_path} at http://here/ (Ctrl-C ends it)\n"
    ((options, verbose),) = begun
    assert (options.audit.engine, options.audit.language, verbose) == ("none", "en", 1)
    assert options.audit.also == ("grammalecte",)
    assert options.policy.notice == "required"
    assert (options.limits.audit_seconds, options.limits.body) == (9.0, 65536)
    assert options.work == tmp_path / ".traudit-serve" and options.reviewer


def test_quiet_says_nothing(traudit: Callable[..., Any], begun: list[Any], tmp_path: Path) -> None:
    assert traudit("serve", str(tmp_path), "-q").out == ""
    assert begun[0][1] == -1


def test_a_missing_extra_is_told(
    traudit: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "audit.serve.server", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ran = traudit("serve", str(tmp_path))
    assert ran.code == 2 and install_command("serve") in ran.err
