"""The categories of errors: paths of MQM (https://themqm.org/), from the dimension down.

One list, so that two checks that mean the same thing cannot say it in two ways.
"""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """``dimension/type/subtype``; ``other`` is what is a fact about the text and no error."""

    ACCURACY_ADDITION = "accuracy/addition"
    ACCURACY_COHERENCE = "accuracy/coherence"
    ACCURACY_MISTRANSLATION = "accuracy/mistranslation"
    ACCURACY_MISTRANSLATION_ENTITY = "accuracy/mistranslation/entity"
    ACCURACY_MISTRANSLATION_NUMBER = "accuracy/mistranslation/number"
    ACCURACY_OMISSION = "accuracy/omission"
    ACCURACY_UNTRANSLATED = "accuracy/untranslated"
    LINGUISTIC_CONVENTIONS_CHARACTER_ENCODING = "linguistic-conventions/character-encoding"
    LINGUISTIC_CONVENTIONS_GRAMMAR = "linguistic-conventions/grammar"
    LINGUISTIC_CONVENTIONS_GRAMMAR_AGREEMENT = "linguistic-conventions/grammar/agreement"
    LINGUISTIC_CONVENTIONS_GRAMMAR_FUNCTION_WORDS = "linguistic-conventions/grammar/function-words"
    LINGUISTIC_CONVENTIONS_GRAMMAR_WORD_FORM = "linguistic-conventions/grammar/word-form"
    LINGUISTIC_CONVENTIONS_SPELLING = "linguistic-conventions/spelling"
    LOCALE_CONVENTION_CAPITALIZATION = "locale-convention/capitalization"
    LOCALE_CONVENTION_LENGTH = "locale-convention/length"
    LOCALE_CONVENTION_MEASUREMENT_FORMAT = "locale-convention/measurement-format"
    LOCALE_CONVENTION_TYPOGRAPHY = "locale-convention/typography"
    OTHER_MARKUP = "other/markup"
    OTHER_PAGE_FURNITURE = "other/page-furniture"
    OTHER_PROVENANCE = "other/provenance"
    OTHER_SUPPRESSION = "other/suppression"
    STYLE_ORGANIZATIONAL_STYLE = "style/organizational-style"
    STYLE_UNIDIOMATIC_STYLE = "style/unidiomatic-style"
    TERMINOLOGY_INCONSISTENT_USE_OF_TERMINOLOGY = "terminology/inconsistent-use-of-terminology"
    TERMINOLOGY_WRONG_TERM = "terminology/wrong-term"

    @property
    def dimension(self) -> str:
        """``accuracy``, ``linguistic-conventions`` and so on."""
        return self.split("/", 1)[0]
