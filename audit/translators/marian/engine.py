"""What all MarianMT engines share: splitting, subwords, rejoining, forced decoding, signatures."""

from __future__ import annotations

import threading
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from audit.errors import EngineError
from audit.model.translation import ForcedScore, Translation
from audit.translators.interface import EngineOptions, Translator
from audit.translators.marian import batching, subwords
from audit.translators.marian.ct2 import COMPUTE, LENGTH_PENALTY, Ct2Runtime, Hypothesis, Runtime
from audit.translators.marian.folder import ModelFolder
from audit.translators.marian.manifest import Direction
from audit.translators.marian.subwords import END, Subwords


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory."""

    folder: ModelFolder
    subwords: Subwords
    runtime: Runtime


class MarianTranslator(Translator):
    """An engine over model folders. Subclasses say which folders, and may change the runtime."""

    can_force_decode = True

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        self._loaded: dict[str, Loaded] = {}
        self._lock = threading.Lock()

    @abstractmethod
    def folder(self, source: str, target: str) -> ModelFolder:
        """The model folder for a pair.

        Raises:
            EngineError: there is none; says the command that gets it.
        """

    def part(self, folder: ModelFolder) -> Path:
        """The part of the folder that this engine reads."""
        return folder.ct2

    def load(self, folder: ModelFolder) -> Loaded:
        """Opens a model whose files have been verified."""
        facts = folder.manifest
        runtime = Ct2Runtime(
            folder.ct2,
            quantization=facts.quantization,
            max_positions=facts.max_positions,
            beam_size=self.options.beam_size,
            threads=self.options.threads,
        )
        return Loaded(folder, subwords.load(folder.ct2), runtime)

    def runtime_facts(self, folder: ModelFolder) -> dict[str, str]:
        """What the signature says of the runtime."""
        return {
            "compute": COMPUTE.get(folder.manifest.quantization, folder.manifest.quantization),
            "ctranslate2": version("ctranslate2"),
        }

    def signature(self, source: str, target: str) -> str:
        """See :meth:`Translator.signature`."""
        folder, direction = self._direction(source, target)
        facts = {
            "engine": self.name,
            "model": folder.manifest.model,
            "revision": folder.manifest.revision,
            "sha256": folder.digest(self.part(folder)),
            "pair": f"{direction.source}-{direction.target}",
            "token": direction.token or "none",
            "beam": str(self.options.beam_size),
            "length_penalty": f"{LENGTH_PENALTY:g}",
            "split": f"{batching.MAX_WORDS}w{_max_pieces(folder)}p",
            **self.runtime_facts(folder),
            "sentencepiece": version("sentencepiece"),
        }
        return "|".join(f"{key}:{value}" for key, value in facts.items())

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        """See :meth:`Translator.translate`. A text without words gives an empty translation."""
        model, direction = self._ready(source, target)
        parts = [_parts(text, model, direction.token) for text in texts]
        hypotheses = iter(model.runtime.generate([tokens for row in parts for tokens in row]))
        return [_translation(model.subwords, row, [next(hypotheses) for _ in row]) for row in parts]

    def score(
        self, pairs: Sequence[tuple[str, str]], source: str, target: str
    ) -> list[ForcedScore]:
        """See :meth:`Translator.score`. Texts are not split: alignment would be a guess.

        Raises:
            EngineError: a text is longer than the model's positions.
        """
        model, direction = self._ready(source, target)
        sources = [model.subwords.source(text, direction.token) for text, _ in pairs]
        targets = [model.subwords.target(text) for _, text in pairs]
        room = model.folder.manifest.max_positions
        for left, right in zip(sources, targets, strict=True):
            longest = max(len(left), len(right) + 1)
            if longest > room:
                name = model.folder.manifest.model
                raise EngineError(f"{name}: {longest} tokens to force-decode, at most {room} fit")
        rows = model.runtime.score(sources, targets)
        return [
            ForcedScore((*tokens, END), log_probs)
            for tokens, log_probs in zip(targets, rows, strict=True)
        ]

    def close(self) -> None:
        """Frees the models; the next translation loads them again."""
        with self._lock:
            self._loaded.clear()

    def _direction(self, source: str, target: str) -> tuple[ModelFolder, Direction]:
        folder = self.folder(source, target)
        direction = folder.direction(source, target)
        if direction is None:
            raise EngineError(f"{folder.manifest.model} does not translate {source}-{target}")
        return folder, direction

    def _ready(self, source: str, target: str) -> tuple[Loaded, Direction]:
        folder, direction = self._direction(source, target)
        with self._lock:
            name = str(folder.path)
            if name not in self._loaded:
                folder.verify(self.part(folder))
                self._loaded[name] = self.load(folder)
            return self._loaded[name], direction


def _max_pieces(folder: ModelFolder) -> int:
    """Longest source, in tokens, that is translated whole: its translation needs room as well."""
    return min(batching.MAX_PIECES, folder.manifest.max_positions // 2)


def _parts(text: str, model: Loaded, token: str | None) -> list[list[str]]:
    """Token sequences of the parts of a text; none for a text without words."""
    limit = _max_pieces(model.folder)

    def fits(part: str) -> bool:
        if len(part.split()) > batching.MAX_WORDS:
            return False
        return len(model.subwords.source(part, token)) <= limit

    rows = [model.subwords.source(part, token) for part in batching.split_long(text, fits)]
    empty = len(model.subwords.source("", token))
    return [row for row in rows if len(row) > empty]


def _translation(
    words: Subwords, parts: Sequence[list[str]], hypotheses: Sequence[Hypothesis]
) -> Translation:
    if not parts:
        return Translation("")
    counts = [len(hypothesis.tokens) + (not hypothesis.truncated) for hypothesis in hypotheses]
    total = sum(h.mean_log_prob * n for h, n in zip(hypotheses, counts, strict=True))
    return Translation(
        text=batching.rejoin([words.text(hypothesis.tokens) for hypothesis in hypotheses]),
        unknown=sum(words.unknown_words(row) for row in parts),
        truncated=any(hypothesis.truncated for hypothesis in hypotheses),
        mean_log_prob=total / sum(counts),
    )
