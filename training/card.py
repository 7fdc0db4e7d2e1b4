"""The model card: what the weights were trained on, how, what they score and where they fail."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.config import Recipe, RecipeError, build, read


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a source of the recipe came from."""

    name: str
    origin: str
    licence: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a run left behind for its card."""

    pairs: Mapping[str, int]
    """Cleaned pairs of each source."""
    runs: Sequence[tuple[int, float]]
    """Steps and minutes of each run, the first one first."""
    tokens_a_second: int
    parameters: int
    hardware: str
    scores: Mapping[str, Mapping[str, float]]
    """Heading -> name of a figure -> figure, as benchmarks.compact writes them."""
    measured_on: str = "text that was kept out"


LIMITS = """\
- French and English only, one sentence at a time; longer texts are cut before they get here.
- Trained on little news. Names of people, places and products that are rare in the data may come
  out garbled, and idioms word for word.
- Quotation marks, apostrophes and dashes come out in one plain style whatever the source has.
- Half of the raw words are Canadian law and parliament: dry, formal and Canadian usage is
  over-represented, although sampling weights hold it down.
- The French of the Canadian debates had its accents restored by a model, which erred in some
  sentences.
- Made to compare a text with its round trip. It is not meant for publishing translations."""


SPEED = "sentences a second"
"""Says something of the machine, not of the model."""


def read_origins(path: Path) -> dict[str, Origin]:
    """The entries of ``sources.toml`` by name.

    Raises:
        RecipeError: when the file is broken.
    """
    entries = read(path).get("source")
    if not isinstance(entries, list):
        raise RecipeError(f"{path}: 'source' is missing")
    origins = [build(Origin, entry, f"{path}: source[{at}]") for at, entry in enumerate(entries)]
    return {origin.name: origin for origin in origins}


def read_facts(works: Sequence[Path], parameters: int, hardware: str, scores: Path | None) -> Facts:
    """What ``log.jsonl`` of some runs and ``clean/report.json`` of the last tell, with its scores.

    Raises:
        RecipeError: when one of them is missing or broken.
    """
    logs = [_log(work) for work in works]
    try:
        report = json.loads((works[-1] / "clean" / "report.json").read_text("utf-8"))
        table = json.loads(scores.read_text("utf-8")) if scores else {}
    except (OSError, ValueError) as error:
        raise RecipeError(f"{works[-1]}: {error}") from error
    speeds = sorted(entry["tokens_a_second"] for log in logs for entry in log)
    return Facts(
        pairs=report["pairs"],
        runs=[(log[-1]["step"], log[-1]["seconds"] / 60) for log in logs],
        tokens_a_second=speeds[len(speeds) // 2],
        parameters=parameters,
        hardware=hardware,
        scores=table,
    )


def _log(work: Path) -> list[dict[str, Any]]:
    path = work / "log.jsonl"
    try:
        entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise RecipeError(f"{path}: {error}") from error
    found = [entry for entry in entries if "tokens_a_second" in entry]
    if not found:
        raise RecipeError(f"{path}: no training was logged")
    return found


def card(recipe: Recipe, origins: Mapping[str, Origin], facts: Facts, licence: str) -> str:
    """The card in Markdown.

    Raises:
        RecipeError: when a source that was used has no entry in ``origins``.
    """
    first, second = recipe.languages.first, recipe.languages.second
    shape = recipe.model
    parts = [
        f"# Compact {first}-{second} translation model",
        f"MarianMT, one model for both directions: the first source token is `>>{second}<<` or "
        f"`>>{first}<<`. {shape.encoder_layers} encoder and {shape.decoder_layers} decoder layers "
        f"of width {shape.width}, {shape.vocabulary} shared subwords, "
        f"{facts.parameters / 1e6:.1f} million parameters. Licence of the weights: {licence}.",
        f"## Training\n\n{_runs(facts.runs)} on {facts.hardware}, {facts.tokens_a_second} target "
        f"tokens a second. {_taken(facts.runs)} The recipe is `training/` in the project's "
        f"repository, seed {recipe.seed}.",
        f"## Scores\n\n{_scores(facts.scores, facts.measured_on)}",
        f"## Limits\n\n{LIMITS}",
        f"## Training data\n\n{_data(recipe, origins, facts.pairs)}",
    ]
    return "\n\n".join(parts) + "\n"


def _runs(runs: Sequence[tuple[int, float]]) -> str:
    return ", then ".join(f"{steps} steps in {minutes:.1f} minutes" for steps, minutes in runs)


def _taken(runs: Sequence[tuple[int, float]]) -> str:
    if len(runs) == 1:
        return "Taken is the running average of the weights."
    return "Taken is the mean of the runs' weights, each a running average."


def _scores(scores: Mapping[str, Mapping[str, Any]], measured_on: str) -> str:
    if not scores:
        return "Not measured."
    first = next(iter(scores.values()))
    names = [key for key, v in first.items() if key != SPEED and not isinstance(v, str)]
    rows = [
        f"| {heading} | {' | '.join(f'{figures[name]:.2f}' for name in names)} |"
        for heading, figures in scores.items()
    ]
    signatures = sorted({f"`{text}`" for row in scores.values() for text in _texts(row)})
    return "\n".join(
        [
            f"On {measured_on}, by `python -m benchmarks.compact`.",
            "",
            f"| direction | {' | '.join(names)} |",
            f"|---|{'---:|' * len(names)}",
            *rows,
            "",
            f"Signatures: {', '.join(signatures)}.",
        ]
    )


def _texts(row: Mapping[str, Any]) -> list[str]:
    return [f"{key.removesuffix(' signature')}|{v}" for key, v in row.items() if isinstance(v, str)]


def _data(recipe: Recipe, origins: Mapping[str, Origin], pairs: Mapping[str, int]) -> str:
    lines = [
        "Licences as stated where the text was taken from. *Times*: how often a pair came up in "
        "an epoch of the last run.",
        "",
        "| source | origin | licence | text | pairs | times |",
        "|---|---|---|---|---:|---:|",
    ]
    for source in recipe.source:
        if source.name not in pairs:
            continue
        if source.name not in origins:
            raise RecipeError(f"no origin is given for the source {source.name!r}")
        o, count = origins[source.name], pairs[source.name]
        cells = (o.name, o.origin, o.licence, o.text, str(count), f"{source.times:g}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
