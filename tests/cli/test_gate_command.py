from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ARTICLES = Path(__file__).parents[2] / "examples/articles"
Traudit = Callable[..., Any]


@pytest.mark.parametrize(
    ("article", "code", "verdict"),
    [("accord-gazier.txt", 1, "fail"), ("fete-des-lumieres.txt", 0, "pass")],
)
def test_the_gate_stops_the_bad_article_and_lets_the_clean_one_pass(
    traudit: Traudit, tmp_path: Path, article: str, code: int, verdict: str
) -> None:
    ran = traudit("gate", "--engine", "none", "-q", str(ARTICLES / article))
    assert ran.code == code
    assert f"gate: {verdict}" in ran.out
    data = json.loads((tmp_path / "reports/audit.manifest.json").read_text(encoding="utf-8"))
    assert data["decision"]["verdict"] == verdict
    assert data["articles"][0]["sha256"]
    assert (tmp_path / "reports/audit.json").exists()


def test_trouble_is_3_even_when_the_rest_would_pass(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    ran = traudit("gate", "--engine", "none", "bad.txt", str(ARTICLES / "fete-des-lumieres.txt"))
    assert ran.code == 3


def test_too_little_measured_is_4(traudit: Traudit, tmp_path: Path) -> None:
    (tmp_path / "traudit.toml").write_text("[policy]\nmin-measured = 0.5\n", encoding="utf-8")
    ran = traudit("gate", "--engine", "none", str(ARTICLES / "fete-des-lumieres.txt"))
    assert ran.code == 4
    assert "inconclusive" in ran.out


def test_a_policy_decides_and_its_hash_is_in_the_manifest(traudit: Traudit, tmp_path: Path) -> None:
    digests = set()
    for limit, code in (("100", 0), ("1", 1)):
        (tmp_path / "traudit.toml").write_text(
            f'[[policy.block]]\nseverity = "major"\ncount = {limit}\n', encoding="utf-8"
        )
        ran = traudit("gate", "--engine", "none", str(ARTICLES / "accord-gazier.txt"))
        assert ran.code == code
        data = json.loads((tmp_path / "reports/audit.manifest.json").read_text(encoding="utf-8"))
        digests.add(data["policy"]["sha256"])
    assert len(digests) == 2
