"""Things of one class that an article speaks of: metals, crops, fuels, diseases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from audit.language.lexicon.words import lemma
from audit.model.understanding import Spot
from audit.understanding.data import language_cues
from audit.understanding.reading import Reading, Sentence

_WORD = re.compile(r"\w+", re.UNICODE)
_BACK = 2
"""Words before a thing that say what it is part of: ``production de``, ``mine de``."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A place that names one."""

    kind: str
    """The class."""
    name: str
    """Its first form."""
    spot: Spot
    sentence: Sentence
    beside: frozenset[str]
    """Lemmas of the words right before and after it."""


def things(reading: Reading) -> Iterator[Thing]:
    """The things of an article, in its order."""
    forms = _forms(reading.language)
    if not forms:
        return
    for sentence in reading.sentences:
        words = [word for word in _WORD.finditer(sentence.text) if word.group().isalpha()]
        for place, word in enumerate(words):
            found = forms.get(word.group().casefold())
            if found is not None:
                spot = sentence.spot(word.start(), word.end())
                beside = _beside([one.group() for one in words], place, reading.language)
                yield Thing(*found, spot, sentence, beside)


def _beside(words: list[str], place: int, language: str) -> frozenset[str]:
    near = [*words[max(0, place - _BACK) : place], *words[place + 1 : place + 2]]
    return frozenset(lemma(word.casefold(), language).casefold() for word in near if len(word) > 3)


@cache
def _forms(language: str) -> dict[str, tuple[str, str]]:
    """Each form of one word, with its class and thing."""
    data = language_cues(language)
    return {
        form.casefold(): (kind, forms[0])
        for kind, rows in (data.terms.commodities.items() if data is not None else ())
        for forms in rows
        for form in forms
        if " " not in form
    }
