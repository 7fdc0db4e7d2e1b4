"""Step 3: training. ``python -m training.train RECIPE WORK --dev FR EN --budget 24 [--resume]``

Prints loss, gradient norm, learning rate and target tokens a second, and the dev scores at
intervals; ``WORK/log.jsonl`` keeps the same. Ends with ``WORK/checkpoint.pt``, from which
``--resume`` goes on at the very next step. A file ``WORK/pause`` makes it pause at the next report.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from training.config import RecipeError, load
from training.vocabulary import Vocabulary

# torch is imported where it is used: the worker processes of the feed import this file as well.


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    made = argparse.ArgumentParser(prog="training.train", description=__doc__)
    made.add_argument("recipe", type=Path)
    made.add_argument("work", type=Path)
    made.add_argument("--dev", type=Path, nargs=2, metavar=("FIRST", "SECOND"))
    made.add_argument("--steps", type=int, help="steps in all")
    made.add_argument("--budget", type=float, help="minutes in all, in place of --steps")
    made.add_argument("--minutes", type=float, default=math.inf, help="pause after these")
    made.add_argument("--until", type=float, default=math.inf, help="pause at this share of budget")
    made.add_argument("--pause", type=float, default=math.inf, help="pause after this step")
    made.add_argument("--resume", action="store_true", help="go on from WORK/checkpoint.pt")
    made.add_argument("--init", type=Path, metavar="PARCEL", help="start from these weights")
    made.add_argument("--device", help="cuda where there is one, else cpu")
    made.add_argument("--dtype", choices=("float32", "bfloat16"), default="bfloat16")
    made.add_argument("--workers", type=int, default=max(0, (os.cpu_count() or 1) - 2))
    made.add_argument("--compile", action="store_true", help="compile the layers")
    return made


def run(options: argparse.Namespace) -> bool:
    """Trains as the options say; True when the schedule has come to its end.

    Raises:
        RecipeError: when something needed is missing or broken.
    """
    begun = time.perf_counter()
    import torch

    from training.dev import DevSet
    from training.feed import Feed
    from training.network import best_device
    from training.parcel import unpack
    from training.trainer import Limits, Trainer

    if (options.steps is None) == (options.budget is None):
        raise RecipeError("give either --steps or --budget")
    recipe = load(options.recipe)
    dev = None
    if options.dev:
        dev = DevSet.read(options.dev[0], options.dev[1], recipe.reporting.dev_lines)
    device = torch.device(options.device or best_device())
    dtype = torch.float32 if options.dtype == "float32" else torch.bfloat16
    trainer = Trainer(recipe, options.work, Vocabulary(options.work / "vocabulary"), device, dtype)
    if trainer.checkpoint.exists() and not options.resume:
        raise RecipeError(f"{trainer.checkpoint} exists: --resume, or remove it")
    with Feed(options.recipe, options.work, options.workers) as feed:
        if options.compile:
            size = recipe.batches
            trainer.network.compile(size.rows, size.columns, print)
        # After compiling, which draws random numbers.
        if options.resume:
            trainer.resume()
        elif options.init:
            trainer.weights.start_from(unpack(options.init))
        if options.steps is not None:
            trainer.schedule.fix(options.steps)
        started = time.perf_counter() - begun
        trainer.say(f"ready after {started:.0f} seconds")
        budget = None if options.budget is None else options.budget * 60 - started
        limits = Limits(budget, options.minutes * 60, options.until, options.pause)
        return trainer.run(feed, limits, dev)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    try:
        run(parser().parse_args(arguments))
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
