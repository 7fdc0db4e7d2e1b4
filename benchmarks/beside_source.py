"""Findings beside a source, a thousand words: what people translated, and what machines did.

    python -m benchmarks.beside_source SET.jsonl.xz --langs de-fr --select ENT008 --show 20

A line of the set is an article: ``src`` (sentences), ``refs`` and ``mt`` (by translator or system,
sentences in the same order), as in the news sets of WMT. Sentence i belongs to sentence i. What is
found in human translations is a false alarm as a rule.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from audit.checks.selection import select_rules
from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.translation import Alignment
from benchmarks.false_alarms import BETWEEN, articles
from benchmarks.false_alarms import findings as alarms

MOST = 60
"""Sentences of a line that is one article; longer ones are cut."""
_SIZE = 20


def article(sentences: Sequence[str], language: str) -> tuple[Document, dict[int, list[int]]]:
    """A paragraph per sentence, and which segments each became."""
    lines = [" ".join(one.split()) for one in sentences]
    (document,) = articles(lines, 0, language)
    starts = [0, *accumulate(len(line) + len(BETWEEN) for line in lines)]
    found: dict[int, list[int]] = {}
    for segment in document.segments:
        start = segment.map.span(0, 1).start
        index = bisect_right(starts, start) - 1
        found.setdefault(index, []).append(segment.index)
    return document, found


def findings(
    source: Sequence[str], target: Sequence[str], languages: Sequence[str], rules: tuple[str, ...]
) -> tuple[Finding, ...]:
    """What the rules find; a check that crashes stops the measurement."""
    (left, ours), (right, theirs) = (
        article(text, language) for text, language in zip((source, target), languages, strict=True)
    )
    aligned = tuple(
        Alignment(tuple(ours[index]), tuple(theirs[index]), 1.0)
        for index in range(len(source))
        if index in ours and index in theirs
    )
    return alarms(right, rules, left, aligned)


def pieces(path: Path) -> Iterator[dict[str, dict[str, list[str]]]]:
    """Articles, each with its source as the only text of ``src``."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            number = len(row["src"])
            step = number if number <= MOST else _SIZE
            for start in range(0, number, step):
                cut = slice(start, start + step)
                yield {
                    "src": {"": row["src"][cut]},
                    **{k: {n: t[cut] for n, t in row[k].items()} for k in ("refs", "mt")},
                }


def main() -> None:
    """Prints findings by rule and severity for people and machines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--langs", required=True, help="source and target: de-fr")
    parser.add_argument("--select", action="append", default=[], help="only these rules")
    parser.add_argument("--show", type=int, default=0, help="print so many of either kind")
    parser.add_argument("--systems", type=int, default=99, help="systems per article")
    options = parser.parse_args()
    languages, rules = options.langs.split("-"), select_rules(options.select)
    words: Counter[str] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    shown: dict[str, list[str]] = {"refs": [], "mt": []}
    for piece in pieces(options.path):
        for kind in shown:
            for name, text in sorted(piece[kind].items())[: options.systems]:
                words[kind] += sum(len(sentence.split()) for sentence in text)
                for found in findings(piece["src"][""], text, languages, rules):
                    counts[kind, found.rule, found.severity.label] += 1
                    shown[kind].append(f"  {kind} {name} {found.rule}: {found.message}")
    for kind, rule, severity in sorted(counts):
        number = counts[kind, rule, severity]
        print(f"{kind:5} {rule} {severity:9} {number:6} {1000 * number / words[kind]:8.3f}/1000")
    print(", ".join(f"{kind}: {number} words" for kind, number in words.items()))
    for lines in shown.values():
        random.Random(1).shuffle(lines)
        print("\n".join(lines[: options.show]))


if __name__ == "__main__":
    main()
