"""``python -m benchmarks``: the timings that the documentation speaks of."""

from __future__ import annotations

import sys

from benchmarks import startup, throughput

if __name__ == "__main__":
    sys.argv = sys.argv[:1]
    print("== start-up")
    late = startup.main()
    print("== throughput")
    sys.exit(throughput.main() or late)
