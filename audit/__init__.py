"""traudit: audits machine-translated articles before they are published.

The public Python API is what this module exports:

>>> from audit import run_audit
>>> report = run_audit(["article.txt"], engine="none")

Names are resolved on first use, so that ``import audit`` stays instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Report", "__version__", "run_audit"]

if TYPE_CHECKING:
    from audit.api import run_audit
    from audit.model.report import Report


def __getattr__(name: str) -> Any:
    if name == "run_audit":
        from audit.api import run_audit

        return run_audit
    if name == "Report":
        from audit.model.report import Report

        return Report
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
