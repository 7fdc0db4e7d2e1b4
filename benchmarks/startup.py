"""How long the whole process takes for ``--help`` and for one article without an engine.

    python -m benchmarks.startup

Prints the median of several runs, the budget, and the ratio to starting Python alone, measured in
turn so that a busy machine slows all of them alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ARTICLE = Path(__file__).resolve().parent.parent / "examples/articles/accord-gazier.txt"
CLEAN = ARTICLE.with_name("fete-des-lumieres.txt")
"""It passes the gate: a failure would end the measurement."""
RUNS = 7
FIRST = "the first on a machine"
"""Nothing is kept yet of what ``audit.core.prepared`` keeps between runs."""


def commands(output: str) -> dict[str, tuple[list[str], float | None]]:
    """Name -> command line and its budget in seconds."""
    audit = [sys.executable, "-m", "audit"]
    return {
        "python -c pass": ([sys.executable, "-c", "pass"], None),
        "traudit --help": ([*audit, "--help"], 0.25),
        "traudit run --engine none": (
            [*audit, "run", "--engine", "none", "-q", "-o", output, str(ARTICLE)],
            1.5,
        ),
        FIRST: ([*audit, "run", "--engine", "none", "-q", "-o", output, str(ARTICLE)], None),
        # The hook before a commit (docs/gate.md).
        "traudit gate --engine none": (
            [*audit, "gate", "--engine", "none", "-q", "-o", output, "-f", "terminal", str(CLEAN)],
            1.5,
        ),
    }


def _installed(folder: str, prepared: str) -> dict[str, str]:
    """The environment in which Python finds compiled modules, as an installer leaves them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",
        "TRAUDIT_PREPARED": f"{folder}/{prepared}",
    }


def main() -> int:
    """Prints the table; returns 1 when a budget is exceeded."""
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        table = commands(f"{folder}/reports")
        for run in range(RUNS + 1):
            for name, (command, _budget) in table.items():
                environment = _installed(folder, f"new-{run}" if name == FIRST else "prepared")
                start = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
                if not run:
                    continue  # It writes the bytecode, and what is kept between runs.
                seconds.setdefault(name, []).append(time.perf_counter() - start)
    base = statistics.median(seconds["python -c pass"])
    late = 0
    for name, (_, budget) in table.items():
        median = statistics.median(seconds[name])
        least = min(seconds[name])
        limit = f"budget {budget:.2f} s" if budget else ""
        print(
            f"{name:28} median {median:.3f} s  least {least:.3f} s  x{median / base:.0f}  {limit}"
        )
        # The least of the runs: the machine is shared, and noise only ever adds.
        late += budget is not None and least > budget
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
