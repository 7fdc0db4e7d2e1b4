"""Trains the sentence vectors and writes them where the package looks for them.

    python -m training.semantic.train training/semantic/semantic.toml \\
        training/lexical/lexical.toml DATA --exclude news2013.fr.gz

The second recipe says which sentence pairs are taken (training/lexical).
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy

from audit.core.reference import load_file
from audit.qe.semantic.layout import SourceNote, VectorManifest
from training.config import RecipeError
from training.corpus import held_out
from training.lexical.config import Recipe
from training.lexical.config import load as load_corpus
from training.lexical.corpus import sentences
from training.lexical.pack import write
from training.lexical.train import NOTES, ROOT, Notes
from training.semantic.config import Pieces, SemanticRecipe, load
from training.semantic.contrast import Encoded, Learner, encoded

Array = numpy.ndarray[Any, Any]
Report = Callable[[str], None]


def train(
    recipe: SemanticRecipe, corpus: Recipe, data: Path, into: Path, kept_out: frozenset[bytes],
    report: Report,
) -> VectorManifest:  # fmt: skip
    """Trains, and writes ``<first>-<second>.npz`` and ``.toml`` into a folder.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    import sentencepiece

    kept = tuple(one for one in corpus.source if one.times >= recipe.vectors.least)
    corpus = replace(corpus, source=kept)
    pairs = list(sentences(corpus, data, kept_out))
    report(f"{len(pairs)} pairs")
    model = vocabulary([pair[:2] for pair in pairs], recipe.pieces)
    report(f"vocabulary of {len(model):,} bytes")
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    rows = [processor.encode([pair[side] for pair in pairs]) for side in (0, 1)]
    good = [at for at in range(len(pairs)) if rows[0][at] and rows[1][at]]
    left, right = (_side(side, good, recipe) for side in rows)
    weights = numpy.array([pairs[at][2] for at in good])
    groups = numpy.unique(weights, return_inverse=True)[1]
    learner = Learner(processor.get_piece_size(), recipe.vectors, recipe.seed)
    learner.learn(left, right, groups, report)
    return save(into, corpus, model, learner.vectors, len(good))


def _side(rows: list[list[int]], good: list[int], recipe: SemanticRecipe) -> Encoded:
    return encoded([rows[at] for at in good], recipe.vectors.longest)


def vocabulary(pairs: Sequence[tuple[str, str]], options: Pieces) -> bytes:
    """A sentencepiece model of both languages, without case."""
    import sentencepiece

    step = max(1, len(pairs) // options.sentences)
    texts = (text for pair in pairs[::step] for text in pair)
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=texts, model_writer=out, vocab_size=options.vocabulary,
        model_type="unigram", normalization_rule_name="nmt_nfkc_cf", character_coverage=0.9995,
        num_threads=1, minloglevel=2, hard_vocab_limit=False,
    )  # fmt: skip
    return out.getvalue()


def save(into: Path, corpus: Recipe, model: bytes, vectors: Array, count: int) -> VectorManifest:
    """Writes the vectors in one byte a number, the vocabulary and the manifest."""
    first, second = corpus.languages.first, corpus.languages.second
    name = f"{first}-{second}"
    into.mkdir(parents=True, exist_ok=True)
    scales = numpy.abs(vectors).max(1) / 127 + 1e-12
    whole = numpy.round(vectors / scales[:, None]).astype(numpy.int8)
    digest = write(
        into / f"{name}.npz",
        {
            "model": numpy.frombuffer(model, numpy.uint8),
            "vectors": whole,
            "scales": scales.astype(numpy.float32),
        },
    )
    names = {source.name for source in corpus.source}
    manifest = VectorManifest(
        languages=(first, second),
        file=f"{name}.npz",
        sha256=digest,
        pieces=len(vectors),
        dimensions=vectors.shape[1],
        sentences=count,
        sources=tuple(one for one in load_file(NOTES, Notes).source if one.name in names),
    )
    (into / f"{name}.toml").write_text(_toml(manifest), encoding="utf-8")
    return manifest


def _toml(manifest: VectorManifest) -> str:
    lines = [
        "# Sentence vectors: written by training/semantic, never by hand.",
        f'languages = ["{manifest.languages[0]}", "{manifest.languages[1]}"]',
        f'file = "{manifest.file}"',
        f'sha256 = "{manifest.sha256}"',
        f"pieces = {manifest.pieces}",
        f"dimensions = {manifest.dimensions}",
        f"sentences = {manifest.sentences}",
    ]
    for source in manifest.sources:
        lines += ["", "[[sources]]"]
        lines += [f'{key} = "{getattr(source, key)}"' for key in SourceNote.__struct_fields__]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("corpus", type=Path, help="recipe of the word tables")
    parser.add_argument("data", type=Path)
    parser.add_argument("--into", type=Path, default=ROOT / "reference" / "models" / "semantic")
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="held-out text")
    options = parser.parse_args(arguments)
    start = time.monotonic()

    def report(text: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {text}", flush=True)

    try:
        recipe, corpus = load(options.recipe), load_corpus(options.corpus)
        kept_out = held_out(options.exclude)
        manifest = train(recipe, corpus, options.data, options.into, kept_out, report)
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 2
    report(f"{options.into / manifest.file}: {manifest.pieces} pieces")
    return 0


if __name__ == "__main__":
    sys.exit(main())
