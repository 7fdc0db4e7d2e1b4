"""Fast batched greedy decoding, for the dev score during training and for synthetic pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from training.model import Layer, Translator, sees
from training.vocabulary import END, Vocabulary

Cache = tuple[Tensor, Tensor, Tensor, Tensor]
"""Keys and values of the target so far, then those of the source: ``[rows, heads, *, *]``."""


def start(layer: Layer, memory: Tensor, steps: int) -> Cache:
    """Room for ``steps`` target tokens, and the source's keys and values."""
    assert layer.crossed is not None
    keys, values = layer.crossed.split(layer.crossed.inputs(memory), 2)
    rows, heads, _, size = keys.shape
    room = keys.new_zeros(rows, heads, steps, size)
    return room, room.clone(), keys, values


def advance(layer: Layer, states: Tensor, cache: Cache, at: int, crossed: Tensor) -> Tensor:
    """One decoder layer for one new token a row; the cache is filled at place ``at``."""
    assert layer.crossed is not None
    assert layer.crossed.queries is not None
    assert layer.crossed_norm is not None
    keys, values, source_keys, source_values = cache
    query, key, value = layer.attention.split(layer.attention.inputs(states), 3)
    keys[:, :, at : at + 1], values[:, :, at : at + 1] = key, value
    seen = keys[:, :, : at + 1], values[:, :, : at + 1]
    states = layer.add(states, layer.attention.attend(query, *seen, None), layer.attention_norm)
    (query,) = layer.crossed.split(layer.crossed.queries(states), 1)
    mixed = layer.crossed.attend(query, source_keys, source_values, crossed)
    return layer.feed(layer.add(states, mixed, layer.crossed_norm))


@torch.inference_mode()  # type: ignore[untyped-decorator]
def greedy(model: Translator, source: Tensor, steps: int) -> Tensor:
    """The likeliest next token again and again: ``[rows, up to steps]`` ids, padded.

    Args:
        model: in evaluation mode.
        source: ``[rows, columns]`` padded ids, one sentence per row.
        steps: no translation gets longer than this.
    """
    memory = model.encode(source)
    # Every row holds sentence 0 alone.
    crossed = sees(torch.zeros_like(source[:, :1]), memory.numbers)
    layers = [layer for layer in model.decoder if isinstance(layer, Layer)]
    caches = [start(layer, memory.states, steps) for layer in layers]
    token = torch.full_like(source[:, :1], model.pad)
    done = torch.zeros_like(token, dtype=torch.bool)
    output = []
    for at in range(steps):
        states = model.embed(token, torch.full_like(token, at))
        for layer, cache in zip(layers, caches, strict=True):
            states = advance(layer, states, cache, at, crossed)
        token = model.logits(states).argmax(-1).masked_fill(done, model.pad)
        output.append(token)
        done = done | token.eq(END)
        # Asking the device costs a wait, so it is asked now and then only.
        if at % 8 == 7 and bool(done.all()):
            break
    return torch.cat(output, dim=1)


def batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Places of texts of like length, so many that a batch has about ``tokens`` tokens."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda at: -lengths[at]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > tokens:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def translate(
    model: Translator, vocabulary: Vocabulary, texts: Sequence[str], language: str, tokens: int
) -> list[str | None]:
    """Greedy translations into ``language``, in order; None where no end came in time.

    Args:
        tokens: source tokens a batch.
    """
    device = model.embedding.weight.device
    limit = model.shape.positions
    sources = [ids[:limit] for ids in vocabulary.encode_sources(texts, language)]
    results: list[str | None] = [None] * len(texts)
    for batch in batches([len(source) for source in sources], tokens):
        inputs = [torch.tensor(sources[place]) for place in batch]
        source = pad_sequence(inputs, batch_first=True, padding_value=vocabulary.pad).to(device)
        ids = greedy(model, source, min(limit, 2 * source.shape[1] + 10))
        rows = ids.tolist()
        for place, row, text in zip(batch, rows, vocabulary.decode_many(rows), strict=True):
            results[place] = text if END in row else None
    return results
