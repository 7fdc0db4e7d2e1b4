"""The language model that a run asks, and how right the desk found it."""

from __future__ import annotations

from pathlib import Path

from audit.decision import ledger
from audit.qe.judges.settings import Judge, load
from audit.roundtrip.translate import cache_path
from audit.run.options import RunOptions

JUDGED = "LLM001"
"""The rule that asks it."""


def judge_of(request: RunOptions) -> Judge | None:
    """None where the run names none. Its answers are kept beside the cache of translations.

    Raises:
        ConfigError: its file or the ledger is wrong.
    """
    if request.judge is None:
        return None
    cache = cache_path(request.cache)
    memory = None if cache is None else Path(cache).with_name("judge")
    found = ledger.find(Path(request.root) if request.root else None)
    tally = ledger.tallies(ledger.load(found)).get(JUDGED) if found else None
    right, wrong = (tally.confirmed, tally.false_alarms) if tally else (0, 0)
    return load(Path(request.judge), memory, right, wrong)
