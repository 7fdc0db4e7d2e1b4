"""What training changes: weights, their running average, the optimiser, and how to keep them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor

from training.config import ModelShape, Optimiser, RecipeError
from training.model import Translator

FORMAT = 1


class Weights:
    """The network in its working precision over one flat float32 copy that the optimiser moves.

    One flat tensor makes clipping, the optimiser's step and the average one kernel each.

    Args:
        model: the network; it is moved to ``device`` and ``dtype``.
        options: of the recipe.
    """

    def __init__(
        self, model: Translator, options: Optimiser, device: torch.device, dtype: torch.dtype
    ) -> None:
        self.options = options
        model.to(device)
        self.names = [name for name, _ in model.named_parameters()]
        shapes = [parameter.shape for parameter in model.parameters()]
        self.flat = torch.cat([p.detach().float().flatten() for p in model.parameters()])
        self.flat.requires_grad_()
        self.flat.grad = torch.zeros_like(self.flat)
        self.average = self.flat.detach().clone()
        positions = model.position_table
        self.model = model.to(dtype)
        # A constant, which the change of precision must not round.
        model.position_table = positions
        self._parameters = list(model.parameters())
        self._views = _views(self.flat.detach(), shapes)
        self._gradients = _views(self.flat.grad, shapes)
        self.shapes = shapes
        self.adam = torch.optim.AdamW(
            [self.flat],
            betas=(0.9, options.beta2),
            weight_decay=options.weight_decay,
            fused=True,
        )
        self._publish()

    def step(self, rate: float) -> Tensor:
        """One update from the model's gradients, which are cleared; returns their norm.

        The norm stays on the device: reading it would make the host wait.
        """
        assert self.flat.grad is not None
        found = [cast(Tensor, parameter.grad) for parameter in self._parameters]
        torch._foreach_copy_(self._gradients, found)
        for parameter in self._parameters:
            parameter.grad = None
        norm = torch.linalg.vector_norm(self.flat.grad)
        self.flat.grad.mul_((self.options.clip / (norm + 1e-6)).clamp(max=1.0))
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.step()
        self._publish()
        return norm

    def update_average(self, step: int, steps: int) -> None:
        """Moves the running average on by ``steps`` steps; it has no cold start."""
        decay = min(self.options.average, (1 + step) / (10 + step)) ** steps
        self.average.lerp_(self.flat.detach(), 1 - decay)

    def named(self, averaged: bool = True) -> dict[str, Tensor]:
        """The float32 weights by parameter name; the averaged ones, or those of the last step."""
        flat = self.average if averaged else self.flat.detach()
        return dict(zip(self.names, _views(flat, self.shapes), strict=True))

    def state(self) -> dict[str, Any]:
        """All that must be kept to go on."""
        return {
            "flat": self.flat.detach(),
            "average": self.average,
            "adam": self.adam.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Goes back to a kept state."""
        with torch.no_grad():
            self.flat.copy_(state["flat"])
            self.average.copy_(state["average"])
        self.adam.load_state_dict(state["adam"])
        self._publish()

    def start_from(self, weights: dict[str, Tensor]) -> None:
        """Takes weights by name, with a fresh optimiser."""
        with torch.no_grad():
            for name, view in zip(self.names, self._views, strict=True):
                view.copy_(weights[name])
            self.average.copy_(self.flat)
        self._publish()

    def _publish(self) -> None:
        torch._foreach_copy_([parameter.data for parameter in self._parameters], self._views)


def _views(flat: Tensor, shapes: list[torch.Size]) -> list[Tensor]:
    parts = flat.split([shape.numel() for shape in shapes])
    return [part.view(shape) for part, shape in zip(parts, shapes, strict=True)]


@dataclass(slots=True)
class Progress:
    """How far a run has come."""

    step: int = 0
    shard: int = 0
    batch: int = 0
    seconds: float = 0.0
    turn: int | None = None
    end: int | None = None


def save(path: Path, weights: Weights, progress: Progress, shape: ModelShape) -> None:
    """Writes a checkpoint; the old one stays until the new one is whole."""
    device = weights.flat.device
    kept = {
        "format": FORMAT,
        "shape": _sizes(shape),
        "shapes": {name: list(tensor.shape) for name, tensor in weights.named().items()},
        "weights": weights.state(),
        "progress": asdict(progress),
        "random": torch.get_rng_state(),
        "device_random": torch.cuda.get_rng_state(device) if device.type == "cuda" else None,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(kept, partial)
    partial.replace(path)


def _sizes(shape: ModelShape) -> dict[str, Any]:
    """The shape less what may change between two runs on the same weights."""
    return {key: value for key, value in asdict(shape).items() if key != "dropout"}


def read(path: Path, shape: ModelShape) -> dict[str, Any]:
    """A checkpoint's content, on the CPU.

    Raises:
        RecipeError: when it is missing, broken or of another model.
    """
    try:
        kept: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError) as error:
        raise RecipeError(f"{path}: no checkpoint: {error}") from error
    if kept.get("format") != FORMAT or kept["shape"] != _sizes(shape):
        raise RecipeError(f"{path}: belongs to another recipe")
    return kept


def resume(path: Path, weights: Weights, shape: ModelShape) -> Progress:
    """Restores a checkpoint, random state included, and returns how far it had come."""
    kept = read(path, shape)
    weights.restore(kept["weights"])
    torch.set_rng_state(kept["random"])
    if kept["device_random"] is not None and weights.flat.device.type == "cuda":
        torch.cuda.set_rng_state(kept["device_random"], weights.flat.device)
    return Progress(**kept["progress"])
