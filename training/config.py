"""The one TOML file that a training run is described by: strict, typed, unknown keys refused."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")


class RecipeError(Exception):
    """A step of the recipe cannot go on; the message is one line that says what and where."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The two languages: the first is the first column of the files."""

    first: str = "fr"
    second: str = "en"


@dataclass(frozen=True, slots=True)
class ModelShape:
    """Width and depth. The vocabulary counts without ``<pad>``, which comes on top."""

    vocabulary: int = 16000
    width: int = 512
    feed_forward: int = 2048
    heads: int = 8
    encoder_layers: int = 6
    decoder_layers: int = 2
    positions: int = 512
    dropout: float = 0.12


@dataclass(frozen=True, slots=True)
class VocabularyOptions:
    """How the sentencepiece model is trained and sampled from."""

    sentences: int = 1_500_000
    coverage: float = 1.0
    letters: str = ""
    """Letters that names may have: always in the vocabulary, in capitals too, and practised."""
    recut: float = 0.0
    """Share of source sentences some of whose pieces are cut in two."""
    cut: float = 0.1
    """Share of the pieces of such a sentence that are."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the corpus and how often each of its pairs comes up in an epoch."""

    name: str
    times: float = 1.0
    late: float = -1.0
    """The same for the end of the run (``optimiser.late``); below 0: as before."""
    domain: str = "other"
    optional: bool = False
    """True: may be missing (a file that a later step writes)."""
    names: bool = False
    """True: names of people and places are taken from it for the copying noise."""


@dataclass(frozen=True, slots=True)
class Noise:
    """Shares of the training pairs that each kind of noise touches (0..1)."""

    upper: float = 0.0
    title: float = 0.0
    lower: float = 0.0
    no_stop: float = 0.0
    quotes: float = 0.0
    join: float = 0.0
    numbers: float = 0.0
    names: float = 0.0
    spaces: float = 0.0


@dataclass(frozen=True, slots=True)
class Headlines:
    """The language whose headlines are in Title Case, and the words they leave small."""

    language: str = ""
    small_words: str = ""


@dataclass(frozen=True, slots=True)
class Batches:
    """A step trains on ``rows`` x ``columns`` tokens a side; sentences are packed into the rows."""

    rows: int = 256
    columns: int = 192
    chunk: int = 8_000
    """Pairs that one worker encodes and packs at a time."""


@dataclass(frozen=True, slots=True)
class Optimiser:
    """AdamW or Muon, and the learning rate: warm-up, plateau, straight line to nought."""

    learning_rate: float = 8e-4
    warmup: int = 2500
    cooldown: float = 0.5
    """Share of all steps that the falling line takes."""
    muon: bool = False
    """True: the matrices of the layers are moved by Muon; AdamW keeps the embedding and vectors."""
    beta2: float = 0.98
    late: float = 0.0
    """Last share of all steps, which trains on the sources' ``late`` shares."""
    weight_decay: float = 0.0
    clip: float = 1.0
    label_smoothing: float = 0.1
    average: float = 0.999
    """Decay of the running average of the weights, which is what is exported."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """Intervals in steps."""

    log: int = 50
    dev: int = 1000
    checkpoint: int = 2000
    dev_lines: int = 500


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole run."""

    seed: int = 1
    languages: Languages = field(default_factory=Languages)
    model: ModelShape = field(default_factory=ModelShape)
    vocabulary: VocabularyOptions = field(default_factory=VocabularyOptions)
    noise: Noise = field(default_factory=Noise)
    headlines: Headlines = field(default_factory=Headlines)
    batches: Batches = field(default_factory=Batches)
    optimiser: Optimiser = field(default_factory=Optimiser)
    reporting: Reporting = field(default_factory=Reporting)
    normalisation: dict[str, str] = field(default_factory=dict)
    """What a character or sequence becomes in the model's eyes, on top of ``nmt_nfkc``."""
    source: tuple[Source, ...] = ()


def load(path: Path) -> Recipe:
    """The recipe in a TOML file, on top of the one beside it that it names as its ``base``.

    Raises:
        RecipeError: when it cannot be read, or has an unknown key or a value of the wrong type.
    """
    data = read(path)
    if (base := data.pop("base", None)) is not None:
        if not isinstance(base, str) or Path(base).name != base:
            raise RecipeError(f"{path}: base: {base!r} is not the name of a file")
        data = laid_over(data, read(path.with_name(base)), str(path))
    recipe = build(Recipe, data, str(path))
    names = [source.name for source in recipe.source]
    if len(set(names)) != len(names):
        raise RecipeError(f"{path}: a source is named twice")
    return recipe


def read(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        RecipeError: when it cannot be read.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"{path}: {error}") from error


def laid_over(changes: dict[str, Any], base: dict[str, Any], where: str) -> dict[str, Any]:
    """A recipe's tables with some keys changed; sources are changed by their names.

    Raises:
        RecipeError: when a source is changed that the base has not.
    """
    merged = dict(base)
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            merged[key] = {**base[key], **value}
        elif key == "source" and isinstance(value, list):
            entries = {entry["name"]: entry for entry in base.get(key, [])}
            for change in value:
                name = change.get("name") if isinstance(change, dict) else None
                if name not in entries:
                    raise RecipeError(f"{where}: the base has no source {name!r}")
                entries[name] = {**entries[name], **change}
            merged[key] = list(entries.values())
        else:
            merged[key] = value
    return merged


def build(kind: type[T], data: dict[str, Any], where: str) -> T:
    """A dataclass out of a TOML table.

    Raises:
        RecipeError: on an unknown key, a missing one, or a value of another type.
    """
    hints = get_type_hints(kind)
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]
    for key in data.keys() - known.keys():
        raise RecipeError(f"{where}: unknown key {key!r}")
    for name, item in known.items():
        needed = item.default is MISSING and item.default_factory is MISSING
        if needed and name not in data:
            raise RecipeError(f"{where}: {name!r} is missing")
    return kind(
        **{key: _value(hints[key], value, f"{where}: {key}") for key, value in data.items()}
    )


def _value(hint: Any, value: Any, where: str) -> Any:
    if isinstance(hint, type) and is_dataclass(hint) and isinstance(value, dict):
        return build(hint, value, where)
    if hint == tuple[Source, ...] and isinstance(value, list):
        return tuple(build(Source, entry, f"{where}[{at}]") for at, entry in enumerate(value))
    if hint == dict[str, str] and isinstance(value, dict):
        return {str(key): _value(str, item, f"{where}.{key}") for key, item in value.items()}
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint in (int, float, str, bool) and type(value) is hint:
        return value
    raise RecipeError(f"{where}: {value!r} is not of the type {getattr(hint, '__name__', hint)}")
