"""Round trips and forced decoding, with engines made for the test."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from audit import SegmentPair, score_segments
from audit.errors import EngineError
from audit.model.finding import SignalKind
from audit.model.translation import ForcedScore, Translation
from audit.qe.segments.interface import QualityEstimate, SegmentInputs
from audit.qe.segments.simple import SimpleEstimator
from audit.segments import prepare, stream
from audit.translators.interface import EngineOptions, Translator


class Echo(Translator):
    """Gives back what it gets, in both directions, and says how probable each word is."""

    name = "echo"
    can_force_decode = True
    broken = False

    def problem(self) -> str | None:
        return None

    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset({("fr", "en"), ("en", "fr")})

    def signature(self, source: str, target: str) -> str:
        return f"engine:echo|{source}-{target}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        return [Translation(text.upper() if target == "en" else text.title()) for text in texts]

    def score(
        self, pairs: Sequence[tuple[str, str]], source: str, target: str
    ) -> list[ForcedScore]:
        if self.broken:
            raise EngineError("no more memory")
        return [
            ForcedScore(tuple(text.split()), tuple(-0.5 for _ in text.split())) for _, text in pairs
        ]


PAIRS = [
    SegmentPair("1", "Le port est fermé.", "The port is closed now.", "en", "fr"),
    SegmentPair("2", "Le port est ouvert.", None, None, "fr"),
    SegmentPair("3", "Der Hafen ist zu.", "The port is closed.", "en", "de"),
]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[SegmentInputs]:
    """What the estimator was given."""
    given: list[SegmentInputs] = []
    original = SimpleEstimator.estimate

    def estimate(self: SimpleEstimator, inputs: SegmentInputs) -> QualityEstimate:
        given.append(inputs)
        return original(self, inputs)

    monkeypatch.setattr(SimpleEstimator, "estimate", estimate)
    monkeypatch.setattr(stream, "open_engine", lambda name, options: Echo(EngineOptions()))
    return given


def test_the_round_trip_and_both_directions_of_forced_decoding_are_inputs(
    seen: list[SegmentInputs],
) -> None:
    first, second, third = score_segments(PAIRS, engine="echo", estimator="simple", cache=False)
    one, two, _ = seen
    assert one.back_translation is not None and one.back_translation.text == "Le Port Est Fermé."
    assert one.score("chrf") is not None
    assert one.forward is not None and len(one.forward.tokens) == 4
    assert one.backward is not None and len(one.backward.tokens) == 5
    assert one.own is not None and one.own.text == "The Port Is Closed Now."
    assert (two.forward, two.backward, two.own) == (None, None, None)
    assert "round-trip" in first.inputs and "round-trip" in second.inputs
    assert first.signature.startswith("estimator:simple|version:1 + engine:echo|route:fr-en-fr|")
    assert third.signature.endswith("engine:echo|unused")
    assert len(third.failures) == 1 and "German" in third.failures[0]


def test_forced_decoding_that_fails_is_a_failure_of_its_rows_alone(
    seen: list[SegmentInputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Echo, "broken", True)
    first, second, _ = score_segments(PAIRS, engine="echo", estimator="simple", cache=False)
    assert first.failures == ("forced decoding: no more memory",) * 2
    assert second.failures == ()
    assert first.score is not None
    # Learnt with both, so neither without the other.
    assert seen[0].own is None


def test_a_word_that_the_engine_finds_improbable_is_surer_to_be_wrong(
    seen: list[SegmentInputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    def score(
        self: Echo, pairs: Sequence[tuple[str, str]], source: str, target: str
    ) -> list[ForcedScore]:
        words = [tuple(f"▁{word}" for word in text.split()) for _, text in pairs]
        return [
            ForcedScore((*row, "</s>"), (*(-15.0 if "lemon" in one else -0.1 for one in row), -0.1))
            for row in words
        ]

    pair = SegmentPair("1", "The lemon is closed.", "Le port est fermé.", "fr", "en")

    def found() -> float:
        (result,) = score_segments([pair], engine="echo", estimator="simple", cache=False)
        sure = (
            one.finding.confidence
            for one in result.findings
            if "lemon" in one.finding.text
            and any(it.signal is SignalKind.FORCED_DECODING for it in one.finding.evidence)
        )
        return max(sure, default=0.0)

    before = found()
    monkeypatch.setattr(Echo, "score", score)
    assert found() > before


def test_batches_are_small_however_long_the_input() -> None:
    long = SegmentPair("l", "x" * prepare.BATCH_CHARACTERS, None, None, "fr")
    sizes = [len(batch) for batch in prepare.batches([long, long, *[PAIRS[0]] * 40])]
    assert sizes == [1, 1, 32, 8]
