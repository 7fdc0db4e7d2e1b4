"""What the endpoints work with: the reports of the work folder, and ways to add one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audit.core.whole_file import write_whole
from audit.decision.policy import PolicyTable
from audit.serve.guard.problems import Problem
from audit.serve.guard.sessions import Sessions
from audit.serve.options import ServeOptions
from audit.serve.spec import (
    AUDIT,
    CURRENT,
    INPUT,
    JOB,
    OUTCOME,
    PAGES,
    AuditOptions,
    Job,
    Outcome,
)
from audit.serve.store.reports import DONE, ReportRow, Store
from audit.serve.work.jobs import Full, Jobs, Live

FOLDER = "desk"
"""Id of the report on the folder that the server was started with."""
SOURCE = "_source"
RETRY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Article:
    """An article from outside, its names made safe."""

    kind: str
    """``upload`` or ``api``."""
    path: str
    data: bytes
    source: bytes | None
    options: AuditOptions
    policy: PolicyTable | None


class Desk:
    """All that a server knows."""

    def __init__(self, options: ServeOptions) -> None:
        self.options = options
        self.reports = options.work / "reports"
        self.reports.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.store = Store(options.work / "desk.sqlite3")
        self.sessions = Sessions(self.store.secret(), options.token)
        self.jobs = Jobs(self.store, self.reports, options.limits, options.worker)

    def start(self) -> None:
        """Begins to work, on the folder itself as well."""
        self._prepare_folder()
        self.jobs.start()

    def renew_folder(self) -> None:
        """Reads the folder again; the pages of before stay until there are new ones."""
        if self.jobs.live(FOLDER) is None:
            self._prepare_folder()
            self.jobs.submit(FOLDER, always=True)

    def again(self, report: str) -> None:
        """Audits a report once more, as it was asked for.

        Raises:
            Problem: ``not-found``, or ``busy`` when too many wait.
        """
        row = self.row(report)
        if row.kind == "folder":
            self.renew_folder()
        elif row.is_final:
            try:
                self.jobs.check_room()
                self.store.add(report, row.kind, row.title)
                self.jobs.submit(report, always=True)
            except Full as error:
                raise self._busy() from error

    def _busy(self) -> Problem:
        text = f"{self.options.limits.waiting} audits are waiting; try again later"
        return Problem("busy", text, {"Retry-After": str(RETRY_SECONDS)})

    def _prepare_folder(self) -> None:
        folder = self.options.folder.resolve()
        job = msgspec.structs.replace(
            self._job(FOLDER, self.options.audit, self.options.policy),
            folder=str(folder),
            paths=(".",),
            root=self.options.root,
            baseline=self.options.baseline,
            saved=AUDIT if (folder / AUDIT).is_file() else None,
        )
        self._write_job(FOLDER, job)
        self.store.add(FOLDER, "folder", folder.name or "/")

    def submit(self, article: Article) -> tuple[str, Live]:
        """Puts an article into the queue.

        Raises:
            Problem: ``busy`` when too many wait.
        """
        report = secrets.token_hex(8)
        try:
            self.jobs.check_room()
            self._write_article(report, article)
            self.store.add(report, article.kind, article.path)
            return report, self.jobs.submit(report)
        except Full as error:
            self.jobs.forget(report)
            raise self._busy() from error

    def _write_article(self, report: str, article: Article) -> None:
        folder = self.reports / report / INPUT
        target = folder / article.path
        target.parent.mkdir(parents=True, mode=0o700)
        target.write_bytes(article.data)
        job = self._job(report, article.options, article.policy)
        source = None
        if article.source is not None:
            source = f"{SOURCE}/{target.name}"
            (folder / SOURCE).mkdir()
            (folder / source).write_bytes(article.source)
        job = msgspec.structs.replace(job, folder=str(folder), paths=(article.path,), source=source)
        self._write_job(report, job)

    def _job(self, report: str, options: AuditOptions, policy: PolicyTable | None) -> Job:
        return Job(
            folder="",
            paths=(),
            options=options,
            policy=policy,
            decisions_url=f"/api/reports/{report}/decisions",
            review_url=f"/reports/{report}/review",
            csrf=self.sessions.placeholder(report),
            ui_language=self.options.ui_language,
            memory=self.options.limits.memory,
        )

    def _write_job(self, report: str, job: Job) -> None:
        folder = self.reports / report
        folder.mkdir(mode=0o700, exist_ok=True)
        write_whole(folder / JOB, msgspec.json.encode(job))

    def row(self, report: str) -> ReportRow:
        """A report.

        Raises:
            Problem: ``not-found``.
        """
        row = self.store.get(report)
        if row is None:
            raise Problem("not-found", "there is no report of that id")
        return row

    def outcome(self, report: str) -> Outcome:
        """What the audit of a report left behind; of the folder, the last time it was read.

        Raises:
            Problem: ``not-ready`` when there is nothing.
        """
        row = self.row(report)
        try:
            outcome = msgspec.json.decode(self._file(report, OUTCOME), type=Outcome)
        except (OSError, msgspec.DecodeError):
            outcome = None
        if outcome is None or outcome.problem is not None:
            state = row.state if row.state != DONE else "lost; audit it again"
            raise Problem("not-ready", f"there are no results: the audit is {state}")
        return outcome

    def audit_json(self, report: str) -> bytes:
        """The ``audit.json`` of a report that has an outcome."""
        return self._file(report, AUDIT)

    def page(self, report: str, name: str, csrf: str) -> tuple[str, str]:
        """A page and its content policy, with the visitor's own token in it.

        Raises:
            Problem: ``not-found`` or ``not-ready``.
        """
        outcome = self.outcome(report)
        known = {page.path: page.policy for page in outcome.pages}
        # Only names that the child listed lead to files.
        if name not in known:
            raise Problem("not-found", "the report has no such page")
        text = self._file(report, f"{PAGES}/{name}").decode("utf-8")
        return text.replace(self.sessions.placeholder(report), csrf), known[name]

    def _file(self, report: str, name: str) -> bytes:
        return Path(self.reports / report / CURRENT / name).read_bytes()
