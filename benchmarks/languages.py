"""What holds in each language: sentences, notices, numbers, planted errors, clean text.

``python -m benchmarks.languages [LANG ...]``; `nox -s languages`. The tables of the project are
always measured. Folders named by the environment are measured where they are there:

- ``TRAUDIT_LANGUAGES``: ``bad/<code>.txt``, ``clean/<code>.txt``, ``plants.json`` and ``source/``,
- ``TRAUDIT_CLEAN``: ``*.<code>-en.tsv.xz``, human translations of news or reference texts with
  their English (for example FLORES, 128 languages, https://github.com/facebookresearch/flores).

Exit 1 where a row of a table fails or clean text has more major alarms than allowed.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from audit.api import run_audit
from audit.model.finding import Severity
from audit.model.report import DocumentReport
from audit.reading.notices import notice_in
from audit.reading.notices_data import notice_files
from audit.reading.segmentation.sentences import split

SENTENCES = Path(__file__).parent.parent / "tests" / "cases" / "segmentation"
LIMITS = {"article": 0.2, "source": 0.5}
"""Major findings allowed per 1,000 words of human text."""
_ARTICLE = 20
"""Lines of a clean set that make an article."""
_LINES = 400
"""Lines of a clean set that are read."""
_GRAVE = (Severity.MAJOR, Severity.CRITICAL)


def sentences() -> dict[str, tuple[int, int]]:
    """Rows of the table of hard cases that hold, and all, by language."""
    found: dict[str, tuple[int, int]] = {}
    for path in sorted(SENTENCES.glob("*.txt")):
        rows = [row for row in path.read_text("utf-8").split("\n") if row and row[0] != "#"]
        rows = [row for row in rows if "\\" not in row]
        held = sum(_holds(row, path.stem) for row in rows)
        found[path.stem] = held, len(rows)
    return found


def _holds(row: str, language: str) -> bool:
    text = row.replace("|", "")
    cut = [text[start:end] for start, end in split(text, language)]
    return cut == [part.strip() for part in row.split("|")]


def notices() -> dict[str, tuple[int, int]]:
    """Examples of machine-translation notices that are found, and all, by language."""
    found: dict[str, tuple[int, int]] = {}
    for file in notice_files():
        texts = [text for entry in file.notices for text, _ in entry.examples]
        found[file.language] = sum(notice_in(text) is not None for text in texts), len(texts)
    return found


def planted(folder: Path, mode: str) -> Iterator[tuple[str, int, int, int]]:
    """Language, planted errors found, planted, major alarms on the clean article."""
    plants = json.loads((folder / "plants.json").read_text("utf-8"))["text"]
    for language, words in plants.items():
        if mode == "source" and language == "en":
            continue
        path = folder / "bad" / f"{language}.txt"
        beside = {name: folder / "source" / f"{name}.en.txt" for name in ("bad", "clean")}
        report = _audited(path, None if mode == "article" else beside["bad"])
        text = path.read_text("utf-8")
        hits = [_is_found(report, text, plant, what) for plant, what in words.items()]
        clean = folder / "clean" / f"{language}.txt"
        right = _audited(clean, None if mode == "article" else beside["clean"])
        alarms = sum(one.severity in _GRAVE for one in right.findings)
        yield language, sum(hits), len(hits), alarms


def _is_found(report: DocumentReport, text: str, plant: str, words: str) -> bool:
    spans = [at for at in range(len(text)) if text.startswith(words, at)]
    return any(
        one.span.start < at + len(words)
        and one.span.end > at
        and (one.severity is not Severity.NEUTRAL or plant == "notice")
        for one in report.findings
        for at in spans
    )


def _audited(path: Path, source: Path | None, language: str | None = None) -> DocumentReport:
    report = run_audit(
        [path], source=source, engine="none", names="none", cache=False, language=language
    )
    return report.documents[0]


def clean(folder: Path, mode: str, chosen: list[str]) -> Iterator[tuple[str, float, Counter[str]]]:
    """Language, major findings per 1,000 words (of the English side), rules of those."""
    sets: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*-en.tsv.xz")):
        sets[path.name.split(".")[-3].removesuffix("-en")].append(path)
    for language, paths in sorted(sets.items()):
        if chosen and language not in chosen:
            continue
        rules: Counter[str] = Counter()
        words = 0
        for path in paths:
            words += _count(path, language, mode, rules)
        yield language, 1000 * rules.total() / max(1, words), rules


def _count(path: Path, language: str, mode: str, rules: Counter[str]) -> int:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][:_LINES]
    words = 0
    with tempfile.TemporaryDirectory() as kept:
        for at in range(0, len(rows), _ARTICLE):
            part = [row for row in rows[at : at + _ARTICLE] if len(row) == 2]
            article, source = Path(kept, "article.txt"), Path(kept, "source.txt")
            article.write_text("\n\n".join(row[0] for row in part), encoding="utf-8")
            source.write_text("\n\n".join(row[1] for row in part), encoding="utf-8")
            report = _audited(article, source if mode == "source" else None, language)
            rules.update(one.rule for one in report.findings if one.severity in _GRAVE)
            words += sum(len(row[1].split()) for row in part)
    return words


def main(chosen: list[str]) -> int:
    """Prints the tables; 1 where something falls short."""
    short = False
    for title, table in (("sentences", sentences()), ("notices", notices())):
        print(
            f"{title}: "
            + ", ".join(f"{code} {held}/{all_}" for code, (held, all_) in table.items())
        )
        short |= any(held < every for held, every in table.values())
    for mode, limit in LIMITS.items():
        if folder := os.environ.get("TRAUDIT_LANGUAGES"):
            for language, found, count, alarms in planted(Path(folder), mode):
                print(f"planted, {mode}: {language} {found}/{count}, {alarms} major alarms")
                short |= bool(alarms)
        if folder := os.environ.get("TRAUDIT_CLEAN"):
            for language, rate, rules in clean(Path(folder), mode, chosen):
                print(f"clean, {mode}: {language} {rate:.2f} major per 1,000 words {dict(rules)}")
                short |= rate > limit
    return int(short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
