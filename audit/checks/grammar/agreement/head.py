"""A determiner and the noun of its phrase, where the noun is the last word of it (English)."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.grammar.agreement.words import Fault, Words
from audit.language.morphology.agreement_data import Number
from audit.language.morphology.agreement_nouns import Noun, Nouns
from audit.model.suggestion import advise
from audit.model.wording import fact, say

_END = '.;:!?…)»”"'


def mismatches(words: Words, nouns: Nouns) -> Iterator[Fault]:
    """``these report``, ``a new measures``: determiners before a noun of the other number."""
    for index in range(len(words.every) - 1):
        told = words.facts.determiners.get(words.plain[index])
        if told is None or not _starts_phrase(words, index):
            continue
        for at in (index + 1, index + 2):
            if not (words.is_joined(at) and words.is_small(at)):
                break
            noun = nouns.noun(words.plain[at])
            if noun is None:
                if words.plain[at] in nouns.counts or words.plain[at] in words.facts.finite:
                    break
                continue
            if noun.number != told.number and _is_noun(words, index, at, noun, nouns):
                yield _fault(words, index, at, noun, told.number, nouns)
            break


def _starts_phrase(words: Words, index: int) -> bool:
    """False for a letter (``Class A``), and for a number that belongs to the word before it."""
    facts = words.facts
    token = words.every[index]
    if token.is_capitalised and words.clause(index) != "sentence":
        return False
    if not words.is_joined(index) or words.plain[index] not in facts.data.invariable:
        return True
    return words.is_closed(index - 1) or words.plain[index - 1] in facts.finite


def _is_noun(words: Words, index: int, at: int, noun: Noun, nouns: Nouns) -> bool:
    """True when the word can be nothing but the noun of the determiner."""
    if not _ends_phrase(words, at):
        return False
    if words.plain[index] not in words.facts.data.clitics:
        return True
    # The determiner may be a pronoun: "these need government", "some of these report".
    before = words.plain[index - 1] if words.is_joined(index) else ""
    is_governed = words.is_preposition(index - 1) and before not in nouns.data.not_before_verbs
    is_subject = words.is_joined(at + 1) and words.plain[at + 1] in words.facts.finite
    return is_governed or (at == index + 1 and (is_subject or not noun.is_verb))


def _ends_phrase(words: Words, at: int) -> bool:
    """True when no noun can follow: ``these government officials``."""
    if at + 1 == len(words.every):
        return not words.text[words.every[at].end :].strip().startswith(("-", "–", ","))
    if not words.is_joined(at + 1):
        gap = words.text[words.every[at].end : words.every[at + 1].start].strip()
        return gap.startswith(tuple(_END))
    return words.is_preposition(at + 1) or words.plain[at + 1] in words.facts.finite


def _fault(words: Words, index: int, at: int, noun: Noun, number: Number, nouns: Nouns) -> Fault:
    first, second = words.every[index].text, words.every[at].text
    should = noun.base if number == "singular" else nouns.plural(noun)
    if should is None:
        advice = advise(say("Write a singular before `{noun}`.", noun=second))
    elif noun.number == "plural":
        advice = advise(say("Write `{should}`, or a plural before it.", should=should))
    else:
        advice = advise(say("Write `{should}`.", should=should))
    return Fault(
        index,
        at,
        say(
            "`{first}` is {what}, but `{second}` is {other}.",
            first=first, what=fact(number), second=second, other=fact(noun.number),
        ),
        say("The word lists know `{word}` as {what}.", word=second, what=fact(noun.number)),
        advice,
    )  # fmt: skip
