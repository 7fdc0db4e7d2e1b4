"""Step 6: the shipped form. ``python -m training.package RECIPE WORK HF --hardware "one H100"``

Converts a Hugging Face folder to CTranslate2 and writes it with the sentencepiece model, the card
and the manifest into ``audit/_models/compact`` (or ``--into``). Weights are there once.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from audit.errors import AuditError
from audit.translators.marian import manifest
from audit.translators.marian.convert import built_with, to_ct2
from training.card import card, read_facts, read_origins
from training.config import Recipe, RecipeError, load
from training.vocabulary import direction_token

LIMIT = 45_000_000
_HERE = Path(__file__).parent
PLACE = _HERE.parent / "audit" / "_models" / "compact"


def write_manifest(
    recipe: Recipe, folder: Path, quantization: str, revision: str, licence: str
) -> None:
    """Describes the finished folder for the engine that loads it."""
    first, second = recipe.languages.first, recipe.languages.second
    directions = tuple(
        manifest.Direction(source=source, target=target, token=direction_token(target))
        for source, target in ((first, second), (second, first))
    )
    manifest.write(
        folder,
        manifest.Manifest(
            format=manifest.FORMAT,
            model="compact",
            revision=revision,
            licence=licence,
            directions=directions,
            quantization=quantization,
            max_positions=recipe.model.positions,
            weights="training/",
            built_with=built_with(),
            files=manifest.describe_files(folder),
        ),
    )


def package(options: argparse.Namespace) -> int:
    """Builds the folder, puts it into its place and returns its size in bytes.

    Raises:
        RecipeError: when something is missing, or the shipped form is too large.
    """
    from safetensors import safe_open

    recipe, into = load(options.recipe), options.into
    with safe_open(options.hf / "model.safetensors", "np") as tensors:
        names = tensors.keys()
        parameters = sum(tensors.get_tensor(n).size for n in names if n != "final_logits_bias")
    facts = read_facts([*options.after, options.work], parameters, options.hardware, options.scores)
    facts = replace(facts, measured_on=options.measured_on)
    origins = read_origins(options.origins)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "model"
        to_ct2(options.hf, folder, "compact", options.quantization)
        # One sentencepiece model serves both sides.
        (folder / "target.spm").unlink()
        text = card(recipe, origins, facts, options.licence)
        (folder / manifest.CARD).write_text(text, encoding="utf-8")
        write_manifest(recipe, folder, options.quantization, options.revision, options.licence)
        size = sum(path.stat().st_size for path in folder.iterdir())
        if options.quantization == "int8" and size > LIMIT:
            raise RecipeError(f"the model has {size} bytes, more than {LIMIT}")
        shutil.rmtree(into, ignore_errors=True)
        into.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder, into)
    return size


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="training.package", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("hf", type=Path, help="folder that training.export wrote")
    parser.add_argument("--hardware", required=True, help="what it was trained on, for the card")
    parser.add_argument("--scores", type=Path, help="JSON of benchmarks.compact, for the card")
    parser.add_argument(
        "--after", type=Path, action="append", default=[], metavar="WORK", help="an earlier run"
    )
    parser.add_argument("--measured-on", default="text that was kept out", help="the test set")
    parser.add_argument("--origins", type=Path, default=_HERE / "sources.toml")
    parser.add_argument("--licence", default="Apache-2.0")
    parser.add_argument("--revision", default="1")
    parser.add_argument("--quantization", choices=("int8", "float32"), default="int8")
    parser.add_argument("--into", type=Path, default=PLACE)
    options = parser.parse_args(arguments)
    try:
        size = package(options)
    except (RecipeError, AuditError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.into}: {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
