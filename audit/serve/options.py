"""What a server is started with."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

from audit.decision.policy import PolicyTable
from audit.serve.spec import AuditOptions

MB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, one audit and the whole server may take."""

    body: int = 2 * MB
    """Bytes of a request; an article is some kilobytes."""
    decisions: int = 10_000
    """Decisions of one reviewer on one report."""
    body_seconds: float = 30.0
    """How long a request may take to arrive."""
    audit_seconds: float = 300.0
    """After it an audit is killed."""
    memory: int = 4096 * MB
    """Bytes of address space of an audit."""
    waiting: int = 16
    """Audits in the queue; one more is refused."""
    workers: int = 1
    """Audits at a time."""
    keep: int = 500
    """Uploaded articles that are kept; older ones without decisions are removed."""


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """A server: what it shows, where it listens, who may ask."""

    folder: Path
    """An output folder of ``traudit run``, or a folder of articles. It is only read."""
    work: Path
    """Everything that the server writes lies here."""
    host: str = "127.0.0.1"
    port: int = 8765
    """0 takes a free one."""
    token: str | None = None
    """None: whoever reaches the port is let in. Only for loopback addresses."""
    allowed_hosts: frozenset[str] = frozenset()
    """Names, beside its own, that the server answers to (without port, lower case)."""
    reviewer: str = "editor"
    """Name of who comes without a session, where no token is asked for."""
    audit: AuditOptions = field(default_factory=AuditOptions)
    policy: PolicyTable | None = None
    root: str | None = None
    """The folder that fingerprints of the folder's articles are named from; None for itself."""
    baseline: str | None = None
    """File of the findings of the folder's articles that are known."""
    ui_language: str | None = None
    login_delay: float = 1.0
    """Seconds that a wrong token costs."""
    worker: tuple[str, ...] = (sys.executable, "-m", "audit.serve.work.worker")
    """What runs for an audit, with the folder of the report as its last argument."""
    limits: Limits = field(default_factory=Limits)
