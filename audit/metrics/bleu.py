"""BLEU (Papineni et al. 2002) with effective order, by sacreBLEU (Post 2018)."""

from __future__ import annotations

from typing import Any, ClassVar

from audit.metrics.sacre import SacrebleuMetric

_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char", "lo": "char", "km": "char"}
"""Languages written without spaces; ja and ko have better tokenizers that need extra packages."""


class Bleu(SacrebleuMetric):
    """BLEU of the round trip against the text, 0 to 100.

    Undefined under four tokens: there is no 4-gram, and a single word gives 0 or 100.
    """

    name = "bleu"
    unit = "BLEU"
    min_tokens: ClassVar[int] = 4

    def build(self) -> Any:
        from sacrebleu.metrics import BLEU

        return BLEU(effective_order=True, tokenize=_TOKENIZERS.get(self.language, "13a"))

    def count_tokens(self, text: str) -> int:
        return len(self._metric.tokenizer(text).split())
