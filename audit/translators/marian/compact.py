"""Our own small French-English model, both directions in one, shipped in the package."""

from __future__ import annotations

from pathlib import Path

from audit.errors import EngineError
from audit.translators.marian import folder as folders
from audit.translators.marian.engine import MarianTranslator
from audit.translators.marian.folder import ModelFolder
from audit.translators.marian.manifest import NAME

MISSING = (
    "the compact model is not part of this build; install apertium "
    "(apt-get install apertium apertium-fra apertium-eng) or use --engine none"
)


def packaged_folder() -> Path:
    """Where the package carries the model, if this build has it."""
    return Path(__file__).parents[2] / "_models" / "compact"


def packaged() -> ModelFolder | None:
    """The packaged model; None where this build has none.

    Raises:
        EngineError: its manifest cannot be read.
    """
    folder = packaged_folder()
    if not (folder / NAME).is_file():
        return None
    return folders.read(folder, "reinstall traudit")


class CompactTranslator(MarianTranslator):
    """The packaged model. ``EngineOptions.models_dir`` does not concern it."""

    name = "compact"

    def problem(self) -> str | None:
        """See :meth:`Translator.problem`."""
        try:
            return MISSING if packaged() is None else None
        except EngineError as error:
            return str(error)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """See :meth:`Translator.pairs`."""
        found = None if self.problem() else packaged()
        directions = () if found is None else found.manifest.directions
        return frozenset((direction.source, direction.target) for direction in directions)

    def folder(self, source: str, target: str) -> ModelFolder:
        """See :meth:`MarianTranslator.folder`."""
        found = packaged()
        if found is None:
            raise EngineError(MISSING)
        if found.direction(source, target) is None:
            pair = f"{source}-{target}"
            raise EngineError(
                f"the compact model does not translate {pair}: "
                f"run `traudit models pull {pair}` and use --engine opus"
            )
        return found
