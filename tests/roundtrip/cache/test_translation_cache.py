"""The cache: what is put in comes out, and nothing that is wrong with the file is fatal."""

from __future__ import annotations

import dataclasses
import logging
import multiprocessing
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.translation import Translation
from audit.roundtrip.cache import file as cache_file
from audit.roundtrip.cache import rows as cache_rows
from audit.roundtrip.cache.translations import Direction, TranslationCache, default_path

THERE = Direction("engine:toy|version:1", "fr", "en")
FULL = Translation(
    "L'été 🎉\u202e\n\0", (-0.1, -2.5e-17, float("-inf")), 3, True, mean_log_prob=-0.1 / 3
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "translations.sqlite3"


@pytest.fixture
def warnings_seen(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING, "audit.roundtrip.cache.translations")
    return caplog


def fill(path: Path, **texts: str) -> None:
    cache = TranslationCache(path)
    cache.put_many(THERE, {key: Translation(value) for key, value in texts.items()})
    cache.close()
    assert cache.problem is None


def read(path: Path, *texts: str) -> dict[str, str]:
    cache = TranslationCache(path)
    found = cache.get_many(THERE, texts)
    cache.close()
    return {text: one.text for text, one in found.items()}


def test_every_field_comes_back_in_another_instance(path: Path) -> None:
    assert all(getattr(FULL, field.name) for field in dataclasses.fields(Translation)), (
        "the test must cover every field"
    )
    first = TranslationCache(path)
    first.put_many(THERE, {"un": FULL, "deux": Translation("two")})
    found = TranslationCache(path).get_many(THERE, ["un", "deux", "trois"])
    assert found == {"un": FULL, "deux": Translation("two")}


@given(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.builds(
        Translation,
        st.text(st.characters(codec="utf-8"), max_size=30),
        st.none() | st.lists(st.floats(allow_nan=False)).map(tuple),
        st.integers(0, 10**6),
        st.booleans(),
        st.none() | st.floats(allow_nan=False),
    ),
)
def test_any_translation_comes_back(tmp_path_factory, text: str, given: Translation) -> None:
    cache = TranslationCache(tmp_path_factory.getbasetemp() / "any.sqlite3")
    cache.put_many(THERE, {text: given})
    assert cache.get_many(THERE, [text]) == {text: given}
    cache.close()


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(THERE, signature="engine:toy|version:2"),
        dataclasses.replace(THERE, source="es"),
        dataclasses.replace(THERE, target="es"),
        Direction("engine:toy|version:1f", "r", "en"),
    ],
)
def test_another_engine_or_direction_finds_nothing(path: Path, other: Direction) -> None:
    cache = TranslationCache(path)
    cache.put_many(THERE, {"un": Translation("one")})
    assert cache.get_many(other, ["un"]) == {}
    cache.put_many(other, {"un": Translation("else")})
    assert cache.get_many(THERE, ["un"])["un"].text == "one"


def test_a_later_translation_replaces_an_earlier_one(path: Path) -> None:
    fill(path, un="one")
    fill(path, un="uno")
    assert read(path, "un") == {"un": "uno"}


def test_thousands_at_once(path: Path) -> None:
    texts = {f"texte {number}": Translation(f"text {number}") for number in range(2500)}
    cache = TranslationCache(path)
    cache.put_many(THERE, texts)
    assert cache.get_many(THERE, list(texts)) == texts


def test_none_keeps_nothing(tmp_path: Path) -> None:
    cache = TranslationCache(None)
    cache.put_many(THERE, {"un": FULL})
    assert cache.get_many(THERE, ["un"]) == {}
    assert cache.prune() == 0
    assert cache.problem is None
    cache.close()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_before_the_first_use(path: Path) -> None:
    TranslationCache(path).close()
    assert not path.parent.exists()


def test_the_file_is_readable_by_its_owner_only(path: Path) -> None:
    fill(path, un="one")
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_default_path_is_in_the_users_cache_folder(monkeypatch) -> None:
    monkeypatch.delenv("TRAUDIT_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert default_path().parts[-2:] == ("traudit", "translations.sqlite3")
    monkeypatch.setenv("TRAUDIT_CACHE", "/tmp/other.sqlite3")
    assert default_path() == Path("/tmp/other.sqlite3")
    monkeypatch.setenv("TRAUDIT_CACHE", "~/other.sqlite3")
    assert default_path() == Path.home() / "other.sqlite3"


@pytest.mark.parametrize(
    "content",
    [b"not a database at all " * 100, b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 4096],
    ids=["text", "broken-header", "zeros"],
)
def test_a_file_that_is_no_database_is_moved_aside(path, content, warnings_seen) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    cache = TranslationCache(path)
    cache.put_many(THERE, {"un": FULL})
    assert cache.get_many(THERE, ["un"]) == {"un": FULL}
    aside = path.with_name(f"{path.name}.damaged-1")
    assert aside.read_bytes() == content
    assert cache.problem is not None and str(aside) in cache.problem
    assert [record.message for record in warnings_seen.records] == [cache.problem]
    cache.close()
    assert read(path, "un") == {"un": FULL.text}


def test_files_moved_aside_are_never_overwritten(path: Path) -> None:
    path.parent.mkdir()
    for number in (1, 2):
        path.write_bytes(b"garbage %d" % number * 100)
        cache = TranslationCache(path)
        cache.get_many(THERE, ["un"])
        cache.close()
        aside = path.with_name(f"{path.name}.damaged-{number}")
        assert aside.read_bytes().startswith(b"garbage %d" % number)


def test_damage_in_the_middle_of_the_file_is_survived(path: Path) -> None:
    texts = {f"texte {number}": "x" * 200 for number in range(2000)}
    fill(path, **texts)
    content = bytearray(path.read_bytes())
    for start in range(8192, len(content) - 4096, 4096):
        content[start : start + 64] = os.urandom(64)
    path.write_bytes(content)
    cache = TranslationCache(path)
    found = cache.get_many(THERE, list(texts))
    assert all(one.text == "x" * 200 for one in found.values())
    cache.put_many(THERE, {"neu": FULL})
    assert cache.get_many(THERE, ["neu"]) == {"neu": FULL}


@pytest.mark.parametrize(
    "change",
    [
        "text = 'wrong'",
        "unknown = 9",
        "truncated = 1",
        "log_probs = x'0000000000000000'",
        "mean = x'0000000000000000'",
        "seal = x'00'",
        "text = x'ff'",
        "unknown = 'many'",
        "log_probs = 'abc'",
    ],
)
def test_a_changed_entry_is_not_used(path: Path, change: str) -> None:
    fill(path, un="one", deux="two")
    with sqlite3.connect(path) as database:
        database.execute(f"UPDATE translation SET {change} WHERE text = 'one'")
    database.close()
    assert read(path, "un", "deux") == {"deux": "two"}


def test_a_database_of_another_program_is_left_alone(path: Path, warnings_seen) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
        database.execute("INSERT INTO bookmarks VALUES ('https://example.org')")
    database.close()
    before = path.read_bytes()
    cache = TranslationCache(path)
    cache.put_many(THERE, {"un": FULL})
    assert cache.get_many(THERE, ["un"]) == {}
    assert path.read_bytes() == before
    assert cache.problem == (
        f"translation cache {path} is not used: it is a database of another program"
    )
    assert len(warnings_seen.records) == 1, "said once, not for every call"


def test_a_cache_of_a_newer_version_is_left_alone(path: Path) -> None:
    fill(path, un="one")
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    cache = TranslationCache(path)
    assert cache.get_many(THERE, ["un"]) == {}
    assert "newer traudit" in str(cache.problem)


def test_a_cache_of_an_older_version_is_made_anew(path: Path) -> None:
    fill(path, un="one")
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 0")
        database.execute("ALTER TABLE translation RENAME COLUMN unknown TO before")
    database.close()
    cache = TranslationCache(path)
    assert cache.get_many(THERE, ["un"]) == {}
    cache.put_many(THERE, {"un": FULL})
    assert cache.get_many(THERE, ["un"]) == {"un": FULL}
    assert cache.problem is None


@pytest.mark.parametrize("change", ["DROP COLUMN mean", "RENAME COLUMN text TO words"])
def test_a_table_of_another_shape_is_no_crash(path: Path, change: str) -> None:
    fill(path, un="one")
    with sqlite3.connect(path) as database:
        database.execute(f"ALTER TABLE translation {change}")
    database.close()
    cache = TranslationCache(path)
    assert cache.get_many(THERE, ["un"]) == {}
    cache.put_many(THERE, {"deux": FULL})
    assert "no such column" in str(cache.problem)


def test_a_folder_that_cannot_be_written_is_no_crash(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    for path in (blocked / "cache.sqlite3", tmp_path):
        cache = TranslationCache(path)
        cache.put_many(THERE, {"un": FULL})
        assert cache.get_many(THERE, ["un"]) == {}
        assert "is not used" in str(cache.problem)
        assert "\n" not in str(cache.problem)


def test_a_file_that_vanishes_is_no_crash(path: Path) -> None:
    cache = TranslationCache(path)
    cache.put_many(THERE, {"un": FULL})
    shutil.rmtree(path.parent)
    cache.put_many(THERE, {"deux": FULL})
    cache.get_many(THERE, ["un", "deux"])
    cache.close()
    cache.put_many(THERE, {"trois": FULL})
    assert cache.get_many(THERE, ["trois"]) == {"trois": FULL}


def test_a_lock_that_is_never_given_up_is_no_crash(path: Path, monkeypatch) -> None:
    monkeypatch.setattr(cache_file, "BUSY_SECONDS", 0.2)
    fill(path, un="one")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    cache = TranslationCache(path)
    cache.put_many(THERE, {"deux": FULL})
    assert "locked" in str(cache.problem)
    holder.close()
    assert read(path, "un") == {"un": "one"}


def test_prune_removes_what_was_used_longest_ago(path: Path, monkeypatch) -> None:
    day = [1000]
    monkeypatch.setattr(cache_rows.time, "time", lambda: day[0] * cache_rows.DAY)
    cache = TranslationCache(path)
    for number in range(20):
        day[0] = 1000 + number
        texts = {f"{number}-{index}": Translation("x" * 500) for index in range(100)}
        cache.put_many(THERE, texts)
    day[0] = 2000
    assert "0-0" in cache.get_many(THERE, ["0-0"])
    cache.close()
    size = path.stat().st_size
    removed = cache.prune(size // 2)
    assert 500 < removed < 2000
    assert path.stat().st_size <= size // 2
    assert set(cache.get_many(THERE, ["0-0", "1-0", "19-99"])) == {"0-0", "19-99"}
    assert cache.prune(size // 2) == 0
    assert cache.prune(0) == 2000 - removed
    assert cache.problem is None


PROCESS = """
import sys
from audit.roundtrip.cache.translations import Direction, TranslationCache
from audit.model.translation import Translation
cache = TranslationCache(sys.argv[1])
there = Direction("engine:toy|version:1", "fr", "en")
for number in range(int(sys.argv[3])):
    text = f"{sys.argv[2]}-{number}"
    cache.put_many(there, {text: Translation(text.upper()), "shared": Translation("SHARED")})
    assert cache.get_many(there, [text])[text].text == text.upper()
    print(number, flush=True)
assert cache.problem is None, cache.problem
"""


def start(path: Path, name: str, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS, str(path), name, str(times)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_several_processes_share_a_new_file(path: Path) -> None:
    running = [start(path, f"p{number}", 40) for number in range(5)]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    wanted = [f"p{process}-{number}" for process in range(5) for number in range(40)]
    assert read(path, *wanted) == {text: text.upper() for text in wanted}


def test_what_was_put_survives_a_kill_at_any_moment(path: Path) -> None:
    for name in ("a", "b", "c"):
        process = start(path, name, 100_000)
        assert process.stdout is not None and process.stderr is not None
        last = -1
        while last < 20:
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
        process.stdout.close()
        process.stderr.close()
        wanted = [f"{name}-{number}" for number in range(last + 1)]
        assert read(path, *wanted) == {text: text.upper() for text in wanted}
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_a_damaged_file_is_replaced_once_by_many_processes(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"garbage" * 1000)
    running = [start(path, f"p{number}", 20) for number in range(4)]
    for process in running:
        process.communicate(timeout=120)
    wanted = [f"p{process}-{number}" for process in range(4) for number in range(20)]
    assert read(path, *wanted) == {text: text.upper() for text in wanted}
    assert len(list(path.parent.glob("*.damaged-?"))) == 1


def child(cache: TranslationCache, queue: multiprocessing.Queue[str]) -> None:
    cache.put_many(THERE, {"kind": Translation("child")})
    queue.put(cache.get_many(THERE, ["un", "kind"])["un"].text)


@pytest.mark.skipif(sys.platform == "darwin", reason="fork is not safe there")
def test_a_forked_process_opens_the_file_anew(path: Path) -> None:
    cache = TranslationCache(path)
    cache.put_many(THERE, {"un": Translation("one")})
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    process = context.Process(target=child, args=(cache, queue))
    process.start()
    assert queue.get(timeout=60) == "one"
    process.join(timeout=60)
    cache.put_many(THERE, {"deux": Translation("two")})
    found = cache.get_many(THERE, ["un", "deux", "kind"])
    assert {text: one.text for text, one in found.items()} == {
        "un": "one", "deux": "two", "kind": "child",
    }  # fmt: skip
