"""Muon: momentum whose update is made orthogonal, for the matrices inside the layers.

Each matrix moves by the nearest (semi-)orthogonal matrix to its momentum, so that no direction of
it learns faster than another (Jordan et al. 2024). The step is scaled to the size that AdamW's has
(Liu et al. 2025, "Muon is scalable for LLM training"), so that both share one learning rate.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

MOMENTUM = 0.95
ADAM_SIZE = 0.2
"""Root mean square of AdamW's updates, as Liu et al. found it."""
ITERATIONS = 5
_A, _B, _C = 3.4445, -4.7750, 2.0315


def orthogonal(batch: Tensor) -> Tensor:
    """The orthogonal factor of each of ``[matrices, rows, columns]``, by Newton and Schulz.

    Roughly: singular values end between 0.7 and 1.2, which serves an optimiser as well as 1.
    """
    tall = batch.shape[1] > batch.shape[2]
    # A CPU may have to feign bfloat16.
    found = batch.to(torch.bfloat16) if batch.device.type == "cuda" else batch
    if tall:
        found = found.mT
    found = found / (torch.linalg.matrix_norm(found, keepdim=True) + 1e-7)
    for _ in range(ITERATIONS):
        square = found @ found.mT
        mixed = torch.baddbmm(square, square, square, beta=_B, alpha=_C)
        found = torch.baddbmm(found, mixed, found, beta=_A)
    return found.mT if tall else found


class Muon:
    """Moves batches of matrices, each a view ``[matrices, rows, columns]`` of one flat tensor.

    Args:
        weights: the float32 copies.
        gradients: views of the same shapes.
        weight_decay: decoupled, as AdamW's.
    """

    def __init__(self, weights: list[Tensor], gradients: list[Tensor], weight_decay: float) -> None:
        self._weights, self._gradients = weights, gradients
        self._decay = weight_decay
        self.momentum = [torch.zeros_like(batch) for batch in weights]

    def step(self, rate: float) -> None:
        """One update with this learning rate."""
        for weight, gradient, momentum in zip(
            self._weights, self._gradients, self.momentum, strict=True
        ):
            momentum.lerp_(gradient, 1 - MOMENTUM)
            update = orthogonal(gradient.lerp(momentum, MOMENTUM))
            scale = ADAM_SIZE * math.sqrt(max(weight.shape[1:]))
            if self._decay:
                weight.mul_(1 - rate * self._decay)
            weight.add_(update, alpha=-rate * scale)
