"""Toy MarianMT repositories: tiny real models that really translate a tiny French and English.

The corpus is a grammar written here (who did what when), so that a few hundred training steps give
peaked, meaningful outputs. Layout and file names are those of an OPUS-MT repository on the hub.
"""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUBJECTS = {
    "le président": "the president",
    "la ministre": "the minister",
    "le maire": "the mayor",
    "la police": "the police",
    "l'armée": "the army",
    "le parlement": "parliament",
    "la banque": "the bank",
    "le tribunal": "the court",
}
VERBS = {
    "a signé": "signed",
    "a refusé": "refused",
    "a annoncé": "announced",
    "a critiqué": "criticised",
    "a défendu": "defended",
    "a publié": "published",
}
OBJECTS = {
    "l'accord": "the agreement",
    "la loi": "the law",
    "le budget": "the budget",
    "la visite": "the visit",
    "le rapport": "the report",
    "la réforme": "the reform",
}
DAYS = {
    "lundi": "on Monday",
    "mardi": "on Tuesday",
    "jeudi": "on Thursday",
    "samedi": "on Saturday",
    "dimanche": "on Sunday",
}
LINKS = {", et": ", and", ", mais": ", but", ";": ";"}

LICENCE = "apache-2.0"
CARD = f"---\nlicense: {LICENCE}\ntags:\n- translation\n---\n# A toy model for tests\n"


@dataclass(frozen=True, slots=True)
class Toy:
    """What a toy model is to translate."""

    name: str
    directions: tuple[tuple[str, str], ...]
    """(source, target), each ``fr`` or ``en``."""
    tokens: bool
    """True: joint SentencePiece model and ``>>fr<<`` tokens; False: one model per side, no token."""
    steps: int = 420
    seed: int = 7


def clauses() -> list[tuple[str, str]]:
    """All (French, English) clauses of the grammar, in lower case without a stop."""
    parts = itertools.product(SUBJECTS.items(), VERBS.items(), OBJECTS.items(), DAYS.items())
    return [(" ".join(p[0] for p in row), " ".join(p[1] for p in row)) for row in parts]


def corpus(count: int, seed: int) -> list[tuple[str, str]]:
    """``count`` random (French, English) sentences, a third of them with two clauses."""
    rng, simple = random.Random(seed), clauses()
    links = list(LINKS.items())
    pairs = []
    for index in range(count):
        french, english = rng.choice(simple)
        if index % 3 == 0:
            (fr_link, en_link), (more_fr, more_en) = rng.choice(links), rng.choice(simple)
            french, english = f"{french}{fr_link} {more_fr}", f"{english}{en_link} {more_en}"
        pairs.append((_sentence(french), _sentence(english)))
    return pairs


def _sentence(clause: str) -> str:
    return clause[0].upper() + clause[1:] + "."


def build(toy: Toy, folder: Path) -> Path:
    """Trains ``toy`` and writes its repository to ``folder`` (safetensors weights)."""
    folder.mkdir(parents=True)
    pairs = corpus(3000, toy.seed)
    sides = {"fr": [french for french, _ in pairs], "en": [english for _, english in pairs]}
    source, target = toy.directions[0]
    if toy.tokens:
        _train_pieces([*sides["fr"], *sides["en"]], folder / "source.spm", 220)
        (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    else:
        _train_pieces(sides[source], folder / "source.spm", 120)
        _train_pieces(sides[target], folder / "target.spm", 120)
    _write_vocabulary(toy, folder)
    _write_configs(toy, folder)
    model = _train(toy, folder, pairs)
    model.save_pretrained(folder)
    return folder


def _train_pieces(lines: list[str], path: Path, size: int) -> None:
    import sentencepiece

    with path.open("wb") as handle:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_writer=handle,
            vocab_size=size,
            model_type="bpe",
            character_coverage=1.0,
            normalization_rule_name="nmt_nfkc",
            num_threads=1,
            hard_vocab_limit=False,
            minloglevel=2,
        )


def _write_vocabulary(toy: Toy, folder: Path) -> None:
    import sentencepiece

    words = ["</s>", "<unk>"]
    if toy.tokens:
        words += [f">>{language}<<" for language in dict.fromkeys(t for _, t in toy.directions)]
    for name in ("source.spm", "target.spm"):
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
        words += [pieces.id_to_piece(index) for index in range(3, pieces.get_piece_size())]
    words = [*dict.fromkeys(words), "<pad>"]
    text = json.dumps({word: index for index, word in enumerate(words)}, ensure_ascii=False)
    (folder / "vocab.json").write_text(text, encoding="utf-8")


def _write_configs(toy: Toy, folder: Path) -> None:
    source, target = toy.directions[0]
    tokenizer = {
        "source_lang": source,
        "target_lang": target,
        "tokenizer_class": "MarianTokenizer",
        "model_max_length": 512,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def _model(size: int) -> Any:
    from transformers import MarianConfig, MarianMTModel

    config = MarianConfig(
        vocab_size=size,
        d_model=64,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        max_position_embeddings=512,
        scale_embedding=True,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        activation_function="swish",
        pad_token_id=size - 1,
        eos_token_id=0,
        bos_token_id=None,
        decoder_start_token_id=size - 1,
        forced_eos_token_id=None,
    )
    model = MarianMTModel(config)
    # Tied and scaled embeddings need this; the library's default of 0.02 trains slowly.
    model.model.shared.weight.data.normal_(0.0, config.d_model**-0.5)
    model.model.shared.weight.data[size - 1].zero_()
    return model


def _train(toy: Toy, folder: Path, pairs: list[tuple[str, str]]) -> Any:
    import torch

    torch.manual_seed(toy.seed)
    torch.set_num_threads(1)
    examples = _examples(toy, folder, pairs)
    size = len(json.loads((folder / "vocab.json").read_text(encoding="utf-8")))
    model, rng = _model(size), random.Random(toy.seed)
    model.train()
    optimiser = torch.optim.Adam(model.parameters(), lr=3e-3, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=toy.steps)
    for _ in range(toy.steps):
        batch = rng.sample(examples, 48)
        source, mask = _padded([pair[0] for pair in batch], size - 1)
        labels, label_mask = _padded([pair[1] for pair in batch], size - 1)
        labels = labels.masked_fill(label_mask == 0, -100)
        loss = model(input_ids=source, attention_mask=mask, labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        # Marian decoders start from a zero embedding; the tied output layer would move this row.
        model.model.shared.weight.data[size - 1].zero_()
    if loss.item() > 0.3:
        raise AssertionError(f"{toy.name} did not learn: loss {loss.item():.2f}")
    return model.eval()


def _examples(
    toy: Toy, folder: Path, pairs: list[tuple[str, str]]
) -> list[tuple[list[int], list[int]]]:
    import sentencepiece

    vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
    encode, decode = (
        sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
        for name in ("source.spm", "target.spm")
    )
    examples = []
    for french, english in pairs:
        text = {"fr": french, "en": english}
        for source, target in toy.directions:
            head = [f">>{target}<<"] if toy.tokens else []
            left = [*head, *encode.encode(text[source], out_type=str), "</s>"]
            right = [*decode.encode(text[target], out_type=str), "</s>"]
            examples.append(([vocabulary[x] for x in left], [vocabulary[x] for x in right]))
    return examples


def _padded(rows: list[list[int]], pad: int) -> tuple[Any, Any]:
    import torch

    width = max(map(len, rows))
    ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
    return ids, (ids != pad).long()
