"""Trains the word tables and writes them where the package looks for them.

    python -m training.lexical.train training/lexical/lexical.toml DATA --exclude news2013.fr.gz

DATA holds the files ``NAME.*.tsv.xz`` of the sources that the recipe names, two columns each.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy

from audit.core.reference import Entry, load_file
from audit.qe.lexical.layout import Manifest, SourceNote
from training.config import RecipeError
from training.corpus import held_out
from training.lexical.config import Recipe, load
from training.lexical.corpus import Corpus, build, link, sentences
from training.lexical.estimate import estimate
from training.lexical.pack import members, write

ROOT = Path(__file__).parents[2]
NOTES = Path(__file__).parents[1] / "sources.toml"


class Notes(Entry, frozen=True):
    """``training/sources.toml``."""

    source: tuple[SourceNote, ...] = ()


def train(
    recipe: Recipe, data: Path, into: Path, kept_out: frozenset[bytes],
    report: Callable[[str], None],
) -> Manifest:  # fmt: skip
    """Trains, and writes ``<first>-<second>.npz`` and ``.toml`` into a folder.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    corpus = build(sentences(recipe, data, kept_out), recipe.words)
    sizes = [len(words) - 1 for words in corpus.vocabularies]
    report(f"{len(corpus.weights)} pairs, {sizes[0]} and {sizes[1]} words")
    links = link(corpus)
    report(f"{len(links.first)} pairs of words meet")
    counts = estimate(corpus, links, recipe.estimate, report)
    arrays = members(corpus, links, counts, recipe.table, recipe.estimate)
    return save(into, recipe, corpus, arrays)


def save(into: Path, recipe: Recipe, corpus: Corpus, arrays: dict[str, Any]) -> Manifest:
    """Writes the tables and their manifest."""
    first, second = recipe.languages.first, recipe.languages.second
    name = f"{first}-{second}"
    into.mkdir(parents=True, exist_ok=True)
    digest = write(into / f"{name}.npz", arrays)
    manifest = Manifest(
        first=first,
        second=second,
        file=f"{name}.npz",
        sha256=digest,
        words=(len(arrays["sizes0"]), len(arrays["sizes1"])),
        translations=(len(arrays["to0"]), len(arrays["to1"])),
        sentences=len(corpus.weights),
        sources=_notes(recipe),
    )
    (into / f"{name}.toml").write_text(_toml(manifest), encoding="utf-8")
    return manifest


def _notes(recipe: Recipe) -> tuple[SourceNote, ...]:
    names = {source.name for source in recipe.source}
    every = load_file(NOTES, Notes).source
    return tuple(note for note in every if note.name in names)


def _toml(manifest: Manifest) -> str:
    lines = [
        "# Word translation tables: written by training/lexical, never by hand.",
        f'first = "{manifest.first}"',
        f'second = "{manifest.second}"',
        f'file = "{manifest.file}"',
        f'sha256 = "{manifest.sha256}"',
        f"words = {list(manifest.words)}",
        f"translations = {list(manifest.translations)}",
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
    parser.add_argument("data", type=Path)
    parser.add_argument("--into", type=Path, default=ROOT / "reference" / "models" / "lexical")
    parser.add_argument("--exclude", type=Path, nargs="*", default=[], help="held-out text")
    options = parser.parse_args(arguments)
    start = time.monotonic()

    def report(text: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {text}", flush=True)

    try:
        numpy.seterr(all="raise", under="ignore")
        kept_out = held_out(options.exclude)
        manifest = train(load(options.recipe), options.data, options.into, kept_out, report)
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 2
    report(f"{options.into / manifest.file}: {manifest.translations} translations")
    return 0


if __name__ == "__main__":
    sys.exit(main())
