"""Precision and recall of sentence boundaries on a file with one sentence per line.

    python benchmarks/segmentation.py news.fr.gz --lang fr

Lines are joined by spaces into paragraphs of three to five. A line without a closing stop is a
headline, a paragraph of its own in any article, so it ends its paragraph. A boundary is right when
a line ends there; lines that hold two sentences count against precision, whoever cuts.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from audit.reading.segmentation.sentences import split

Cutter = Callable[[str, str], list[int]]
_STOPPED = re.compile(r"[.!?…][\s»”’\"')\]]*$")


def ours(text: str, language: str) -> list[int]:
    """Where each sentence but the last ends."""
    return [end for _, end in split(text, language)[:-1]]


def sentencex(text: str, language: str) -> list[int]:
    """The same from the library alone."""
    from sentencex import segment

    ends, at = [], 0
    for sentence in segment(language, text):
        at += len(sentence)
        ends.append(at - len(sentence) + len(sentence.rstrip()))
    return ends[:-1]


def paragraphs(lines: list[str]) -> Iterator[tuple[str, list[int]]]:
    """Paragraphs of 3, 4, 5, 3, ... lines, with the offsets where lines end inside them."""
    sizes = cycle((3, 4, 5))
    group: list[str] = []
    size = next(sizes)
    for line in lines:
        group.append(line)
        if len(group) == size or not _STOPPED.search(line):
            yield _paragraph(group)
            group, size = [], next(sizes)
    if group:
        yield _paragraph(group)


def _paragraph(group: list[str]) -> tuple[str, list[int]]:
    ends, at = [], 0
    for line in group:
        at += len(line)
        ends.append(at)
        at += 1
    return " ".join(group), ends[:-1]


def measure(lines: list[str], language: str, cutter: Cutter) -> tuple[int, int, int, list[str]]:
    """Right, wrong and missed boundaries, and each fault with its surroundings."""
    right = wrong = missed = 0
    faults = []
    for text, reference in paragraphs(lines):
        found, wanted = set(cutter(text, language)), set(reference)
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
        for at in sorted(found ^ wanted):
            kind = "wrong " if at in found else "missed"
            faults.append(f"{kind} {text[max(0, at - 60) : at]}¦{text[at : at + 60]}")
    return right, wrong, missed, faults


def main() -> None:
    """Prints a line a cutter."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path, help="one sentence per line, .gz or plain UTF-8")
    parser.add_argument("--lang", default="fr", help="BCP 47 (default: fr)")
    parser.add_argument("--faults", action="store_true", help="also list our faults")
    options = parser.parse_args()
    data = options.path.read_bytes()
    if options.path.suffix == ".gz":
        data = gzip.decompress(data)
    lines = [line.strip() for line in data.decode("utf-8").split("\n") if line.strip()]
    cutters: dict[str, Cutter] = {"traudit": ours, "sentencex": sentencex}
    for name, cutter in cutters.items():
        right, wrong, missed, faults = measure(lines, options.lang, cutter)
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + wrong + missed)
        print(
            f"{name:10} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}"
            f"  ({right} right, {wrong} wrong, {missed} missed)"
        )
        if options.faults and name == "traudit":
            print("\n".join(faults))


if __name__ == "__main__":
    main()
