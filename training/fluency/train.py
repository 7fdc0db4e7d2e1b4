"""Trains the n-gram models and writes them where the package looks for them.

    python -m training.fluency.train training/fluency/fluency.toml DATA --exclude news2013.fr.gz

DATA holds the files ``NAME.*.tsv.xz`` of the sources that the recipe names: French, a tab, English.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy

from audit.core.reference import Entry, load_file
from audit.qe.fluency.keys import END, START, hashed, numbers, words
from audit.qe.fluency.layout import BITS, STEP, Manifest, SourceNote, packed
from audit.qe.fluency.model import Model, read
from training.archive import toml_of, write
from training.config import RecipeError
from training.corpus import Cleaner, held_out, read_pairs
from training.fluency.estimate import FIRST, Grams, estimate, stream, vocabulary
from training.fluency.recipe import Recipe, load

Array = numpy.ndarray[Any, Any]
ROOT = Path(__file__).parents[2]
NOTES = Path(__file__).parents[1] / "sources.toml"
LANGUAGES = ("fr", "en")
_OTHER = "<unk>"
_STRANGERS = 20_000
"""Words that the share of words outside the vocabulary is divided among."""
_NORMAL = 20
"""Words of a sentence that the deviation is given for."""


class _Notes(Entry, frozen=True):
    source: tuple[SourceNote, ...] = ()


def sample(
    recipe: Recipe, data: Path, kept_out: frozenset[bytes]
) -> list[tuple[tuple[str, str], int]]:
    """Pairs of all sources with how often each counts, in random order.

    Raises:
        RecipeError: when a source has no file in ``data``.
    """
    rng, cleaner = random.Random(recipe.seed), Cleaner(kept_out)
    found: list[tuple[tuple[str, str], int]] = []
    for source in recipe.source:
        files = sorted(data.glob(f"{source.name}.*.tsv*"))
        if not files:
            raise RecipeError(f"{data}: no file of {source.name}")
        pairs = [pair for path in files for pair in cleaner.clean(read_pairs(path))]
        rng.shuffle(pairs)
        found += [(pair, source.times) for pair in pairs[: source.pairs]]
    rng.shuffle(found)
    return found


def train(recipe: Recipe, language: str, texts: Sequence[tuple[str, int]], into: Path) -> Manifest:
    """Trains the model of one language, and writes ``<language>.npz`` and ``.toml``."""
    cut = [(words(text), times) for text, times in texts]
    aside, kept = cut[: recipe.held_out], cut[recipe.held_out :]
    sentences = [sentence for sentence, times in kept for _ in range(times)]
    known = vocabulary(sentences, recipe.vocabulary)
    grams = estimate(stream(sentences, known), recipe.discount, recipe.bigrams, recipe.trigrams)
    arrays = _arrays(grams, known)
    into.mkdir(parents=True, exist_ok=True)
    path = into / f"{language}.npz"
    digest = write(path, arrays)
    names = {source.name for source in recipe.source}
    notes = tuple(note for note in load_file(NOTES, _Notes).source if note.name in names)
    manifest = Manifest(
        language=language, file=path.name, sha256=digest, recipe="training/fluency",
        words=sum(map(len, sentences)),
        grams=(len(known), len(grams[1].chance), len(grams[2].chance)),
        unknown=round(float(numpy.log10(max(grams[0].chance[2], 1e-4) / _STRANGERS)), 3),
        mean=0.0, deviation=1.0, source=notes,
    )  # fmt: skip
    mean, deviation = usual(read(path, manifest), [sentence for sentence, _ in aside])
    manifest = _with(manifest, mean=mean, deviation=deviation)
    head = "# An n-gram model: written by training/fluency, never by hand."
    (into / f"{language}.toml").write_text(toml_of(manifest, head), encoding="utf-8")
    return manifest


def usual(model: Model, sentences: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Mean surprisal a word of clean text, and its deviation over sentences of 20 words."""
    found = [(-model.log_probs(one).mean(), len(one) + 1) for one in sentences if one]
    values = numpy.array([value for value, _ in found])
    weights = numpy.array([length for _, length in found])
    mean = float((values * weights).sum() / weights.sum())
    spread = float((((values - mean) ** 2) * weights / _NORMAL).mean())
    return round(mean, 4), round(spread**0.5, 4)


def _with(manifest: Manifest, **changes: float) -> Manifest:
    fields = {name: getattr(manifest, name) for name in Manifest.__struct_fields__}
    return Manifest(**{**fields, **changes})


def _arrays(grams: tuple[Grams, Grams, Grams], known: dict[str, int]) -> dict[str, Array]:
    names = [START, END, _OTHER, *known]
    by_number = numbers(names)
    hashes, chances, backs = [], [], []
    for length, one in enumerate(grams, 1):
        inside = numpy.ones(len(one.chance), bool)
        for column in one.words:
            inside &= column < len(names)
        # Words outside the vocabulary are nobody's neighbours: they have no key in use.
        for column in one.words:
            inside &= column != FIRST - 1
        inside &= one.chance > 0 if length > 1 else numpy.ones(len(inside), bool)
        columns = [by_number[column[inside]] for column in one.words]
        hashes.append(hashed(columns, BITS))
        chances.append(one.chance[inside])
        backs.append(one.back[inside])
    unique, first = numpy.unique(numpy.concatenate(hashes), return_index=True)
    low, high = packed(unique)
    chance = numpy.maximum(numpy.concatenate(chances)[first], 1e-9)
    return {
        "low": low,
        "high": high,
        "chance": _steps(chance),
        "back": _steps(numpy.concatenate(backs)[first]),
    }


def _steps(values: Array) -> Array:
    rounded = numpy.clip(numpy.round(-numpy.log10(values) / STEP), 0, 255)
    return rounded.astype(numpy.uint8)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--into", type=Path, default=ROOT / "reference" / "models" / "fluency")
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="held-out text")
    options = parser.parse_args(arguments)
    report = _clock()
    try:
        recipe = load(options.recipe)
        pairs = sample(recipe, options.data, held_out(options.exclude))
        report(f"{len(pairs)} pairs")
        for column, language in enumerate(LANGUAGES):
            texts = [(pair[column], times) for pair, times in pairs]
            made = train(recipe, language, texts, options.into)
            report(f"{language}: {made.words} words, {made.grams}, clean text {made.mean}")
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _clock() -> Callable[[str], None]:
    start = time.monotonic()
    return lambda text: print(f"{time.monotonic() - start:6.0f} s  {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
