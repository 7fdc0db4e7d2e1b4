"""Cookies that cannot be made up, and tokens that tell nothing."""

from __future__ import annotations

import time

import pytest

from audit.serve.guard import sessions
from audit.serve.guard.sessions import Session, Sessions

SECRET = b"s" * 32
TOKEN = "a token of some length"


def test_a_session_comes_back_as_it_went() -> None:
    desk = Sessions(SECRET, TOKEN)
    session = desk.begin("Zoé")
    value = desk.seal(session)
    assert desk.unseal(value) == session
    assert value.isascii() and '"' not in value and "=" not in value and ";" not in value


@pytest.mark.parametrize("at", [0, 5, -1, -40])
def test_a_changed_cookie_is_no_session(at: int) -> None:
    desk = Sessions(SECRET, TOKEN)
    value = desk.seal(Session("id", "Anna"))
    changed = list(value)
    changed[at] = "A" if changed[at] != "A" else "B"
    assert desk.unseal("".join(changed)) is None


def test_hostile_cookies_are_no_sessions(hostile_text: str) -> None:
    desk = Sessions(SECRET, TOKEN)
    assert desk.unseal(hostile_text) is None
    assert not desk.is_csrf(Session("id", "Anna"), hostile_text)
    assert not desk.is_token(hostile_text)


def test_another_token_or_folder_ends_all_sessions() -> None:
    value = Sessions(SECRET, TOKEN).seal(Session("id", "Anna"))
    assert Sessions(SECRET, "another token of some length").unseal(value) is None
    assert Sessions(b"t" * 32, TOKEN).unseal(value) is None
    assert Sessions(SECRET, TOKEN).unseal(value) is not None


def test_a_session_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Sessions(SECRET, TOKEN)
    value = desk.seal(Session("id", "Anna"))
    later = time.time() + sessions.LIFE + 1
    monkeypatch.setattr(sessions.time, "time", lambda: later)
    assert desk.unseal(value) is None


def test_each_session_has_a_token_of_its_own() -> None:
    desk = Sessions(SECRET, None)
    one, other = desk.begin("Anna"), desk.begin("Anna")
    assert desk.is_csrf(one, desk.csrf(one))
    assert not desk.is_csrf(one, desk.csrf(other)) and not desk.is_csrf(one, "")
    assert desk.placeholder("r1") not in (desk.placeholder("r2"), desk.csrf(one))


def test_only_the_token_is_the_token() -> None:
    desk = Sessions(SECRET, TOKEN)
    assert desk.is_token(TOKEN) and not desk.is_token(TOKEN[:-1]) and not desk.is_token("")
    assert not Sessions(SECRET, None).is_token("")
