from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import EngineError
from audit.translators.interface import EngineOptions
from audit.translators.marian import compact
from audit.translators.marian.compact import CompactTranslator

ENGINE = pytest.mark.engine


def test_without_the_weights_it_says_so_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compact, "packaged_folder", lambda: tmp_path)
    engine = CompactTranslator(EngineOptions())
    assert engine.problem().startswith(
        "the compact model is not part of this build; install apertium"
    )
    assert "--engine none" in engine.problem()
    assert engine.pairs() == frozenset()
    with pytest.raises(EngineError, match="not part of this build"):
        engine.translate(["Le maire."], "fr", "en")


def test_a_broken_manifest_is_a_problem_and_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "traudit-model.json").write_text("{")
    monkeypatch.setattr(compact, "packaged_folder", lambda: tmp_path)
    engine = CompactTranslator(EngineOptions())
    assert engine.problem().endswith("reinstall traudit")
    assert engine.pairs() == frozenset()


@ENGINE
def test_one_model_translates_both_ways(packaged: Path) -> None:
    engine = CompactTranslator(EngineOptions())
    assert engine.problem() is None
    assert engine.pairs() == {("fr", "en"), ("en", "fr")}
    french, english = "Le maire a signé la loi lundi.", "The mayor signed the law on Monday."
    assert engine.translate([french], "fr", "en")[0].text == english
    assert engine.translate([english], "en", "fr")[0].text == french
    assert len(engine._loaded) == 1  # one model in memory for both


@ENGINE
def test_the_signature_tells_the_directions_apart(packaged: Path) -> None:
    engine = CompactTranslator(EngineOptions())
    found = {pair: engine.signature(*pair) for pair in (("fr", "en"), ("en", "fr"))}
    assert found["fr", "en"] != found["en", "fr"]
    for signature in found.values():
        assert signature.startswith("engine:compact|model:traudit/compact|revision:test|sha256:")


@ENGINE
def test_another_pair_names_the_engine_that_has_it(packaged: Path) -> None:
    with pytest.raises(EngineError, match=r"models pull fr-id` and use --engine opus"):
        CompactTranslator(EngineOptions()).translate(["Le maire."], "fr", "id")


@ENGINE
def test_the_right_sentence_scores_better_than_a_wrong_one(packaged: Path) -> None:
    right, wrong = CompactTranslator(EngineOptions()).score(
        [
            ("Le maire a signé la loi lundi.", "The mayor signed the law on Monday."),
            ("Le maire a signé la loi lundi.", "The minister signed the law on Monday."),
        ],
        "fr",
        "en",
    )
    assert sum(right.log_probs) > -1 > -3 > sum(wrong.log_probs)
    worst = min(range(len(wrong.tokens)), key=lambda index: wrong.log_probs[index])
    assert "min" in "".join(wrong.tokens[: worst + 2])


@ENGINE
def test_a_tampered_package_is_refused(packaged: Path) -> None:
    (packaged / "shared_vocabulary.json").write_text("[]")
    with pytest.raises(EngineError, match=r"shared_vocabulary\.json: differs.*reinstall traudit"):
        CompactTranslator(EngineOptions()).translate(["Le maire."], "fr", "en")
