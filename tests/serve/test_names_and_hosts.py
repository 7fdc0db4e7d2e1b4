"""Names that come from outside, and names that the server answers to."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.serve.guard.hosts import Hosts, bare, is_loopback
from audit.serve.names import person, safe_path


@pytest.mark.parametrize(
    ("given", "kind", "safe"),
    [
        ("article.txt", None, "article.txt"),
        ("sport/hier/Résumé (2).md", "markdown", "sport/hier/Résumé (2).md"),
        ("../../etc/passwd", "text", "etc/passwd.txt"),
        ("C:\\Users\\x\\a.html", "html", "C_/Users/x/a.html"),
        (".ssh/id_rsa", "text", "ssh/id_rsa.txt"),
        ("_source/a.txt", "text", "source/a.txt"),
        ("-rf.txt", None, "rf.txt"),
        ("a\x00b\u202e.txt", None, "a_b_.txt"),
        ("x.py", None, "x.py.txt"),
        ("page.html", "text", "page.html.txt"),
        ("", None, "article.txt"),
        ("../..", "html", "article.html"),
    ],
)
def test_a_path_from_outside_is_made_safe(given: str, kind: str | None, safe: str) -> None:
    assert safe_path(given, kind) == safe


@given(st.text(max_size=300), st.sampled_from([None, "text", "html", "markdown"]))
def test_no_path_leads_out_or_is_hidden(text: str, kind: str | None) -> None:
    path = PurePosixPath(safe_path(text, kind))
    assert not path.is_absolute() and len(path.parts) <= 6
    assert path.suffix in {".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"}
    for part in path.parts:
        assert not part.startswith((".", "-", "_")) and len(part.encode()) <= 90
        assert part.isprintable() and "\\" not in part


def test_hostile_names_are_safe_too(hostile_text: str) -> None:
    path = safe_path(hostile_text, "text")
    path.encode()
    assert ".." not in path.split("/") and path.endswith(".txt")


def test_a_reviewer_cannot_look_like_another() -> None:
    assert person("  Anna \t Martin\n") == "Anna Martin"
    assert person("An\u202ena\u200b\x00") == "Anna"
    assert person("\u200b \x01") is None
    assert person("\ud800x") == "x"
    assert len(person("é" * 500) or "") == 60


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_is_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org", "", "localhost.x"])
def test_all_else_is_not_loopback(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765"])
def test_a_local_server_answers_to_its_names(host: str) -> None:
    assert Hosts("127.0.0.1", ()).accepts(host)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "10.0.0.1", "", "a b",
     "127.0.0.1:x", "127.0.0.1:99999", "[::1", "localhost/x", "\ud800"],
)  # fmt: skip
def test_a_local_server_answers_to_no_other_name(host: str) -> None:
    assert not Hosts("127.0.0.1", ()).accepts(host)


def test_a_public_server_answers_to_addresses_and_the_names_it_was_given() -> None:
    hosts = Hosts("0.0.0.0", ["Desk.Example.org"])
    assert hosts.accepts("10.0.0.1:8765") and hosts.accepts("desk.example.org")
    assert not hosts.accepts("evil.example")
    assert bare("[::1]:80") == "::1"
