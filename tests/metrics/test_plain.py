from __future__ import annotations

import pytest

from audit.metrics import METRICS
from audit.metrics.plain import plain

CURLY = "L’élu a dit : « C’est l’heure d’agir… » aux habitants de la ville."
STRAIGHT = "L'élu a dit : \"C'est l'heure d'agir...\" aux habitants de la ville."


@pytest.mark.parametrize("name", ["bleu", "chrf", "ter"])
def test_the_style_of_quotation_marks_and_apostrophes_counts_for_nothing(name: str) -> None:
    metric = METRICS.load(name)("fr")
    same, other = metric.segments([CURLY, CURLY], [CURLY, STRAIGHT])
    assert same.value == other.value
    assert metric.document([CURLY], [STRAIGHT]).value == same.value
    assert metric.signature().endswith("|typography:plain")


def test_words_count_as_before() -> None:
    metric = METRICS.load("chrf")("fr")
    (lost,) = metric.segments([STRAIGHT], [STRAIGHT.replace("habitants", "passants")])
    assert lost.value is not None and lost.value < 100


def test_plain_text_stays_as_it_is() -> None:
    text = "It's 5 o'clock - \"well\", he said..."
    assert plain(text) == text
    assert plain(CURLY.replace("\u00a0", " ")) == STRAIGHT
