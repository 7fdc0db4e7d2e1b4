"""Step 2: the shared vocabulary. ``python -m training.vocabulary RECIPE WORK``

One sentencepiece model for both languages (unigram), then the direction tokens, then ``<pad>``.
Ids are those of ``vocab.json``, which MarianTokenizer and CTranslate2 read too.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from training import normalisation
from training.config import Recipe, RecipeError, load
from training.noise import noisemakers
from training.store import TextStore

END, UNKNOWN = 0, 1
PAD_TOKEN = "<pad>"


def direction_token(language: str) -> str:
    """The first source token, which names the language to translate into."""
    return f">>{language}<<"


class Vocabulary:
    """Text to ids and back.

    Args:
        folder: holds ``source.spm`` and ``vocab.json``.
    """

    def __init__(self, folder: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        try:
            self._pieces: Any = SentencePieceProcessor(model_file=str(folder / "source.spm"))
            self.ids: dict[str, int] = json.loads((folder / "vocab.json").read_text("utf-8"))
        except (OSError, RuntimeError, ValueError) as error:
            raise RecipeError(f"{folder}: no vocabulary: {error}") from error
        self.pad = self.ids[PAD_TOKEN]
        self.size = len(self.ids)
        self._last = self._pieces.get_piece_size() - 1
        self._cuts: dict[int, list[tuple[int, int]]] = {}

    def normal(self, text: str) -> str:
        """The text as the model sees it."""
        return str(self._pieces.normalize(text))

    def encode_target(self, text: str) -> list[int]:
        """Best pieces, then ``</s>``."""
        return [*self._pieces.encode(text), END]

    def encode_source(self, text: str, language: str) -> list[int]:
        """Direction token, best pieces, ``</s>``."""
        return [self.ids[direction_token(language)], *self._pieces.encode(text), END]

    def encode_sources(self, texts: Sequence[str], language: str) -> list[list[int]]:
        """Many at once, on all cores."""
        head = self.ids[direction_token(language)]
        return [[head, *pieces, END] for pieces in self._pieces.encode(list(texts))]

    def recut(self, ids: Sequence[int], share: float, rng: random.Random) -> list[int]:
        """The ids with about this share of the pieces cut in two smaller ones.

        Subword regularisation (Kudo 2018; Provilkov et al. 2020) by other means: sentencepiece's
        own sampling cannot be repeated from one process to the next.
        """
        found: list[int] = []
        for index in ids:
            if rng.random() < share and (halves := self._halves(index)):
                found += rng.choice(halves)
            else:
                found.append(index)
        return found

    def _halves(self, index: int) -> list[tuple[int, int]]:
        """The pairs of pieces that spell this piece; none for special tokens."""
        if index not in self._cuts:
            plain = UNKNOWN < index <= self._last
            piece = str(self._pieces.id_to_piece(index)) if plain else ""
            spelt = ((piece[:at], piece[at:]) for at in range(1, len(piece)))
            known = self.ids
            self._cuts[index] = [
                (known[a], known[b]) for a, b in spelt if a in known and b in known
            ]
        return self._cuts[index]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of ids up to the first ``</s>``; special tokens are left out."""
        return self.decode_many([ids])[0]

    def decode_many(self, rows: Sequence[Sequence[int]]) -> list[str]:
        """Many at once, on all cores."""
        ends = (takewhile(lambda index: index != END, row) for row in rows)
        kept = [[int(index) for index in row if index <= self._last] for row in ends]
        return [str(text) for text in self._pieces.decode(kept)]


def train_vocabulary(recipe: Recipe, work: Path, threads: int = 1) -> Path:
    """Trains on the cleaned corpus and writes ``work/vocabulary``; returns that folder."""
    import sentencepiece

    folder = work / "vocabulary"
    folder.mkdir(parents=True, exist_ok=True)
    languages = recipe.languages.first, recipe.languages.second
    directions = [direction_token(language) for language in languages]
    letters = recipe.vocabulary.letters
    rules = folder / "normalisation.tsv"
    normalisation.write(recipe.normalisation, rules)
    with (folder / "source.spm").open("wb") as model:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=_sentences(recipe, work),
            model_writer=model,
            model_type="unigram",
            vocab_size=recipe.model.vocabulary - len(directions),
            character_coverage=recipe.vocabulary.coverage,
            required_chars="".join(dict.fromkeys(letters + letters.upper())),
            normalization_rule_tsv=str(rules),
            eos_id=END,
            unk_id=UNKNOWN,
            bos_id=-1,
            pad_id=-1,
            max_sentence_length=4096,
            num_threads=threads,
            minloglevel=2,
        )
    pieces: Any = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    tokens = [pieces.id_to_piece(index) for index in range(pieces.get_piece_size())]
    tokens += [*directions, PAD_TOKEN]
    ids = {token: index for index, token in enumerate(tokens)}
    (folder / "vocab.json").write_text(json.dumps(ids, ensure_ascii=False, indent=0), "utf-8")
    return folder


def _sentences(recipe: Recipe, work: Path) -> Iterator[str]:
    """Sentences of both sides with noise, each source in the share it has in an epoch."""
    store = TextStore(work / "clean")
    noise = noisemakers(recipe, store.names())
    rng = random.Random(recipe.seed)
    shares = {s.name: s.times * store.count(s.name) for s in recipe.source if s.name in store}
    total = sum(shares.values())
    for name, share in shares.items():
        wanted = round(recipe.vocabulary.sentences / 2 * share / total)
        count = store.count(name)
        for at in range(min(wanted, count)):
            pair = store.pair(name, at * count // min(wanted, count))
            yield from noise[at % 2](pair, rng)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="training.vocabulary", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    try:
        folder = train_vocabulary(load(options.recipe), options.work, options.threads)
    except (RecipeError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{folder}: {Vocabulary(folder).size} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
