"""Tries a model on a plain sentence: a broken conversion loops, copies, or is sure of nothing."""

from __future__ import annotations

from dataclasses import dataclass

from audit.errors import EngineError
from audit.model.translation import Translation
from audit.translators.hub import catalogue
from audit.translators.interface import EngineOptions
from audit.translators.marian.engine import MarianTranslator
from audit.translators.marian.folder import ModelFolder
from audit.translators.marian.manifest import Direction

LEAST_LOG_PROB = -2.5
"""Mean log-probability a token; working models reach -1 and better on so plain a sentence."""
MOST_DISAGREEMENT = 0.25
"""Between CTranslate2 int8 and transformers float32, in nats a token; working models differ by
hundredths."""
_REPEATS = 4


@dataclass(frozen=True, slots=True)
class Trial:
    """One direction tried."""

    direction: Direction
    text: str | None
    """The test sentence; None where there is none for the language."""
    translation: str | None
    problem: str | None
    """What is wrong; None when nothing is."""


class FolderTranslator(MarianTranslator):
    """Runs one pulled model, wherever it lies, just as ``opus`` would."""

    name = "opus"

    def __init__(self, folder: ModelFolder, options: EngineOptions) -> None:
        super().__init__(options)
        self._folder = folder

    def problem(self) -> str | None:
        """The folder is there: whoever gives it has read its manifest."""
        return None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The directions of the folder."""
        found = self._folder.manifest.directions
        return frozenset((direction.source, direction.target) for direction in found)

    def folder(self, source: str, target: str) -> ModelFolder:
        """The one folder."""
        return self._folder


def try_direction(engine: MarianTranslator, direction: Direction) -> Trial:
    """Translates the test sentence of the source language and looks at what comes out."""
    language = catalogue.language(direction.source)
    if language is None:
        return Trial(direction, None, None, None)
    try:
        found = engine.translate([language.test], direction.source, direction.target)[0]
    except EngineError as error:
        return Trial(direction, language.test, None, str(error))
    return Trial(direction, language.test, found.text, _problem(language.test, found))


def _problem(text: str, found: Translation) -> str | None:
    words = found.text.split()
    if not words:
        return "empty translation"
    if found.text.casefold() == text.casefold():
        return "copies its input"
    if found.truncated or _loops(words):
        return "repeats itself"
    if not len(text) / 6 <= len(found.text) <= len(text) * 6:
        return "length out of proportion"
    if found.mean_log_prob is not None and found.mean_log_prob < LEAST_LOG_PROB:
        return f"unsure of every word (mean log-probability {found.mean_log_prob:.1f})"
    return None


def _loops(words: list[str]) -> bool:
    return any(
        len(set(words[start : start + _REPEATS])) == 1 for start in range(len(words) - _REPEATS + 1)
    )


def disagreement(folder: ModelFolder, trial: Trial) -> float:
    """How far CTranslate2 and transformers are apart on a trial, in nats a token.

    Raises:
        EngineError: either cannot run the model.
    """
    from audit.translators.marian import hf, hf_files

    assert trial.text is not None and trial.translation is not None
    source, target = trial.direction.source, trial.direction.target
    pairs = [(trial.text, trial.translation)]
    ct2 = FolderTranslator(folder, EngineOptions()).score(pairs, source, target)[0].log_probs
    tokenizer = hf_files.load_tokenizer(folder.hf)
    words = hf_files.subwords(tokenizer)
    runtime = hf.HfRuntime(folder.hf, tokenizer, beam_size=1, threads=0)
    reference = runtime.score(
        [words.source(trial.text, trial.direction.token)], [words.target(trial.translation)]
    )[0]
    return abs(sum(ct2) - sum(reference)) / len(reference)
