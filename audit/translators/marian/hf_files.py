"""What comes before running a model with transformers: its tokenizer, the device, and silence."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.errors import EngineError
from audit.translators.marian.subwords import Subwords


@contextlib.contextmanager
def quiet() -> Iterator[Any]:
    """The transformers module with its progress bars and advice turned off meanwhile."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import transformers
        from transformers.utils import logging

        before, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        try:
            yield transformers
        finally:
            logging.set_verbosity(before)
            if bars:
                logging.enable_progress_bar()


def device() -> str:
    """``cuda`` where torch can use it, else ``cpu``."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def load_tokenizer(folder: Path) -> Any:
    """The MarianTokenizer of a local folder.

    Raises:
        EngineError: its files are missing or broken.
    """
    with quiet() as transformers:
        try:
            return transformers.MarianTokenizer.from_pretrained(folder, local_files_only=True)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise EngineError(f"{folder}: the tokenizer cannot be loaded: {error}") from error


def subwords(tokenizer: Any) -> Subwords:
    """The tokenizer's own SentencePiece models and vocabulary."""
    return Subwords(tokenizer.spm_source, tokenizer.spm_target, tokenizer.encoder)
