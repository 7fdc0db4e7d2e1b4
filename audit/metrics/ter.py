"""Translation edit rate (Snover et al. 2006), by sacreBLEU."""

from __future__ import annotations

from typing import Any, ClassVar

from audit.metrics.sacre import SacrebleuMetric

_NO_SPACES = frozenset({"zh", "ja", "ko", "th", "lo", "km"})


class Ter(SacrebleuMetric):
    """Edits a hundred words needed to turn the round trip into the text; 0 is best.

    Not bounded above: a round trip much longer than the text costs more than 100.
    """

    name = "ter"
    unit = "TER"
    high: ClassVar[float | None] = None
    higher_is_better: ClassVar[bool] = False
    max_tokens: ClassVar[int | None] = 300
    """The search for shifts grows with the cube of the length; no sentence is this long."""

    def build(self) -> Any:
        from sacrebleu.metrics import TER

        asian = self.language in _NO_SPACES
        return TER(normalized=asian, asian_support=asian)
