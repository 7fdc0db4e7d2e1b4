"""Findings of every rule on text without errors, a thousand words, without an engine.

    python benchmarks/false_alarms.py news.fr.gz --lang fr
    python benchmarks/false_alarms.py news.fr.gz --lang fr --show ART003 --show UNT
    python benchmarks/false_alarms.py article.txt other.txt --lang fr --size 0

``--size`` consecutive lines are an article, each line a paragraph of it (0: the file is one). The
articles take the same way as in ``traudit run``, from the text reader to the assessment. What is
found in text that people wrote with care is a false alarm as a rule; ``--show`` prints it.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.checks.selection import resolve, select_rules
from audit.decision.assessment import assess
from audit.model.article_run import ArticleRun
from audit.model.document import Document, SourceText
from audit.model.finding import Finding, Severity
from audit.model.translation import Alignment
from audit.readers.text import TextReader
from audit.reading.ingest import ingest
from audit.run.examine import Setting, examine

BETWEEN = "\n\n"
"""Two paragraphs."""
_OPEN = {".gz": gzip.open, ".xz": lzma.open}


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file that hold something; ``.gz`` and ``.xz`` are unpacked."""
    with _OPEN.get(path.suffix, open)(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip()]


def articles(lines: Sequence[str], size: int, language: str) -> Iterator[Document]:
    """Every ``size`` consecutive lines as an article; 0 takes all of them as one."""
    step = size or len(lines) or 1
    for start in range(0, len(lines), step):
        text = BETWEEN.join(lines[start : start + step])
        source = SourceText(f"lines {start + 1}-{start + step}", text, "utf-8", "")
        yield ingest(source, "text", TextReader().read(source), language=language)


def findings(
    document: Document,
    rules: tuple[str, ...],
    source: Document | None = None,
    alignments: tuple[Alignment, ...] = (),
) -> tuple[Finding, ...]:
    """What these rules find in the article; a check that crashes stops the measurement."""
    nothing = (None,) * len(document.segments)
    run = ArticleRun(document, nothing, source=source, alignments=alignments)
    result = examine(Setting(rules), run)
    if result.failures:
        raise SystemExit(f"{document.path}: {result.failures[0].message}")
    return assess(document.path, document.source.text, result.candidates)


def table(counts: Counter[tuple[str, Severity]], words: int, rules: tuple[str, ...]) -> str:
    """A line per rule: how many findings of each severity, and how many a thousand words."""
    lines = [f"{'rule':8}" + "".join(f"{one.label:>10}{'/1000':>8}" for one in Severity)]
    for name in (*rules, "all"):
        row = [sum(n for (rule, s), n in counts.items() if name in (rule, "all") and s == one)
               for one in Severity]  # fmt: skip
        lines.append(f"{name:8}" + "".join(f"{n:10}{1000 * n / words:8.3f}" for n in row))
    return "\n".join(lines)


def main() -> None:
    """Prints the table, and with ``--show`` each finding of a rule before it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "paths", type=Path, nargs="+", help="one sentence per line, .gz, .xz or plain"
    )
    parser.add_argument("--lang", default="fr", help="BCP 47 (default: fr)")
    parser.add_argument("--size", type=int, default=30, help="lines an article (default: 30)")
    parser.add_argument("--select", action="append", default=[], help="only these rules")
    parser.add_argument("--ignore", action="append", default=[], help="not these rules")
    parser.add_argument("--show", action="append", default=[], help="print findings of this rule")
    options = parser.parse_args()
    rules = select_rules(options.select, options.ignore)
    shown = {rule for word in options.show for rule in resolve(word)}
    counts: Counter[tuple[str, Severity]] = Counter()
    words, started = 0, time.perf_counter()
    for path in options.paths:
        for document in articles(read_lines(path), options.size, options.lang):
            words += len(document.source.text.split())
            for found in findings(document, rules):
                counts[found.rule, found.severity] += 1
                if found.rule in shown:
                    print(_shown(document, found))
    seconds = time.perf_counter() - started
    print(f"{words} words in {seconds:.1f} s ({60 * words / max(seconds, 1e-9):.0f} a minute)")
    print(table(counts, max(1, words), rules))


def _shown(document: Document, found: Finding) -> str:
    text = "" if found.segment is None else document.segments[found.segment].text
    head = f"{found.rule} {found.severity.label} {found.confidence} `{found.text}` {found.message}"
    return "\n    ".join((head, text, *(item.detail for item in found.evidence)))


if __name__ == "__main__":
    main()
