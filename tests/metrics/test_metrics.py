from __future__ import annotations

import pytest

from audit.metrics import METRICS
from audit.metrics.calibration import Calibration, LengthClass, Table

TEXTS = [
    "Le conseil a voté le budget de la ville mardi soir.",
    "La pluie tombe sur les toits du port.",
    "Un train sur deux partira ce matin de la gare.",
] * 6
TRIPS = [
    "Le conseil a adopté le budget de la ville mardi soir.",
    "La pluie tombe sur les toits de l'abri.",
    "Un train sur deux quittera la gare ce matin.",
] * 6
SACREBLEU = ("bleu", "chrf", "ter")
EFFECTIVE = {"bleu": {"effective_order": True}, "chrf": {}, "ter": {}}


@pytest.mark.parametrize("name", SACREBLEU)
def test_document_scores_equal_sacrebleu_on_the_whole_corpus(name: str) -> None:
    from sacrebleu import metrics

    reference = getattr(metrics, name.upper() if name != "chrf" else "CHRF")(**EFFECTIVE[name])
    wanted = reference.corpus_score(TRIPS, [TEXTS], n_bootstrap=1000)
    score = METRICS.load(name)("fr").document(TEXTS, TRIPS)
    assert score.value == pytest.approx(wanted.score)
    assert score.interval is not None
    assert score.interval.low < wanted.score < score.interval.high
    half = (score.interval.high - score.interval.low) / 2
    assert half == pytest.approx(wanted._ci, rel=0.05)


@pytest.mark.parametrize("name", SACREBLEU)
def test_a_document_score_is_not_the_mean_of_its_segments(name: str) -> None:
    metric = METRICS.load(name)("fr")
    texts, trips = [*TEXTS[:1], "Oui, bien sûr que non."], [*TRIPS[:1], "Oui, évidemment pas."]
    values = [score.value for score in metric.segments(texts, trips)]
    assert None not in values
    mean = sum(value for value in values if value is not None) / 2
    assert metric.document(texts, trips).value != pytest.approx(mean, abs=0.5)


@pytest.mark.parametrize("name", SACREBLEU)
def test_an_identical_round_trip_is_perfect(name: str) -> None:
    metric = METRICS.load(name)("fr")
    best = 0.0 if name == "ter" else 100.0
    for score in metric.segments(TEXTS, TEXTS):
        assert score.value == pytest.approx(best)
        assert score.signature.startswith(f"{name}|nrefs:1|")
        assert "version:" in score.signature


def test_bleu_says_nothing_of_a_segment_without_a_4_gram() -> None:
    (score,) = METRICS.load("bleu")("fr").segments(["Bonjour."], ["Salut."])
    assert score.value is None
    assert score.reason == "fewer than 4 tokens"


def test_ter_gives_up_on_endless_segments_instead_of_hanging() -> None:
    text = "mot " * 5000
    (score,) = METRICS.load("ter")("fr").segments([text], [text[:-50]])
    assert score.value is None
    assert score.reason == "more than 300 words"


@pytest.mark.parametrize("name", SACREBLEU)
def test_nothing_to_compare_is_none_with_a_reason(name: str) -> None:
    score = METRICS.load(name)("fr").document([], [])
    assert score.value is None
    assert score.reason


def test_chinese_is_cut_into_characters() -> None:
    metric = METRICS.load("bleu")("zh")
    (score,) = metric.segments(["市议会星期二晚上通过了预算。"], ["市议会星期二晚通过了预算。"])
    assert score.value is not None
    assert 30 < score.value < 100
    assert "tok:zh" in score.signature


def test_one_segment_has_no_interval() -> None:
    assert METRICS.load("chrf")("fr").document(TEXTS[:1], TRIPS[:1]).interval is None


def test_fidelity_without_a_table_says_why() -> None:
    fidelity = METRICS.load("fidelity")("fr", Calibration(None, "no table for it"))
    assert [score.reason for score in fidelity.segments(TEXTS[:2], TRIPS[:2])] == [
        "no table for it"
    ] * 2
    assert fidelity.document(TEXTS, TRIPS).reason == "no table for it"


def test_fidelity_is_the_percentile_of_chrf_and_that_of_a_document_their_mean() -> None:
    scores = tuple(range(0, 1000, 10))
    table = Table(
        format=1, engine="e", route="fr-en-fr", engine_signature="s", any_version=True, metric="",
        source="", made_with="", shortest=38, classes=(LengthClass(longest=100, scores=scores),),
    )  # fmt: skip
    fidelity = METRICS.load("fidelity")("fr", Calibration(table, None))
    chrf = [score.value for score in METRICS.load("chrf")("fr").segments(TEXTS, TRIPS)]
    found = fidelity.segments(TEXTS, TRIPS)
    for text, value, score in zip(TEXTS, chrf, found, strict=True):
        if len(text) < 38:
            assert score.reason == "shorter than the clean text of the table (38)"
        else:
            assert value is not None and score.value == pytest.approx(value, abs=2.0)
    known = [score.value for score in found if score.value is not None]
    document = fidelity.document(TEXTS, TRIPS)
    assert document.value == pytest.approx(sum(known) / len(known))
    assert document.interval is not None
    assert document.interval.low < document.value < document.interval.high
