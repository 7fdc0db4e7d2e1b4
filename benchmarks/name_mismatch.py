"""False alarms and recall of the check of names against a source.

    python benchmarks/name_mismatch.py aligned SOURCE.en.gz TARGET.fr.gz --langs en-fr
    python benchmarks/name_mismatch.py pairs SET.jsonl.gz --langs fr-en

`aligned` takes two files with one sentence per line, translated by people. It prints how many lines
get a finding, and, after one name of each line was replaced by one of another line or taken out,
how many are found. `pairs` takes JSON lines with `src`, `good`, `bad` and `pert`: the same for
perturbations of named entities (`ne_` in their name). `--show N` prints the major findings.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from audit.checks.entities.names.mismatch import NameMismatch
from audit.checks.interface import CheckContext
from audit.language.names.proper_names import Name, names
from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.finding import Candidate, Severity
from audit.model.text import TextMap
from audit.model.translation import Alignment

_ALIGNED = (Alignment((0,), (0,), 1.0),)


def document(text: str, language: str) -> Document:
    """One sentence as an article."""
    known = Language(language, 1.0, "option")
    placed = TextMap.identity(0, len(text))
    return Document(
        source=SourceText("-", text, "utf-8", ""),
        reader="text",
        language=known,
        provenance=Provenance(machine_translated=False),
        blocks=(Block(0, BlockKind.BODY, text, placed, known),),
        segments=(Segment(0, 0, BlockKind.BODY, text, placed, known),),
    )


def findings(source: str, target: str, languages: list[str]) -> list[Candidate]:
    """What the check says about one pair of sentences."""
    left, right = document(source, languages[0]), document(target, languages[1])
    return list(NameMismatch().run(CheckContext(right, (None,), left, _ALIGNED)))


def aligned(paths: list[str], languages: list[str], show: int) -> None:
    """Findings on lines translated by people, and on the same with a name changed."""
    rows = [row for row in zip(*map(_lines, paths), strict=True) if all(row)]
    start = time.perf_counter()
    clean = [findings(*row, languages) for row in rows]
    seconds = time.perf_counter() - start
    _print("clean", clean)
    words = sum(len(target.split()) for _, target in rows)
    print(f"{words / seconds * 60:,.0f} words a minute")
    for candidate in [one for row in clean for one in row if one.severity >= Severity.MAJOR][:show]:
        print("  ", candidate.message)
    for name, changed in (("replaced", _replaced), ("taken out", _taken_out)):
        damaged = list(changed(rows, languages[1], random.Random(1)))
        _print(name, [findings(*row, languages) for row in damaged])


def pairs(path: str, languages: list[str]) -> None:
    """Findings on good and bad translations of one source."""
    rows = [json.loads(line) for line in _lines(path)]
    kinds = sorted({row["pert"] for row in rows if "ne_" in row["pert"]})
    for kind in kinds:
        for side in ("good", "bad"):
            found = [
                findings(row["src"], row[side], languages) for row in rows if row["pert"] == kind
            ]
            _print(f"{kind} {side}", found)


def _replaced(
    rows: list[tuple[str, ...]], language: str, rng: random.Random
) -> Iterator[tuple[str, str]]:
    """Lines with one name that another line has in its place."""
    every = [name.text for _, target in rows for name in names(target, language)]
    for source, target in rows:
        for name in names(target, language)[:1]:
            other = rng.choice(every)
            if other not in target and other not in source:
                yield source, target[: name.start] + other + target[name.end :]


def _taken_out(
    rows: list[tuple[str, ...]], language: str, rng: random.Random
) -> Iterator[tuple[str, str]]:
    """Lines without one of their names."""
    for source, target in rows:
        found: tuple[Name, ...] = names(target, language)
        if found:
            name = rng.choice(found)
            yield source, " ".join((target[: name.start] + target[name.end :]).split())


def _print(name: str, found: list[list[Candidate]]) -> None:
    counts = Counter(max((one.severity for one in row), default=None) for row in found)
    major, some = counts[Severity.MAJOR], len(found) - counts[None]
    total = len(found) or 1
    print(
        f"{name}: {len(found)} sentences, major {major} ({major / total:.2%}), "
        f"any {some} ({some / total:.2%})"
    )


def _lines(path: str) -> list[str]:
    opened = gzip.open if path.endswith(".gz") else Path.open
    with opened(Path(path), "rt", encoding="utf-8") as file:
        return [str(line).strip() for line in file]


def main() -> None:
    """The command line."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=("aligned", "pairs"))
    parser.add_argument("paths", nargs="+", metavar="FILE")
    parser.add_argument("--langs", default="en-fr")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    languages = options.langs.split("-")
    if options.kind == "aligned":
        aligned(options.paths, languages, options.show)
    else:
        pairs(options.paths[0], languages)


if __name__ == "__main__":
    main()
