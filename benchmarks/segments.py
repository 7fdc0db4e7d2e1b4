"""How many segments a second ``traudit segments`` scores, in how much memory.

    python -m benchmarks.segments [--rows 2000] [--jobs 2] [--engine none]

The rows are the aligned sentences of the example article and its original, over and over, each with
a number of its own in both texts, so that nothing is answered from memory. Starting the processes
is part of the time. Prints the rate for one process and for ``--jobs``, and the most memory that
any process held after the first and the last tenth of the rows. For one process it also prints the
rate by processor time, which a busy machine does not change.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from audit import SegmentPair, run_audit, score_segments

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "articles" / "sommet-sahel.html"
ORIGINAL = ROOT / "examples" / "originals" / "sommet-sahel.en.html"


def pairs() -> list[tuple[str, str]]:
    """(source, target) of every alignment that has both."""
    report = run_audit([ARTICLE], source=ORIGINAL, engine="none", select=["PRV001"])
    (document,) = report.documents
    assert document.source is not None
    found = []
    for one in document.alignments:
        if one.source and one.target:
            left = " ".join(document.source.segments[index].text for index in one.source)
            right = " ".join(document.document.segments[index].text for index in one.target)
            found.append((left, right))
    return found


def rows(count: int) -> Iterator[SegmentPair]:
    """So many rows, no two alike."""
    known = pairs()
    for number in range(count):
        source, target = known[number % len(known)]
        yield SegmentPair(str(number), f"{number}. {target}", f"{number}. {source}", "en", "fr")


def measure(count: int, jobs: int, engine: str) -> tuple[float, int, int]:
    """Segments a second, and kilobytes after the first and the last tenth."""
    began = time.perf_counter()
    early = 0
    # Nothing is taken from the cache: what an engine costs is to be seen.
    results = score_segments(rows(count), engine=engine, jobs=jobs, cache=False)
    for done, result in enumerate(results, 1):
        assert not result.failures, result.failures
        if done == max(1, count // 10):
            early = _kilobytes()
    return count / (time.perf_counter() - began), early, _kilobytes()


def _kilobytes() -> int:
    every = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in every)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engine", default="none")
    options = parser.parse_args()
    for jobs in dict.fromkeys((1, options.jobs)):
        busy = time.process_time()
        rate, early, late = measure(options.rows, jobs, options.engine)
        if jobs == 1:
            busy = time.process_time() - busy
            print(f"{options.rows / busy:.1f} segments a second of one processor")
        used = f"{early / 1024:.0f} MB after a tenth, {late / 1024:.0f} MB at the end"
        print(f"{jobs} process(es): {rate:.1f} segments a second, {used}")


if __name__ == "__main__":
    main()
