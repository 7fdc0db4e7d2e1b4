"""How often clean text that a calibration table has not seen is called worse than clean text.

    python benchmarks/calibration.py newstest2013.fr.gz --engine apertium --lang fr --pivot en

Every line is a segment. For each percentile it prints the share of the lines at or below it, over
all and by length: a table that keeps its promise shows no more than the percentile itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from audit import SegmentPair
from audit.metrics.calibration import Table, calibration_of
from audit.metrics.fidelity import Fidelity
from audit.roundtrip.translate import translate_all
from audit.segments.build import target_document
from audit.segments.calibrate import clean_lines
from audit.translators.choice import open_engine
from audit.translators.interface import EngineOptions

PERCENTILES = (1, 5, 10, 25, 50)


def measured(
    lines: Sequence[str], options: argparse.Namespace
) -> tuple[Table, list[tuple[int, float]]]:
    """The table that holds, and length and fidelity of each line that came back reliably."""
    engine = open_engine(options.engine, EngineOptions())
    documents = [
        target_document(SegmentPair(str(number), line, None, None, options.lang))
        for number, line in enumerate(lines)
    ]
    try:
        found = translate_all(documents, engine, pivot=options.pivot, progress=lambda *told: None)
    finally:
        engine.close()
    backs = [row[0] for row in found.back_translations]
    route = next(route for route in found.routes if route is not None)
    calibration = calibration_of((), engine.name, route, backs)
    if calibration is None or calibration.table is None:
        raise SystemExit(f"no table: {calibration.reason if calibration else 'nothing came back'}")
    pairs = [
        (line, back.text)
        for line, back in zip(lines, backs, strict=True)
        if back is not None and back.reliable
    ]
    metric = Fidelity(options.lang, calibration)
    scores = metric.segments([text for text, _ in pairs], [back for _, back in pairs])
    return calibration.table, [
        (len(text), score.value)
        for (text, _), score in zip(pairs, scores, strict=True)
        if score.value is not None
    ]


def row(name: str, values: Sequence[float]) -> str:
    """The share of ``values`` at or below each percentile, in per cent."""
    shares = [sum(value <= one for value in values) / max(1, len(values)) for one in PERCENTILES]
    return f"{name:>12}{len(values):7}" + "".join(f"{100 * share:8.1f}" for share in shares)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", help="one sentence per line, .gz or plain")
    parser.add_argument("--engine")
    parser.add_argument("--lang", default="fr")
    parser.add_argument("--pivot")
    parser.add_argument("--limit", type=int, help="only the first lines")
    options = parser.parse_args()
    lines = list(dict.fromkeys(clean_lines(options.path)))[: options.limit]
    table, found = measured(lines, options)
    print(f"{table.engine} {table.route}: {table.size} scores of {table.source}")
    print(f"{'code points':>12}{'lines':>7}" + "".join(f"{f'<= {one}':>8}" for one in PERCENTILES))
    shortest = 0
    for one in table.classes:
        last = one is table.classes[-1]
        inside = [v for n, v in found if shortest < n and (last or n <= one.longest)]
        print(row(f"{shortest + 1}-{'' if last else one.longest}", inside))
        shortest = one.longest
    print(row("all", [value for _, value in found]))


if __name__ == "__main__":
    main()
