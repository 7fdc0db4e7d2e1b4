"""What the compact engine makes of human translations, several ways: more machines to learn from.

    python -m training.judge.made MODEL CORPUS... > MADE.jsonl

CORPUS is ``French<TAB>English`` a line, packed by xz; runs of ten lines are taken for articles.
Lines that are there already in the file ``--after`` are not made again.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ctranslate2 import Translator
from sentencepiece import SentencePieceProcessor

_RUN = 10
WAYS: dict[str, dict[str, Any]] = {
    "compact-beam4": {"beam_size": 4},
    "compact-beam1": {"beam_size": 1},
    "compact-sample": {"beam_size": 1, "sampling_topk": 8, "sampling_temperature": 0.9},
}


def made(
    model: Path, pairs: Sequence[tuple[str, str]], source: int, translator: Translator
) -> dict[str, Any]:
    """One article: its sources, the human translation, and the machine's by way."""
    language = ("fr", "en")[1 - source]
    processor = SentencePieceProcessor(model_file=str(model / "source.spm"))
    sources = [pair[source] for pair in pairs]
    ids = [[f">>{language}<<", *processor.encode(text, out_type=str), "</s>"] for text in sources]
    machines = {}
    for name, options in WAYS.items():
        found = translator.translate_batch(ids, max_decoding_length=200, **options)
        machines[name] = [processor.decode(each.hypotheses[0]) for each in found]
    humans = {"A": [pair[1 - source] for pair in pairs]}
    return {
        "source_lang": ("fr", "en")[source], "target_lang": language,
        "src": sources, "refs": humans, "mt": machines,
    }  # fmt: skip


def main() -> None:
    """Writes articles in both directions, in an order that a hash of nothing decides."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--after", type=Path, help="a file of an earlier run")
    options = parser.parse_args()
    after = options.after.read_text(encoding="utf-8").splitlines() if options.after else []
    done = {json.loads(line)["doc"] for line in after}
    translator = Translator(str(options.model), compute_type="int8", intra_threads=1)
    articles = [each for path in options.corpora for each in _articles(path)]
    random.Random(5).shuffle(articles)
    for name, pairs in articles:
        for source in (0, 1) if name not in done else ():
            article = {"doc": name, **made(options.model, pairs, source, translator)}
            sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")


def _articles(path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        pairs = [tuple(line.rstrip("\n").split("\t")[:2]) for line in lines]
    starts = range(0, len(pairs) - _RUN, _RUN)
    return [(f"{path.name}-{start}", pairs[start : start + _RUN]) for start in starts]  # type: ignore[misc]


if __name__ == "__main__":
    main()
