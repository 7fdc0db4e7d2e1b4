from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from audit.core.install import install_command
from audit.errors import EngineError
from audit.translators.interface import EngineOptions
from audit.translators.marian.opus import OpusTranslator
from audit.translators.marian.store import Store
from audit.translators.marian.transformers import TransformersTranslator
from audit.translators.none import NoTranslator

pytestmark = pytest.mark.engine


def opus(root: Path, beam: int = 2) -> OpusTranslator:
    return OpusTranslator(EngineOptions(beam_size=beam, models_dir=str(root)))


def test_the_pairs_are_those_of_the_store(store: Path) -> None:
    assert opus(store).pairs() == {("fr", "en"), ("en", "fr")}
    assert opus(store).problem() is None


def test_an_empty_store_names_the_command(tmp_path: Path) -> None:
    assert opus(tmp_path).problem() == "no model pulled yet: run `traudit models pull fr-en en-fr`"
    assert opus(tmp_path).pairs() == frozenset()


@pytest.mark.parametrize("call", ["translate", "score", "signature"])
def test_a_missing_pair_names_the_command(store: Path, call: str) -> None:
    arguments = () if call == "signature" else ([],)
    with pytest.raises(EngineError) as caught:
        getattr(opus(store), call)(*arguments, "fr", "id")
    assert str(caught.value) == "no model for fr-id: run `traudit models pull fr-id`"


def test_the_signature_says_what_a_translation_depends_on(store: Path) -> None:
    facts = dict(
        part.split(":", 1) for part in opus(store, beam=4).signature("en", "fr").split("|")
    )
    folder = Store(store).find("toy/joint-en-fr")
    assert facts == {
        "engine": "opus",
        "model": "toy/joint-en-fr",
        "revision": folder.manifest.revision,
        "sha256": folder.digest(folder.ct2),
        "pair": "en-fr",
        "token": ">>fr<<",
        "beam": "4",
        "length_penalty": "1",
        "split": "80w200p",
        "compute": "int8_float32",
        "ctranslate2": version("ctranslate2"),
        "sentencepiece": version("sentencepiece"),
    }
    assert opus(store, beam=1).signature("en", "fr") != opus(store, beam=4).signature("en", "fr")


def test_the_signature_of_the_reference_says_its_own_libraries(store: Path) -> None:
    engine = TransformersTranslator(EngineOptions(models_dir=str(store)))
    found = engine.signature("fr", "en")
    for part in (
        "engine:transformers|",
        "|token:none|",
        "|device:",
        "|torch:",
        "|compute:float32|",
    ):
        assert part in found


def test_signature_and_pairs_load_no_model(store: Path) -> None:
    engine = opus(store)
    engine.pairs(), engine.signature("fr", "en")
    assert engine._loaded == {}
    engine.translate(["Le maire."], "fr", "en")
    assert len(engine._loaded) == 1
    engine.close()
    assert engine._loaded == {}
    assert engine.translate(["Le maire."], "fr", "en")


@pytest.mark.parametrize(
    ("kind", "name"),
    [(OpusTranslator, "ct2/model.bin"), (TransformersTranslator, "hf/model.safetensors")],
)
def test_a_tampered_file_is_not_loaded(store: Path, tmp_path: Path, kind, name: str) -> None:
    root = tmp_path / "models"
    shutil.copytree(store, root)
    path = root / "toy--joint-en-fr" / name
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    engine = kind(EngineOptions(models_dir=str(root)))
    with pytest.raises(EngineError) as caught:
        engine.translate(["The mayor."], "en", "fr")
    assert str(path) in str(caught.value)
    assert "run `traudit models pull toy/joint-en-fr`" in str(caught.value)
    assert engine.translate(["Le maire."], "fr", "en")  # the other model is whole


def test_a_model_that_cannot_be_loaded_is_an_engine_error(store: Path, tmp_path: Path) -> None:
    from audit.translators.marian import manifest

    root = tmp_path / "models"
    shutil.copytree(store, root)
    folder = Store(root).find("toy/joint-en-fr")
    (folder.ct2 / "model.bin").write_bytes(b"not a model")
    facts = {name: getattr(folder.manifest, name) for name in manifest.Manifest.__struct_fields__}
    facts["files"] = manifest.describe_files(folder.path)
    manifest.write(folder.path, manifest.Manifest(**facts))
    with pytest.raises(EngineError, match="the model cannot be loaded"):
        opus(root).translate(["The mayor."], "en", "fr")


def test_a_region_is_the_same_language(store: Path) -> None:
    assert opus(store).signature("fr-CA", "en-GB") == opus(store).signature("fr", "en")


def test_the_reference_without_its_extra_names_the_command(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.translators.marian import transformers

    monkeypatch.setattr(transformers, "find_spec", lambda name: None)
    engine = TransformersTranslator(EngineOptions(models_dir=str(store)))
    assert engine.problem().endswith(f"not installed: {install_command('transformers')}")
    with pytest.raises(EngineError, match="not installed"):
        engine.translate(["Le maire."], "fr", "en")


def test_none_translates_nothing() -> None:
    engine = NoTranslator(EngineOptions())
    assert engine.problem() is None and engine.pairs() == frozenset()
    with pytest.raises(EngineError):
        engine.translate(["a"], "fr", "en")
