"""``traudit models``: list, pull and check translation models."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from audit.cli.errors import OPERATIONAL, PASS
from audit.errors import EngineError, OperationalError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit.translators.marian.folder import ModelFolder

MODELS_DIR = click.option(
    "--models-dir",
    metavar="DIR",
    help="Where pulled models lie (default: $TRAUDIT_MODELS, else the user's data folder).",
)


@click.group(epilog="Example: traudit models pull fr-id id-fr")
def models() -> None:
    """List, pull and check translation models.

    Nothing but `models pull` ever downloads anything.
    """


@models.command("list", epilog="Example: traudit models list id")
@click.argument("language", required=False, metavar="[LANGUAGE]")
@click.option("--installed", is_flag=True, help="Only models that are installed.")
@MODELS_DIR
def list_models(language: str | None, installed: bool, models_dir: str | None) -> int:
    """List the catalogue and what is installed: pairs, model, licence, state.

    With LANGUAGE (for example id), only models from or to it.
    """
    from audit.translators.hub.catalogue import catalogue

    scan = _store(models_dir).scan()
    present = {folder.manifest.model: folder for folder in scan.models}
    for folder in _packaged():
        if _concerns(language, _pairs(folder)):
            _row(folder.manifest.model, _pairs(folder), folder.manifest.licence, _state(folder))
    for entry in catalogue().model:
        found = present.pop(entry.id, None)
        pairs = list(entry.pairs())
        if not _concerns(language, pairs):
            continue
        if found is not None:
            _row(entry.id, pairs, found.manifest.licence, _state(found))
        elif not installed:
            _row(entry.id, pairs, entry.licence or "see its card", "not installed")
    for folder in present.values():
        if _concerns(language, _pairs(folder)):
            _row(folder.manifest.model, _pairs(folder), folder.manifest.licence, _state(folder))
    for fault in scan.faults:
        click.echo(f"damaged: {fault}", err=True)
    return OPERATIONAL if scan.faults else PASS


@models.command(epilog="Example: traudit models pull fr-id id-fr")
@click.argument("what", nargs=-1, required=True, metavar="PAIR|MODEL_ID...")
@click.option("--revision", metavar="REV", help="Branch, tag or commit to pin.")
@click.option("--update", is_flag=True, help="Replace the pinned commit by the newest one.")
@click.option("--endpoint", metavar="URL", help="Hub to pull from (default: $HF_ENDPOINT).")
@MODELS_DIR
def pull(what: tuple[str, ...], models_dir: str | None, **flags: Any) -> int:
    """Download, verify, convert, try and install models.

    A PAIR such as fr-id means French to Indonesian; a round trip needs id-fr as well. A model that
    is installed stays at its commit unless --update or --revision is given. Exits 3 when a model
    could not be installed; the others are.
    """
    from audit.translators.hub import catalogue
    from audit.translators.hub.pull import PullOptions

    if flags["revision"] and (len(what) > 1 or flags["update"]):
        raise UsageError("--revision goes with one model, and without --update")
    chosen: dict[str, str] = {}
    for name in what:
        chosen.setdefault(catalogue.wanted(name).model, name)
    options = PullOptions(models_dir=_store(models_dir).root, **flags)
    results = [_pull_one(name, options) for name in chosen.values()]
    return PASS if all(results) else OPERATIONAL


def _pull_one(what: str, options: Any) -> bool:
    from audit.translators.hub.pull import pull as install

    try:
        facts = install(what, options, progress=_tell if sys.stderr.isatty() else None)
    except (EngineError, OperationalError) as error:
        click.echo(f"traudit: {error}", err=True)
        return False
    pairs = [(direction.source, direction.target) for direction in facts.directions]
    _row(facts.model, pairs, facts.licence, f"installed {facts.revision[:12]}")
    return True


def _tell(line: str) -> None:
    click.echo(f"  {line}", err=True)


@models.command(epilog="Example: traudit models check fr-id")
@click.argument("what", nargs=-1, metavar="[NAME|PAIR]...")
@MODELS_DIR
def check(what: tuple[str, ...], models_dir: str | None) -> int:
    """Verify the files of installed models and let each translate a sentence.

    Without arguments every installed model is checked, the packaged one included. Prints the
    signature that reports carry, and the card of a model that is named and has one. Exits 3 when a
    model is damaged or does not translate.
    """
    from audit.cli.models.check import card_of, check_one, choose

    chosen, faults = choose(what, _store(models_dir), list(_packaged()))
    for fault in faults:
        click.echo(f"FAILED {fault}")
    results = [check_one(folder, engine) for folder, engine in chosen]
    if what:
        for folder, _ in chosen:
            click.echo(card_of(folder), nl=False)
    if not results and not faults:
        raise EngineError("no model is installed: run `traudit models pull fr-en en-fr`")
    return PASS if all(results) and not faults else OPERATIONAL


def _store(models_dir: str | None) -> Any:
    from audit.cli.settings import merged
    from audit.translators.marian.store import Store

    return Store(merged({"models_dir": models_dir}).models_dir)


def _concerns(language: str | None, pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether a model with these pairs is asked for."""
    return language is None or any(language in pair for pair in pairs)


def _packaged() -> Iterator[ModelFolder]:
    from audit.translators.marian.compact import packaged

    folder = packaged()
    if folder is not None:
        yield folder


def _pairs(folder: ModelFolder) -> list[tuple[str, str]]:
    return [(one.source, one.target) for one in folder.manifest.directions]


def _state(folder: ModelFolder) -> str:
    return f"installed {folder.manifest.revision[:12]} {folder.size / 1e6:.0f} MB"


def _row(model: str, pairs: Iterable[tuple[str, str]], licence: str, state: str) -> None:
    names = [f"{source}-{target}" for source, target in pairs]
    shown = " ".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")
    click.echo(f"{shown:24} {model:36} {licence:12} {state}")
