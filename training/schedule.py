"""The learning rate: a warm-up, a plateau, then a straight line down to nought.

The plateau lets the length of the run be settled late: either the number of steps is given, or
it is worked out from the speed seen so far, so that the run ends when its time is up.
"""

from __future__ import annotations

from dataclasses import dataclass

from training.config import Optimiser

SAFETY = 0.985
"""Part of the time left that a plan uses, so that the line reaches nought before the time is up."""


@dataclass(slots=True)
class Schedule:
    """Where the falling line starts and ends; None while the plateau is open.

    Args:
        options: of the recipe.
        turn: the last step of the plateau.
        end: the step at which the rate is nought and training ends.
    """

    options: Optimiser
    turn: int | None = None
    end: int | None = None

    def fix(self, steps: int) -> None:
        """Plans for this many steps in all."""
        self.turn, self.end = round(steps * (1 - self.options.cooldown)), steps

    def plan(self, step: int, seconds: float, budget: float) -> None:
        """Turns down now, if at the speed so far the rest is just enough for the falling line.

        Args:
            step: steps done.
            seconds: time they took in all.
            budget: seconds that the whole run may take.
        """
        if self.turn is not None or step <= self.options.warmup or seconds <= 0:
            return
        left = int(step / seconds * max(0.0, budget - seconds) * SAFETY)
        share = self.options.cooldown
        if left * (1 - share) <= step * share:
            self.turn, self.end = step, step + max(1, left)

    def rate(self, step: int) -> float:
        """The learning rate of a step, counted from 1."""
        rate = self.options.learning_rate * min(1.0, step / max(1, self.options.warmup))
        if self.turn is None or self.end is None or step <= self.turn:
            return rate
        return rate * max(0.0, (self.end + 1 - step) / (self.end + 1 - self.turn))

    def late(self, step: int) -> bool:
        """Whether the run is in its last share, which has its own mix of sources."""
        return self.end is not None and step >= self.end * (1 - self.options.late)

    def over(self, step: int) -> bool:
        """Whether that many steps are all."""
        return self.end is not None and step >= self.end
