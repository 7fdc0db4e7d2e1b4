"""False alarms and recall of the number check.

    python benchmarks/number_values.py aligned SOURCE.en.gz TARGET.fr.gz --langs en-fr
    python benchmarks/number_values.py pairs SET.jsonl.gz [--langs fr-en]
    python benchmarks/number_values.py alone TEXT.fr.gz --lang fr

`aligned` takes two files with one sentence per line, translated by people. It prints how many lines
get a finding (almost all of them false alarms) and, after one number of each line was changed,
how many are found. `pairs` takes JSON lines with `src`, `good`, `bad`, `type`, `lang_pair`: recall
on bad translations of type `number`, false alarms on good ones. `alone` takes one file and looks at
each line without a source. `--show N` prints the first findings.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from audit.checks.interface import CheckContext
from audit.checks.numbers.check import NumberMismatch
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

_FIGURES = re.compile(r"(?<![\w.,/-])\d+(?![\w/-])")
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


def findings(target: str, language: str, source: str | None, origin: str) -> list[Candidate]:
    """What the check says about one sentence."""
    if source is None:
        context = CheckContext(document(target, language), (None,))
    else:
        context = CheckContext(
            document(target, language), (None,), document(source, origin), _ALIGNED
        )
    return list(NumberMismatch().run(context))


def is_grave(found: list[Candidate]) -> bool:
    """True when any finding is major or critical."""
    return any(one.severity >= Severity.MAJOR for one in found)


def changed(text: str, random_: random.Random) -> tuple[str, int] | None:
    """The text with one digit of one number changed, and where; None without a number."""
    places = list(_FIGURES.finditer(text))
    if not places:
        return None
    place = random_.choice(places)
    at = random_.randrange(place.start(), place.end())
    digit = random_.choice([one for one in "123456789" if one != text[at]])
    return text[:at] + digit + text[at + 1 :], at


def lines(path: Path) -> list[str]:
    """The lines of a file that may be compressed."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return text.removesuffix("\n").split("\n")


def aligned(source: Path, target: Path, langs: str, show: int) -> None:
    """Prints false alarms on translations by people, and recall on changed numbers."""
    origin, language = langs.split("-")
    pairs = [pair for pair in zip(lines(source), lines(target), strict=True) if all(pair)]
    start = time.perf_counter()
    found = [findings(right, language, left, origin) for left, right in pairs]
    seconds = time.perf_counter() - start
    words = sum(len(left.split()) + len(right.split()) for left, right in pairs)
    grave = sum(map(is_grave, found))
    print(f"{len(pairs)} lines, {words / seconds * 60:,.0f} words a minute")
    print(f"lines with a major or critical finding: {grave} ({grave / len(pairs):.2%})")
    print("by severity:", dict(Counter(one.severity.label for line in found for one in line)))
    _show(zip(pairs, found, strict=True), show)
    random_ = random.Random(7)
    tried = hit = 0
    for (left, right), before in zip(pairs, found, strict=True):
        mutation = None if before else changed(right, random_)
        if mutation is not None:
            tried += 1
            hit += is_grave(findings(mutation[0], language, left, origin))
    print(f"one digit changed: {hit} of {tried} found ({hit / max(1, tried):.2%})")


def labelled(path: Path, langs: str | None, show: int) -> None:
    """Prints recall on wrong numbers and false alarms on good translations."""
    counts: Counter[str] = Counter()
    missed = []
    for row in map(json.loads, lines(path)):
        origin, language = (langs or row.get("lang_pair") or "fr-en").split("-")
        good = findings(row["good"], language, row["src"], origin)
        counts["good"] += 1
        counts["alarm"] += is_grave(good)
        if good and show > 0:
            show -= 1
            print("ALARM", row["src"], "|", row["good"], "|", [one.message for one in good])
        if row["type"] == "number":
            hit = is_grave(findings(row["bad"], language, row["src"], origin))
            counts["number"] += 1
            counts["hit"] += hit
            if not hit:
                missed.append((row["src"], row["bad"]))
    alarms, number = counts["alarm"], counts["number"]
    print(
        f"wrong numbers found: {counts['hit']} of {number} ({counts['hit'] / max(1, number):.2%})"
    )
    print(
        f"good translations with a finding: {alarms} of {counts['good']}"
        f" ({alarms / counts['good']:.2%})"
    )
    for pair in missed:
        print("MISSED", *pair, sep=" | ")


def alone(path: Path, language: str, show: int) -> None:
    """Prints findings on sentences without a source."""
    texts = [line for line in lines(path) if line]
    found = [findings(text, language, None, language) for text in texts]
    words = sum(len(text.split()) for text in texts)
    counts = Counter(one.severity.label for line in found for one in line)
    print(f"{words} words, findings by severity: {dict(counts)}")
    _show((((text, ""), line) for text, line in zip(texts, found, strict=True)), show)


def _show(rows: Iterator[tuple[tuple[str, str], list[Candidate]]], limit: int) -> None:
    for pair, found in rows:
        if found and limit > 0:
            limit -= 1
            print(*pair, sep=" | ")
            for one in found:
                print("   ", one.severity.label, one.confidence, one.message, one.suggestion or "")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("mode", choices=("aligned", "pairs", "alone"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--langs", help="source and target, such as en-fr")
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    if given.mode == "aligned":
        aligned(given.paths[0], given.paths[1], given.langs or "en-fr", given.show)
    elif given.mode == "pairs":
        labelled(given.paths[0], given.langs, given.show)
    else:
        alone(given.paths[0], given.lang, given.show)


if __name__ == "__main__":
    main()
