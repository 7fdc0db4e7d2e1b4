"""QE003: numbers and units that were probably not rendered rightly."""

from __future__ import annotations

from typing import ClassVar

from audit.checks.words.model import LANGUAGES, Suspect, WordCheck
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.wording import say

RULE = Rule(
    id="QE003",
    name="word-number",
    summary="Numbers and units that were probably not rendered rightly.",
    category=Category.ACCURACY_MISTRANSLATION_NUMBER,
    its_type="mistranslation",
    severity=Severity.MINOR,
    languages=LANGUAGES,
)


class WordNumber(WordCheck):
    """Numbers and units that were probably not rendered rightly.

    ## What it finds
    With a source text: numbers, measures and units that were probably left, converted or
    formatted wrongly.

    ## Why it matters
    A wrong size or dose is acted upon.

    ## Example
    Bad: `a 24-inch board` / `une planche de 24-inch`
    Good: `une planche de 24 pouces (61 cm)`

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
    `<!-- traudit-ignore QE003: reason -->` before the paragraph, or `--ignore QE003`.
    """

    rule: ClassVar[Rule] = RULE

    def message(self, suspect: Suspect) -> str:
        return say(
            "“{text}” is probably not the quantity that the source gives.", text=suspect.text
        )
