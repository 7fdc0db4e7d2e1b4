"""A MarianMT model of OPUS-MT size with random weights: for timing, not for translating."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

VOCABULARY = 58_000
WIDTH, LAYERS, FEED_FORWARD, HEADS = 512, 6, 2048, 8
"""Those of opus-mt-fr-en."""


def install(models_dir: Path, lines: list[str]) -> None:
    """Puts a French-English and an English-French model into a model store.

    Args:
        lines: text to train the SentencePiece model on.
    """
    for source, target in (("fr", "en"), ("en", "fr")):
        folder = models_dir / f"benchmark--random-{source}-{target}"
        _write(folder, source, target, lines)


def _write(folder: Path, source: str, target: str, lines: list[str]) -> None:
    from audit.translators.marian import convert, manifest

    model = f"benchmark/random-{source}-{target}"
    hub_files = folder / "hf"
    hub_files.mkdir(parents=True)
    _pieces(hub_files, lines)
    _weights(hub_files)
    convert.to_ct2(hub_files, folder / "ct2", model, "int8")
    facts = manifest.Manifest(
        format=manifest.FORMAT,
        model=model,
        revision="random",
        licence="none",
        directions=(manifest.Direction(source=source, target=target),),
        quantization="int8",
        max_positions=512,
        weights=convert.SAFE,
        built_with=convert.built_with(),
        files=manifest.describe_files(folder),
    )
    manifest.write(folder, facts)


def _pieces(folder: Path, lines: list[str]) -> None:
    import sentencepiece

    for name in ("source", "target"):
        with (folder / f"{name}.spm").open("wb") as handle:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(lines),
                model_writer=handle,
                vocab_size=2000,
                model_type="bpe",
                hard_vocab_limit=False,
                minloglevel=2,
            )
    trained = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    words = ["</s>", "<unk>"]
    words += [trained.id_to_piece(index) for index in range(3, trained.get_piece_size())]
    words += [f"▁mot{index}" for index in range(VOCABULARY - len(words) - 1)]
    table = {word: index for index, word in enumerate([*words, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    settings = {"source_lang": "fr", "target_lang": "en", "tokenizer_class": "MarianTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")


def _weights(folder: Path) -> None:
    import torch
    from transformers import MarianConfig, MarianMTModel

    torch.manual_seed(1)
    size = len(json.loads((folder / "vocab.json").read_text(encoding="utf-8")))
    options: dict[str, Any] = {
        "vocab_size": size, "d_model": WIDTH, "encoder_layers": LAYERS, "decoder_layers": LAYERS,
        "encoder_ffn_dim": FEED_FORWARD, "decoder_ffn_dim": FEED_FORWARD,
        "encoder_attention_heads": HEADS, "decoder_attention_heads": HEADS,
        "max_position_embeddings": 512, "scale_embedding": True, "activation_function": "swish",
        "pad_token_id": size - 1, "eos_token_id": 0, "bos_token_id": None,
        "decoder_start_token_id": size - 1, "forced_eos_token_id": None,
    }  # fmt: skip
    model = MarianMTModel(MarianConfig(**options))
    model.model.shared.weight.data.normal_(0.0, WIDTH**-0.5)
    model.model.shared.weight.data[size - 1].zero_()
    model.save_pretrained(folder)
