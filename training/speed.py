"""How fast a machine trains a recipe. ``python -m training.speed RECIPE``

Times steps on random ids, with the layers compiled and not, and prints target tokens a second,
then on a line of its own the option that training.train should get: ``--compile`` or nothing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from training.config import Recipe, RecipeError, load
from training.model import Translator
from training.network import Network, best_device
from training.state import Weights
from training.vocabulary import END, UNKNOWN

SENTENCE = 26
"""Tokens of the made-up sentences, about the mean of real ones."""


def measure(recipe: Recipe, device: torch.device, steps: int, compiled: bool) -> float:
    """Target tokens a second, padding not counted out; 0 where compiling fails."""
    size = recipe.batches
    model = Translator(recipe.model, recipe.model.vocabulary + 1).train()
    weights = Weights(model, recipe.optimiser, device, torch.bfloat16)
    network = Network(model, recipe.optimiser.label_smoothing)
    if compiled and not network.compile(size.rows, size.columns, _complain):
        return 0.0
    ids = torch.randint(UNKNOWN + 1, recipe.model.vocabulary, (size.rows, size.columns))
    ids[:, SENTENCE - 1 :: SENTENCE] = END
    ids = ids.to(device)
    begun = 0.0
    for step in range(-2, steps):
        if step == 0:
            begun = _now(device)
        (network(ids, ids) / ids.numel()).backward()
        weights.step(1e-6)
    return float(steps * ids.numel() / (_now(device) - begun))


def _now(device: torch.device) -> float:
    """The clock, once the device has done all that it was asked to."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    return time.perf_counter()


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="training.speed", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--device", default=best_device())
    options = parser.parse_args(arguments)
    try:
        recipe = load(options.recipe)
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 1
    device = torch.device(options.device)
    speeds = [measure(recipe, device, options.steps, each) for each in (False, True)]
    for name, speed in zip(("eager", "compiled"), speeds, strict=True):
        print(f"{name:9}{speed:12.0f} target tokens a second", file=sys.stderr)
    print("--compile" if speeds[1] > speeds[0] else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
