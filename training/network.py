"""The model with its loss, compiled where the machine can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.model import Translator
from training.vocabulary import END, UNKNOWN


def best_device() -> str:
    """``cuda`` where there is one, else ``cpu``."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def smoothed_loss(logits: Tensor, target: Tensor, pad: int, smoothing: float) -> Tensor:
    """The label-smoothed loss of ``[rows, columns, ids]`` logits, summed over target tokens."""
    return functional.cross_entropy(
        logits.float().flatten(0, 1),
        target.flatten(),
        ignore_index=pad,
        label_smoothing=smoothing,
        reduction="sum",
    )


@dataclass(slots=True)
class Network:
    """The model with its loss; either may have been compiled."""

    model: Translator
    smoothing: float
    loss: Callable[[Tensor, Tensor, int, float], Tensor] = smoothed_loss

    def __call__(self, source: Tensor, target: Tensor) -> Tensor:
        """The loss of a batch of packed rows, summed over its target tokens."""
        logits = self.model.logits(self.model(source, target))
        return self.loss(logits, target, self.model.pad, self.smoothing)

    def compile(self, rows: int, columns: int, say: Callable[[str], None]) -> bool:
        """Compiles the layers and the loss for one shape; stays as it is where that fails.

        The layers and not the whole network: as they share one graph per kind, it takes seconds.
        """
        layers = [*self.model.encoder, *self.model.decoder]
        device = self.model.embedding.weight.device
        ids = torch.full((rows, columns), UNKNOWN, device=device)
        ids[:, -1] = END
        for layer in layers:
            layer.compile(dynamic=False)
        self.loss = torch.compile(smoothed_loss, dynamic=False)
        try:
            self(ids, ids).backward()
        except Exception as error:  # whatever the compiler stumbles over, training can go on
            for layer in layers:
                layer._compiled_call_impl = None
            self.loss = smoothed_loss
            say(f"not compiled: {type(error).__name__}: {error}")
            return False
        finally:
            self.model.zero_grad(set_to_none=True)
        return True
