"""The child process of one audit: ``python -m audit.serve.work.worker FOLDER``.

It reads ``job.json`` in FOLDER, says how far it is in JSON lines on standard output, and leaves
``audit.json``, the pages and ``outcome.json`` in its ``next``. When its standard input ends, the
server is gone, and the whole process group goes too.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from audit.core.orphans import die_with
from audit.core.whole_file import write_whole
from audit.errors import AuditError, EngineError, UsageError
from audit.serve.spec import AUDIT, JOB, NEXT, OUTCOME, PAGES, Job, Outcome

if TYPE_CHECKING:
    from audit.model.report import Report


def main(folder: Path) -> None:
    """Does the job in ``folder``; whatever goes wrong is written to its outcome."""
    channel = _own_output()
    threading.Thread(target=_leave_with_the_server, daemon=True).start()

    def progress(stage: str, done: int, total: int) -> None:
        os.write(channel, json.dumps([stage, done, total]).encode() + b"\n")

    job = msgspec.json.decode((folder / JOB).read_bytes(), type=Job)
    _limit(job.memory)
    outcome = _attempt(job, folder, progress)
    (folder / NEXT).mkdir(exist_ok=True)
    write_whole(folder / NEXT / OUTCOME, msgspec.json.encode(outcome))


def _own_output() -> int:
    """Standard output for progress alone: what a library prints goes to the log."""
    channel = os.dup(1)
    os.dup2(2, 1)
    return channel


def _leave_with_the_server() -> None:
    while os.read(0, 1024):
        pass
    # The engine's own processes are in the group as well.
    os.killpg(0, signal.SIGKILL)


def _limit(memory: int) -> None:
    import resource

    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        kept = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (kept, hard))


def _attempt(job: Job, folder: Path, progress: object) -> Outcome:
    from audit.serve.result import outcome_of

    try:
        os.chdir(job.folder)
        report = _report(job, progress)
        if not report.documents:
            said = next((str(one.message) for one in report.failures), "there is no article here")
            return Outcome(problem=said, blame="article")
        texts, outcome = outcome_of(report, job)
    except UsageError as error:
        return Outcome(problem=str(error), blame="request")
    except EngineError as error:
        return Outcome(problem=str(error), blame="engine")
    except AuditError as error:
        return Outcome(problem=str(error), blame="article")
    except MemoryError:
        return Outcome(problem="the audit needs more memory than is allowed", blame="article")
    except Exception as error:
        traceback.print_exc()
        from audit.errors import describe

        return Outcome(problem=f"the audit crashed: {describe(error)}", blame="server")
    for name, text in texts.items():
        target = folder / NEXT / (name if name == AUDIT else f"{PAGES}/{name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, text.encode("utf-8", "replace"))
    return outcome


def _report(job: Job, progress: object) -> Report:
    if job.saved is not None:
        from audit.formats.audit_json.saved import load_report

        return load_report(Path(job.saved).read_bytes(), job.saved)
    from audit.api import run_audit

    report = run_audit(
        job.paths,
        source=job.source,
        root=job.root,
        progress=progress,  # type: ignore[arg-type]
        **msgspec.structs.asdict(job.options),
    )
    if job.baseline is None:
        return report
    from audit.decision.baseline import mark
    from audit.decision.baseline_file import load
    from audit.decision.naming import namer

    return mark(report, load(Path(job.baseline)), namer(job.root))


if __name__ == "__main__":
    die_with(os.getppid())  # Also while a library holds the interpreter.
    main(Path(sys.argv[1]))
