"""The training loop."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from training import state
from training.config import Recipe, RecipeError
from training.dev import DevSet
from training.feed import Feed, Shard
from training.model import Translator
from training.network import Network
from training.schedule import Schedule
from training.state import Progress, Weights
from training.vocabulary import Vocabulary

AVERAGE_EVERY = 4
"""Steps between updates of the running average."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run is planned for, and when this call of it pauses."""

    budget: float | None = None
    """Seconds that the whole run may take; None where the number of steps is given."""
    seconds: float = math.inf
    """Pause after this time in this call,"""
    share: float = math.inf
    """or when this share of the budget is used up,"""
    step: float = math.inf
    """or after this step."""

    def reached(self, progress: Progress, seconds: float) -> bool:
        """Whether to pause now, after ``seconds`` in this call."""
        used = progress.seconds / self.budget if self.budget else 0.0
        return seconds > self.seconds or used > self.share or progress.step >= self.step


class Trainer:
    """Trains, reports and keeps checkpoints in ``work``.

    Args:
        recipe: the run.
        work: its folder.
        vocabulary: of that folder.
        device: where to train.
        dtype: the working precision; the optimiser's copy of the weights is float32.
        say: where report lines go.
    """

    def __init__(
        self,
        recipe: Recipe,
        work: Path,
        vocabulary: Vocabulary,
        device: torch.device,
        dtype: torch.dtype,
        say: Callable[[str], None] = print,
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.vocabulary, self.say = recipe, vocabulary, say
        self.device, self.dtype = device, dtype
        self.checkpoint = work / "checkpoint.pt"
        self._log, self._pause = work / "log.jsonl", work / "pause"
        self._asked_to_pause = False
        self.model = Translator(recipe.model, vocabulary.size).train()
        self.network = Network(self.model, recipe.optimiser.label_smoothing)
        self.weights = Weights(self.model, recipe.optimiser, device, dtype)
        self.schedule = Schedule(recipe.optimiser)
        self.progress = Progress()
        self._scored = Translator(recipe.model, vocabulary.size).to(device).to(dtype).eval()
        self._scored.position_table = self.model.position_table
        self._sums = torch.zeros(3, device=device)
        self._mark = (0, 0.0)

    def resume(self) -> None:
        """Goes on from the checkpoint."""
        self.progress = state.resume(self.checkpoint, self.weights, self.recipe.model)
        self.schedule.turn, self.schedule.end = self.progress.turn, self.progress.end
        self.say(f"resumed at step {self.progress.step}")

    def keep(self) -> None:
        """Writes the checkpoint."""
        self.progress.turn, self.progress.end = self.schedule.turn, self.schedule.end
        state.save(self.checkpoint, self.weights, self.progress, self.recipe.model)

    def run(self, feed: Feed, limits: Limits, dev: DevSet | None = None) -> bool:
        """Trains until the schedule or the time is over; True when the schedule is.

        Raises:
            RecipeError: when the loss is not a number, or a shard has no whole batch.
        """
        begun, before = time.perf_counter(), self.progress.seconds
        self._mark = self.progress.step, before
        if self.progress.late is not None:
            feed.turn_late(self.progress.late)
        for shard in feed.shards(self.progress.shard):
            rows = self._to_device(shard)
            for batch in range(self.progress.batch, rows.shape[1]):
                if self.schedule.over(self.progress.step):
                    self._finish(dev)
                    return True
                passed = time.perf_counter() - begun
                if self._asked_to_pause or limits.reached(self.progress, passed):
                    self.keep()
                    self.say(f"paused at step {self.progress.step}")
                    return False
                self._step(rows[0, batch].long(), rows[1, batch].long())
                self.progress.batch = batch + 1
                self.progress.seconds = before + time.perf_counter() - begun
                self._between(limits.budget, dev)
                if self.progress.late is None and self.schedule.late(self.progress.step):
                    self.progress.late = feed.turn_late()
                    self.say(f"late shares from shard {self.progress.late}")
            self.progress.shard, self.progress.batch = shard.number + 1, 0
        raise AssertionError("the feed has no end")

    def _to_device(self, shard: Shard) -> Tensor:
        """``[2, batches, rows, columns]``, int16: a shard is small enough to lie there whole."""
        size = self.recipe.batches
        whole = len(shard.source) // size.rows
        if not whole:
            raise RecipeError(
                f"a shard has {len(shard.source)} rows, too few for batches.rows = {size.rows}"
            )
        sides = [
            torch.from_numpy(side[: whole * size.rows]).view(whole, size.rows, -1)
            for side in (shard.source, shard.target)
        ]
        return torch.stack(sides).to(self.device)

    def _step(self, source: Tensor, target: Tensor) -> None:
        self.progress.step += 1
        count = target.ne(self.model.pad).sum()
        total = self.network(source, target)
        (total / count).backward()
        norm = self.weights.step(self.schedule.rate(self.progress.step))
        if self.progress.step % AVERAGE_EVERY == 0:
            self.weights.update_average(self.progress.step, AVERAGE_EVERY)
        self._sums += torch.stack([total.detach(), count.float(), norm])

    def _between(self, budget: float | None, dev: DevSet | None) -> None:
        """Whatever is due after a step."""
        step, reporting = self.progress.step, self.recipe.reporting
        if step % reporting.log == 0:
            self._report()
            self._asked_to_pause = self._pause.exists()
            if budget is not None:
                self.schedule.plan(step, self.progress.seconds, budget)
        if dev is not None and step % reporting.dev == 0:
            self.score(dev)
        if step % reporting.checkpoint == 0:
            self.keep()

    def _report(self) -> None:
        total, tokens, norm = self._sums.tolist()
        self._sums.zero_()
        if not math.isfinite(total):
            raise RecipeError(f"step {self.progress.step}: the loss is not a number")
        step, seconds = self.progress.step, self.progress.seconds
        steps, passed = step - self._mark[0], seconds - self._mark[1]
        self._mark = step, seconds
        self._write(
            {
                "step": step,
                "of": self.schedule.end,
                "seconds": round(seconds, 1),
                "loss": round(total / tokens, 4),
                "gradient": round(norm / steps, 3),
                "rate": round(self.schedule.rate(step), 7),
                "tokens_a_second": round(tokens / max(passed, 1e-9)),
            }
        )

    def score(self, dev: DevSet) -> None:
        """Reports the dev scores of the averaged weights."""
        averaged = self.weights.named()
        for name, parameter in self._scored.named_parameters():
            parameter.data.copy_(averaged[name])
        for found in dev.score(self._scored, self.vocabulary, self.recipe.languages):
            self._write({"step": self.progress.step, **asdict(found)})

    def _finish(self, dev: DevSet | None) -> None:
        if dev is not None:
            self.score(dev)
        self.keep()
        self.say(f"done: {self.progress.step} steps in {self.progress.seconds / 60:.1f} minutes")

    def _write(self, entry: dict[str, object]) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(entry) + "\n")
        parts = (f"{key} {v:.2f}" if key in _SHORT else f"{key} {v}" for key, v in entry.items())
        self.say("  ".join(parts))


_SHORT = ("chrf", "bleu")
