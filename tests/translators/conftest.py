"""Toy models and a toy hub, shared by the tests of the engines."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent


def _neighbour(name: str) -> ModuleType:
    """A helper module beside this file; tests are no packages."""
    full = f"translator_tests_{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, HERE / f"{name}.py")
        assert spec is not None and spec.loader is not None
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules[full]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="session")
def torch() -> Any:
    """torch, or a skip; with TRAUDIT_REQUIRE_ENGINES its absence is a failure."""
    if os.environ.get("TRAUDIT_REQUIRE_ENGINES"):
        import torch

        return torch
    return pytest.importorskip("torch")


@pytest.fixture(scope="session")
def toy() -> ModuleType:
    """The module that builds toy models."""
    return _neighbour("toy")


@pytest.fixture(scope="session")
def single(
    toy: ModuleType, torch: Any, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Files of a French-English repository: one SentencePiece model a side, no direction token."""
    recipe = toy.Toy("single", (("fr", "en"),), tokens=False)
    return _files(toy.build(recipe, tmp_path_factory.mktemp("single") / "repository"))


@pytest.fixture(scope="session")
def joint(
    toy: ModuleType, torch: Any, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Files of a repository for both directions: joint SentencePiece model, direction tokens."""
    recipe = toy.Toy("joint", (("fr", "en"), ("en", "fr")), tokens=True, steps=500)
    return _files(toy.build(recipe, tmp_path_factory.mktemp("joint") / "repository"))


@pytest.fixture(scope="session")
def pickled(joint: dict[str, bytes], torch: Any) -> dict[str, bytes]:
    """The joint repository as the hub had it in 2020: pickled weights, settings in the config."""
    from safetensors.torch import load

    state = load(joint["model.safetensors"])
    # Old checkpoints hold the tied embeddings under each of their names, in one storage.
    for name in ("lm_head", "model.encoder.embed_tokens", "model.decoder.embed_tokens"):
        state[f"{name}.weight"] = state["model.shared.weight"]
    buffer = io.BytesIO()
    torch.save(state, buffer)
    config = json.loads(joint["config.json"])
    config |= {"num_beams": 6, "max_length": 512, "forced_eos_token_id": 0}
    config |= {"bad_words_ids": [[config["pad_token_id"]]], "transformers_version": "2.8.0"}
    del config["dtype"]
    files = {name: content for name, content in joint.items() if name != "model.safetensors"}
    del files["generation_config.json"]
    return {
        **files,
        "config.json": json.dumps(config).encode(),
        "pytorch_model.bin": buffer.getvalue(),
    }


@pytest.fixture
def hub() -> Iterator[Any]:
    """An empty hub on the loopback interface."""
    found = _neighbour("hub").ToyHub()
    yield found
    found.close()


def _pulled(root: Path, repositories: dict[str, dict[str, bytes]], quantization: str) -> Path:
    from audit.translators.hub.pull import PullOptions, pull

    server = _neighbour("hub").ToyHub()
    try:
        for model, files in repositories.items():
            server.publish(model, files)
            options = PullOptions(
                endpoint=server.endpoint, models_dir=root, quantization=quantization
            )
            pull(model, options)
    finally:
        server.close()
    return root


@pytest.fixture(scope="session")
def store(
    single: dict[str, bytes], joint: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A models folder with fr-en (no token) and en-fr (token), int8."""
    repositories = {"Helsinki-NLP/opus-mt-fr-en": single, "toy/joint-en-fr": joint}
    return _pulled(tmp_path_factory.mktemp("store"), repositories, "int8")


@pytest.fixture(scope="session")
def exact_store(
    single: dict[str, bytes], joint: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same, float32: what transformers must agree with."""
    repositories = {"Helsinki-NLP/opus-mt-fr-en": single, "toy/joint-en-fr": joint}
    return _pulled(tmp_path_factory.mktemp("exact"), repositories, "float32")


@pytest.fixture
def packaged(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the package would carry the compact model, put in its place."""
    from audit.translators.marian import compact, manifest

    folder = tmp_path / "compact"
    shutil.copytree(store / "toy--joint-en-fr" / "ct2", folder)
    (folder / "target.spm").unlink()
    facts = manifest.Manifest(
        format=manifest.FORMAT,
        model="traudit/compact",
        revision="test",
        licence="Apache-2.0",
        directions=(
            manifest.Direction(source="fr", target="en", token=">>en<<"),
            manifest.Direction(source="en", target="fr", token=">>fr<<"),
        ),
        quantization="int8",
        max_positions=512,
        weights="trained here",
        built_with={},
        files=manifest.describe_files(folder),
    )
    manifest.write(folder, facts)
    monkeypatch.setattr(compact, "packaged_folder", lambda: folder)
    return folder
