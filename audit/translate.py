"""Every article through the engine and back: routes chosen, texts pooled, results handed out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audit.model.document import Document
from audit.model.report import Failure
from audit.model.translation import BackTranslation, Route
from audit.translators.interface import Translator

Progress = Callable[[str, int, int], None]
NOT_ASKED = "no engine: the run was made with --engine none"
NO_PROSE = "nothing in it is article prose"


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of each document, in the order of the documents."""

    routes: tuple[Route | None, ...]
    unmeasured: tuple[str | None, ...]
    """Why a document was not translated at all; None when it was."""
    back_translations: tuple[tuple[BackTranslation | None, ...], ...]
    """One tuple a document, one entry a segment."""
    signature: str
    """Of the engine over all routes of the run."""
    failures: tuple[Failure, ...]


def untranslated(documents: Sequence[Document], reason: str) -> Translated:
    """No document measured, all for the same reason."""
    return Translated(
        routes=tuple(None for _ in documents),
        unmeasured=tuple(reason for _ in documents),
        back_translations=tuple(tuple(None for _ in one.segments) for one in documents),
        signature="engine:none",
        failures=(),
    )


def translate_all(
    documents: Sequence[Document],
    engine: Translator,
    *,
    pivot: str | None = None,
    cache: bool | str = True,
    progress: Progress,
) -> Translated:
    if engine.name == "none":
        return untranslated(documents, NOT_ASKED)
    raise NotImplementedError
