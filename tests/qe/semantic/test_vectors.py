"""Vectors of sentences: learnt, written, read."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from audit.core.reference import load_file, root
from audit.errors import ConfigError
from audit.qe.semantic.interface import VectorSimilarity
from audit.qe.semantic.layout import VectorManifest
from audit.qe.semantic.shipped import ShippedVectors, shipped


@pytest.fixture(scope="module")
def encoder(toy_vectors: Path) -> ShippedVectors:
    manifest = load_file(toy_vectors / "fr-en.toml", VectorManifest)
    return ShippedVectors(toy_vectors / manifest.file, manifest)


def test_a_translation_is_nearer_than_another_sentence(encoder: ShippedVectors) -> None:
    method = VectorSimilarity(encoder)
    right, wrong = method.compare(
        ["chat mange fleur"] * 2, ["tahc egnam ruelf", "nosiam erbra tiov"], "fr", "en"
    )
    assert right is not None and wrong is not None
    assert right > 0.8 > wrong + 0.3


def test_rows_have_length_one_or_nought(encoder: ShippedVectors) -> None:
    rows = encoder.encode(["chat mange", "", "grand chien"])
    assert numpy.linalg.norm(rows, axis=1).tolist() == pytest.approx([1, 0, 1], abs=1e-5)
    assert encoder.encode([]).shape[0] == 0


def test_an_empty_text_has_no_similarity(encoder: ShippedVectors) -> None:
    method = VectorSimilarity(encoder)
    assert method.compare(["", "chat"], ["chat", " "], "fr", "fr") == [None, None]
    assert method.compare([], [], "fr", "fr") == []


def test_the_same_text_is_the_same(encoder: ShippedVectors) -> None:
    (value,) = VectorSimilarity(encoder).compare(["petit chat"], ["petit chat"], "fr", "fr")
    assert value == pytest.approx(1, abs=1e-5)
    assert value <= 1


def test_hostile_text_is_no_error(encoder: ShippedVectors, hostile_text: str) -> None:
    (value,) = VectorSimilarity(encoder).compare(
        [hostile_text[:3000]], [hostile_text[:3000]], "fr", "fr"
    )
    assert value is None or 0 <= value <= 1


def test_only_the_languages_of_the_model_are_compared(encoder: ShippedVectors) -> None:
    method = VectorSimilarity(encoder)
    assert method.unsupported("fr", "en") is None
    assert method.unsupported("fr", "ru") == "the model does not know ru"


def test_the_signature_names_the_file(encoder: ShippedVectors, toy_vectors: Path) -> None:
    manifest = load_file(toy_vectors / "fr-en.toml", VectorManifest)
    assert manifest.sha256[:12] in VectorSimilarity(encoder).signature()


def test_another_file_than_the_manifest_s_is_refused(toy_vectors: Path, tmp_path: Path) -> None:
    manifest = load_file(toy_vectors / "fr-en.toml", VectorManifest)
    (tmp_path / manifest.file).write_bytes(b"something else")
    with pytest.raises(ConfigError, match="is not the file that"):
        ShippedVectors(tmp_path / manifest.file, manifest)
    with pytest.raises(ConfigError, match="cannot be read"):
        ShippedVectors(tmp_path / "absent.npz", manifest)


def test_the_shipped_vectors_are_small_and_know_paraphrases() -> None:
    found = shipped("en", "fr")
    assert found is not None
    assert shipped("fr", "ru") is None
    path = root() / "models/semantic" / "fr-en.npz"
    assert path.stat().st_size < 6_000_000
    near, across, far = VectorSimilarity(found).compare(
        ["The minister resigned yesterday."] * 3,
        ["The minister quit his post yesterday.", "Le ministre a démissionné hier.", "The river is frozen in winter."],
        "en",
        "en",
    )  # fmt: skip
    assert near is not None and across is not None and far is not None
    assert min(near, across) > 0.6 > far + 0.2
