"""Runs a Marian model with CTranslate2: no torch, int8 weights, all cores."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from audit.errors import EngineError
from audit.translators.marian.batching import BATCH_TOKENS, batches
from audit.translators.marian.subwords import END

LENGTH_PENALTY = 1.0
"""Hypotheses are ranked by their mean log-probability a token, which is also the score returned."""

COMPUTE = {"int8": "int8_float32", "float32": "float32"}
"""Quantization of the weights -> compute type, named so that it is the same on every machine."""

_MAX_REPLICAS = 8


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The best translation of one token sequence."""

    tokens: tuple[str, ...]
    """Target tokens without the end token."""
    mean_log_prob: float
    """Natural log, mean over the tokens and the end token."""
    truncated: bool
    """True when the end token did not come before the limit."""


class Runtime(Protocol):
    """What runs the network: token sequences in, token sequences out."""

    def generate(self, sources: Sequence[list[str]]) -> list[Hypothesis]:
        """The best hypothesis of each source (direction token, pieces, end token)."""

    def score(
        self, sources: Sequence[list[str]], targets: Sequence[list[str]]
    ) -> list[tuple[float, ...]]:
        """Natural-log probability of each target token and then of the end token."""


class Ct2Runtime:
    """A CTranslate2 model in memory.

    Args:
        folder: the CTranslate2 model folder.
        quantization: ``int8`` or ``float32``, as in the manifest.
        max_positions: longest sequence that the model takes.
        beam_size: 1 for greedy search.
        threads: cores to use; 0 takes those that the process may use.

    Raises:
        EngineError: the model cannot be loaded.
    """

    def __init__(
        self, folder: Path, *, quantization: str, max_positions: int, beam_size: int, threads: int
    ) -> None:
        import ctranslate2

        self._folder, self._beam_size, self._max_positions = folder, beam_size, max_positions
        cores = threads or _cores()
        # One replica a core: sentences are short, and splitting one over cores gains less.
        replicas = min(cores, _MAX_REPLICAS)
        try:
            self._translator: Any = ctranslate2.Translator(
                str(folder),
                device="cpu",
                compute_type=COMPUTE[quantization],
                inter_threads=replicas,
                intra_threads=max(1, cores // replicas),
            )
        except (KeyError, RuntimeError, ValueError) as error:
            raise EngineError(f"{folder}: the model cannot be loaded: {error}") from error

    def generate(self, sources: Sequence[list[str]]) -> list[Hypothesis]:
        """See :class:`Runtime`."""
        pending: dict[int, Any] = {}
        try:
            for batch in batches([len(source) for source in sources], self._max_positions):
                results = self._translator.translate_batch(
                    [sources[index] for index in batch.indices],
                    beam_size=self._beam_size,
                    length_penalty=LENGTH_PENALTY,
                    max_input_length=0,
                    min_decoding_length=0,
                    max_decoding_length=batch.limit,
                    return_scores=True,
                    return_end_token=True,
                    asynchronous=True,
                )
                pending.update(zip(batch.indices, results, strict=True))
            return [_hypothesis(pending[index].result()) for index in range(len(sources))]
        except RuntimeError as error:
            raise EngineError(f"{self._folder}: translation failed: {error}") from error

    def score(
        self, sources: Sequence[list[str]], targets: Sequence[list[str]]
    ) -> list[tuple[float, ...]]:
        """See :class:`Runtime`."""
        try:
            results = self._translator.score_batch(
                list(sources),
                list(targets),
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                max_input_length=0,
            )
        except RuntimeError as error:
            raise EngineError(f"{self._folder}: forced decoding failed: {error}") from error
        return [tuple(result.log_probs) for result in results]


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _hypothesis(result: Any) -> Hypothesis:
    tokens = result.hypotheses[0]
    ended = bool(tokens) and tokens[-1] == END
    return Hypothesis(tuple(tokens[:-1] if ended else tokens), result.scores[0], not ended)
