"""The queue: order, ends, restarts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from audit.serve.options import Limits
from audit.serve.spec import INPUT, JOB, AuditOptions, Job
from audit.serve.store.reports import DONE, FAILED, WAITING, Store
from audit.serve.work import child
from audit.serve.work.jobs import Jobs

STUB = (sys.executable, str(Path(__file__).with_name("stub_worker.py")))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "desk.sqlite3")


@pytest.fixture
def jobs(store: Store, tmp_path: Path) -> Iterator[Jobs]:
    made = Jobs(store, tmp_path / "reports", Limits(audit_seconds=30), STUB)
    yield made
    made.stop()


def article(jobs: Jobs, report: str, text: str, engine: str | None = None) -> Path:
    folder = jobs.reports / report
    (folder / INPUT).mkdir(parents=True)
    (folder / INPUT / "a.txt").write_text(text, encoding="utf-8")
    job = Job(
        folder=str(folder / INPUT), paths=("a.txt",), decisions_url="/d", review_url="/r", csrf="c", memory=4 << 30,
        options=AuditOptions(engine=engine, cache=False),
    )  # fmt: skip
    (folder / JOB).write_bytes(msgspec.json.encode(job))
    jobs.store.add(report, "upload", "a.txt")
    return folder


def state(store: Store, report: str) -> str:
    row = store.get(report)
    assert row is not None
    return row.state


def gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if "Z" in Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0]:
            return True
        time.sleep(0.02)
    return False


def pid_of(folder: Path) -> int:
    for _ in range(500):
        if (folder / "pid").exists() and (folder / "pid").read_text():
            return int((folder / "pid").read_text())
        time.sleep(0.02)
    raise AssertionError("the stub did not start")


def test_what_waited_when_the_server_ended_is_done_by_the_next(jobs: Jobs, store: Store) -> None:
    article(jobs, "one", "fine")
    jobs.start()
    live = jobs.live("one")
    assert live is None or live.finished.wait(30)
    assert state(store, "one") == DONE


def test_a_server_that_ends_leaves_its_audit_to_the_next(jobs: Jobs, store: Store) -> None:
    folder = article(jobs, "one", "HANG")
    jobs.start()
    pid = pid_of(folder)
    jobs.stop()
    assert gone(pid)
    row = store.get("one")
    assert row is not None and (row.state, row.attempts) == (WAITING, 0)


def test_an_audit_that_took_two_servers_down_is_not_begun_again(jobs: Jobs, store: Store) -> None:
    article(jobs, "one", "fine")
    store.begin("one")
    store.begin("one")
    jobs.start()
    row = store.get("one")
    assert row is not None and row.state == FAILED and "2 times" in (row.problem or "")


def test_the_results_of_before_stay_when_a_new_audit_fails(jobs: Jobs, store: Store) -> None:
    folder = article(jobs, "one", "fine")
    jobs.start()
    live = jobs.submit("one")
    assert live.finished.wait(30)
    before = (folder / "current/outcome.json").read_bytes()
    (folder / INPUT / "a.txt").write_text("ENGINE")
    assert jobs.submit("one").finished.wait(30)
    assert state(store, "one") == FAILED
    assert (folder / "current/outcome.json").read_bytes() == before


def test_a_child_dies_with_a_server_that_was_killed(tmp_path: Path) -> None:
    """The real worker: its standard input ends with the server."""
    code = (
        "import subprocess, sys, time\n"
        "from pathlib import Path\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import os, threading, time; "
        "from audit.serve.work import worker; "
        "threading.Thread(target=worker._leave_with_the_server, daemon=True).start(); "
        "time.sleep(60)'], stdin=subprocess.PIPE, start_new_session=True)\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())
        server.send_signal(signal.SIGKILL)
        assert gone(pid)


@pytest.mark.parametrize(
    ("text", "engine", "blame"),
    [
        ("Le maire\x00 a parlé.", "none", "article"),
        ("   ", "none", "article"),
        ("Le maire a parlé.", "opus", "engine"),
    ],
)
def test_the_real_worker_says_whose_fault_it_is(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch, text: str, engine: str, blame: str, tmp_path: Path
) -> None:
    from threading import Event

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = article(jobs, "one", text, engine)
    command = (sys.executable, "-m", "audit.serve.work.worker")
    outcome = child.run(command, folder, seconds=60, stop=Event(), progress=lambda *_: None)
    assert outcome.problem is not None and outcome.blame == blame
    assert "\n" not in outcome.problem and str(tmp_path) not in outcome.problem


def test_the_real_worker_leaves_a_report_and_its_pages(jobs: Jobs) -> None:
    from threading import Event

    folder = article(jobs, "one", "Le maire a parlé aux habitants de la ville hier soir.", "none")
    # What lies beside the article is never imported.
    (folder / INPUT / "sacrebleu.py").write_text("raise SystemExit(9)")
    command, told = (sys.executable, "-m", "audit.serve.work.worker"), []
    outcome = child.run(
        command, folder, seconds=60, stop=Event(), progress=lambda *one: told.append(one)
    )
    assert outcome.problem is None and outcome.outcome == "pass", outcome
    assert [one.path for one in outcome.articles] == ["a.txt"]
    assert any(page.path == "audit.html" and "default-src" in page.policy for page in outcome.pages)
    assert (folder / "current/audit.json").is_file()
    assert ("checking", 1, 1) in told


def test_an_audit_that_wants_too_much_memory_is_only_an_error(jobs: Jobs) -> None:
    from threading import Event

    folder = article(jobs, "one", "Le maire a parlé. " * 1000, "none")
    job = msgspec.json.decode((folder / JOB).read_bytes(), type=Job)
    (folder / JOB).write_bytes(msgspec.json.encode(msgspec.structs.replace(job, memory=90 << 20)))
    command = (sys.executable, "-m", "audit.serve.work.worker")
    outcome = child.run(command, folder, seconds=60, stop=Event(), progress=lambda *_: None)
    assert outcome.problem is not None


def test_a_saved_report_is_shown_without_a_new_audit(jobs: Jobs, tmp_path: Path) -> None:
    """``traudit serve reports/``: the folder that ``traudit run`` wrote."""
    from threading import Event

    from audit import run_audit
    from audit.formats.audit_json.format import JsonFormat

    (tmp_path / "a.txt").write_text("Le maire a parlé </script><script>alert(1)</script>.\n")
    report = run_audit([tmp_path / "a.txt"], engine="none", cache=False)
    folder = article(jobs, "one", "not read", "none")
    (folder / INPUT / "audit.json").write_text(JsonFormat().render(report), encoding="utf-8")
    job = msgspec.json.decode((folder / JOB).read_bytes(), type=Job)
    saved = msgspec.structs.replace(job, paths=(".",), saved="audit.json")
    (folder / JOB).write_bytes(msgspec.json.encode(saved))
    command = (sys.executable, "-m", "audit.serve.work.worker")
    outcome = child.run(command, folder, seconds=60, stop=Event(), progress=lambda *_: None)
    assert outcome.problem is None and [one.path for one in outcome.articles] == [
        str(tmp_path / "a.txt")
    ]
    page = (folder / "current/pages/audit.html").read_text(encoding="utf-8")
    assert 'content="/d"' in page and 'href="/r"' in page and "<script>alert" not in page

    (folder / INPUT / "audit.json").write_text('{"schema_version": "1.1", "documents"')
    broken = child.run(command, folder, seconds=60, stop=Event(), progress=lambda *_: None)
    assert broken.blame == "article" and "cut off" in (broken.problem or "")
    assert (folder / "current/pages/audit.html").read_text(encoding="utf-8") == page
