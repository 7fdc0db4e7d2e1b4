"""Which entities are mistaken for which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.knowledge.model import Confusable

if TYPE_CHECKING:
    from audit.knowledge.base import KnowledgeBase


def confusions(base: KnowledgeBase, language: str) -> dict[str, tuple[Confusable, ...]]:
    return {}
