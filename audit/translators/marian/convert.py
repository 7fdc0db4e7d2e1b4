"""From a repository's files to a model folder: safetensors for transformers, int8 for CTranslate2.

Weights are read without running anything that they contain.
"""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

from audit.errors import EngineError
from audit.translators.marian.hf_files import quiet

SAFE, PICKLED = "model.safetensors", "pytorch_model.bin"
REQUIRED = ("config.json", "vocab.json", "source.spm", "target.spm")
OPTIONAL = ("tokenizer_config.json", "special_tokens_map.json", "README.md")


def built_with() -> dict[str, str]:
    """Versions of what converts."""
    return {name: version(name) for name in ("ctranslate2", "torch", "transformers")}


def check_config(folder: Path, model: str) -> int:
    """Refuses what is no MarianMT model that CTranslate2 can run; returns its positions.

    Raises:
        EngineError: says what the model is instead.
    """
    config = _json(folder / "config.json", model)
    tokenizer = folder / "tokenizer_config.json"
    settings = _json(tokenizer, model) if tokenizer.is_file() else {}
    kind = config.get("model_type")
    if kind != "marian":
        raise EngineError(f"{model}: not a MarianMT model but {kind!r}")
    if "auto_map" in config or "auto_map" in settings:
        raise EngineError(f"{model}: asks to run code of its own (auto_map); refused")
    if settings.get("separate_vocabs") or not config.get("share_encoder_decoder_embeddings", True):
        raise EngineError(f"{model}: separate vocabularies are not supported")
    pad, size = config.get("pad_token_id"), config.get("vocab_size")
    if not isinstance(size, int) or pad != size - 1 or config.get("decoder_start_token_id") != pad:
        raise EngineError(f"{model}: the padding token is not the last one and the start token")
    return int(config.get("max_position_embeddings", 512))


def vocabulary(folder: Path, model: str) -> dict[str, int]:
    """Token to id.

    Raises:
        EngineError: ``vocab.json`` is no JSON object.
    """
    return _json(folder / "vocab.json", model)


def to_safetensors(folder: Path, model: str) -> None:
    """Replaces pickled weights by safetensors, loading tensors only.

    Raises:
        EngineError: the pickle holds anything else than tensors.
    """
    import torch
    from safetensors.torch import save_file

    path = folder / PICKLED
    try:
        with quiet():
            state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # a hostile file may break the reader in any way
        raise EngineError(f"{model}: {PICKLED} refused, {_plain(error)}") from error
    if not isinstance(state, dict) or not all(torch.is_tensor(item) for item in state.values()):
        raise EngineError(f"{model}: {PICKLED} refused, it is no table of tensors")
    save_file(_untied(state), folder / SAFE, metadata={"format": "pt"})
    path.unlink()


def _untied(state: dict[str, Any]) -> dict[str, Any]:
    """Each storage once, under the name that the others are tied to."""
    kept: dict[tuple[Any, ...], str] = {}
    for name in sorted(
        state, key=lambda name: (name == "lm_head.weight", "shared" not in name, name)
    ):
        tensor = state[name]
        place = tensor.untyped_storage().data_ptr(), tensor.storage_offset(), tensor.shape
        kept.setdefault(place, name)
    return {name: state[name].contiguous() for name in kept.values()}


def to_ct2(folder: Path, out: Path, model: str, quantization: str) -> None:
    """Writes the CTranslate2 model of the transformers model in ``folder`` to ``out``.

    Raises:
        EngineError: the converter cannot convert it.
    """
    try:
        with quiet():
            _converter(folder).convert(str(out), quantization=quantization)
    except Exception as error:  # as above: three libraries read files of the repository
        raise EngineError(f"{model}: cannot be converted: {_plain(error)}") from error
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(folder / name, out / name)


def _converter(folder: Path) -> Any:
    import torch
    from ctranslate2.converters import TransformersConverter
    from transformers import MarianTokenizer

    class LocalConverter(TransformersConverter):  # type: ignore[misc]
        """Local files only, safetensors only, float32 whatever the file holds."""

        def load_model(self, model_class: Any, path: str, **kwargs: Any) -> Any:
            kwargs.pop("torch_dtype", None)  # the name that older converters give it
            kwargs.update(local_files_only=True, use_safetensors=True, dtype=torch.float32)
            return model_class.from_pretrained(path, **kwargs)

        def load_tokenizer(self, tokenizer_class: Any, path: str, **kwargs: Any) -> Any:
            return MarianTokenizer.from_pretrained(path, local_files_only=True)

    return LocalConverter(str(folder))


def _plain(error: Exception) -> str:
    """The first line of an error's text."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _json(path: Path, model: str) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EngineError(f"{model}: {path.name} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise EngineError(f"{model}: {path.name} is not a JSON object")
    return found
