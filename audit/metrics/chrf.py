"""chrF2 (Popović 2015), by sacreBLEU."""

from __future__ import annotations

from typing import Any

from audit.metrics.sacre import SacrebleuMetric


class Chrf(SacrebleuMetric):
    """Character n-gram F-score of the round trip against the text, 0 to 100, beta 2."""

    name = "chrf"
    unit = "chrF2"

    def build(self) -> Any:
        from sacrebleu.metrics import CHRF

        return CHRF()
