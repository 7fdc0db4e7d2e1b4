"""traudit: audits machine-translated articles before they are published.

The public Python API is what this module exports:

>>> from audit import run_audit
>>> report = run_audit(["article.txt"], engine="none")

``score_segments`` does the same for single segments.

Names are resolved on first use, so that ``import audit`` stays instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Report",
    "SegmentPair",
    "SegmentScore",
    "__version__",
    "calibrate",
    "run_audit",
    "score_segments",
]

if TYPE_CHECKING:
    from audit.api import calibrate, run_audit, score_segments
    from audit.model.report import Report
    from audit.model.segments import SegmentPair, SegmentScore

_HOMES = {
    "calibrate": "audit.api",
    "run_audit": "audit.api",
    "score_segments": "audit.api",
    "Report": "audit.model.report",
    "SegmentPair": "audit.model.segments",
    "SegmentScore": "audit.model.segments",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
