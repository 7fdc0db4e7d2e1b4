"""Pulls a model: resolve, download, verify, convert, try, install. Whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from audit.core.install import install_command
from audit.errors import EngineError, OperationalError
from audit.translators.hub import catalogue
from audit.translators.hub import download as hub
from audit.translators.hub.catalogue import Wanted
from audit.translators.interface import EngineOptions
from audit.translators.marian import convert, manifest, selftest
from audit.translators.marian import folder as folders
from audit.translators.marian.folder import ModelFolder
from audit.translators.marian.manifest import Manifest
from audit.translators.marian.store import Store
from audit.translators.marian.transformers import NEEDED

Progress = Callable[[str], None]
"""Called with one line a step."""


@dataclass(frozen=True, slots=True)
class PullOptions:
    """How to pull."""

    revision: str | None = None
    """Branch, tag or commit; None keeps the installed commit, else takes the main branch."""
    update: bool = False
    """Take the newest commit of the main branch even if another one is installed."""
    endpoint: str | None = None
    """Of the hub; None takes ``$HF_ENDPOINT``, else huggingface.co."""
    models_dir: str | Path | None = None
    quantization: str = "int8"


def pull(
    what: str, options: PullOptions | None = None, *, progress: Progress | None = None
) -> Manifest:
    """Installs the model for a pair (``fr-id``) or of an id (``owner/name``) and pins its commit.

    An installed model that is whole is left as it is, unless ``revision`` or ``update`` asks for
    another commit; a damaged one is pulled again at its commit.

    Raises:
        UsageError: ``what`` is neither, or not in the catalogue.
        EngineError: the model is refused (hash, pickled code, not MarianMT) or cannot be run.
        OperationalError: the hub cannot be reached, or the folder cannot be written.
    """
    options, tell = options or PullOptions(), progress or (lambda line: None)
    asked, store = catalogue.wanted(what), Store(options.models_dir)
    present = _whole(store, asked.model, options)
    if present is not None:
        tell(f"{asked.model} is installed at {present.revision[:12]}")
        return present
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        command = install_command("transformers")
        raise EngineError(f"pulling converts weights, which needs {', '.join(missing)}: {command}")
    try:
        with store.staging(asked.model) as staged:
            # Another process may have pulled it while this one waited for its turn.
            present = _whole(store, asked.model, options)
            if present is None:
                present = _build(asked, staged, store, options, tell)
                store.install(staged, asked.model)
            return present
    except OSError as error:
        where = error.filename or store.root
        raise OperationalError(f"{where}: {error.strerror or error}") from error


def _whole(store: Store, model: str, options: PullOptions) -> Manifest | None:
    """The installed manifest if nothing is to be done."""
    try:
        folder = store.find(model)
        if folder is None or options.update:
            return None
        folder.verify(folder.path)
    except EngineError:
        return None
    facts = folder.manifest
    same = options.revision in (None, facts.revision)
    return facts if same and facts.quantization == options.quantization else None


def _pinned(store: Store, model: str, options: PullOptions) -> str | None:
    """The revision to ask the hub for."""
    if options.revision is not None or options.update:
        return options.revision
    try:
        folder = store.find(model)
    except EngineError:
        return None
    return None if folder is None else folder.manifest.revision


def _build(
    asked: Wanted, staged: Path, store: Store, options: PullOptions, tell: Progress
) -> Manifest:
    snapshot = hub.resolve(asked.model, _pinned(store, asked.model, options), options.endpoint)
    tell(f"{asked.model} at {snapshot.revision[:12]}")
    weights = _download(snapshot, staged / "hf", tell)
    positions = convert.check_config(staged / "hf", asked.model)
    directions = catalogue.directions(asked, convert.vocabulary(staged / "hf", asked.model))
    if weights == convert.PICKLED:
        convert.to_safetensors(staged / "hf", asked.model)
    tell(f"converting to CTranslate2 {options.quantization}")
    convert.to_ct2(staged / "hf", staged / "ct2", asked.model, options.quantization)
    facts = Manifest(
        format=manifest.FORMAT,
        model=asked.model,
        revision=snapshot.revision,
        licence=_licence(asked, snapshot, tell),
        directions=directions,
        quantization=options.quantization,
        max_positions=positions,
        weights=weights,
        built_with=convert.built_with(),
        files=manifest.describe_files(staged),
    )
    manifest.write(staged, facts)
    _try(folders.read(staged, "pull it again"), tell)
    return facts


def _licence(asked: Wanted, snapshot: hub.Snapshot, tell: Progress) -> str:
    """The model card's licence, in the catalogue's spelling where they agree."""
    card, known = snapshot.licence, asked.licence
    if card is None or known is None:
        return card or known or "unknown"
    if card.casefold() == known.casefold():
        return known
    tell(f"licence: the model card says {card}, the catalogue {known}; the card counts")
    return card


def _download(snapshot: hub.Snapshot, folder: Path, tell: Progress) -> str:
    """Fetches what is needed into ``folder``; returns the name of the weights."""
    weights = next((n for n in (convert.SAFE, convert.PICKLED) if n in snapshot.files), None)
    missing = [name for name in convert.REQUIRED if name not in snapshot.files]
    if weights is None or missing:
        wanted = ", ".join(missing) or f"{convert.SAFE} nor {convert.PICKLED}"
        raise EngineError(f"{snapshot.model}: no {wanted} in the repository")
    optional = [name for name in convert.OPTIONAL if name in snapshot.files]
    for name in (*convert.REQUIRED, *optional, weights):
        size = snapshot.files[name].size
        tell(f"downloading {name} ({size / 1e6:.1f} MB)")
        hub.fetch(snapshot, name, folder)
    shutil.rmtree(folder / ".cache", ignore_errors=True)  # the download's own notes
    return weights


def _try(folder: ModelFolder, tell: Progress) -> None:
    """Refuses a model that does not translate, or that transformers disagrees with."""
    engine = selftest.FolderTranslator(folder, EngineOptions())
    trial = selftest.try_direction(engine, folder.manifest.directions[0])
    if trial.problem is not None:
        raise EngineError(f"{folder.manifest.model}: self-test failed: {trial.problem}")
    if trial.text is None:
        tell(f"no test sentence for {trial.direction.source!r}: not tried")
        return
    apart = selftest.disagreement(folder, trial)
    if apart > selftest.MOST_DISAGREEMENT:
        raise EngineError(
            f"{folder.manifest.model}: self-test failed: CTranslate2 and transformers "
            f"are {apart:.2f} nats a token apart"
        )
    tell(f"self-test: {trial.text} -> {trial.translation}")
