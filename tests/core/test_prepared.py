"""What is kept between runs never changes a result, and never ends a run."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from audit.core import prepared
from audit.core.patterns import kept as kept_needs
from audit.core.patterns import needs as pattern_needs
from audit.language.lexicon import word_lists


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of its own."""
    monkeypatch.setenv("TRAUDIT_PREPARED", str(tmp_path / "kept"))
    prepared.folder.cache_clear()
    yield tmp_path / "kept"
    prepared.folder.cache_clear()


def test_what_was_made_once_is_not_made_again(folder: Path) -> None:
    assert prepared.kept("one", "version 1", lambda: b"made") == b"made"
    assert prepared.kept("one", "version 1", lambda: b"again") == b"made"


def test_what_was_made_from_something_else_is_made_again(folder: Path) -> None:
    prepared.kept("one", "version 1", lambda: b"old")
    assert prepared.kept("one", "version 2", lambda: b"new") == b"new"
    assert prepared.kept("one", "version 2", lambda: b"again") == b"new"


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "longer"])
def test_damaged_data_is_made_again(folder: Path, damage: str) -> None:
    prepared.kept("one", "version 1", lambda: b"made before")
    file = folder / "one"
    content = file.read_bytes()
    damaged = {
        "cut": content[:-3],
        "changed": content[:-1] + b"?",
        "emptied": b"",
        "longer": content + b"?",
    }
    file.write_bytes(damaged[damage])
    assert prepared.read("one", "version 1") is None
    assert prepared.kept("one", "version 1", lambda: b"made again") == b"made again"
    assert prepared.read("one", "version 1") == b"made again"


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("TRAUDIT_PREPARED", str(tmp_path / "file" / "kept"))
    prepared.folder.cache_clear()
    assert prepared.kept("one", "version 1", lambda: b"made") == b"made"
    prepared.folder.cache_clear()


def test_kept_data_is_its_owners_and_leaves_no_parts(folder: Path) -> None:
    prepared.kept("one", "version 1", lambda: b"made")
    assert folder.stat().st_mode & 0o077 == 0
    assert [file.name for file in folder.iterdir()] == ["one"]
    assert (folder / "one").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_nothing_is_taken_from_a_folder_that_others_may_write_to(folder: Path, mode: int) -> None:
    prepared.write("one", "version 1", b"made")
    folder.chmod(mode)
    assert prepared.read("one", "version 1") is None
    assert prepared.kept("two", "version 1", lambda: b"made") == b"made"
    assert not (folder / "two").exists()
    folder.chmod(0o700)
    assert prepared.read("one", "version 1") == b"made"


def _write(number: int) -> None:
    prepared.write("one", "version 1", bytes([number]) * 100_000)


def test_several_processes_may_keep_the_same(folder: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(_write, range(24)))
    data = prepared.read("one", "version 1")
    assert data is not None
    assert len(data) == 100_000
    assert len(set(data)) == 1


def test_needs_are_kept_for_the_next_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_needs._known.cache_clear()
    assert kept_needs.needs(r"\bharbours?\b") == pattern_needs.needs(r"\bharbours?\b")
    kept_needs.keep()
    kept_needs._known.cache_clear()
    monkeypatch.setattr(pattern_needs, "needs", None)  # It would fail if it were asked.
    assert kept_needs.needs(r"\bharbours?\b") == ("harbour",)
    kept_needs._known.cache_clear()


def test_needs_of_other_code_are_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_needs._known.cache_clear()
    kept_needs.needs("quay")
    kept_needs.keep()
    kept_needs._known.cache_clear()
    monkeypatch.setattr(kept_needs, "_made_from", lambda: "of another version")
    assert kept_needs._known() == {}
    kept_needs._known.cache_clear()


@pytest.mark.parametrize("language", ["fr", "en", "id"])
def test_word_lists_are_those_of_simplemma(folder: Path, language: str) -> None:
    from simplemma.strategies import DefaultDictionaryFactory

    theirs = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language)
    word_lists.word_list.cache_clear()
    ours = word_lists.word_list(language)
    assert len(ours) == len(theirs)
    some = list(theirs)[::50]
    assert [ours[word] for word in some] == [theirs[word] for word in some]
    assert "qqzzqq" not in ours
    assert ours.get("qqzzqq") is None
    word_lists.word_list.cache_clear()


def test_a_language_that_simplemma_does_not_have_has_no_word_list(folder: Path) -> None:
    with pytest.raises(ValueError, match="zz"):
        word_lists.word_list("zz")
    assert not (folder / "words.zz.trie").exists()
