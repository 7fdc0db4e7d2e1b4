"""Which similarity serves two languages."""

from __future__ import annotations

from audit.qe.semantic.content_words import ContentWords
from audit.qe.semantic.interface import Similarity, VectorSimilarity


def similarity(first: str, second: str, model: str | None = None) -> Similarity | None:
    """The best one there is for texts in two languages (or one), None where there is none.

    Args:
        model: a model of the user's own, see ``audit.qe.semantic.own``.

    Raises:
        audit.errors.AuditError: when the model cannot be used.
    """
    if model is not None:
        from audit.qe.semantic.own import own_similarity

        return own_similarity(model)
    from audit.qe.semantic.shipped import shipped

    vectors = shipped(first, second)
    if vectors is not None:
        return VectorSimilarity(vectors)
    words = ContentWords()
    return words if words.unsupported(first, second) is None else None
