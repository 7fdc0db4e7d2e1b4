"""What the server and its child processes tell each other, as files in the work folder."""

from __future__ import annotations

from typing import Literal

import msgspec

from audit.decision.policy import PolicyTable

JOB, INPUT, NEXT, CURRENT = "job.json", "input", "next", "current"
"""Inside the folder of a report: what to do, the article, results being written, results."""
OUTCOME, AUDIT, PAGES = "outcome.json", "audit.json", "pages"
"""Inside the results."""

Outcomes = Literal["pass", "fail", "inconclusive", "incomplete"]
"""The gate's verdict; ``incomplete`` when something could not be done, whatever the verdict."""


class AuditOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """As in :func:`audit.api.run_audit`."""

    engine: str | None = None
    language: str | None = None
    source_language: str | None = None
    pivot: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    names: str | None = None
    rules: tuple[str, ...] = ()
    termbases: tuple[str, ...] = ()
    jobs: int = 1
    beam_size: int = 2
    models_dir: str | None = None
    cache: bool | str = True


class Job(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One audit to be done by a child process."""

    folder: str
    """Where ``paths`` start; the child's current folder."""
    paths: tuple[str, ...]
    source: str | None = None
    saved: str | None = None
    """An ``audit.json`` to show instead of auditing ``paths``."""
    root: str | None = None
    """The folder that fingerprints name articles from; None for ``folder``."""
    baseline: str | None = None
    """File of what is known; None for none."""
    options: AuditOptions = AuditOptions()
    policy: PolicyTable | None = None
    decisions_url: str
    review_url: str
    csrf: str
    """Stands in the pages for the token of whoever looks at them."""
    ui_language: str | None = None
    memory: int
    """Bytes of address space."""


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rendered page."""

    path: str
    """Relative to the folder of pages."""
    policy: str
    """Its content policy."""


class ArticleFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One article, for the list of the desk and for merging decisions."""

    path: str
    sha256: str
    verdict: str
    findings: int


class FindingFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One finding, for the table of who decided what."""

    id: str
    document: str
    rule: str
    severity: str
    line: int
    text: str
    message: str


class Reason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One reason of the gate's decision."""

    path: str | None
    verdict: str
    message: str
    findings: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a child leaves behind when it has done its work."""

    problem: str | None = None
    """One line: why there is no report; None when there is one."""
    blame: Literal["article", "request", "engine", "server"] | None = None
    """Whose fault the problem is."""
    outcome: Outcomes | None = None
    verdict: str | None = None
    reasons: tuple[Reason, ...] = ()
    counts: dict[str, int] = {}
    """Findings that count, by severity, over all articles."""
    articles: tuple[ArticleFacts, ...] = ()
    findings: tuple[FindingFacts, ...] = ()
    failures: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
