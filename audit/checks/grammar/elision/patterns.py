"""Pairs of words that should change where they meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.language.lexicon.grammar import grammar, plain
from audit.language.lexicon.words import is_known, lemma, zipf
from audit.language.morphology.agreement import agreement
from audit.language.morphology.elision import Elision
from audit.language.text.tokens import Token, tokens
from audit.model.wording import Wording, say

USUAL = 3.0
"""Zipf frequency from which a word that the lists lack is one of the language."""


@dataclass(frozen=True, slots=True)
class Fault:
    """``text[start:end]`` should be written otherwise."""

    start: int
    end: int
    should: str
    why: Wording
    """Half a sentence for the editor."""


class Pairs:
    """The tokens of a sentence, pair by pair."""

    def __init__(self, text: str, facts: Elision) -> None:
        self.text, self.facts = text, facts
        self.every = tokens(text)
        self.plain = tuple(plain(token) for token in self.every)
        self._agreement = agreement(facts.language)
        self._grammar = grammar(facts.language)

    def joined(self, index: int) -> bool:
        """True when one space parts a token from the one before it."""
        gap = self.text[self.every[index - 1].end : self.every[index].start]
        return gap in (" ", "\u00a0", "\u202f")

    def faults_at(self, index: int) -> Iterator[Fault]:
        """What is wrong where token ``index`` meets the one before it."""
        left, right = self.every[index - 1], self.every[index]
        if left.kind != "word" or left.is_upper or not self.joined(index):
            return
        for find in (_pair, _contraction, _elided, _liaison, _accent, _number, _article):
            found = find(self, index, left, right)
            if found is not None:
                yield found
                return

    def fault(self, left: Token, right: Token, should: str, why: Wording) -> Fault:
        """The two words as they should be, with the capital that they have."""
        if left.is_capitalised:
            should = should[:1].upper() + should[1:]
        return Fault(left.start, right.end, should, why)

    def is_closed(self, token: Token) -> bool:
        """True for a word of grammar."""
        return self._grammar is not None and self._grammar.is_closed(token)

    def gender(self, noun: str) -> str:
        """The gender of a noun where the lists or its ending tell, else empty."""
        return "" if self._agreement is None else self._agreement.gender(noun)

    def is_participle(self, word: str) -> bool:
        """True for a past participle."""
        return self._agreement is not None and self._agreement.participle(word) is not None

    def is_infinitive(self, word: str) -> bool:
        """True for the dictionary form of a verb whose participle is known too."""
        return (
            word.endswith(self.facts.infinitives)
            and lemma(word, self.facts.language) == word
            and self.is_participle(word[:-2] + "é" if word.endswith("er") else word[:-1])
        )


def faults(text: str, facts: Elision) -> Iterator[Fault]:
    """The faults of a sentence, in order."""
    pairs = Pairs(text, facts)
    for index in range(1, len(pairs.every)):
        yield from pairs.faults_at(index)


def _pair(pairs: Pairs, index: int, left: Token, right: Token) -> Fault | None:
    one, two = pairs.plain[index - 1 : index + 1]
    for pair in pairs.facts.pair:
        if one in pair.left and two in pair.right and right.text.islower():
            should = pair.becomes.format(right=right.text)
            return pairs.fault(left, right, should, say("the two words are elided"))
    return None


def _contraction(pairs: Pairs, index: int, left: Token, right: Token) -> Fault | None:
    one, two = pairs.plain[index - 1 : index + 1]
    for contraction in pairs.facts.contraction:
        if (one, two) == (contraction.left, contraction.right) and right.text.islower():
            return (
                pairs.fault(left, right, contraction.becomes, say("the two words contract"))
                if _is_noun(pairs, index + 1)
                else None
            )
    return None


def _is_noun(pairs: Pairs, index: int) -> bool:
    """True for a word of content that is no verb: ``de le faire`` does not contract."""
    if index >= len(pairs.every) or not pairs.joined(index):
        return False
    token, word = pairs.every[index], pairs.plain[index]
    if token.kind == "number":
        return True
    if token.kind != "word" or not token.text.islower() or pairs.is_closed(token):
        return False
    base = lemma(word, pairs.facts.language)
    return (
        not base.endswith(pairs.facts.verb_endings)
        and is_known(word, pairs.facts.language)
        and not word.endswith("ment")
    )


def _elided(pairs: Pairs, index: int, left: Token, right: Token) -> Fault | None:
    word, following = pairs.plain[index - 1 : index + 1]
    if word not in pairs.facts.elided or right.kind != "word" or right.is_upper:
        return None
    if right.is_capitalised and word not in pairs.facts.before_names:
        return None
    if len(following) < 2 or not pairs.facts.starts_with_vowel(following):
        return None
    # A word of another language may follow what looks French: "de los de abajo", "la une".
    if not (_is_word(following, pairs.facts.language) or right.is_capitalised):
        return None
    should = f"{left.text[:-1]}’{right.text}"
    return pairs.fault(left, right, should, say("`{word}` is elided before a vowel", word=word))


def _is_word(word: str, language: str) -> bool:
    return is_known(word, language) or zipf(word, language) >= USUAL


def _liaison(pairs: Pairs, index: int, left: Token, right: Token) -> Fault | None:
    word, following = pairs.plain[index - 1 : index + 1]
    for liaison in pairs.facts.liaison:
        if word != liaison.left or not right.text.islower() or pairs.is_closed(right):
            continue
        if len(following) < 3 or not pairs.facts.starts_with_vowel(following):
            continue
        gender = pairs.gender(following)
        if gender and liaison.gender in ("", gender):
            should = f"{liaison.becomes} {right.text}"
            why = say("`{word}` changes before a vowel", word=word)
            return pairs.fault(left, right, should, why)
    return None


def _accent(pairs: Pairs, index: int, left: Token, right: Token) -> Fault | None:
    word, following = pairs.plain[index - 1 : index + 1]
    before = pairs.plain[index - 2] if index > 1 and pairs.joined(index - 1) else ""
    for accent in pairs.facts.accent:
        if word != accent.wrong or not left.text.islower() or not right.text.islower():
            continue
        if accent.after and before not in accent.after:
            continue
        is_met = pairs.is_infinitive if accent.before == "infinitive" else pairs.is_participle
        if is_met(following):
            why = say("it stands before the participle `{word}`", word=following)
            if accent.before == "infinitive":
                why = say("it stands before the infinitive `{word}`", word=following)
            return pairs.fault(left, right, f"{accent.becomes} {right.text}", why)
    return None


def _number(pairs: Pairs, index: int, left: Token, right: Token) -> Fault | None:
    word = pairs.plain[index - 1]
    before = pairs.plain[index - 2] if index > 1 and pairs.joined(index - 1) else ""
    for rule in pairs.facts.number:
        digits = "".join(filter(str.isdecimal, right.text)) if right.kind == "number" else ""
        is_number = digits != "" and int(digits[:9]) >= rule.least
        if word == rule.wrong and is_number and before not in rule.not_after:
            why = say("before a number it means “about” and takes no `s`")
            return pairs.fault(left, right, f"{rule.becomes} {right.text}", why)
    return None


def _article(pairs: Pairs, index: int, left: Token, right: Token) -> Fault | None:
    word, following = pairs.plain[index - 1 : index + 1]
    for article in pairs.facts.article:
        if word not in (article.vowel, article.consonant) or right.kind != "word":
            continue
        # "a" may be a letter, and capitals may be spelt out: "an MP".
        if not right.text.islower() or len(following) < 3 or pairs.is_closed(right):
            return None
        if not is_known(following, pairs.facts.language) or left.is_capitalised != (index == 1):
            return None
        vowel = pairs.facts.starts_with_vowel(following)
        should = article.vowel if vowel else article.consonant
        # "an historic" is old, and right.
        if should != word and not (following.startswith("h") and word == article.vowel):
            why = say("`{word}` is spoken with a consonant at its start", word=following)
            if vowel:
                why = say("`{word}` is spoken with a vowel at its start", word=following)
            return pairs.fault(left, right, f"{should} {right.text}", why)
    return None
