"""What an audit costs beside its translation, its memory, and what the cache saves.

    python -m benchmarks.throughput [--articles 100]

Audits short articles with a MarianMT model of OPUS-MT size (random weights, int8, beam 2) in a
process of its own, twice with one cache. Random weights never end a sentence, so the benchmark
stops each translation at the length of its source, as a real model would, and takes every round
trip as reliable, so that all of it is measured. Prints ratios taken in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = 4
CHILD = """
import time, sys, json, resource
began = time.perf_counter()
import audit.translators.marian.batching as batching, audit.roundtrip.trips as roundtrip
import audit.translators.marian.engine as marian
from audit.translators.marian.opus import OpusTranslator
limit = lambda length, *rest: max(4, length)
batching.decoding_limit = limit
for module in list(sys.modules.values()):
    if getattr(module, "decoding_limit", None) is not None and module is not batching:
        module.decoding_limit = limit
roundtrip.assess = lambda *args, **kwargs: None
spent = [0.0]
real = OpusTranslator.translate
def timed(self, *args):
    start = time.perf_counter()
    try:
        return real(self, *args)
    finally:
        spent[0] += time.perf_counter() - start
OpusTranslator.translate = timed
from audit import run_audit
from audit.formats.audit_json.format import JsonFormat
folder, models, cache = sys.argv[1:]
report = run_audit([folder], engine="opus", models_dir=models, cache=cache, jobs=1, language="fr")
JsonFormat().render(report)
assert not report.failures, report.failures[0]
segments = sum(len(one.document.article_segments()) for one in report.documents)
print(json.dumps({
    "seconds": time.perf_counter() - began, "translating": spent[0], "segments": segments,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def sentences() -> list[str]:
    """The sentences of the example articles."""
    from audit import run_audit

    report = run_audit([ROOT / "examples/articles"], engine="none", select=["PRV001"])
    return [
        segment.text
        for document in report.documents
        for segment in document.document.article_segments()
        if len(segment.text.split()) > 8
    ]


def write_articles(folder: Path, count: int, lines: list[str]) -> None:
    """Short articles, each sentence made unlike all others by a number."""
    folder.mkdir()
    for article in range(count):
        chosen = [lines[(article * SENTENCES + row) % len(lines)] for row in range(SENTENCES)]
        text = "\n\n".join(f"{line[:-1]} en {1000 + article}." for line in chosen)
        (folder / f"{article:03}.txt").write_text(text + "\n", encoding="utf-8")


def child(articles: Path, models: Path, cache: Path) -> dict[str, float]:
    """One audit in a process of its own."""
    command = [sys.executable, "-c", CHILD, str(articles), str(models), str(cache)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    shown = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if shown.returncode:
        raise SystemExit(shown.stderr)
    found: dict[str, float] = json.loads(shown.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Prints the ratios; returns 1 when a budget is exceeded."""
    from benchmarks import random_marian

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        lines = sentences()
        write_articles(work / "articles", count, lines)
        random_marian.install(work / "models", lines)
        paths = work / "articles", work / "models", work / "cache.sqlite3"
        first, second = child(*paths), child(*paths)
    rest = 1 - first["translating"] / first["seconds"]
    saved = second["seconds"] / first["seconds"]
    speed = 2 * first["segments"] / first["translating"]
    rows = (
        ("articles, segments", f"{count}, {first['segments']:.0f}", True),
        ("translations a second", f"{speed:.1f}", True),
        ("share that is not translation", f"{rest:.1%} (at most 15%)", rest <= 0.15),
        ("cached / uncached time", f"1/{1 / saved:.0f} (at most 1/20)", saved <= 1 / 20),
        ("peak memory", f"{first['megabytes']:.0f} MB (at most 1500)", first["megabytes"] < 1500),
    )
    for title, value, good in rows:
        print(f"{title:32} {value}{'' if good else '  EXCEEDED'}")
    return 0 if all(good for _, _, good in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
