"""Step 1: cleans the corpus. ``python -m training.prepare RECIPE DATA WORK --exclude FILE...``

Writes ``WORK/clean/NAME.tsv`` for each source of the recipe, ``names.txt`` (names to practise
copying with) and ``report.json`` (pairs kept, and why others were dropped).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.config import Recipe, RecipeError, load
from training.corpus import Cleaner, Pair, held_out, names_in, read_pairs

_ENDINGS = (".tsv.xz", ".tsv.gz", ".tsv")


def find_files(data: Path) -> dict[str, Path]:
    """The corpus files of a folder by the part of their name before the first dot.

    Raises:
        RecipeError: when there is none, or two files have the same name.
    """
    found: dict[str, Path] = {}
    for path in sorted(data.glob("*.tsv*")):
        if not path.name.endswith(_ENDINGS):
            continue
        name = path.name.split(".", 1)[0]
        if name in found:
            raise RecipeError(f"{path} and {found[name]} have the same name")
        found[name] = path
    if not found:
        raise RecipeError(f"{data}: no *.tsv.xz there")
    return found


def prepare(recipe: Recipe, data: Path, work: Path, exclude: Sequence[Path]) -> dict[str, object]:
    """Writes the cleaned corpus into ``work/clean`` and returns its report.

    Raises:
        RecipeError: when a source is missing or a file is broken.
    """
    files = find_files(data)
    missing = [s.name for s in recipe.source if s.name not in files and not s.optional]
    if missing:
        raise RecipeError(f"{data}: no file for {', '.join(missing)}")
    clean = work / "clean"
    clean.mkdir(parents=True, exist_ok=True)
    cleaner = Cleaner(held_out(exclude))
    names: dict[str, None] = {}
    kept: dict[str, int] = {}
    for source in recipe.source:
        if source.name in files:
            pairs = cleaner.clean(read_pairs(files[source.name]))
            found = names if source.names else {}
            kept[source.name] = write(pairs, clean / f"{source.name}.tsv", found)
    (clean / "names.txt").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    report: dict[str, object] = {
        "pairs": kept,
        "dropped": dict(sorted(cleaner.dropped.items())),
        "names": len(names),
        "unused": sorted(files.keys() - kept.keys()),
        "excluded": [path.name for path in exclude],
    }
    text = json.dumps(report, indent=2, ensure_ascii=False)
    (clean / "report.json").write_text(text + "\n", encoding="utf-8")
    return report


def write(pairs: Iterable[Pair], target: Path, names: dict[str, None]) -> int:
    """Writes pairs into ``target``, adds their names to ``names``, and returns how many."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for pair in pairs:
            out.write(f"{pair[0]}\t{pair[1]}\n")
            names.update(dict.fromkeys(names_in(pair)))
            count += 1
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="training.prepare", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("data", type=Path, help="folder of NAME.*.tsv.xz")
    parser.add_argument("work", type=Path, help="folder that the run is kept in")
    parser.add_argument("--exclude", type=Path, nargs="+", required=True, help="held-out files")
    options = parser.parse_args(arguments)
    try:
        report = prepare(load(options.recipe), options.data, options.work, options.exclude)
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(report, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
