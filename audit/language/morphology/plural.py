"""Plurals of phrases, where a language makes them by an ending: ``languages/*/inflection.toml``."""

from __future__ import annotations

from audit.language.lexicon.grammar import grammar
from audit.language.lexicon.words import is_known
from audit.language.morphology.inflection import inflection
from audit.language.text.tokens import Token, tokens


def is_plural_of(text: str, singular: str, language: str) -> bool:
    """True where a word of ``text`` is that of ``singular``, at the same place, with an ending."""
    one, other = _words(text), _words(singular)
    return len(one) == len(other) and any(
        here.text.casefold() == there.text.casefold() + ending
        for here, there in zip(one, other, strict=True)
        for ending in _endings(language)
    )


def plural(phrase: str, language: str) -> str | None:
    """The plural of a noun phrase; None where one of its words has none that is known.

    What follows a word of grammar stays: ``ordre du jour``, ``ordres du jour``.
    """
    facts = grammar(language)
    words = _words(phrase)
    if facts is None or not words or not _endings(language):
        return None
    made, at = "", 0
    for word in words:
        if facts.is_closed(word):
            break
        form = _plural(word.text, language)
        if form is None:
            return None
        made += phrase[at : word.start] + form
        at = word.end
    return made + phrase[at:] if made else None


def _plural(word: str, language: str) -> str | None:
    endings = _endings(language)
    if word.endswith(endings):
        return word
    return next((word + end for end in endings if is_known(word + end, language)), None)


def _endings(language: str) -> tuple[str, ...]:
    data = inflection(language)
    return data.plural_endings if data is not None else ()


def _words(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.kind in ("word", "elided")]
