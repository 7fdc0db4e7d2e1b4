"""QE002: words that probably do not say what the source says."""

from __future__ import annotations

from typing import ClassVar

from audit.checks.words.model import LANGUAGES, Suspect, WordCheck
from audit.model.category import Category
from audit.model.finding import Rule, Severity
from audit.model.wording import say

RULE = Rule(
    id="QE002",
    name="word-mistranslated",
    summary="Words that probably do not say what the source says.",
    category=Category.ACCURACY_MISTRANSLATION,
    its_type="mistranslation",
    severity=Severity.MINOR,
    languages=LANGUAGES,
)


class WordMistranslation(WordCheck):
    """Words that probably do not say what the source says.

    ## What it finds
    With a source text: words and phrases that probably mistranslate the source: another sense
    of a word, a word for word rendering, the wrong part of speech.

    ## Why it matters
    The sentence reads well and says something else.

    ## Example
    Bad: `The saw is sharp.` / `Le vu est pointu.`
    Good: `La scie est affûtée.`

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
    `<!-- traudit-ignore QE002: reason -->` before the paragraph, or `--ignore QE002`.
    """

    rule: ClassVar[Rule] = RULE

    def message(self, suspect: Suspect) -> str:
        return say("“{text}” probably does not say what the source says.", text=suspect.text)
