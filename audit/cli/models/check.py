"""What ``traudit models check`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import click

from audit.errors import EngineError

if TYPE_CHECKING:
    from audit.translators.marian.engine import MarianTranslator
    from audit.translators.marian.folder import ModelFolder
    from audit.translators.marian.store import Store

    Checked: TypeAlias = tuple[ModelFolder, MarianTranslator]


def choose(
    what: tuple[str, ...], store: Store, packaged: list[ModelFolder]
) -> tuple[list[Checked], list[str]]:
    """The models that the names stand for (all, without names), and what is wrong with the rest."""
    from audit.translators.interface import EngineOptions
    from audit.translators.marian.compact import CompactTranslator
    from audit.translators.marian.selftest import FolderTranslator

    options, scan = EngineOptions(), store.scan()
    everything: list[Checked] = [
        *((folder, CompactTranslator(options)) for folder in packaged),
        *((folder, FolderTranslator(folder, options)) for folder in scan.models),
    ]
    if not what:
        return everything, list(scan.faults)
    found, faults = [], []
    for name in what:
        matching = [item for item in everything if _answers(name, *item)]
        found += [item for item in matching if item not in found]
        if not matching:
            faults.append(f"{name}: not installed: run `traudit models pull {name}`")
    return found, [*faults, *(scan.faults if faults else ())]


def _answers(name: str, folder: ModelFolder, engine: MarianTranslator) -> bool:
    pairs = {f"{one.source}-{one.target}" for one in folder.manifest.directions}
    names = {folder.manifest.model, "compact"} if engine.name == "compact" else pairs
    return name in {folder.manifest.model, *names}


def check_one(folder: ModelFolder, engine: MarianTranslator) -> bool:
    """Verifies and tries one model, prints what came of it; False when something is wrong."""
    from audit.translators.marian.selftest import try_direction

    model = folder.manifest.model
    try:
        folder.verify(folder.path)
        trials = [try_direction(engine, one) for one in folder.manifest.directions]
    except EngineError as error:
        click.echo(f"FAILED {error}")
        return False
    for trial in trials:
        pair = f"{trial.direction.source}-{trial.direction.target}"
        if trial.problem is not None:
            click.echo(f"FAILED {model} {pair}: {trial.problem}")
        elif trial.text is None:
            click.echo(f"files ok {model} {pair}: no test sentence for this language")
        else:
            click.echo(f"ok {model} {pair}: {trial.text} -> {trial.translation}")
        click.echo(f"   {engine.signature(trial.direction.source, trial.direction.target)}")
    return all(trial.problem is None for trial in trials)


def card_of(folder: ModelFolder) -> str:
    """The model's own card, after an empty line; empty where its folder has none."""
    from audit.translators.marian.manifest import CARD

    try:
        return "\n" + (folder.path / CARD).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
