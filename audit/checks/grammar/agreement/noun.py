"""A determiner and the noun right after it: number and gender."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.checks.grammar.agreement.words import Fault, Words
from audit.model.suggestion import Suggestion, advise
from audit.model.wording import fact, say

_SHARED = 4
"""Tokens after a noun in which a second one of the same determiner may follow."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A determiner that its noun contradicts."""

    start: int
    """Index of the determiner; the noun is the next token."""
    what: str
    """What the determiner is, for the editor: ``plural``."""
    noun: str
    """What the noun is."""

    def suggestion(self, noun: str) -> Suggestion:
        """How to mend it: the noun where its number is wrong, the determiner for its gender."""
        if self.noun == "singular":
            return advise(say("Write `{should}`.", should=noun + "s"))
        if self.noun == "plural":
            return advise(say("Write `{should}`, or a plural before it.", should=noun[:-1]))
        return advise(say("Write a {what} form before `{noun}`.", what=fact(self.noun), noun=noun))


def nouns(words: Words) -> Iterator[Fault]:
    """What :func:`clashes` finds, in words."""
    for clash in clashes(words):
        first, second = words.every[clash.start].text, words.every[clash.start + 1].text
        yield Fault(
            clash.start,
            clash.start + 1,
            say(
                "`{first}` is {what}, but `{second}` is {other}.",
                first=first, what=fact(clash.what), second=second, other=fact(clash.noun),
            ),
            say("The word lists know `{word}` as {what}.", word=second, what=fact(clash.noun)),
            clash.suggestion(second),
        )  # fmt: skip


def clashes(words: Words) -> Iterator[Clash]:
    """Determiners followed by a noun of the other number or gender, in order."""
    for index in range(len(words.every) - 1):
        about = words.facts.contracted.get(words.plain[index])
        if about is None or not (words.is_joined(index + 1) and words.is_small(index + 1)):
            continue
        if not _is_determiner(words, index):
            continue
        noun = words.plain[index + 1]
        number = words.facts.number(noun)
        if (
            number
            and about.number != number
            and not (number == "singular" and _is_shared(words, index))
        ):
            yield Clash(index, about.number, number)
        elif about.gender and about.number == "singular":
            gender = words.facts.listed_gender(noun)
            if gender and gender != about.gender:
                yield Clash(index, about.gender, gender)


def _is_shared(words: Words, index: int) -> bool:
    """True for a plural determiner of several singulars: ``les lundi 10 et mardi 11 août``."""
    facts = words.facts
    for at in range(index + 2, min(index + 2 + _SHARED, len(words.every) - 1)):
        gap = words.text[words.every[at - 1].end : words.every[at].start].strip()
        if gap not in ("", ","):
            return False
        joins = at if words.plain[at] in facts.data.joining else at - 1 if gap == "," else None
        if joins is not None:
            other = joins + 1
            return words.is_small(other) and not facts.looks_plural(words.plain[other])
    return False


def _is_determiner(words: Words, index: int) -> bool:
    """False for ``soixante et un`` and for a pronoun before its verb (``il la place``)."""
    data, before = words.facts.data, words.plain[index - 1] if index else ""
    if words.plain[index] in data.numeral_one and before in data.before_numeral_one:
        return False
    if words.plain[index] not in words.facts.data.clitics:
        return True
    if index and words.facts.is_no_verb(words.plain[index + 1]) and words.is_small(index - 1):
        # No pronoun: what it stands before cannot be a verb ("il a pris la train").
        return True
    if words.plain[index + 1].endswith(words.facts.data.verb_endings):
        return False
    return words.clause(index) in ("sentence", "clause") or words.is_preposition(index - 1)
