"""What the encoder makes of every text, kept on disk so that it is made once.

    python -m training.judge.states MODEL WORK SET...

MODEL is the folder of the encoder. Texts come in a fixed order, some thousand a file; a run that is
stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import numpy as np
from sentencepiece import SentencePieceProcessor

from audit.qe.neural.encoder import LONGEST
from audit.qe.neural.pieces import BEGIN, END, Pieces, cut
from training.judge.faults import faulty
from training.judge.material import Row, rows
from training.judge.rated import is_rated, rated

_FILE = 2048
"""Texts a file."""
_BATCH = 32
_FAULTS = 1100
"""Of each pair."""


class States:
    """The states of all texts, by their text."""

    def __init__(self, work: Path) -> None:
        arrays, self.places, start = [], {}, 0
        for path in sorted(work.glob("states-*.npz")):
            with np.load(path, allow_pickle=False) as file:
                arrays.append(file["states"])
                for text, size in zip(file["texts"], file["sizes"], strict=True):
                    self.places[str(text)] = (start, start + int(size))
                    start += int(size)
        self.all = np.concatenate(arrays)

    def size(self, text: str) -> int:
        """How many subwords a text has; 0 where it is not known."""
        start, end = self.places.get(text, (0, 0))
        return end - start

    def of(self, text: str) -> np.ndarray:
        """(subwords, width) float16."""
        start, end = self.places[text]
        return self.all[start:end]


def labels(row: Row, pieces: Pieces) -> np.ndarray:
    """(subwords,) 1 where the word that a subword ends in is wrong, 0 where it is right, -1 where
    it is none.
    """
    letters = np.full(len(row.target) + 1, -1, np.int8)
    if row.wrong is not None:
        for (start, end), wrong in zip(row.spans, row.wrong, strict=True):
            letters[start:end] = wrong
    found = np.full(len(pieces.numbers), -1, np.int8)
    for place, (start, end) in enumerate(zip(pieces.starts, pieces.ends, strict=True)):
        inside = letters[start:end][letters[start:end] >= 0]
        if len(inside):
            found[place] = inside[-1]
    return found


def faults(material: Sequence[Row]) -> list[Row]:
    """Of up to ``_FAULTS`` human translations of each pair, one each with a fault made in it."""
    people = defaultdict(list)
    for row in material:
        if row.is_human and row.rating is None:
            people[row.pair].append(row)
    dice = random.Random(11)
    made = []
    for rows_ in people.values():
        for row in dice.sample(rows_, min(len(rows_), _FAULTS)):
            made.append(faulty(row, rows_, dice))
    return [row for row in made if row is not None]


def write(model: Path, work: Path, material: list[Row]) -> None:
    """``rows.pickle`` with the rows and their labels, and the states of all their texts."""
    processor = SentencePieceProcessor(model_file=str(model / "pieces.model"))
    texts = list(dict.fromkeys(text for row in material for text in (row.source, row.target)))
    made = {text: cut(text, processor, LONGEST) for text in texts}
    tagged = [(row, labels(row, made[row.target])) for row in material]
    (work / "rows.pickle").write_bytes(pickle.dumps(tagged))
    encoder = ctranslate2.Encoder(str(model), compute_type="int8", intra_threads=1)
    for start in range(0, len(texts), _FILE):
        path = work / f"states-{start:07d}.npz"
        if not path.exists():
            _file(path, encoder, {text: made[text] for text in texts[start : start + _FILE]})
            print(path.name, flush=True)


def _file(path: Path, encoder: ctranslate2.Encoder, texts: dict[str, Pieces]) -> None:
    order = sorted(texts, key=lambda text: len(texts[text].numbers))
    found: dict[str, np.ndarray] = {}
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        ids = [[BEGIN, *texts[text].numbers, END] for text in batch]
        states = np.array(encoder.forward_batch(ids).last_hidden_state)
        for text, own in zip(batch, states, strict=True):
            found[text] = own[1 : 1 + len(texts[text].numbers)].astype(np.float16)
    partial = path.with_suffix(".part.npz")
    np.savez(
        partial,
        states=np.concatenate([found[text] for text in texts]),
        sizes=np.array([len(found[text]) for text in texts]),
        texts=np.array(list(texts)),
    )
    partial.rename(path)


def main() -> None:
    """Writes rows and states into WORK."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    sets = [(rated if is_rated(path) else rows)(path) for path in options.sets]
    material = [row for found in sets for row in found]
    write(options.model, options.work, [*material, *faults(material)])


if __name__ == "__main__":
    main()
