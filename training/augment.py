"""Step 4, optional: synthetic pairs. ``python -m training.augment RECIPE WORK [--first FILE...]``

Translates text with the weights reached so far and writes ``WORK/clean/synthetic.tsv``, which
the recipe's ``synthetic`` source takes up when training goes on. Text in one language alone
(``--first``, ``--second``: files with a sentence per line) gives back-translation (Sennrich et al.
2016). Without such files both sides of the corpus are translated, which diversifies the data
(Nguyen et al. 2020): each pair is joined by one with a machine's source and one with its target.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from training.config import Recipe, RecipeError, load
from training.corpus import open_text, tidy
from training.decode import translate
from training.feed import choose
from training.model import Translator
from training.network import best_device
from training.parcel import load_weights
from training.store import TextStore
from training.vocabulary import Vocabulary

NAME = "synthetic"


def plausible(text: str, translation: str | None) -> bool:
    """Whether a translation is worth training on: ended, of like length, not going in circles."""
    if not translation:
        return False
    lengths = len(text) + 5, len(translation) + 5
    if max(lengths) > 2 * min(lengths):
        return False
    words = translation.split()
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    return not runs or max(runs.values()) <= 2 + len(words) // 40


def corpus_sides(recipe: Recipe, work: Path, pairs: int) -> tuple[list[str], list[str]]:
    """Texts of the first and of the second language out of an epoch's choice, each once."""
    store = TextStore(work / "clean")
    sides: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for index, number in choose(recipe, store, 0).tolist():
        if len(sides[0]) >= pairs:
            break
        if (name := recipe.source[index].name) != NAME:
            for side, text in zip(sides, store.pair(name, number), strict=True):
                side[text] = None
    return list(sides[0]), list(sides[1])


def texts_of(paths: Sequence[Path]) -> list[str]:
    """The different lines of some files."""
    return list(dict.fromkeys(tidy(line) for path in paths for line in open_text(path) if line))


def synthesise(
    model: Translator,
    vocabulary: Vocabulary,
    sides: tuple[list[str], list[str]],
    languages: tuple[str, str],
    tokens: int,
) -> Iterator[tuple[str, str]]:
    """Pairs, first language first, in which one side is the model's own translation."""
    for side, texts in enumerate(sides):
        found = translate(model, vocabulary, texts, languages[1 - side], tokens)
        for text, translation in zip(texts, found, strict=True):
            if translation is not None and plausible(text, translation):
                yield (text, translation) if side == 0 else (translation, text)


def augment(options: argparse.Namespace) -> int:
    """Writes the file and returns how many pairs it has.

    Raises:
        RecipeError: when there are no weights, or nothing to translate.
    """
    recipe, work = load(options.recipe), options.work
    vocabulary = Vocabulary(work / "vocabulary")
    model = Translator(recipe.model, vocabulary.size)
    model.load_state_dict(load_weights(work, recipe.model))
    positions, dtype = model.position_table, torch.bfloat16
    model = model.to(dtype).to(options.device).eval()
    model.position_table = positions.to(options.device)
    if options.first or options.second:
        sides = texts_of(options.first), texts_of(options.second)
    else:
        sides = corpus_sides(recipe, work, options.pairs)
    if not any(sides):
        raise RecipeError("nothing to translate")
    languages, count = (recipe.languages.first, recipe.languages.second), 0
    target = work / "clean" / f"{NAME}.tsv"
    partial = target.with_suffix(".partial")
    with partial.open("w", encoding="utf-8", newline="\n") as out:
        for pair in synthesise(model, vocabulary, sides, languages, options.tokens):
            out.write("\t".join(pair) + "\n")
            count += 1
    if not count:
        raise RecipeError("no translation is worth training on; train longer first")
    partial.replace(target)
    report = json.loads((work / "clean" / "report.json").read_text("utf-8"))
    report["pairs"][NAME] = count
    (work / "clean" / "report.json").write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="training.augment", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--first", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--second", type=Path, nargs="*", default=[], metavar="FILE")
    parser.add_argument("--pairs", type=int, default=400_000, help="of the corpus, at most")
    parser.add_argument("--tokens", type=int, default=65_536, help="source tokens a batch")
    parser.add_argument("--device", default=best_device())
    begun = time.perf_counter()
    try:
        count = augment(parser.parse_args(arguments))
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} synthetic pairs in {time.perf_counter() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
