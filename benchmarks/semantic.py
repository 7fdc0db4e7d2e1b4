"""How well the scores of meaning and of word tables tell good translations from bad ones.

    python benchmarks/semantic.py retrieval news.fr.gz news.en.gz
    python benchmarks/semantic.py words news.fr.gz news.en.gz
    python benchmarks/semantic.py misaligned paracrawl.jsonl.gz
    python benchmarks/semantic.py round-trip contratico.jsonl.gz
    python benchmarks/semantic.py entities xctranslate.jsonl.gz

`retrieval`: how often the nearest of all lines of one file is the translation of a line of the
other. `words`: how much of these translations the word tables bear out. `misaligned`: web pairs
that people judged (`src`, `mt`, `label`: V is valid, A and E are misaligned, L is in a wrong
language); the area under the ROC curve (AUC), 0.5 is chance. `round-trip`: texts beside the
back-translation of a damaged translation (`src`, `google_backtranslation_of_bad`, `severity`): AUC
of critical against minor damage. `entities`: translations beside references (`mt`, `refs`,
`entity_ok`): AUC of a right name. Each prints chrF and length beside, as a floor. `--model FOLDER`
takes a model of your own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy

from audit.qe.lexical.model import LexicalModel
from audit.qe.semantic.choose import similarity
from audit.qe.semantic.content_words import ContentWords
from audit.qe.semantic.interface import Similarity

CONTENT = 6.0
"""Rarity from which on a word counts as one of content."""
UNSUPPORTED = 0.1

Pairs = Sequence[tuple[str, str]]
Scorer = Callable[[Pairs], list[float]]


def auc(good: Sequence[bool], scores: Sequence[float]) -> float:
    """The chance that a good row has the higher score; ties count half."""
    values, truth = numpy.asarray(scores), numpy.asarray(good)
    _, places, counts = numpy.unique(values, return_inverse=True, return_counts=True)
    ranks = (numpy.cumsum(counts) - (counts - 1) / 2)[places]
    right, wrong = int(truth.sum()), int((~truth).sum())
    return float((ranks[truth].sum() - right * (right + 1) / 2) / (right * wrong))


def by_length(pairs: Pairs) -> list[float]:
    """How near the lengths are."""
    return [-abs(float(numpy.log((len(a) + 5) / (len(b) + 5)))) for a, b in pairs]


def by_chrf(pairs: Pairs) -> list[float]:
    """sacreBLEU's chrF2."""
    from sacrebleu.metrics import CHRF

    metric = CHRF()
    return [float(metric.sentence_score(two, [one]).score) for one, two in pairs]


def by_meaning(method: Similarity, first: str, second: str) -> Scorer:
    """A score of meaning; pairs that it cannot judge get 0."""

    def scorer(pairs: Pairs) -> list[float]:
        found = method.compare([a for a, _ in pairs], [b for _, b in pairs], first, second)
        return [value or 0.0 for value in found]

    return scorer


def by_words(first: str, second: str) -> Scorer:
    """The adequacy of the word tables."""
    model = LexicalModel.load(first, second)
    assert model is not None
    return lambda pairs: [model.adequacy(one, two).score for one, two in pairs]


def across(options: argparse.Namespace) -> dict[str, Scorer]:
    """Scores of two languages."""
    method = similarity("en", "fr", options.model)
    assert method is not None
    return {
        "length": by_length,
        "chrF": by_chrf,
        "word tables": by_words("en", "fr"),
        "meaning": by_meaning(method, "en", "fr"),
    }


def within(language: str, options: argparse.Namespace) -> dict[str, Scorer]:
    """Scores of one language."""
    method = similarity(language, language, options.model)
    assert method is not None
    return {
        "length": by_length,
        "chrF": by_chrf,
        "content words": by_meaning(ContentWords(), language, language),
        "meaning": by_meaning(method, language, language),
    }


def rows(path: str) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in lines(path)]


def lines(path: str) -> Iterator[str]:
    """The lines of a file, compressed or not."""
    opened: Any = gzip.open if path.endswith(".gz") else open
    with opened(Path(path), "rt", encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file)


def misaligned(options: argparse.Namespace) -> None:
    """Web pairs."""
    every = rows(options.paths[0])
    for name, scorer in across(options).items():
        start = time.perf_counter()
        scores = scorer([(row["src"], row["mt"]) for row in every])
        speed = len(every) / (time.perf_counter() - start)
        parts = []
        for label in "AEL":
            kept = [at for at, row in enumerate(every) if row["label"] in (label, "V")]
            good = [every[at]["label"] == "V" for at in kept]
            parts.append(f"{label} {auc(good, [scores[at] for at in kept]):.3f}")
        print(f"{name:14} AUC against valid: {'  '.join(parts)}   {speed:.0f} pairs/s")


def round_trip(options: argparse.Namespace) -> None:
    """Damaged translations, seen through their back-translation."""
    every = [
        row for row in rows(options.paths[0])
        if row.get("google_backtranslation_of_bad") and row["severity"] in ("critical", "minor")
    ]  # fmt: skip
    good = [row["severity"] == "minor" for row in every]
    pairs = [(row["src"], row["google_backtranslation_of_bad"]) for row in every]
    for name, scorer in within("en", options).items():
        print(f"{name:14} AUC minor against critical: {auc(good, scorer(pairs)):.3f}")


def entities(options: argparse.Namespace) -> None:
    """Translations with right and wrong names, beside the best reference."""
    every = rows(options.paths[0])
    good = [bool(row["entity_ok"]) for row in every]
    pairs = [(ref, row["mt"]) for row in every for ref in row["refs"]]
    owner = numpy.array([at for at, row in enumerate(every) for _ in row["refs"]])
    for name, scorer in within("fr", options).items():
        best = numpy.full(len(every), -numpy.inf)
        numpy.maximum.at(best, owner, numpy.array(scorer(pairs)))
        print(f"{name:14} AUC right against wrong name: {auc(good, best.tolist()):.3f}")


def retrieval(options: argparse.Namespace) -> None:
    """Line by line."""
    from audit.qe.semantic.interface import VectorSimilarity

    method = similarity("fr", "en", options.model)
    assert isinstance(method, VectorSimilarity)
    start = time.perf_counter()
    left, right = (method.encoder.encode(list(lines(path))) for path in options.paths)
    speed = (len(left) + len(right)) / (time.perf_counter() - start)
    near = left @ right.T
    truth = numpy.arange(len(left))
    there, back = (near.argmax(1) == truth).mean(), (near.argmax(0) == truth).mean()
    print(f"nearest line right: {there:.3f} and {back:.3f} of {len(left)}; {speed:.0f} texts/s")


def words(options: argparse.Namespace) -> None:
    """How much of good translations the word tables bear out, and of lines set beside them."""
    model = LexicalModel.load("fr", "en")
    assert model is not None
    left, right = (list(lines(path)) for path in options.paths)
    known = [
        unit.key in model.tables.side("fr") for text in left for unit in model.source_units(text)
    ]
    print(f"French words in the tables: {numpy.mean(known):.3f}")
    known = [
        unit.key in model.tables.side("en") for text in right for unit in model.target_units(text)
    ]
    print(f"English words in the tables: {numpy.mean(known):.3f}")
    start = time.perf_counter()
    true = [model.adequacy(one, two).score for one, two in zip(left, right, strict=True)]
    speed = len(left) / (time.perf_counter() - start)
    false = [
        model.adequacy(one, two).score for one, two in zip(left, right[1:] + right[:1], strict=True)
    ]
    good = [True] * len(true) + [False] * len(false)
    means = f"{numpy.mean(true):.3f}, of neighbouring lines {numpy.mean(false):.3f}"
    value = auc(good, true + false)
    print(f"adequacy of translations {means}; AUC {value:.4f}; {speed:.0f} pairs/s")
    support = [
        one.support < UNSUPPORTED
        for source, target in zip(left, right, strict=True)
        for one in model.word_support(source, target)
        if one.rarity >= CONTENT
    ]
    print(f"content words of translations without support: {numpy.mean(support):.3f}")


TASKS = {
    "words": words,
    "retrieval": retrieval,
    "misaligned": misaligned,
    "round-trip": round_trip,
    "entities": entities,
}


def main() -> None:
    """The command line."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=list(TASKS))
    parser.add_argument("paths", nargs="+", metavar="FILE")
    parser.add_argument("--model", help="folder of a model of your own")
    options = parser.parse_args()
    TASKS[options.task](options)


if __name__ == "__main__":
    main()
