"""Runs a Marian model with Hugging Face transformers, on a GPU where there is one.

The reference for CTranslate2: same tokens in, same search, no probability for the padding token,
which CTranslate2 does not have.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from audit.errors import EngineError
from audit.translators.marian.batching import batches
from audit.translators.marian.ct2 import LENGTH_PENALTY, Hypothesis
from audit.translators.marian.hf_files import device, quiet


class HfRuntime:
    """A MarianMTModel in memory, float32.

    Args:
        folder: with ``model.safetensors`` and the tokenizer files.
        tokenizer: from :func:`audit.translators.marian.hf_files.load_tokenizer`.
        beam_size: 1 for greedy search.
        threads: cores to use; 0 leaves torch's choice.

    Raises:
        EngineError: the model cannot be loaded.
    """

    def __init__(self, folder: Path, tokenizer: Any, *, beam_size: int, threads: int) -> None:
        import torch

        self._torch, self._tokenizer, self._beam_size = torch, tokenizer, beam_size
        self._folder, self._device = folder, device()
        if threads:
            torch.set_num_threads(threads)
        with quiet() as transformers:
            try:
                model: Any = transformers.MarianMTModel.from_pretrained(
                    folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
                )
            except (OSError, ValueError, RuntimeError) as error:
                raise EngineError(f"{folder}: the model cannot be loaded: {error}") from error
            self._settings = transformers.GenerationConfig
        # The repository's own generation settings must not leak into the search.
        model.generation_config = self._generation(0)
        self._model = model.eval().to(self._device)

    def generate(self, sources: Sequence[list[str]]) -> list[Hypothesis]:
        """See :class:`audit.translators.marian.ct2.Runtime`."""
        found: dict[int, tuple[list[str], bool]] = {}
        positions = self._model.config.max_position_embeddings
        for batch in batches([len(source) for source in sources], positions):
            ids, mask = self._padded([sources[index] for index in batch.indices])
            with self._torch.inference_mode(), self._failing("translation"), quiet():
                rows = self._model.generate(
                    input_ids=ids,
                    attention_mask=mask,
                    generation_config=self._generation(batch.limit),
                ).tolist()
            for index, row in zip(batch.indices, rows, strict=True):
                found[index] = self._ended(row)
        targets = [found[index][0] for index in range(len(sources))]
        scores = self.score(sources, targets)
        return [
            _hypothesis(target, log_probs, found[index][1])
            for index, (target, log_probs) in enumerate(zip(targets, scores, strict=True))
        ]

    def score(
        self, sources: Sequence[list[str]], targets: Sequence[list[str]]
    ) -> list[tuple[float, ...]]:
        """See :class:`audit.translators.marian.ct2.Runtime`."""
        found: dict[int, tuple[float, ...]] = {}
        lengths = [
            max(len(left), len(right) + 1) for left, right in zip(sources, targets, strict=True)
        ]
        positions = self._model.config.max_position_embeddings
        for batch in batches(lengths, positions):
            ids, mask = self._padded([sources[index] for index in batch.indices])
            wanted = [[*targets[index], self._tokenizer.eos_token] for index in batch.indices]
            labels, _ = self._padded(wanted)
            with self._torch.inference_mode(), self._failing("forced decoding"):
                rows = self._log_probs(ids, mask, labels)
            for index, row, tokens in zip(batch.indices, rows, wanted, strict=True):
                found[index] = tuple(row[: len(tokens)])
        return [found[index] for index in range(len(sources))]

    def _log_probs(self, ids: Any, mask: Any, labels: Any) -> list[list[float]]:
        start = self._torch.full_like(labels[:, :1], self._model.config.decoder_start_token_id)
        logits = self._model(
            input_ids=ids,
            attention_mask=mask,
            decoder_input_ids=self._torch.cat([start, labels[:, :-1]], dim=1),
        ).logits
        logits[..., self._tokenizer.pad_token_id] = float("-inf")
        log_probs = self._torch.log_softmax(logits, dim=-1)
        rows: list[list[float]] = log_probs.gather(2, labels.unsqueeze(2)).squeeze(2).tolist()
        return rows

    def _padded(self, rows: Sequence[list[str]]) -> tuple[Any, Any]:
        pad, width = self._tokenizer.pad_token_id, max(map(len, rows))
        ids = [self._tokenizer.convert_tokens_to_ids(row) for row in rows]
        tensor = self._torch.tensor([row + [pad] * (width - len(row)) for row in ids])
        mask = [[1] * len(row) + [0] * (width - len(row)) for row in ids]
        return tensor.to(self._device), self._torch.tensor(mask).to(self._device)

    def _generation(self, limit: int) -> Any:
        tokenizer = self._tokenizer
        return self._settings(
            num_beams=self._beam_size,
            do_sample=False,
            early_stopping=self._beam_size > 1,
            length_penalty=LENGTH_PENALTY,
            max_new_tokens=limit or None,
            bad_words_ids=[[tokenizer.pad_token_id]],
            renormalize_logits=True,
            decoder_start_token_id=tokenizer.pad_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )

    def _ended(self, row: list[int]) -> tuple[list[str], bool]:
        """Tokens up to the end token, and whether there was none."""
        end = self._tokenizer.eos_token_id
        ids = row[1:]
        truncated = end not in ids
        kept = ids if truncated else ids[: ids.index(end)]
        return self._tokenizer.convert_ids_to_tokens(kept), truncated

    @contextlib.contextmanager
    def _failing(self, what: str) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:  # torch's out-of-memory error is one
            raise EngineError(f"{self._folder}: {what} failed: {error}") from error


def _hypothesis(tokens: list[str], log_probs: tuple[float, ...], truncated: bool) -> Hypothesis:
    kept = log_probs[: len(tokens)] if truncated else log_probs
    return Hypothesis(tuple(tokens), sum(kept) / max(len(kept), 1), truncated)
