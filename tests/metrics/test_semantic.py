"""The metric of meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import UsageError
from audit.metrics import METRICS
from audit.metrics.semantic import Semantic
from audit.run.config import load

TEXT = "Le tribunal a condamné l'ancien ministre à deux ans de prison."
PARAPHRASE = "L'ex-ministre a été condamné par la cour à deux ans de détention."
OTHER = "La pluie a inondé plusieurs villages du sud pendant la nuit."


@pytest.mark.parametrize("language", ["fr", "fr-CA", "de"])
def test_an_identical_round_trip_is_perfect(language: str) -> None:
    (score,) = Semantic(language).segments([TEXT], [TEXT])
    assert score.value == pytest.approx(100, abs=0.1)
    assert score.signature.startswith("semantic|lang:")


def test_a_paraphrase_is_nearer_than_another_sentence() -> None:
    near, far = Semantic("fr").segments([TEXT, TEXT], [PARAPHRASE, OTHER])
    assert near.value is not None and far.value is not None
    assert near.value > far.value + 30


def test_it_forgives_other_words_that_chrf_does_not() -> None:
    (meaning,) = Semantic("fr").segments([TEXT], [PARAPHRASE])
    (letters,) = METRICS.load("chrf")("fr").segments([TEXT], [PARAPHRASE])
    assert meaning.value is not None and letters.value is not None
    assert meaning.value > letters.value


def test_languages_without_data_have_no_value_and_a_reason() -> None:
    (score,) = Semantic("xx").segments([TEXT], [OTHER])
    assert score.value is None
    assert score.reason == "no model or word data for language 'xx'"
    assert Semantic("xx").document([TEXT], [OTHER]).reason == score.reason
    assert "method:none" in score.signature


def test_a_text_without_words_has_no_value() -> None:
    (score,) = Semantic("fr").segments([""], [TEXT])
    assert score.value is None
    assert score.reason == "nothing to compare"


def test_a_document_is_the_mean_by_length() -> None:
    metric = Semantic("fr")
    long, short = f"{TEXT} {OTHER}", "La pluie tombe."
    values = [one.value for one in metric.segments([long, short], [long, OTHER])]
    score = metric.document([long, short], [long, OTHER])
    weights = len(long), len(short)
    wanted = sum(w * (v or 0) for w, v in zip(weights, values, strict=True)) / sum(weights)
    assert score.value == pytest.approx(wanted)
    assert score.interval is not None
    assert score.interval.low <= wanted <= score.interval.high
    assert metric.document([TEXT], [TEXT]).interval is None


def test_hostile_text_is_no_error(hostile_text: str) -> None:
    (score,) = Semantic("fr").segments([hostile_text[:2000]], [hostile_text[:2000]])
    assert score.value is None or 0 <= score.value <= 100


@pytest.mark.parametrize(
    ("given", "wanted"), [("models/mine", "{}/models/mine"), ("comet:m.ckpt", "comet:{}/m.ckpt")]
)
def test_the_path_of_a_model_is_relative_to_the_configuration(
    tmp_path: Path, given: str, wanted: str
) -> None:
    (tmp_path / "traudit.toml").write_text(f'semantic = "{given}"\n', encoding="utf-8")
    assert load(str(tmp_path / "traudit.toml"))[0].semantic == wanted.format(tmp_path)


def test_a_wrong_path_is_told_before_anything_is_translated(tmp_path: Path) -> None:
    from audit.api import run_audit

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="semantic model"):
        run_audit([tmp_path / "a.txt"], engine="none", semantic=str(tmp_path / "nowhere"))
