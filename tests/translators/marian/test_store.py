from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from audit.errors import EngineError, UsageError
from audit.translators.marian import folder as folders
from audit.translators.marian import manifest
from audit.translators.marian.manifest import Direction, Manifest
from audit.translators.marian.store import Store, default_root, folder_name


def fill(folder: Path, model: str = "toy/one", revision: str = "a" * 40, **pairs: str) -> Manifest:
    """A folder with the shape of a model and no model in it."""
    for name in ("ct2/model.bin", "ct2/source.spm", "hf/model.safetensors"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(f"{name} {revision}".encode())
    facts = Manifest(
        format=manifest.FORMAT,
        model=model,
        revision=revision,
        licence="Apache-2.0",
        directions=tuple(Direction(source=s, target=t) for s, t in (pairs or {"fr": "en"}).items()),
        quantization="int8",
        max_positions=512,
        weights="model.safetensors",
        built_with={"ctranslate2": "4"},
        files=manifest.describe_files(folder),
    )
    manifest.write(folder, facts)
    return facts


def put(root: Path, model: str = "toy/one", **pairs: str) -> folders.ModelFolder:
    store = Store(root)
    with store.staging(model) as staged:
        fill(staged, model, **pairs)
        return store.install(staged, model)


def test_what_is_installed_is_read_back(tmp_path: Path) -> None:
    placed = put(tmp_path)
    assert placed.path == tmp_path / "toy--one"
    assert [model.manifest for model in Store(tmp_path).scan().models] == [placed.manifest]
    placed.verify(placed.path)
    placed.verify(placed.ct2)


def test_an_empty_or_missing_folder_holds_no_model(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "missing"):
        assert Store(root).scan() == type(Store(root).scan())((), ())
        assert Store(root).find("toy/one") is None


def test_the_root_comes_from_the_environment_or_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRAUDIT_MODELS", str(tmp_path))
    assert default_root() == tmp_path
    monkeypatch.delenv("TRAUDIT_MODELS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_root() == tmp_path / "data" / "traudit" / "models"


@pytest.mark.parametrize("part", ["ct2", "hf"])
def test_the_digest_of_a_part_changes_with_its_files_only(tmp_path: Path, part: str) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        fill(folder)
    (two / "ct2" / "model.bin").write_bytes(b"another")
    found = []
    for folder in (one, two):
        facts = folders.read(folder, "mend").manifest
        facts = Manifest(
            **{
                **{name: getattr(facts, name) for name in Manifest.__struct_fields__},
                "files": manifest.describe_files(folder),
            }
        )
        found.append(folders.ModelFolder(folder, facts, "mend").digest(folder / part))
    assert (found[0] == found[1]) == (part == "hf")
    assert len(found[0]) == 16


def damage_size(folder: Path) -> None:
    (folder / "ct2" / "model.bin").write_bytes(b"")


def damage_content(folder: Path) -> None:
    path = folder / "ct2" / "model.bin"
    path.write_bytes(path.read_bytes()[::-1])


def damage_missing(folder: Path) -> None:
    (folder / "ct2" / "model.bin").unlink()


def damage_extra(folder: Path) -> None:
    (folder / "ct2" / "source_vocabulary.json").write_text("[]")


@pytest.mark.parametrize("damage", [damage_size, damage_content, damage_missing, damage_extra])
def test_a_damaged_file_is_named_with_what_mends_it(tmp_path: Path, damage) -> None:
    placed = put(tmp_path)
    placed.verify(placed.ct2)
    damage(placed.path)
    with pytest.raises(EngineError, match=r"ct2/.*run `traudit models pull toy/one`"):
        placed.verify(placed.ct2)
    placed.verify(placed.hf)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "truncated"),
        ("{}", "missing required field"),
        ('{"format": 1, "surprise": 2}', "unknown field|missing required"),
        (None, "No such file"),
    ],
)
def test_a_broken_manifest_is_a_fault_and_no_model(
    tmp_path: Path, content: str | None, what: str
) -> None:
    good, bad = put(tmp_path, "toy/good"), put(tmp_path, "toy/bad")
    if content is None:
        (bad.path / manifest.NAME).unlink()
    else:
        (bad.path / manifest.NAME).write_text(content)
    scan = Store(tmp_path).scan()
    assert [model.path for model in scan.models] == [good.path]
    assert len(scan.faults) == 1
    with pytest.raises(EngineError, match=what):
        Store(tmp_path).find("toy/bad")
    assert "run `traudit models pull toy/bad`" in scan.faults[0]
    assert "\n" not in scan.faults[0]


def test_a_manifest_of_another_format_is_not_read(tmp_path: Path) -> None:
    placed = put(tmp_path)
    path = placed.path / manifest.NAME
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(EngineError, match="format 2, not 1"):
        Store(tmp_path).find("toy/one")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "ct2/../../outside"])
def test_a_manifest_cannot_point_outside_its_folder(tmp_path: Path, name: str) -> None:
    placed = put(tmp_path)
    path = placed.path / manifest.NAME
    path.write_text(path.read_text().replace("ct2/model.bin", name))
    with pytest.raises(EngineError, match="outside the folder"):
        Store(tmp_path).find("toy/one")


def test_the_model_with_the_fewest_directions_serves_a_pair(tmp_path: Path) -> None:
    put(tmp_path, "toy/a-group", fr="en", en="fr")
    put(tmp_path, "toy/b-direct", fr="en")
    scan = Store(tmp_path).scan()
    served = {pair: scan.for_pair(*pair) for pair in (("fr", "en"), ("en", "fr"), ("fr", "id"))}
    assert served["fr", "en"].manifest.model == "toy/b-direct"
    assert served["en", "fr"].manifest.model == "toy/a-group"
    assert served["fr", "id"] is None
    assert scan.for_pair("fr-CA", "en") is served["fr", "en"]


def test_nothing_of_a_failed_build_remains(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(RuntimeError), store.staging("toy/one") as staged:
        fill(staged)
        raise RuntimeError("conversion failed")
    assert store.scan().models == ()
    assert [path.name for path in tmp_path.iterdir()] == [".lock-toy--one"]


def test_a_model_is_replaced_by_a_newer_one(tmp_path: Path) -> None:
    put(tmp_path)
    store = Store(tmp_path)
    with store.staging("toy/one") as staged:
        fill(staged, revision="b" * 40)
        store.install(staged, "toy/one")
    assert store.find("toy/one").manifest.revision == "b" * 40
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock-toy--one", "toy--one"]


def test_a_kill_between_the_two_renames_loses_no_model(tmp_path: Path) -> None:
    placed = put(tmp_path)
    placed.path.rename(tmp_path / ".old-toy--one")
    assert Store(tmp_path).scan().models == ()
    with Store(tmp_path).staging("toy/one"):
        assert Store(tmp_path).find("toy/one").manifest == placed.manifest


def test_what_a_killed_process_left_is_cleared_but_not_its_neighbours(tmp_path: Path) -> None:
    left = tmp_path / ".tmp-toy--one@dead"
    fill_in = tmp_path / ".tmp-toy--one-more@alive"
    for folder in (left, fill_in):
        folder.mkdir()
    with Store(tmp_path).staging("toy/one"):
        assert not left.exists()
        assert fill_in.exists()


def _build_slowly(root: str, revision: str, seconds: float) -> None:
    store = Store(root)
    with store.staging("toy/one") as staged:
        fill(staged, revision=revision)
        (Path(root) / f"building-{revision[0]}").touch()
        time.sleep(seconds)
        store.install(staged, "toy/one")


def test_two_processes_install_one_after_the_other(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=_build_slowly, args=(str(tmp_path), c * 40, 0.5)) for c in "ab"]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
        assert process.exitcode == 0
    found = Store(tmp_path).find("toy/one")
    found.verify(found.path)


def test_a_killed_process_leaves_no_model_and_no_lock(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=_build_slowly, args=(str(tmp_path), "a" * 40, 600)
    )
    process.start()
    deadline = time.monotonic() + 60
    while not (tmp_path / "building-a").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)
    assert Store(tmp_path).scan() == type(Store(tmp_path).scan())((), ())
    put(tmp_path)
    assert not list(tmp_path.glob(".tmp-*"))
    assert Store(tmp_path).find("toy/one") is not None


def test_an_id_is_no_path() -> None:
    assert folder_name("Helsinki-NLP/opus-mt-fr-en") == "Helsinki-NLP--opus-mt-fr-en"
    for name in ("one", "a/b/c", "../b", "a/..", "a/.b", "a--b/c", "a/b\n", "é/b"):
        with pytest.raises(UsageError):
            folder_name(name)
