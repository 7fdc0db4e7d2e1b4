"""How well and how fast the compact model translates, on a test set in both languages.

    python -m benchmarks.compact test.fr test.en [--model DIR] [--beam 4] [--json scores.json]

Prints sacreBLEU's BLEU and chrF2 in both directions and of the round trip that starts from the
first language, with their signatures, and the sentences a second of each pass. ``--model`` takes
any folder with a manifest, such as a float32 one to hold the shipped int8 one against.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from audit.errors import AuditError
from audit.translators.interface import EngineOptions
from audit.translators.marian import folder as folders
from audit.translators.marian.compact import packaged_folder
from audit.translators.marian.selftest import FolderTranslator

WARM_UP = 8


def read_lines(path: Path, limit: int | None) -> list[str]:
    """The first lines of a plain or ``.gz`` file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in islice(lines, limit)]


def timed(
    engine: FolderTranslator, texts: Sequence[str], pair: tuple[str, str]
) -> tuple[list[str], float]:
    """The translations, and how many a second."""
    engine.translate(texts[:WARM_UP], *pair)
    begun = time.perf_counter()
    found = engine.translate(texts, *pair)
    return [item.text for item in found], len(texts) / (time.perf_counter() - begun)


def figures(found: list[str], wanted: list[str], speed: float) -> dict[str, float | str]:
    """BLEU and chrF2 with their signatures, and the speed."""
    from sacrebleu.metrics import BLEU, CHRF

    bleu, chrf = BLEU(), CHRF()
    scores: dict[str, float | str] = {
        "BLEU": bleu.corpus_score(found, [wanted]).score,
        "chrF2": chrf.corpus_score(found, [wanted]).score,
        "sentences a second": speed,
    }
    scores["BLEU signature"] = str(bleu.get_signature())
    scores["chrF2 signature"] = str(chrf.get_signature())
    return scores


def measure(
    engine: FolderTranslator, sides: tuple[list[str], list[str]], languages: tuple[str, str]
) -> dict[str, dict[str, float | str]]:
    """Figures of both directions and of the round trip, by heading."""
    first, second = languages
    forth, forth_speed = timed(engine, sides[0], (first, second))
    back, back_speed = timed(engine, sides[1], (second, first))
    round_trip, round_speed = timed(engine, forth, (second, first))
    beam = f"beam {engine.options.beam_size}"
    return {
        f"{first}-{second}, {beam}": figures(forth, sides[1], forth_speed),
        f"{second}-{first}, {beam}": figures(back, sides[0], back_speed),
        f"{first}-{second}-{first}, {beam}": figures(round_trip, sides[0], round_speed),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.compact", description=__doc__)
    parser.add_argument("first", type=Path, help="the test set in the first language")
    parser.add_argument("second", type=Path, help="the same lines in the second")
    parser.add_argument("--languages", nargs=2, default=("fr", "en"), metavar=("FIRST", "SECOND"))
    parser.add_argument("--model", type=Path, default=packaged_folder())
    parser.add_argument("--beam", type=int, nargs="+", default=[4, 2])
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--lines", type=int, help="of the test set; all by default")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    options = parser.parse_args(arguments)
    sides = read_lines(options.first, options.lines), read_lines(options.second, options.lines)
    if len(sides[0]) != len(sides[1]) or not sides[0]:
        parser.error(f"{len(sides[0])} and {len(sides[1])} lines")
    table: dict[str, dict[str, float | str]] = {}
    try:
        for beam in options.beam:
            folder = folders.read(options.model, "build it with training.package")
            engine = FolderTranslator(folder, EngineOptions(beam, options.threads))
            table |= measure(engine, sides, tuple(options.languages))
    except AuditError as error:
        print(error, file=sys.stderr)
        return 3
    for heading, row in table.items():
        cells = (f"{k} {v if isinstance(v, str) else round(v, 2)}" for k, v in row.items())
        print(f"{heading:24}", "  ".join(cells))
    if options.json:
        options.json.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
