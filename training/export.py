"""Step 5: the Hugging Face model. ``python -m training.export RECIPE WORK OUT``

Writes a folder that ``MarianMTModel`` and ``MarianTokenizer`` load, with the averaged weights.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.config import ModelShape, Recipe, RecipeError, load
from training.parcel import load_weights, unpack
from training.vocabulary import END, Vocabulary

NEVER = -1e4
"""Bias of ``<pad>``: as training leaves it out of the softmax, it must get no probability."""


def hf_names(named: dict[str, Tensor], shape: ModelShape) -> dict[str, Tensor]:
    """The weights under the names of MarianMTModel, joined projections taken apart."""
    found: dict[str, Tensor] = {}
    for side, count in (("encoder", shape.encoder_layers), ("decoder", shape.decoder_layers)):
        for at in range(count):
            ours, theirs = f"{side}.{at}", f"model.{side}.layers.{at}"
            for kind in ("weight", "bias"):
                found |= _attention(named, f"{ours}.attention", f"{theirs}.self_attn", "qkv", kind)
                if side == "decoder":
                    crossed = f"{ours}.crossed", f"{theirs}.encoder_attn"
                    found |= _attention(named, *crossed, "kv", kind)
                    found[f"{crossed[1]}.q_proj.{kind}"] = named[f"{crossed[0]}.queries.{kind}"]
                    norm = f"{theirs}.encoder_attn_layer_norm.{kind}"
                    found[norm] = named[f"{ours}.crossed_norm.{kind}"]
                for new, old in _PLAIN:
                    found[f"{theirs}.{new}.{kind}"] = named[f"{ours}.{old}.{kind}"]
    for name in ("model.shared", "model.encoder.embed_tokens", "model.decoder.embed_tokens"):
        found[f"{name}.weight"] = named["embedding.weight"]
    found["lm_head.weight"] = named["embedding.weight"]
    return found


_PLAIN = (
    ("self_attn_layer_norm", "attention_norm"),
    ("fc1", "wide"),
    ("fc2", "narrow"),
    ("final_layer_norm", "final_norm"),
)


def _attention(
    named: dict[str, Tensor], ours: str, theirs: str, letters: str, kind: str
) -> dict[str, Tensor]:
    parts = named[f"{ours}.inputs.{kind}"].chunk(len(letters))
    found = {
        f"{theirs}.{letter}_proj.{kind}": part for letter, part in zip(letters, parts, strict=True)
    }
    found[f"{theirs}.out_proj.{kind}"] = named[f"{ours}.output.{kind}"]
    return found


def hf_config(recipe: Recipe, size: int) -> Any:
    """The MarianConfig of a recipe; ``size`` counts all ids, ``<pad>`` included."""
    from transformers import MarianConfig

    shape, pad = recipe.model, size - 1
    return MarianConfig(
        vocab_size=size,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.feed_forward,
        decoder_ffn_dim=shape.feed_forward,
        max_position_embeddings=shape.positions,
        dropout=shape.dropout,
        activation_function="swish",
        scale_embedding=True,
        init_std=shape.width**-0.5,
        eos_token_id=END,
        forced_eos_token_id=END,
        pad_token_id=pad,
        decoder_start_token_id=pad,
    )


def hf_model(recipe: Recipe, named: dict[str, Tensor], size: int) -> Any:
    """A MarianMTModel in evaluation mode with these weights.

    Raises:
        RecipeError: when the weights are not those of the recipe's model.
    """
    from transformers import MarianMTModel

    model = MarianMTModel(hf_config(recipe, size)).eval()
    weights = hf_names(named, recipe.model)
    wanted = {name for name, _ in model.named_parameters() if "embed_positions" not in name}
    if missing := wanted - weights.keys():
        raise RecipeError(f"no weights for {', '.join(sorted(missing))}")
    try:
        model.load_state_dict(weights, strict=False)
    except RuntimeError as error:
        raise RecipeError(f"the weights do not fit the recipe: {error}") from error
    bias = torch.zeros(1, size)
    bias[0, -1] = NEVER
    model.final_logits_bias.copy_(bias)
    model.generation_config.update(bad_words_ids=[[size - 1]], num_beams=4, max_length=512)
    return model


def export(recipe: Recipe, work: Path, out: Path, parcel: Path | None = None) -> None:
    """Writes the folder.

    Raises:
        RecipeError: when there is no checkpoint or vocabulary, or they do not fit the recipe.
    """
    from transformers import MarianTokenizer

    folder = work / "vocabulary"
    vocabulary = Vocabulary(folder)
    out.mkdir(parents=True, exist_ok=True)
    weights = load_weights(work, recipe.model) if parcel is None else unpack(parcel)
    hf_model(recipe, weights, vocabulary.size).save_pretrained(out)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(folder / "source.spm", out / name)
    tokenizer = MarianTokenizer(
        str(out / "source.spm"),
        str(out / "target.spm"),
        str(folder / "vocab.json"),
        source_lang=recipe.languages.first,
        target_lang=recipe.languages.second,
        model_max_length=recipe.model.positions,
    )
    tokenizer.save_pretrained(out)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="training.export", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path, help="the Hugging Face folder to write")
    parser.add_argument("--parcel", type=Path, help="these weights rather than those of WORK")
    options = parser.parse_args(arguments)
    try:
        export(load(options.recipe), options.work, options.out, options.parcel)
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 1
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
