"""Subjects whose verb stands further on: behind a phrase, or two that *and* joins."""

from __future__ import annotations

from audit.checks.grammar.agreement.words import Subject, Words
from audit.language.morphology.agreement import Agreement

FURTHEST = 12
"""Tokens between a subject and its verb at most."""


def with_phrases(words: Words, subject: Subject, facts: Agreement) -> Subject | None:
    """The subject with the phrases that follow it up to a verb of the table, or None.

    ``La situation dans le détroit`` before ``est``. Nothing but words may stand between, the first
    of them a preposition, and none that could start another clause or join a second subject.
    """
    data = facts.data
    at = _after_relative(words, subject, facts)
    if at == subject.after and not _is_preposition(words, at, facts):
        return None
    is_inner = subject.start > 0 and words.plain[subject.start - 1] in facts.clause_starts
    pairs = 0
    while at < min(len(words.every), subject.after + FURTHEST) and words.is_joined(at):
        word = words.plain[at]
        pairs += word in data.pair_prepositions
        if word == data.conjunction and pairs:
            pairs -= 1
        elif (
            word in data.barriers
            or word in facts.pronouns
            or (is_inner and word.endswith(data.past_endings) and word not in facts.finite)
        ):
            return None
        elif word in facts.finite and words.every[at].text.islower():
            return _whole(words, subject, at, facts)
        at += 1
    return None


def _after_relative(words: Words, subject: Subject, facts: Agreement) -> int:
    """Index after ``qui ont``, where the subject governs such a clause; else after the subject."""
    at = subject.after
    if not (words.is_joined(at) and words.is_joined(at + 1)):
        return at
    verb = facts.finite.get(words.plain[at + 1])
    is_relative = words.plain[at] in facts.data.relatives and verb is not None
    return at + 2 if is_relative and verb is not None and verb.number == subject.number else at


def joined(words: Words, index: int, facts: Agreement) -> Subject | None:
    """Two noun phrases in the singular with *and* between them: a plural."""
    middle = _phrase_end(words, index, facts)
    if middle is None or middle + 1 >= len(words.every):
        return None
    if words.plain[middle] != facts.data.conjunction or not words.is_joined(middle):
        return None
    after = _phrase_end(words, middle + 1, facts)
    if after is None or not words.is_joined(after) or not words.is_joined(middle + 1):
        return None
    if words.clause(index) not in ("sentence", "clause"):
        return None
    return Subject(index, after, "plural", "")


def _is_preposition(words: Words, at: int, facts: Agreement) -> bool:
    if not words.is_joined(at):
        return False
    word = words.plain[at]
    return words.is_preposition(at) or (word in facts.contracted and word not in facts.determiners)


def _whole(words: Words, subject: Subject, verb: int, facts: Agreement) -> Subject | None:
    """None where the verb is none: ``dans l'est du pays``."""
    before = words.plain[verb - 1]
    is_negated = before in facts.data.negations
    if before in facts.data.before_infinitives:
        return None
    is_governed = before in facts.contracted or words.is_preposition(verb - 1)
    if not is_negated and (is_governed or before.endswith("'")):
        return None
    start = verb - 1 if is_negated else verb
    return Subject(subject.start, start, subject.number, subject.gender)


def _phrase_end(words: Words, index: int, facts: Agreement) -> int | None:
    """Index after a singular determiner with one to three words of content, or None."""
    about = facts.determiners.get(words.plain[index]) if index < len(words.every) else None
    if about is None or about.number != "singular":
        return None
    at = index + 1
    while at < min(len(words.every), index + 4) and words.is_joined(at):
        token, word = words.every[at], words.plain[at]
        if token.kind != "word" or words.is_closed(at) or word in facts.finite:
            break
        if word in facts.never_subjects:
            return None
        at += 1
    return at if at > index + 1 else None
