"""Models of the user's own."""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy
import pytest

from audit.errors import OperationalError, UsageError
from audit.qe.semantic.choose import similarity
from audit.qe.semantic.own import own_similarity
from audit.qe.semantic.tensors import read_tensors

PIECES = ["[UNK]", "le", "chat", "chien", "dort", "."]
VECTORS = numpy.array(
    [[9, 9, 9], [0.1, 0.1, 0], [1, 0, 0], [0.9, 0.2, 0], [0, 0, 1], [0, 0.1, 0]], numpy.float32
)


def safetensors(path: Path, **arrays: numpy.ndarray) -> None:
    """A file in the format, written by hand."""
    header, body = {}, b""
    for name, array in arrays.items():
        kind = {"float32": "F32", "float16": "F16", "int64": "I64"}[str(array.dtype)]
        raw = array.tobytes()
        offsets = [len(body), len(body) + len(raw)]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": offsets}
        body += raw
    head = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(head)) + head + body)


def tokenizer(folder: Path) -> None:
    """A tokenizer of whole words, in the format of the package tokenizers."""
    data = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordLevel",
            "vocab": {piece: number for number, piece in enumerate(PIECES)},
            "unk_token": "[UNK]",
        },
    }
    (folder / "tokenizer.json").write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.engine
@pytest.mark.parametrize("name", ["embeddings", "embedding.weight"])
def test_static_vectors_are_read_and_averaged(tmp_path: Path, name: str) -> None:
    tokenizer(tmp_path)
    safetensors(tmp_path / "model.safetensors", **{name: VECTORS})
    method = similarity("fr", "fr", str(tmp_path))
    assert method is not None
    near, far, none = method.compare(
        ["Le chat.", "Le chat", "zzz"], ["Le chien.", "dort", "Le chat"], "fr", "fr"
    )
    assert near is not None and near > 0.95
    assert far is not None and far < 0.2
    assert none is None
    assert method.signature().startswith("cosine|model:static|sha:")


@pytest.mark.engine
def test_weights_and_mapping_hold(tmp_path: Path) -> None:
    tokenizer(tmp_path)
    safetensors(
        tmp_path / "model.safetensors",
        embeddings=VECTORS[2:].astype(numpy.float16),
        mapping=numpy.array([0, 0, 0, 1, 2, 3]),
        weights=numpy.array([1, 0, 1, 1, 1, 1], numpy.float32),
    )
    method = similarity("fr", "fr", str(tmp_path))
    assert method is not None
    # "le" weighs nothing, so that both texts are the same.
    assert method.compare(["le chat"], ["chat"], "fr", "fr") == pytest.approx([1], abs=1e-3)


@pytest.mark.engine
def test_too_few_vectors_are_told(tmp_path: Path) -> None:
    tokenizer(tmp_path)
    safetensors(tmp_path / "model.safetensors", embeddings=VECTORS[:3])
    with pytest.raises(OperationalError, match="3 vectors for 6 pieces"):
        own_similarity(str(tmp_path))


def test_tensors_come_back_as_they_were_written(tmp_path: Path) -> None:
    safetensors(tmp_path / "x", a=VECTORS, b=numpy.arange(4))
    found = read_tensors(tmp_path / "x")
    assert numpy.array_equal(found["a"], VECTORS)
    assert found["b"].tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"abc",
        struct.pack("<Q", 10**12) + b"{}",
        struct.pack("<Q", 2) + b"[]",
        struct.pack("<Q", 3) + b"{x}",
        struct.pack("<Q", 60) + b'{"a": {"dtype": "F32", "shape": [9], "data_offsets": [0, 4]}}',
        struct.pack("<Q", 10) + b'{"a": null}'[:10],
    ],
)
def test_what_is_no_safetensors_file_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(OperationalError, match="x: "):
        read_tensors(tmp_path / "x")


def test_a_folder_without_model_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no folder with model\.safetensors or model\.onnx"):
        own_similarity(str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("file", "package"), [("model.safetensors", "tokenizers"), ("model.onnx", "onnxruntime")]
)
def test_an_absent_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, package: str
) -> None:
    (tmp_path / file).write_bytes(b"")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(OperationalError, match=f"needs the package {package}"):
        own_similarity(str(tmp_path))


def test_comet_is_asked_for_only_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="no such file"):
        own_similarity(f"comet:{tmp_path}/absent.ckpt")
    (tmp_path / "model.ckpt").write_bytes(b"x")
    monkeypatch.setitem(sys.modules, "comet", None)
    with pytest.raises(OperationalError, match="needs the package unbabel-comet"):
        own_similarity(f"comet:{tmp_path}/model.ckpt")


def test_comet_gets_the_text_as_source_and_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def predict(rows: list[dict[str, str]], **options: object) -> SimpleNamespace:
        asked.extend(rows)
        return SimpleNamespace(scores=[0.25 * len(rows), 1.7][: len(rows)])

    fake = ModuleType("comet")
    fake.load_from_checkpoint = lambda path, **options: SimpleNamespace(predict=predict)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "comet", fake)
    (tmp_path / "m.ckpt").write_bytes(b"x")
    method = own_similarity(f"comet:{tmp_path}/m.ckpt")
    assert method.compare(["a", "", "b"], ["x", "y", "z"], "fr", "fr") == [0.5, None, 1.0]
    assert asked == [{"src": "a", "mt": "x", "ref": "a"}, {"src": "b", "mt": "z", "ref": "b"}]
