"""UNT002: words of another language or script inside a translated sentence."""

from __future__ import annotations

from collections.abc import Iterable

from audit.checks.interface import Check, CheckContext
from audit.checks.untranslated.foreign import Mixed, mixed
from audit.checks.untranslated.script import Stray, lookalikes, strays
from audit.language.codes.display import language_name
from audit.language.codes.tags import base
from audit.language.lexicon.words import has_frequencies, zipf
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion
from audit.model.wording import fact, listing, say

RULE = Rule(
    id="UNT002",
    name="foreign-words",
    summary="Words of another language or script stand inside a translated sentence.",
    category=Category.ACCURACY_UNTRANSLATED,
    its_type="untranslated",
    severity=Severity.MAJOR,
    languages=None,
)
LEAST = 2.2
"""Score from which a run is reported: one clear word of content."""
UNSEEN = 1.6
"""The same for words that the article's language never uses."""
CLAUSE = 6.0
"""Score from which a run is a clause that nobody would leave on purpose."""
FUNCTION_WORD = 6.2
"""Zipf frequency from which a word is grammar rather than content (``the``, ``and``, ``of``)."""
_CLAUSE_WORDS = 3
_SHORT_QUOTE = 5
"""Words of a quotation up to which it may be a title or a motto."""
_CODE = frozenset("{}<>=_")
"""Marks of code, which other rules report."""
_MARKS = 16
"""Code points that may stand before the first word of a segment."""


class ForeignWords(Check):
    """
    ## What it finds

    Words or clauses of another language inside a sentence of the article's own language, words
    of another script that were left over, and words with look-alike letters of another script in
    them (a Cyrillic `о` in a Latin word), which no search finds.

    ## Why it matters

    A clause that was not translated is lost to the reader; a stray word shows that the machine
    gave up on a term.

    ## Example

    Bad: `Segundo o prefeito, les travaux commenceront en mai.`
    Good: `Selon le maire, les travaux commenceront en mai.`

    ## How it decides

    By the word frequencies of UNT001, and by the word list of the article's language: a word that
    it does not hold needs less. Runs without a lower-case content word (`Bank of the West`),
    established loans, names and a few words between quotation marks are left alone. A run as clear
    as a clause is major when the sentence around it is in the article's language; single words,
    and runs with names in them, are minor. Words of another script are minor, and are left alone
    in brackets, where they usually give the original of a name. Latin words are at home in every
    script, and are judged as words.

    ## Languages

    Words: languages with word frequencies (wordfreq, about 40). Scripts: any language.

    ## How to suppress

    `<!-- traudit-ignore UNT002: reason -->` before the paragraph, or `--ignore UNT002`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates by words, then by script."""
        language = base(context.language)
        if has_frequencies(language):
            for found in mixed(context):
                if not found.is_whole and _is_fault(found, language):
                    yield _words(found, language)
        for stray in strays(context):
            yield _script(stray)
        for segment, start, end, mended in lookalikes(context):
            yield _disguise(segment, start, end, mended)


def _is_fault(found: Mixed, language: str) -> bool:
    """True unless the run is a short quotation, or belongs to a name."""
    run = found.run
    unseen = not any(zipf(word, language) for word in run.foreign)
    if run.score < (UNSEEN if unseen else LEAST) or not _CODE.isdisjoint(found.text):
        return False
    if found.quoted is not None and found.quoted <= _SHORT_QUOTE:
        return False
    plain = [word for word in run.foreign if word.islower()]
    if not any(zipf(word, run.language) < FUNCTION_WORD for word in plain):
        return bool(plain) and _stands_alone(found)
    names = sum(word[0].isupper() for word in run.words[1:])
    return names <= len(plain) and (run.score >= 2 * CLAUSE or not found.continues_name(language))


def _stands_alone(found: Mixed) -> bool:
    """True for grammar between small words (``le président of the conseil``), not in a name."""
    before, after = found.neighbours()
    return (
        before is not None
        and after is not None
        and not any(word[0].isupper() for word in found.run.words)
        and not before.is_capitalised
        and not after.is_capitalised
    )


def _words(found: Mixed, language: str) -> Candidate:
    segment, run = found.segment, found.run
    name, own = language_name(run.language), language_name(language)
    text = found.text
    evidence = [
        Evidence(
            SignalKind.FREQUENCY,
            say(
                "{words}: common in {language}, not in {own}.",
                words=listing(run.foreign[:8]),
                language=name,
                own=own,
            ),
            (("words", run.foreign), ("score", run.score)),
        )
    ]
    if len(run.foreign) >= 3:
        detail = say(
            "{number} neighbouring words read as {language}.",
            number=len(run.words), language=name,
        )  # fmt: skip
        evidence.append(Evidence(SignalKind.CHECK, detail, (("language", run.language),)))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(run.start, run.end),
        text=text,
        message=say("`{text}` was left in {language}.", text=_short(text), language=name)
        if len(run.words) > 1
        else say("`{text}` looks like untranslated {language}.", text=text, language=name),
        severity=Severity.MAJOR if _is_clause(found, language) else Severity.MINOR,
        confidence=round(min(0.97, 0.4 + run.score / 15), 2),
        evidence=tuple(evidence),
    )


def _is_clause(found: Mixed, language: str) -> bool:
    """True for words that nobody leaves on purpose: no quotation and no name of an institution."""
    run = found.run
    quoted = found.quoted is not None and found.quoted <= 2 * _SHORT_QUOTE
    if run.score < CLAUSE or len(run.foreign) < _CLAUSE_WORDS or quoted:
        return False
    is_first = not any(map(str.isalnum, found.segment.text[: min(run.start, _MARKS)]))
    names = sum(word[0].isupper() for word in run.words[is_first:])
    content = sum(
        word[0].islower() and zipf(word, run.language) < FUNCTION_WORD for word in run.foreign
    )
    return (names == 0 or content > 2 * names) and not found.continues_name(language)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) <= 12 else (*words[:10], "..."))


def _script(stray: Stray) -> Candidate:
    segment, text = stray.segment, stray.text
    detail = say(
        "`{text}` is written in {script} letters; the article is in {home}.",
        text=text, script=fact(stray.script), home=fact(stray.home),
    )  # fmt: skip
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(stray.start, stray.end),
        text=text,
        message=say("`{text}` was left in {script} letters.", text=text, script=fact(stray.script)),
        severity=Severity.MINOR,
        confidence=0.85,
        evidence=(Evidence(SignalKind.CHECK, detail, (("script", stray.script),)),),
    )


def _disguise(segment: Segment, start: int, end: int, mended: str) -> Candidate:
    text = segment.text[start:end]
    odd = [letter for letter, right in zip(text, mended, strict=True) if letter != right]
    letters = listing(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(odd))
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(start, end),
        text=text,
        message=say("`{text}` holds letters of another script that only look right.", text=text),
        severity=Severity.MINOR,
        confidence=0.9,
        evidence=(Evidence(SignalKind.CHECK, say("Foreign letters: {letters}.", letters=letters)),),
        suggestion=Suggestion(
            mended, say("Write `{should}` in letters of one script.", should=mended), fits=True
        ),
    )
