"""What the commands of these recipes share: their arguments, their clock, their errors."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from training.config import RecipeError

Report = Callable[[str], None]


def parser(doc: str | None) -> argparse.ArgumentParser:
    """The arguments that all have; ``doc`` is the module's docstring."""
    assert doc is not None
    made = argparse.ArgumentParser(description=doc.splitlines()[0])
    for name in ("recipe", "marked", "data", "work"):
        made.add_argument(name, type=Path)
    return made


def conclude(run: Callable[[argparse.Namespace, Report], None], options: argparse.Namespace) -> int:
    """Runs the steps, which report with the seconds so far; 2 where data is missing or wrong."""
    start = time.monotonic()
    try:
        run(options, lambda text: print(f"{time.monotonic() - start:6.0f} s  {text}", flush=True))
    except RecipeError as error:
        print(error, file=sys.stderr)
        return 2
    return 0
