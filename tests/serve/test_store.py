"""What people decided is never lost: not by each other, not by a kill, not by an error."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from audit.errors import OperationalError
from audit.serve.store.reports import DONE, RUNNING, Stale, Store

WRITER = """
import sys
from pathlib import Path
from audit.serve.store.reports import Store
store = Store(Path(sys.argv[1]))
version = store.review("desk", "Anna").version
while True:
    version = store.save("desk", "Anna", version, [{"n": version + 1}]).version
    print(version, flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "desk.sqlite3")
    made.add("desk", "folder", "articles")
    return made


def test_a_report_goes_through_its_states(store: Store) -> None:
    store.begin("desk")
    row = store.get("desk")
    assert row is not None and (row.state, row.attempts, row.is_final) == (RUNNING, 1, False)
    assert [one.id for one in store.unfinished()] == ["desk"]
    store.end("desk", DONE, outcome="fail", summary={"counts": {"major": 2}})
    row = store.get("desk")
    assert row is not None and row.is_final and row.summary == {"counts": {"major": 2}}
    assert store.unfinished() == [] and store.get("none") is None


def test_reviewers_do_not_touch_each_other(store: Store) -> None:
    store.save("desk", "Anna", 0, [{"id": "a"}])
    store.save("desk", "Ben", 0, [{"id": "b"}])
    assert store.review("desk", "Anna").decisions == [{"id": "a"}]
    assert [(one.reviewer, one.version) for one in store.reviews("desk")] == [
        ("Anna", 1),
        ("Ben", 1),
    ]
    assert store.review("desk", "Cleo").version == 0


def test_a_review_that_changed_in_between_is_not_overwritten(store: Store) -> None:
    store.save("desk", "Anna", 0, [{"id": "a"}])
    with pytest.raises(Stale):
        store.save("desk", "Anna", 0, [{"id": "b"}])
    assert store.save("desk", "Anna", 1, []).version == 2


def test_hostile_text_is_kept_as_it_is(store: Store, hostile_text: str) -> None:
    store.save("desk", "Anna", 0, [{"text": hostile_text}])
    assert store.review("desk", "Anna").decisions == [{"text": hostile_text}]


def test_of_writers_at_once_each_loses_nothing(store: Store) -> None:
    def write(number: int) -> None:
        for _ in range(5):
            while True:
                found = store.review("desk", "Anna")
                try:
                    store.save("desk", "Anna", found.version, [*found.decisions, {"by": number}])
                    break
                except Stale:
                    continue

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.review("desk", "Anna")
    assert found.version == 20
    assert sorted(one["by"] for one in found.decisions) == sorted(list(range(4)) * 5)


def test_what_was_answered_survives_a_kill(store: Store) -> None:
    command = [sys.executable, "-c", WRITER, str(store.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(5):
            told = int(process.stdout.readline())
        process.kill()
        told = max([told, *(int(line) for line in process.stdout if line.endswith("\n"))])
    again = Store(store.path).review("desk", "Anna")
    assert again.version >= told >= 5
    assert again.decisions == [{"n": again.version}]


def test_old_uploads_go_unless_somebody_decided_something(store: Store) -> None:
    for number in range(5):
        store.add(f"r{number}", "upload", "x")
        store.end(f"r{number}", DONE)
    store.add("waiting", "upload", "x")
    with sqlite3.connect(store.path) as database:
        database.execute(
            "UPDATE report SET created = '2000-01-0' || substr(id, 2) WHERE id LIKE 'r%'"
        )
    database.close()
    store.save("r1", "Anna", 0, [{"id": "a"}])
    assert sorted(store.surplus(3)) == ["r0", "r2"]
    store.remove("r1")
    assert store.reviews("r1") == []


def test_only_the_owner_may_read_it(store: Store) -> None:
    assert store.path.stat().st_mode & 0o077 == 0


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE precious (x)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(OperationalError, match="another program"):
        Store(path)
    assert path.read_bytes() == before


def test_a_damaged_database_is_an_error_and_not_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite3"
    path.write_bytes(b"no database at all, but decisions of a whole day\n" * 50)
    with pytest.raises(OperationalError, match="cannot be kept"):
        Store(path)
    assert path.read_bytes().startswith(b"no database")
