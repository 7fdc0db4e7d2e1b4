"""The command line as a process of its own."""

from __future__ import annotations

import sys

RUN = (sys.executable, "-m", "audit", "run")
JSON = ("-f", "json", "-o", "reports")
"""Alone ``-f json`` prints; with a folder it writes."""
