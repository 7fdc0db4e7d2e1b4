"""The reference engine: the weights of ``opus`` through Hugging Face transformers."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from audit.core.install import install_command
from audit.errors import EngineError
from audit.translators.marian.engine import Loaded
from audit.translators.marian.folder import ModelFolder
from audit.translators.marian.opus import OpusTranslator

NEEDED = ("torch", "transformers", "safetensors")


class TransformersTranslator(OpusTranslator):
    """The models of the store, from their safetensors weights."""

    name = "transformers"

    def problem(self) -> str | None:
        """See :meth:`Translator.problem`."""
        missing = [name for name in NEEDED if find_spec(name) is None]
        if missing:
            return f"{', '.join(missing)} not installed: {install_command('transformers')}"
        return super().problem()

    def part(self, folder: ModelFolder) -> Path:
        """See :meth:`MarianTranslator.part`."""
        return folder.hf

    def load(self, folder: ModelFolder) -> Loaded:
        """See :meth:`MarianTranslator.load`."""
        problem = self.problem()
        if problem is not None:
            raise EngineError(problem)
        from audit.translators.marian import hf, hf_files

        tokenizer = hf_files.load_tokenizer(folder.hf)
        runtime = hf.HfRuntime(
            folder.hf,
            tokenizer,
            beam_size=self.options.beam_size,
            threads=self.options.threads,
        )
        return Loaded(folder, hf_files.subwords(tokenizer), runtime)

    def runtime_facts(self, folder: ModelFolder) -> dict[str, str]:
        """See :meth:`MarianTranslator.runtime_facts`."""
        from audit.translators.marian import hf_files

        return {
            "compute": "float32",
            "device": hf_files.device(),
            "transformers": version("transformers"),
            "torch": version("torch"),
        }
