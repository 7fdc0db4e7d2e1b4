"""QE004: words that are probably wrong in form, order or place."""

from __future__ import annotations

from typing import ClassVar

from audit.checks.words.model import LANGUAGES, Suspect, WordCheck
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.wording import say

RULE = Rule(
    id="QE004",
    name="word-fluency",
    summary="Words that are probably wrong in form, order or place.",
    category=Category.LINGUISTIC_CONVENTIONS_GRAMMAR,
    its_type="grammar",
    severity=Severity.MINOR,
    languages=LANGUAGES,
)


class WordFluency(WordCheck):
    """Words that are probably wrong in form, order or place.

    ## What it finds
    With a source text: words that are probably in the wrong form or order: agreement,
    prepositions, articles, tense, the order of nouns and adjectives.

    ## Why it matters
    One such fault tells every reader that a machine wrote the text.

    ## Example
    Bad: `a red steel door` / `une acier rouge porte`
    Good: `une porte en acier rouge`

    ## How it decides
    A model of single words (gradient-boosted trees over a linear model, numpy only) was learnt
    from product texts, medical abstracts and chats in which professionals marked the errors. It
    sees, for each word, how likely the source's words translate it and the reverse, whether it is
    copied, how frequent it is in either language, how usual it is after its neighbours, and where
    its neighbours' source words stand; an engine that force-decodes adds what the word costs it.
    Words above a threshold are joined to phrases. The confidence is a
    calibrated probability: how many letters of such phrases people marked. Phrases below 0.5 are
    hints, which `traudit segments` reports and `traudit run` does not.
    A model's guess alone is *minor*.
    `docs/quality.md` says how it was trained and how often it is right.

    ## Languages
    French and English, with a source in the other one.

    ## How to suppress
    `<!-- traudit-ignore QE004: reason -->` before the paragraph, or `--ignore QE004`.
    """

    rule: ClassVar[Rule] = RULE

    def message(self, suspect: Suspect) -> str:
        return say("“{text}” is probably wrong in form or place.", text=suspect.text)
