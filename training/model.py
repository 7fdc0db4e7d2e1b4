"""The network: the maths of Hugging Face's MarianMTModel, laid out for fast training.

Post-norm transformer, sinusoidal positions (sines, then cosines), swish, embeddings scaled by
the root of the width and shared by encoder, decoder and output (Vaswani et al. 2017; Junczys-
Dowmunt et al. 2018). Differences of layout only: queries, keys and values come from one product,
and a row may hold several sentences, which do not see each other. ``<pad>`` is the last id, has
a zero embedding, starts each target sentence and is never predicted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.config import ModelShape
from training.vocabulary import END


def segments(ids: Tensor, pad: int) -> tuple[Tensor, Tensor]:
    """The sentence each token belongs to (-1 for padding) and its place in that sentence.

    Args:
        ids: ``[rows, columns]``; each sentence ends with ``</s>``.
    """
    ends = ids.eq(END)
    number = ends.cumsum(1) - ends.long()
    columns = torch.arange(ids.shape[1], device=ids.device).expand_as(ids)
    starts = functional.pad(ends[:, :-1], (1, 0), value=True)
    place = columns - torch.where(starts, columns, 0).cummax(1).values
    padding = ids.eq(pad)
    return number.masked_fill(padding, -1), place.masked_fill(padding, 0)


def sees(queries: Tensor, keys: Tensor) -> Tensor:
    """``[rows, 1, queries, keys]``: True within a sentence. Padding sees all: no row is empty."""
    same = queries[:, :, None] == keys[:, None, :]
    return (same | (queries < 0)[:, :, None])[:, None]


def sinusoids(positions: int, width: int) -> Tensor:
    """``[positions, width]``, float32: sines in the first half, cosines in the second."""
    rates = torch.pow(10000.0, -torch.arange(0, width, 2, dtype=torch.float64) / width)
    angles = torch.arange(positions, dtype=torch.float64)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1).float()


def linear(inputs: int, outputs: int, parts: int = 1) -> nn.Linear:
    """A layer of ``parts`` joined projections, each drawn as if it stood alone (Glorot)."""
    layer = nn.Linear(inputs, parts * outputs)
    bound = math.sqrt(6 / (inputs + outputs))
    nn.init.uniform_(layer.weight, -bound, bound)
    nn.init.zeros_(layer.bias)
    return layer


class Attention(nn.Module):  # type: ignore[misc]
    """Multi-head attention on ``[rows, columns, width]``."""

    def __init__(self, shape: ModelShape, crossed: bool = False) -> None:
        super().__init__()
        self.heads = shape.heads
        self.queries = linear(shape.width, shape.width) if crossed else None
        self.inputs = linear(shape.width, shape.width, 2 if crossed else 3)
        self.output = linear(shape.width, shape.width)

    def split(self, states: Tensor, parts: int) -> tuple[Tensor, ...]:
        """``parts`` tensors ``[rows, heads, columns, width / heads]``."""
        rows, columns, _ = states.shape
        split = states.view(rows, columns, parts, self.heads, -1).permute(2, 0, 3, 1, 4)
        return tuple(split.unbind(0))

    def attend(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
        """The weighted values, projected."""
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return self.output(mixed.transpose(1, 2).flatten(2))

    def forward(self, states: Tensor, mask: Tensor, memory: Tensor | None = None) -> Tensor:
        """Self-attention; or attention on the encoder's ``memory``."""
        if self.queries is None or memory is None:
            query, key, value = self.split(self.inputs(states), 3)
        else:
            (query,) = self.split(self.queries(states), 1)
            key, value = self.split(self.inputs(memory), 2)
        return self.attend(query, key, value, mask)


class Layer(nn.Module):  # type: ignore[misc]
    """One encoder or decoder layer."""

    def __init__(self, shape: ModelShape, decoder: bool) -> None:
        super().__init__()
        self.dropout = shape.dropout
        self.attention = Attention(shape)
        self.attention_norm = nn.LayerNorm(shape.width)
        self.crossed = Attention(shape, crossed=True) if decoder else None
        self.crossed_norm = nn.LayerNorm(shape.width) if decoder else None
        self.wide = linear(shape.width, shape.feed_forward)
        self.narrow = linear(shape.feed_forward, shape.width)
        self.final_norm = nn.LayerNorm(shape.width)

    def forward(
        self,
        states: Tensor,
        mask: Tensor,
        memory: Tensor | None = None,
        memory_mask: Tensor | None = None,
    ) -> Tensor:
        """The layer's output, ``[rows, columns, width]``."""
        states = self.add(states, self.attention(states, mask), self.attention_norm)
        if self.crossed is not None and self.crossed_norm is not None:
            states = self.add(states, self.crossed(states, memory_mask, memory), self.crossed_norm)
        return self.feed(states)

    def add(self, states: Tensor, change: Tensor, norm: nn.Module) -> Tensor:
        """Residual sum, normalised."""
        return norm(states + functional.dropout(change, self.dropout, self.training))

    def feed(self, states: Tensor) -> Tensor:
        """The feed-forward part with its residual."""
        return self.add(states, self.narrow(functional.silu(self.wide(states))), self.final_norm)


@dataclass(frozen=True, slots=True)
class Memory:
    """What the encoder made of a batch: states ``[rows, columns, width]`` and sentence numbers."""

    states: Tensor
    numbers: Tensor


class Translator(nn.Module):  # type: ignore[misc]
    """Encoder and decoder.

    Args:
        shape: the sizes.
        vocabulary: how many ids there are, ``<pad>`` (the last) included.
    """

    position_table: Tensor

    def __init__(self, shape: ModelShape, vocabulary: int) -> None:
        super().__init__()
        self.shape, self.pad = shape, vocabulary - 1
        self.embedding = nn.Embedding(vocabulary, shape.width, padding_idx=self.pad)
        self.encoder = nn.ModuleList(Layer(shape, False) for _ in range(shape.encoder_layers))
        self.decoder = nn.ModuleList(Layer(shape, True) for _ in range(shape.decoder_layers))
        table = sinusoids(shape.positions, shape.width)
        self.register_buffer("position_table", table, persistent=False)
        with torch.no_grad():
            # The library's default is too small for a tied embedding that is scaled up.
            self.embedding.weight.normal_(std=shape.width**-0.5)
            self.embedding.weight[self.pad].zero_()

    def embed(self, ids: Tensor, places: Tensor) -> Tensor:
        """Scaled embeddings with positions, ``[rows, columns, width]``."""
        scaled = self.embedding(ids) * math.sqrt(self.shape.width)
        states = scaled + functional.embedding(places, self.position_table).to(scaled.dtype)
        return functional.dropout(states, self.shape.dropout, self.training)

    def encode(self, source: Tensor) -> Memory:
        """The encoder's states of packed or padded source rows."""
        numbers, places = segments(source, self.pad)
        mask = sees(numbers, numbers)
        states = self.embed(source, places)
        for layer in self.encoder:
            states = layer(states, mask)
        return Memory(states, numbers)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """The decoder's states for each target token, ``[rows, columns, width]``."""
        memory = self.encode(source)
        numbers, places = segments(target, self.pad)
        before = functional.pad(target[:, :-1], (1, 0), value=self.pad)
        states = self.embed(before.masked_fill(places.eq(0), self.pad), places)
        earlier = torch.ones_like(target[0], dtype=torch.bool).expand(target.shape[1], -1).tril()
        mask = sees(numbers, numbers) & earlier
        crossed = sees(numbers, memory.numbers)
        for layer in self.decoder:
            states = layer(states, mask, memory.states, crossed)
        return states

    def logits(self, states: Tensor) -> Tensor:
        """``[..., vocabulary - 1]``: scores of all ids but ``<pad>``."""
        return functional.linear(states, self.embedding.weight[:-1])
