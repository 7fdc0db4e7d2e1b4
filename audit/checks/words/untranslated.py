"""QE001: words that were probably left in the source's language."""

from __future__ import annotations

from typing import ClassVar

from audit.checks.words.model import LANGUAGES, Suspect, WordCheck
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.wording import say

RULE = Rule(
    id="QE001",
    name="word-untranslated",
    summary="Words that were probably left in the source's language.",
    category=Category.ACCURACY_UNTRANSLATED,
    its_type="untranslated",
    severity=Severity.MAJOR,
    languages=LANGUAGES,
)
_SURE = 0.6
_GAP = -1.5
"""Zipf frequency in the article's language less that in the source's."""


class WordUntranslated(WordCheck):
    """Words that were probably left in the source's language.

    ## What it finds
    With a source text: single words and phrases that the translation probably took over from
    the source as they are, although they have a translation.

    ## Why it matters
    A reader who does not know the other language stumbles, and may take a common noun for a
    name.

    ## Example
    Bad: `The handle has a soft grip.` / `La poignée a un grip souple.`
    Good: `La poignée offre une prise souple.`

    ## How it decides
    A model of single words (gradient-boosted trees over a linear model, numpy only) was learnt
    from product texts, medical abstracts and chats in which professionals marked the errors. It
    sees, for each word, how likely the source's words translate it and the reverse, whether it is
    copied, how frequent it is in either language, how usual it is after its neighbours, and where
    its neighbours' source words stand; an engine that force-decodes adds what the word costs it,
    and whether its own translation has it. Words that the language itself has, about as often as
    the other one, are not taken for untranslated. Words above a threshold are joined to phrases.
    The confidence is a calibrated probability: how many letters of such phrases people marked.
    Phrases below 0.5 are hints, which `traudit segments` reports and `traudit run` does not.
    A phrase that stands in the source as it is, and whose words the language does not have, is
    *major* from 0.6; all else is *minor*.
    `docs/quality.md` says how it was trained and how often it is right.

    ## Languages
    French and English, with a source in the other one.

    ## How to suppress
    `<!-- traudit-ignore QE001: reason -->` before the paragraph, or `--ignore QE001`.
    """

    rule: ClassVar[Rule] = RULE

    def message(self, suspect: Suspect) -> str:
        return say("“{text}” was probably left untranslated.", text=suspect.text)

    def severity(self, suspect: Suspect) -> Severity:
        """Major where the words stand in the source, and the language does not have them."""
        sure = suspect.phrase.confidence >= _SURE
        return Severity.MAJOR if sure and _is_foreign(suspect) else Severity.MINOR


def _is_foreign(suspect: Suspect) -> bool:
    pair = suspect.tags.pair
    for at in suspect.phrase.pieces:
        piece = pair.target.pieces[at]
        if piece.kind != "word":
            continue
        gap = pair.target.own[at] - pair.target.other[at]
        if piece.is_capitalised or gap > _GAP or not pair.copied[:, at].any():
            return False
    return True
