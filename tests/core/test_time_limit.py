"""An article that takes too long is a failure, and the others go on."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from audit.api import run_audit
from audit.checks.interface import CheckContext
from audit.core.time_limit import OutOfTime, limit, seconds_for
from audit.core.workers import Guard, spread
from audit.model.finding import Candidate
from audit.model.report import CheckStatus

ROOT = Path(__file__).parents[2]
RUNAWAY = re.compile(r"(a+)+b")


def work(item: int) -> int:
    """Item 3 hangs in a regular expression, item 5 swallows what is raised, item 7 dies."""
    if item == 3:
        RUNAWAY.search("a" * 60)
    if item == 5:
        while True:
            with contextlib.suppress(Exception):
                time.sleep(30)
    if item == 7 and os.environ.get("TRAUDIT_TEST_PARENT"):
        os._exit(9)
    return 2 * item


def failed(item: int, seconds: float | None) -> int:
    return -1 if seconds is not None else -2


def seconds(most: float, item: int) -> float:
    return most


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_hangs_fails_and_the_others_go_on(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if jobs == 2:
        monkeypatch.setenv("TRAUDIT_TEST_PARENT", "1")
        monkeypatch.syspath_prepend(ROOT)  # A worker imports this file by its name.
    guard = Guard(partial(seconds, 0.7), failed)
    wanted = [2 * item for item in range(14)]
    wanted[3], wanted[5], wanted[7] = -1, -1, -2 if jobs == 2 else 14
    assert list(spread(work, range(14), jobs, guard)) == wanted


def test_a_thread_has_a_limit_too() -> None:
    seen: list[str] = []

    def run() -> None:
        try:
            with limit(0.2):
                while True:
                    time.sleep(0.01)
        except OutOfTime:
            seen.append("late")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert seen == ["late"]


def test_what_is_in_time_leaves_no_trace() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with limit(0.05):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) is before
    assert seconds_for(60, 5000) == 70
    assert seconds_for(0, 5000) == 0


def test_the_rule_that_took_the_time_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.checks.untranslated.words import ForeignWords

    def run(self: ForeignWords, context: CheckContext) -> Iterator[Candidate]:
        if "Lyon" in context.document.source.text:
            RUNAWAY.search("a" * 60)
        yield from ()

    monkeypatch.setattr(ForeignWords, "run", run)
    for name, text in (("a.txt", "Le maire de Lyon parle."), ("b.txt", "Le maire a parlé.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = run_audit([tmp_path], engine="none", select=["UNT", "ART001"], article_timeout=2)
    late, good = report.documents
    assert {run.status for run in good.checks} == {CheckStatus.RAN}
    assert any(run.status is CheckStatus.FAILED for run in late.checks)
    (failure,) = report.failures
    assert "UNT002 used up the time of the article" in failure.message


def test_reading_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.readers.text import TextReader

    monkeypatch.setattr(TextReader, "read", lambda self, source: RUNAWAY.search("a" * 60))
    (tmp_path / "a.txt").write_text("Un texte.", encoding="utf-8")
    (tmp_path / "b.md").write_text("Un autre texte.", encoding="utf-8")
    report = run_audit([tmp_path], engine="none", article_timeout=1)
    assert [document.document.path[-4:] for document in report.documents] == ["b.md"]
    assert "took longer than 1 s" in report.failures[0].message


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_worker_outlives_a_run(number: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import os, re\n"
        "from audit.core.workers import spread\n"
        "def work(item):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    re.search('(a+)+b', 'a' * 60)\n"
        "if __name__ == '__main__':\n"
        "    list(spread(work, range(20), 2))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert run.stdout is not None
    workers = [int(run.stdout.readline()) for _ in range(2)]
    run.send_signal(number)
    run.wait(20)
    until = time.monotonic() + 10
    while any(_is_alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    run.stdout.close()
    assert not any(_is_alive(worker) for worker in workers)


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
