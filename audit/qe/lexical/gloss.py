"""Word-for-word glosses of a translation, in the words of its source."""

from __future__ import annotations

from collections.abc import Sequence

from audit.qe.lexical.model import LexicalModel

LEAST = 0.02
"""Probability of a translation that is taken."""


def glosses(texts: Sequence[str], others: Sequence[str], model: LexicalModel) -> list[str]:
    """Each text with its words replaced by their likeliest translations that the others use.

    Words without entry stay, for they may be names; known words that nothing there translates
    are left out. The result is a bag of words, and no sentence.

    Args:
        texts: in the source's language of ``model``.
        others: in its target language: the texts that glosses will be compared with.
    """
    here, there = model.tables.side(model.source), model.tables.side(model.target)
    used = {there.numbers.get(unit.key) for text in others for unit in model.target_units(text)}
    found = []
    for text in texts:
        words = []
        for unit in model.source_units(text):
            row = here.row(unit.key)
            if not row:
                words.append(unit.text)
                continue
            best = next((to for to, p in row.items() if to in used and p >= LEAST), None)
            if best is not None:
                words.append(there.words[best])
        found.append(" ".join(words))
    return found
