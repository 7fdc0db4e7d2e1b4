"""Articles in which one fact was changed: how often the auditor finds it.

    python -m benchmarks.swaps news=DIR/newstest2021.de-fr.jsonl.xz clean=DIR/newstest2012.fr.gz:fr
    python -m benchmarks.swaps ... --kind gender --kind number --show 5

``news=`` takes the human translations and sources of WMT news sets, by article; ``clean=`` a file
with a sentence per line and its language after a colon, twelve lines per article. In each article
one place of each kind is changed, where the article says the same thing a second time, so that a
careful reader can see it:

* ``gender``: a title or a pronoun of a speech tag becomes that of the other gender;
* ``number``: a number that stands twice with the same noun becomes another in one place;
* ``scale``: an amount that stands twice gets another scale word in one place;
* ``date``: the weekday beside a date becomes another;
* ``state``, ``demonym``, ``capital``: becomes that of a state with a like name or adjective;
* ``office``: the state in a title becomes a neighbour or one with a like name.

Found is what a major or critical finding marks or quotes and the unchanged article has not.
Printed is the found share for each kind and language, and the major findings on the unchanged
articles, of all rules and of those on coherence, for a thousand words. ``benchmarks.swap_kinds``
has the kinds; another is one function there.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit.checks.selection import select_rules
from audit.model.document import Document, SourceText
from audit.model.finding import Finding, Severity
from audit.readers.text import TextReader
from audit.reading.ingest import ingest
from benchmarks.false_alarms import findings, read_lines
from benchmarks.swap import Swap
from benchmarks.swap_kinds import KINDS

LINES = 12
"""Of an article, where the file does not part them."""
LEFT_OUT = ("QE", "PRV", "FUR", "SUP", "TYP", "RTL")
"""Rules that have nothing to do with facts."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its language."""

    text: str
    language: str


def articles(argument: str) -> Iterator[Article]:
    """The articles of ``news=FILE`` or ``clean=FILE:LANGUAGE``."""
    sort, _, name = argument.partition("=")
    if sort == "news":
        with lzma.open(name, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                for reference in row["refs"].values():
                    yield Article("\n\n".join(reference), row["target_lang"])
    else:
        path, _, language = name.rpartition(":")
        lines = read_lines(Path(path))
        for start in range(0, len(lines), LINES):
            yield Article("\n\n".join(lines[start : start + LINES]), language)


def document(text: str, language: str) -> Document:
    """An article as `traudit run` reads it."""
    source = SourceText("article", text, "utf-8", "")
    return ingest(source, "text", TextReader().read(source), language=language)


def grave(text: str, language: str, rules: tuple[str, ...]) -> list[Finding]:
    """The major and critical findings in a text."""
    return [
        one for one in findings(document(text, language), rules) if one.severity >= Severity.MAJOR
    ]


def is_found(swap: Swap, before: list[Finding], after: list[Finding]) -> bool:
    """True where a new finding marks the changed place or quotes it."""
    known = {(one.rule, one.text) for one in before}
    for one in after:
        if (one.rule, one.text) in known:
            continue
        if one.span.start < swap.end and one.span.end > swap.start:
            return True
        if any(swap.new in evidence.detail for evidence in one.evidence):
            return True
    return False


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", metavar="SET")
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="only this kind")
    parser.add_argument("--select", action="append", default=[], help="only these rules")
    parser.add_argument("--limit", type=int, default=0, help="articles of a set at most")
    parser.add_argument("--show", type=int, default=0, help="print so many misses of each kind")
    options = parser.parse_args()
    rules = tuple(one for one in select_rules(options.select, []) if not one.startswith(LEFT_OUT))
    tried: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    alarms: Counter[str] = Counter()
    words = 0
    for argument in options.sets:
        for number, article in enumerate(articles(argument)):
            if options.limit and number >= options.limit:
                break
            before = grave(article.text, article.language, rules)
            words += len(article.text.split())
            alarms.update(one.rule for one in before)
            for kind in options.kind or KINDS:
                swap = KINDS[kind](article.text, article.language, random.Random(number))
                if swap is None:
                    continue
                key = (kind, article.language)
                tried[key] += 1
                if is_found(swap, before, grave(swap.text, article.language, rules)):
                    found[key] += 1
                elif tried[key] - found[key] <= options.show:
                    print(f"missed {kind} {article.language}: {swap.old!r} -> {swap.new!r}")
                    print("   ", swap.text[max(0, swap.start - 150) : swap.end + 100])
    _print(tried, found, alarms, words)


def _print(
    tried: Counter[tuple[str, str]],
    found: Counter[tuple[str, str]],
    alarms: Counter[str],
    words: int,
) -> None:
    for kind, language in sorted(tried):
        hits, count = found[kind, language], tried[kind, language]
        print(f"{kind:8} {language:3} {hits:4} of {count:4} {hits / count:.2f}")
    for kind in sorted({kind for kind, _ in tried}):
        count = sum(n for (one, _), n in tried.items() if one == kind)
        hits = sum(n for (one, _), n in found.items() if one == kind)
        print(f"{kind:8} all {hits:4} of {count:4} {hits / count:.2f}")
    total = max(1, sum(tried.values()))
    print(f"all          {sum(found.values())} of {total} {sum(found.values()) / total:.2f}")
    own = sum(n for rule, n in alarms.items() if rule.startswith("COH"))
    every = sum(alarms.values())
    print(
        f"major or worse on {words} unchanged words: {every} ({1000 * every / words:.3f} for a "
        f"thousand), coherence {own} ({1000 * own / words:.3f})"
    )
    print("  " + ", ".join(f"{rule} {n}" for rule, n in alarms.most_common()))


if __name__ == "__main__":
    main()
