"""``comet:FILE`` as estimator, with a package in the place of unbabel-comet."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from audit.api import score_segments
from audit.errors import OperationalError, UsageError
from audit.model.segments import SegmentPair


def install(monkeypatch: pytest.MonkeyPatch, *, references: bool = False) -> list[object]:
    """A package whose model finds every translation .7 good; what it was asked."""
    asked: list[object] = []

    def predict(rows: list[dict[str, str]], **options: object) -> SimpleNamespace:
        asked.extend(rows)
        return SimpleNamespace(scores=[0.7 for _ in rows])

    model = SimpleNamespace(predict=predict, requires_references=lambda: references)
    fake = ModuleType("comet")
    fake.load_from_checkpoint = lambda path, **options: model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "comet", fake)
    monkeypatch.setattr("audit.qe.segments.comet.signature", lambda digest: f"comet:9|{digest}")
    return asked


def pair(source: str | None) -> SegmentPair:
    return SegmentPair("1", "Il pleut.", source, "en", "fr")


def test_it_gives_the_score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = install(monkeypatch)
    path = tmp_path / "kiwi.ckpt"
    path.write_bytes(b"x")
    rows = [pair("It rains."), pair(None)]
    first, second = score_segments(rows, engine="none", estimator=f"comet:{path}", cache=False)
    assert (first.score, first.parts) == (0.7, (("comet", 0.7),))
    assert first.signature.startswith("estimator:comet:9|2d711642b726")
    assert asked == [{"src": "It rains.", "mt": "Il pleut."}]
    assert (second.score, second.reason) == (None, "the source is not there")


def test_a_model_that_needs_references_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, references=True)
    path = tmp_path / "comet.ckpt"
    path.write_bytes(b"x")
    with pytest.raises(UsageError, match="needs human translations"):
        score_segments([], engine="none", estimator=f"comet:{path}")


def test_a_file_or_package_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match="no such file"):
        score_segments([], engine="none", estimator=f"comet:{tmp_path}/no.ckpt")
    monkeypatch.setitem(sys.modules, "comet", None)
    (tmp_path / "other.ckpt").write_bytes(b"x")
    with pytest.raises(OperationalError, match="needs the package unbabel-comet"):
        score_segments([], engine="none", estimator=f"comet:{tmp_path}/other.ckpt")
