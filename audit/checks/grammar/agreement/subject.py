"""Subjects whose verb or participle does not agree with them."""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks.grammar.agreement.distance import joined, with_phrases
from audit.checks.grammar.agreement.words import Fault, Subject, Words
from audit.language.morphology.agreement import Agreement
from audit.language.morphology.agreement_data import Gender
from audit.model.suggestion import advise
from audit.model.wording import Wording, fact, say


def subjects(words: Words, facts: Agreement) -> Iterator[Fault]:
    """Subjects with a verb or participle that does not agree with them, in order."""
    index = 0
    while index < len(words.every):
        subject = words.subject(index) or _antecedent(words, index, facts)
        fault = None if subject is None else _judge(words, subject, facts)
        if fault is None:
            subject = _distant(words, index, subject, facts) or subject
            fault = None if subject is None else _judge(words, subject, facts)
        if fault is not None:
            yield fault
        index = index + 1 if fault is None or subject is None else subject.after


def _distant(words: Words, index: int, subject: Subject | None, facts: Agreement) -> Subject | None:
    """A subject whose verb is further on, or two joined ones."""
    if subject is not None:
        # A pronoun has its verb right after it.
        is_noun = subject.after > subject.start + 1
        return with_phrases(words, subject, facts) if is_noun else None
    return joined(words, index, facts)


def _antecedent(words: Words, index: int, facts: Agreement) -> Subject | None:
    """``une tente qui``: a noun phrase with its relative pronoun, after a verb or at a start."""
    if words.plain[index] not in facts.articles or words.clause(index) == "comma":
        return None
    if words.is_cleft(index):
        return None
    if (
        index
        and words.clause(index) == ""
        and (not words.is_joined(index) or words.is_closed(index - 1))
    ):
        return None
    phrase = words.noun_phrase(index)
    if phrase is None or phrase.after >= len(words.every) or not words.is_joined(phrase.after):
        return None
    if words.plain[phrase.after] not in facts.data.relatives:
        return None
    return Subject(phrase.start, phrase.after + 1, phrase.number, phrase.gender)


def _judge(words: Words, subject: Subject, facts: Agreement) -> Fault | None:
    at = subject.after
    if at < len(words.every) and words.plain[at] in facts.data.negations and words.is_joined(at):
        at += 1
    if not words.is_joined(at):
        return None
    is_relative = words.plain[subject.after - 1] in facts.data.relatives
    # "le litige sur les eaux qui oppose": a relative may belong to a noun further off.
    finite = facts.verb(words.plain[at], "singular" if is_relative else subject.number)
    following = words.plain[at + 1] if words.is_joined(at + 1) else ""
    if finite is None or following in facts.data.latin or not words.every[at].text.islower():
        return None
    if finite.number != subject.number:
        if subject.number == "singular" and following in facts.data.plural_attributes:
            return None
        about, verb = words.between(subject.start, subject.after), words.every[at].text
        other = "singular" if subject.number == "plural" else "plural"
        return Fault(
            subject.start,
            at,
            say(
                "The verb `{verb}` is {what}, but its subject `{subject}` is {other}.",
                verb=verb, what=fact(other), subject=about, other=fact(subject.number),
            ),
            _told(about, subject.number, verb, other),
            advise(say("Write `{should}`.", should=finite.other)),
        )  # fmt: skip
    return _participle(words, subject, at, facts)


def _participle(words: Words, subject: Subject, verb: int, facts: Agreement) -> Fault | None:
    at = _participle_place(words, verb, facts)
    found = None if at is None else facts.participle(words.plain[at])
    if at is None or found is None or not words.every[at].text.islower():
        return None
    wrong_number = found.number not in ("", subject.number)
    wrong_gender = bool(subject.gender) and found.gender != subject.gender
    if not (wrong_number or wrong_gender):
        return None
    about, form = words.between(subject.start, subject.after), words.every[at].text
    gender: Gender = subject.gender or found.gender
    should = f"{subject.gender} {subject.number}".strip()
    return Fault(
        subject.start,
        at,
        say(
            "The participle `{form}` does not agree with its subject `{subject}`.",
            form=form, subject=about,
        ),
        _told(about, should, form, f"{found.gender} {found.number}".strip()),
        advise(say("Write `{should}`.", should=found.form(subject.number, gender))),
    )  # fmt: skip


def _told(first: str, what: str, second: str, other: str) -> Wording:
    """What is known of two words; what they are is one of ``FORMS``."""
    return say(
        "`{first}` is {what}; `{second}` is {other}.",
        first=first, what=fact(what), second=second, other=fact(other),
    )  # fmt: skip


def _participle_place(words: Words, verb: int, facts: Agreement) -> int | None:
    """Index of the word where a participle with *être* would stand, or None without *être*."""
    is_passive, been = facts.finite[words.plain[verb]].kind == "be", False
    at = verb + 1
    while at < len(words.every) and words.is_joined(at):
        if words.plain[at] == "été" and not is_passive and not been:
            been = True
        elif not facts.is_adverb(words.plain[at]):
            break
        at += 1
    there = at < len(words.every) and words.is_joined(at)
    return at if there and (is_passive or been) else None


def passives(words: Words, facts: Agreement, told: set[int]) -> Iterator[Fault]:
    """``a été lancés``: the auxiliary contradicts the participle, whatever the subject is.

    Verbs at an index in ``told`` have been reported with their subject.
    """
    for index in range(len(words.every) - 2):
        verb = facts.finite.get(words.plain[index])
        if verb is None or verb.kind != "have" or words.plain[index + 1] != facts.data.been:
            continue
        at = index + 2
        while words.is_joined(at) and facts.is_adverb(words.plain[at]):
            at += 1
        if not (words.is_joined(index + 1) and words.is_joined(at)):
            continue
        found = facts.participle(words.plain[at])
        if found is None or found.number in ("", verb.number) or words.is_polite(index):
            continue
        if index in told:
            continue
        form, after = words.every[at].text, words.between(index, at)
        gender: Gender = found.gender
        yield Fault(
            index,
            at,
            say(
                "The participle `{form}` is {what}, but `{verb}` is {other}.",
                form=form, what=fact(found.number), verb=after, other=fact(verb.number),
            ),
            _told(words.every[index].text, verb.number, form, found.number),
            advise(say(
                "Write `{should}`, or `{other}`.",
                should=found.form(verb.number, gender), other=verb.other,
            )),
        )  # fmt: skip
