"""What training changes: weights, their running average, the optimiser, and how to keep them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor

from training.config import ModelShape, Optimiser, RecipeError
from training.model import Translator
from training.orthogonal import Muon

FORMAT = 2


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
        width = model.shape.width
        named = sorted(model.named_parameters(), key=lambda item: _order(*item, width))
        self.names = [name for name, _ in named]
        self._parameters = [parameter for _, parameter in named]
        self.shapes = [parameter.shape for parameter in self._parameters]
        self.flat = torch.cat([p.detach().float().flatten() for p in self._parameters])
        self.gradient = torch.zeros_like(self.flat)
        self.average = self.flat.clone()
        positions = model.position_table
        self.model = model.to(dtype)
        # A constant, which the change of precision must not round.
        model.position_table = positions
        self._views = _views(self.flat, self.shapes)
        self._gradients = _views(self.gradient, self.shapes)
        kinds = [_order(name, p, width)[0] if options.muon else 0 for name, p in named]
        kept = zip(kinds, self.shapes, strict=True)
        vectors = sum(shape.numel() for kind, shape in kept if not kind)
        self.muon = Muon(
            _batches(self.flat[vectors:], self.shapes, kinds, width),
            _batches(self.gradient[vectors:], self.shapes, kinds, width),
            options.weight_decay,
        )
        moved = self.flat[:vectors].requires_grad_()
        moved.grad = self.gradient[:vectors]
        self.adam = torch.optim.AdamW(
            [moved],
            betas=(0.9, options.beta2),
            weight_decay=options.weight_decay,
            fused=True,
        )
        self._publish()

    def step(self, rate: float) -> Tensor:
        """One update from the model's gradients, which are cleared; returns their norm.

        The norm stays on the device: reading it would make the host wait.
        """
        found = [cast(Tensor, parameter.grad) for parameter in self._parameters]
        torch._foreach_copy_(self._gradients, found)
        for parameter in self._parameters:
            parameter.grad = None
        norm = torch.linalg.vector_norm(self.gradient)
        self.gradient.mul_((self.options.clip / (norm + 1e-6)).clamp(max=1.0))
        for group in self.adam.param_groups:
            group["lr"] = rate
        self.adam.step()
        self.muon.step(rate)
        self._publish()
        return norm

    def update_average(self, step: int, steps: int) -> None:
        """Moves the running average on by ``steps`` steps; it has no cold start."""
        decay = min(self.options.average, (1 + step) / (10 + step)) ** steps
        self.average.lerp_(self.flat, 1 - decay)

    def named(self, averaged: bool = True) -> dict[str, Tensor]:
        """The float32 weights by parameter name; the averaged ones, or those of the last step."""
        flat = self.average if averaged else self.flat
        return dict(zip(self.names, _views(flat, self.shapes), strict=True))

    def state(self) -> dict[str, Any]:
        """All that must be kept to go on."""
        return {
            "flat": self.flat,
            "average": self.average,
            "adam": self.adam.state_dict(),
            "momentum": self.muon.momentum,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Goes back to a kept state."""
        with torch.no_grad():
            self.flat.copy_(state["flat"])
            self.average.copy_(state["average"])
            for kept, found in zip(self.muon.momentum, state["momentum"], strict=True):
                kept.copy_(found)
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


def _order(name: str, parameter: Tensor, width: int) -> tuple[int, str]:
    """Sorts what Adam moves first, then the layers' matrices by kind: square parts, wide, narrow.

    Joined projections are square parts one below the other, each a matrix of its own.
    """
    if parameter.dim() != 2 or name.startswith("embedding"):
        return 0, name
    columns = parameter.shape[1]
    if columns != width:
        return 3, name
    return 2 if ".wide." in name else 1, name


def _batches(flat: Tensor, shapes: list[torch.Size], kinds: list[int], width: int) -> list[Tensor]:
    """Views ``[matrices, rows, columns]`` of the part of the flat tensor that Muon moves."""
    made, start = [], 0
    for kind in sorted(set(kinds) - {0}):
        sizes = [shape for shape, each in zip(shapes, kinds, strict=True) if each == kind]
        count = sum(size.numel() for size in sizes)
        rows, columns = (width, width) if kind == 1 else sizes[0]
        made.append(flat[start : start + count].view(-1, rows, columns))
        start += count
    return made


@dataclass(slots=True)
class Progress:
    """How far a run has come."""

    step: int = 0
    shard: int = 0
    batch: int = 0
    seconds: float = 0.0
    turn: int | None = None
    end: int | None = None
    late: int | None = None
    """The first shard of the end of the run."""


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
