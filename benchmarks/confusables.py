"""False alarms and recall of ENT001 on news with one sentence per line.

    python -m benchmarks.confusables news.fr.gz --lang fr            # findings on clean news
    python -m benchmarks.confusables news.fr.gz --lang fr --swap one # planted confusions

Lines are read as articles of ``--size`` consecutive lines (0: every line by itself). With
``--swap`` a form of a concept in an article is replaced by the preferred form of a concept that it
may be mistaken for (``one``: a mention at a time; ``all``: every mention of the article at once),
one pair at a time, and the planted phrases that are found are counted. Articles that name both
concepts are left out: who swaps there makes the text true of the other one.
"""

from __future__ import annotations

import argparse
import gzip
import lzma
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from audit.checks.entities.confusable.check import ConfusableConcept
from audit.checks.entities.confusable.data import Concept, Group
from audit.checks.entities.confusable.lexicon import ADJECTIVE, Lexicon, Sense, lexicon
from audit.checks.interface import CheckContext
from audit.core.patterns.phrases import Hit
from audit.model.document import BlockKind, Document, Language, Provenance, Segment, SourceText
from audit.model.finding import Candidate
from audit.model.text import Span, TextMap

_DECOMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.decompress,
    ".xz": lzma.decompress,
}


def read_lines(path: Path, column: int | None) -> list[str]:
    """The lines of a file, or one column of its tab-separated lines."""
    data = _DECOMPRESS.get(path.suffix, bytes)(path.read_bytes())
    lines = data.decode("utf-8").split("\n")
    if column is not None:
        lines = [line.split("\t")[column] for line in lines if line]
    return [line.strip() for line in lines if line.strip()]


def context(lines: list[str], code: str) -> CheckContext:
    """The lines as an article, one segment each."""
    language = Language(code, 1.0, "option")
    segments, at = [], 0
    for index, line in enumerate(lines):
        map_ = TextMap.identity(at, len(line))
        segments.append(Segment(index, index, BlockKind.BODY, line, map_, language))
        at += len(line) + 1
    source = SourceText("-", "\n".join(lines), "utf-8", "")
    document = Document(source, "text", language, Provenance(False), (), tuple(segments))
    return CheckContext(document, (None,) * len(segments))


def articles(lines: list[str], size: int) -> Iterator[list[str]]:
    """Consecutive lines as articles."""
    step = size or 1
    for start in range(0, len(lines), step):
        yield lines[start : start + step]


def clean(lines: list[str], code: str, size: int, show: bool) -> None:
    """Prints the findings a thousand words of text that has no errors."""
    counts: Counter[str] = Counter()
    for article in articles(lines, size):
        where = context(article, code)
        for found in ConfusableConcept().run(where):
            counts[found.severity.label] += 1
            if show:
                print(_shown(found, where))
    words = sum(len(line.split()) for line in lines)
    rates = ", ".join(f"{label} {count}" for label, count in sorted(counts.items()))
    grave = counts["major"] + counts["critical"]
    print(f"{words} words: {rates or 'no finding'}; {1000 * grave / words:.4f} grave per 1,000")


def _shown(found: Candidate, where: CheckContext) -> str:
    assert found.segment is not None
    text = where.document.segments[found.segment].text
    head = f"{found.severity.label} {found.confidence} [{found.text}] {found.message}"
    return "\n    ".join((head, text, *(item.detail for item in found.evidence)))


def swap(lines: list[str], code: str, size: int, show: bool, *, one: bool) -> None:
    """Prints how many planted confusions are found, by group and in all."""
    words = lexicon(code)
    planted: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for article in articles(lines, size):
        for group, concept, other, changed, spans in _plants(article, words, one):
            where = context(changed, code)
            hits = {item.span.start: item for item in ConfusableConcept().run(where)}
            planted[group.id] += len(spans)
            for span in spans:
                if span.start in hits:
                    found[group.id, hits[span.start].severity.label] += 1
                elif show:
                    print(f"missed {other.id} for {concept.id}: {_line(where, span)}")
    for name, count in sorted(planted.items()):
        _recall(name, count, Counter({key[1]: n for key, n in found.items() if key[0] == name}))
    total = Counter[str]()
    for (_, label), n in found.items():
        total[label] += n
    _recall("all", planted.total(), total)


def _recall(name: str, planted: int, found: Counter[str]) -> None:
    shares = "  ".join(f"{label} {found[label]:4}" for label in ("critical", "major", "minor"))
    grave = (found["critical"] + found["major"]) / max(1, planted)
    every = found.total() / max(1, planted)
    print(f"{name:28} {planted:5} planted  {shares}  grave {grave:.2f} all {every:.2f}")


def _line(where: CheckContext, span: Span) -> str:
    return next(seg.text for seg in where.document.segments if seg.span.contains(span))


def _pairs(article: list[str], words: Lexicon) -> Iterator[tuple[Group, Concept, Concept]]:
    named: dict[str, dict[str, Sense]] = {}
    for line in article:
        for hit in words.mentions.finditer(line):
            for sense in hit.values:
                if sense is not None:
                    named.setdefault(sense.group.id, {})[sense.concept.id] = sense
    for senses in named.values():
        if len(senses) == 1:
            sense = next(iter(senses.values()))
            for other in sense.group.concept:
                if other.id == sense.concept.id or words.language not in other.lang:
                    continue
                if sense.concept.mistaken_for is None or other.id in sense.concept.mistaken_for:
                    yield sense.group, sense.concept, other


def _plants(
    article: list[str], words: Lexicon, one: bool
) -> Iterator[tuple[Group, Concept, Concept, list[str], list[Span]]]:
    for group, concept, other in _pairs(article, words):
        _, spans = _swapped(article, words, group, concept, other, None)
        for only in range(len(spans)) if one else (None,):
            yield group, concept, other, *_swapped(article, words, group, concept, other, only)


def _swapped(
    article: list[str],
    words: Lexicon,
    group: Group,
    concept: Concept,
    other: Concept,
    only: int | None,
) -> tuple[list[str], list[Span]]:
    """The article with forms of ``concept`` replaced (all, or the n-th), and their new places."""
    wording, spans, lines, at, count = words.wording(other), [], [], 0, -1
    for line in article:
        parts, last, length = [], 0, 0
        for hit in words.mentions.finditer(line):
            sense = _sense(hit, group, concept)
            if sense is None:
                continue
            form = wording.preferred
            if sense.sort == ADJECTIVE:
                if not wording.adjectives:
                    continue
                form = wording.adjective or wording.preferred
            count += 1
            if only is not None and count != only:
                continue
            parts += [line[last : hit.start], form]
            length += hit.start - last
            spans.append(Span(at + length, at + length + len(form)))
            length, last = length + len(form), hit.end
        lines.append("".join(parts) + line[last:])
        at += len(lines[-1]) + 1
    return lines, spans


def _sense(hit: Hit[Sense | None], group: Group, concept: Concept) -> Sense | None:
    return next((s for s in hit.values if s and s.group is group and s.concept is concept), None)


def main() -> None:
    """Prints counts, and with ``--show`` every false alarm or miss."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path, help="one sentence per line; .gz, .xz or plain UTF-8")
    parser.add_argument("--lang", default="fr", help="BCP 47 (default: fr)")
    parser.add_argument("--size", type=int, default=30, help="lines an article (default: 30)")
    parser.add_argument("--column", type=int, help="column of tab-separated lines, from 0")
    parser.add_argument("--swap", choices=("one", "all"), help="plant confusions")
    parser.add_argument("--show", action="store_true", help="print false alarms or misses")
    options = parser.parse_args()
    lines = read_lines(options.path, options.column)
    if options.swap:
        swap(lines, options.lang, options.size, options.show, one=options.swap == "one")
    else:
        clean(lines, options.lang, options.size, options.show)


if __name__ == "__main__":
    main()
