"""An article with all that a run finds out about it before anything is looked for in it."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.document import Document
from audit.model.entity import Entities
from audit.model.translation import (
    Alignment,
    BackTranslation,
    Contrast,
    ForcedScore,
    Route,
    Translation,
)


@dataclass(frozen=True, slots=True)
class ArticleRun:
    """What travels from reading and translating to checks, metrics and the report."""

    document: Document
    back_translations: tuple[BackTranslation | None, ...]
    """One per segment; None where there is none."""
    reasons: tuple[str | None, ...] = ()
    """Why a segment has no back-translation; None where it has one."""
    route: Route | None = None
    """None where it was not translated."""
    engine: str | None = None
    """What translated it; None likewise."""
    unmeasured: str | None = None
    """Why it was not translated at all; None when it was."""
    source: Document | None = None
    """The article that it translates, where that is known."""
    alignments: tuple[Alignment, ...] = ()
    """Sentences of the source beside those of the article; empty without a source."""
    contrasts: tuple[Contrast, ...] = ()
    """Phrases that either side lacks, by forced decoding; empty where no engine offers it."""
    entities: Entities = ()
    """Its names, one tuple per segment; empty where nothing recognises names."""
    source_entities: Entities = ()
    """Those of the source."""
    forced: tuple[ForcedScore | None, ...] = ()
    """One per segment, of the segment given its source; empty where no engine was asked."""
    own: tuple[Translation | None, ...] = ()
    """One per segment, what the engine itself makes of its source; empty likewise."""
    hints: bool = False
    """True where also what is probably right is wanted: segments scored in bulk."""
