"""ART006: a verb, participle or determiner that does not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.checks.agreement_distance import joined, with_phrases
from audit.checks.agreement_noun import clashes
from audit.checks.agreement_words import Subject, Words
from audit.checks.interface import Check, CheckContext
from audit.language.agreement import Agreement, Gender, agreement, supported
from audit.model.document import ARTICLE_KINDS, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind

RULE = Rule(
    id="ART006",
    name="agreement",
    summary="A verb, participle or determiner does not agree with its subject or noun.",
    category="fluency/grammar/agreement",
    its_type="grammar",
    severity=Severity.MINOR,
    languages=supported(),
)


class AgreementCheck(Check):
    """
    ## What it finds

    A singular verb after a plural subject, or the other way round; a past participle after *être*
    in the wrong number or gender; a determiner in another number or gender than its noun. In each
    case the two words stand side by side, or with an adverb between them.

    ## Why it matters

    Every reader hears it at once. It also shows that the sentence was put together from pieces,
    so that its meaning deserves a second look.

    ## Example

    Bad: `Les deux grues sera livrées en mars.`
    Good: `Les deux grues seront livrées en mars.`

    ## How it decides

    A subject is a personal pronoun, or a determiner with one to three words in small letters, at
    the start of a sentence or clause, or before `qui`. Number is told by determiner and pronoun,
    and for nouns by the word list; gender by determiners and pronouns, by lists and by safe
    endings. Collectives (`la majorité`), times (`ce matin`) and coordinated subjects are left
    alone, and so is all that stands further apart: the check says little, so that what it says is
    right.

    ## Languages

    Those with data in `reference/agreement/`: French.

    ## How to suppress

    `<!-- traudit-ignore ART006: reason -->` before the paragraph, or `--ignore ART006`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Subjects with their verbs, then determiners with their nouns."""
        facts = agreement(context.language)
        if facts is None:
            return
        own = context.language.split("-", 1)[0]
        for segment in context.document.segments:
            if segment.kind in ARTICLE_KINDS and segment.language.code.split("-", 1)[0] == own:
                words = Words(segment.text, facts)
                found = list(_subjects(segment, words, facts))
                yield from found
                told = {one.span.end for one in found}
                yield from _nouns(segment, words)
                yield from _passives(segment, words, facts, told)


def _subjects(segment: Segment, words: Words, facts: Agreement) -> Iterator[Candidate]:
    index = 0
    while index < len(words.every):
        subject = words.subject(index) or _antecedent(words, index, facts)
        candidate = None if subject is None else _judge(segment, words, subject, facts)
        if candidate is None:
            subject = _distant(words, index, subject, facts) or subject
            candidate = None if subject is None else _judge(segment, words, subject, facts)
        if candidate is not None:
            yield candidate
        index = index + 1 if candidate is None or subject is None else subject.after


def _distant(words: Words, index: int, subject: Subject | None, facts: Agreement) -> Subject | None:
    """A subject whose verb is further on, or two joined ones."""
    if subject is not None:
        # A pronoun has its verb right after it.
        is_noun = subject.after > subject.start + 1
        return with_phrases(words, subject, facts) if is_noun else None
    return joined(words, index, facts)


def _antecedent(words: Words, index: int, facts: Agreement) -> Subject | None:
    """``une tente qui``: a noun phrase with its relative pronoun, after a verb or at a start."""
    if words.plain[index] not in facts.determiners or words.clause(index) == "comma":
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


def _judge(segment: Segment, words: Words, subject: Subject, facts: Agreement) -> Candidate | None:
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
        about, verb = _text(words, subject.start, subject.after), words.every[at].text
        other = "singular" if subject.number == "plural" else "plural"
        return _candidate(
            segment,
            (words.every[subject.start].start, words.every[at].end),
            f"The verb `{verb}` is {other}, but its subject `{about}` is {subject.number}.",
            f"`{about}` is {subject.number}; `{verb}` is {other}.",
            f"Write `{finite.other}`.",
        )
    return _participle(segment, words, subject, at, facts)


def _participle(
    segment: Segment, words: Words, subject: Subject, verb: int, facts: Agreement
) -> Candidate | None:
    at = _participle_place(words, verb, facts)
    found = None if at is None else facts.participle(words.plain[at])
    if at is None or found is None or not words.every[at].text.islower():
        return None
    wrong_number = found.number not in ("", subject.number)
    wrong_gender = bool(subject.gender) and found.gender != subject.gender
    if not (wrong_number or wrong_gender):
        return None
    about, form = _text(words, subject.start, subject.after), words.every[at].text
    gender: Gender = subject.gender or found.gender
    should = f"{subject.gender} {subject.number}".strip()
    return _candidate(
        segment,
        (words.every[subject.start].start, words.every[at].end),
        f"The participle `{form}` does not agree with its subject `{about}`.",
        f"`{about}` is {should}; `{form}` is {found.gender} {found.number}".rstrip() + ".",
        f"Write `{found.form(subject.number, gender)}`.",
    )


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


def _nouns(segment: Segment, words: Words) -> Iterator[Candidate]:
    for clash in clashes(words):
        first, second = words.every[clash.start], words.every[clash.start + 1]
        yield _candidate(
            segment,
            (first.start, second.end),
            f"`{first.text}` is {clash.what}, but `{second.text}` is {clash.noun}.",
            f"The word lists know `{second.text}` as {clash.noun}.",
            clash.suggestion(second.text),
        )


def _passives(
    segment: Segment, words: Words, facts: Agreement, told: set[int]
) -> Iterator[Candidate]:
    """``a été lancés``: the auxiliary contradicts the participle, whatever the subject is.

    Verbs that end at a place in ``told`` have been reported with their subject.
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
        if segment.map.span(words.every[index].start, words.every[index].end).end in told:
            continue
        form, after = words.every[at].text, _text(words, index, at)
        gender: Gender = found.gender
        yield _candidate(
            segment,
            (words.every[index].start, words.every[at].end),
            f"The participle `{form}` is {found.number}, but `{after}` is {verb.number}.",
            f"`{words.every[index].text}` is {verb.number}; `{form}` is {found.number}.",
            f"Write `{found.form(verb.number, gender)}`, or `{verb.other}`.",
        )


def _text(words: Words, start: int, after: int) -> str:
    return words.text[words.every[start].start : words.every[after - 1].end]


def _candidate(
    segment: Segment, place: tuple[int, int], message: str, detail: str, suggestion: str
) -> Candidate:
    start, end = place
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=segment.text[start:end],
        message=message,
        severity=Severity.MINOR,
        confidence=0.85,
        evidence=(Evidence(SignalKind.MORPHOLOGY, detail),),
        suggestion=suggestion,
    )
