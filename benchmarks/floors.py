"""How far clean text goes: unknown words and fidelity of articles that people wrote with care.

    python -m benchmarks.floors fr=newstest2013.fr.gz en=newstest2013.en.gz
    python -m benchmarks.floors fr=newstest2013.fr.gz --engine compact --articles 60

``--size`` consecutive lines are an article. The floors of the default policy lie well outside what
is printed here: ``reference/models/floors.toml`` says by how much. A pair of languages in one file
(``a-b.tsv``) gives the first column.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from audit.api import run_audit
from audit.language.lexicon.unknown import count_unknown
from benchmarks.false_alarms import read_lines

SHARES = (50, 90, 99, 100)


def chunks(path: Path, size: int) -> list[list[str]]:
    """The lines of a file, so many an article."""
    lines = [line.split("\t")[0] for line in read_lines(path)]
    return [lines[start : start + size] for start in range(0, len(lines), size)]


def percentiles(values: list[float]) -> str:
    """The values below which so many per cent lie."""
    ordered = sorted(values)
    return "  ".join(
        f"p{share} {ordered[min(len(ordered) - 1, len(ordered) * share // 100)]:.4f}"
        for share in SHARES
    )


def fidelities(articles: list[list[str]], language: str, engine: str) -> list[float]:
    """The fidelity of each article that has one."""
    with tempfile.TemporaryDirectory() as folder:
        for number, lines in enumerate(articles):
            Path(folder, f"{number:04}.txt").write_text("\n\n".join(lines), encoding="utf-8")
        report = run_audit(
            [folder], engine=engine, language=language, select=("PRV",), names="none"
        )
    return [
        score.value
        for document in report.documents
        for score in document.scores
        if score.metric == "fidelity" and score.value is not None
    ]


def main() -> None:
    """Prints a line per file and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="LANG=FILE")
    parser.add_argument("--size", type=int, default=12)
    parser.add_argument("--engine")
    parser.add_argument("--articles", type=int, default=0, help="only the first so many")
    asked = parser.parse_args()
    for one in asked.files:
        language, _, path = one.partition("=")
        articles = chunks(Path(path), asked.size)[: asked.articles or None]
        if asked.engine:
            values = fidelities(articles, language, asked.engine)
            low = min(values, default=0.0)
            print(f"{language} fidelity {len(values)} articles  lowest {low:.1f}")
            continue
        counts = [count_unknown(lines, language) for lines in articles]
        shares = [found[0] / found[1] for found in counts if found and found[1]]
        if shares:
            print(f"{language} unknown words {len(shares)} articles  {percentiles(shares)}")


if __name__ == "__main__":
    main()
