"""ART010: words that the article's language does not have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.checks.interface import Check, CheckContext
from audit.checks.untranslated import words as foreign_word
from audit.language.codes.display import language_name
from audit.language.codes.tags import base
from audit.language.lexicon import mixing
from audit.language.lexicon.formation import Formation, formation, formed
from audit.language.lexicon.vocabulary import has_word, likely_meant
from audit.language.lexicon.words import has_frequencies, is_known, zipf
from audit.language.text.fold import folded
from audit.language.text.tokens import Token, words
from audit.model.category import Category
from audit.model.document import ARTICLE_KINDS, BlockKind, Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.suggestion import Suggestion
from audit.model.wording import say

RULE = Rule(
    id="ART010",
    name="invented-word",
    summary="A word that the language does not have.",
    category=Category.LINGUISTIC_CONVENTIONS_SPELLING,
    its_type="misspelling",
    severity=Severity.MINOR,
    languages=formed(),
)
SHORTEST = 5
"""Letters; shorter words are too often abbreviations, units and interjections."""
_TERM = 3
"""A word that an article uses so often is a term of its subject."""
_PARTS = re.compile(r"[^-‐‑]+")
_OPENING = re.compile(r"[«“\"„‘(]\s*(?:\S+\s+){0,2}$")
_CLOSING = re.compile(r"\s*(?:\S+\s+){0,2}?\S*[»”\"’)]")
_BESIDE = 3
"""Words on either side in which two unknown ones make a phrase of another language."""
_ALIKE, _SHARE = 5, 0.5
"""Letters, and part of a word, with which a word of the source begins as well."""
_NEAR = 60
"""Code points looked at beside a word for quotation marks."""
_TAKEN = mixing.UNSEEN + mixing.ALIEN + foreign_word.UNSEEN
"""Zipf frequency in another language from which UNT002 reports a word."""
_JOINTS = (".", "/", "_")
_PLAIN, _CLEAR = 0.6, 0.8
"""Confidence; more where a word is likely meant, or another language has it."""


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A word, or a part of a compound, that the language does not have."""

    segment: Segment
    start: int
    """Code point in the segment."""
    text: str


class InventedWord(Check):
    """
    ## What it finds

    Words that the article's language does not have: put together by the machine from pieces of
    words, given an ending that they cannot take, or misspelt.

    ## Why it matters

    Machine translation writes words in pieces. Where it does not know a word, the pieces may make
    one that nobody has ever used; the reader stumbles, and the meaning is lost.

    ## Example

    Bad: `Les pêcheurs sont politiquesment divisés.`
    Good: `Les pêcheurs sont politiquement divisés.`

    ## How it decides

    A word in small letters of five letters and more is in none of the word lists (simplemma) and
    frequency lists (wordfreq, down to one in a hundred million words) of the language, and is not
    formed from a known word by a prefix or an ending that the language uses freely
    (`reference/languages/<code>/formation.toml`). Left alone are words with a capital (unless the
    word starts a sentence and ends as names do not), parts of addresses, words with letters that
    the language does not use, words between quotation marks or in brackets, words beside two other
    unknown ones (a phrase in another language), common words of the source language or of English
    (UNT002 looks for them), words that the article uses three times and more (terms), and, beside a
    source, words that begin as one of its words does. Where one letter more, less, other or out of
    place makes a common word, that word is suggested.

    ## Languages

    Those with a file in `reference/languages/<code>/formation.toml`: French, English.

    ## How to suppress

    `<!-- traudit-ignore ART010: reason -->` before the paragraph, or `--ignore ART010`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Candidates of one article, in its order."""
        own = base(context.language)
        others = _others(context, own)
        segments = [
            segment
            for segment in context.document.segments
            if segment.kind in ARTICLE_KINDS and base(segment.language.code) in (own, "und")
        ]
        found = [one for segment in segments for one in _unknown(segment, own)]
        counts = Counter(one.text for one in found)
        for one in found:
            word = one.text.lower().replace("’", "'")
            if counts[one.text] >= _TERM or any(zipf(word, code) >= _TAKEN for code in others):
                continue
            meant = likely_meant(word, own)
            if meant is not None or not _is_taken_over(one, context):
                origin = next((code for code in others if is_known(one.text, code)), None)
                yield _candidate(one, own, meant, origin)


def _others(context: CheckContext, own: str) -> tuple[str, ...]:
    """Languages whose words may have been left: that of the source, and English."""
    source = context.document.provenance.source_language
    codes = dict.fromkeys(base(code) for code in (source, "en") if code)
    return tuple(code for code in codes if code != own and has_frequencies(code))


def _is_taken_over(one: _Unknown, context: CheckContext) -> bool:
    """True where the source has a word that begins alike: a term of science, or a copy."""
    alike = folded(one.text)[: max(_ALIKE, round(_SHARE * len(one.text)))]
    return any(
        folded(token.text).startswith(alike)
        for source in context.source_segments(one.segment)
        for token in words(source.text)
    )


def _unknown(segment: Segment, language: str) -> Iterator[_Unknown]:
    """The unknown words of a sentence that stand among known ones."""
    data = formation(language)
    if data is None:
        return
    every = words(segment.text)
    unknown = [list(_parts(segment, token, data)) for token in every]
    letters = {*data.letters, "'", "’"}
    foreign = [any(not set(one.text.lower()) <= letters for one in parts) for parts in unknown]
    for index, parts in enumerate(unknown):
        around = range(max(0, index - _BESIDE), min(len(every), index + _BESIDE + 1))
        if not parts or foreign[index] or _is_quoted(segment.text, every[index]):
            continue
        if sum(bool(unknown[at]) + foreign[at] for at in around) <= 2:
            yield from parts


def _parts(segment: Segment, token: Token, data: Formation) -> Iterator[_Unknown]:
    """The parts of a word that the language does not have; none of a name or of an address."""
    if not _is_small(segment, token, data) or _is_in_address(segment.text, token):
        return
    if "'" in token.text or "’" in token.text:
        yield from _contracted(segment, token, data)
        return
    for part in _PARTS.finditer(token.text):
        word = part.group()
        if len(word) >= SHORTEST and not has_word(word.lower(), data.language):
            yield _Unknown(segment, token.start + part.start(), word)


def _is_small(segment: Segment, token: Token, data: Formation) -> bool:
    """True for a word in small letters, and for one that starts a sentence and is hardly a name."""
    if token.text.islower():
        return True
    starts = not any(map(str.isalnum, segment.text[: token.start]))
    small = token.text[0].lower() + token.text[1:]
    prose = segment.kind not in (BlockKind.HEADLINE, BlockKind.CREDIT)
    return starts and prose and small.islower() and small.endswith(data.plain_endings)


def _contracted(segment: Segment, token: Token, data: Formation) -> Iterator[_Unknown]:
    """``coulnd't``: what an apostrophe shortens is in the lists as a whole, or its base is."""
    word = token.text.lower().replace("’", "'")
    base_word, _, rest = word.rpartition("'")
    if rest in data.contractions and len(base_word) >= SHORTEST:
        # "couldn" is no word of its own, "could" is.
        bases = (word, base_word, base_word.removesuffix("n"))
        known = any(zipf(one, data.language) or is_known(one, data.language) for one in bases)
        if not known and "'" not in base_word:
            whole = rest == data.contractions[0]
            yield _Unknown(segment, token.start, token.text if whole else base_word)


def _is_in_address(text: str, token: Token) -> bool:
    """True for a word that a dot, a slash or an at sign joins to another one."""
    before, after = text[max(0, token.start - 2) : token.start], text[token.end : token.end + 2]
    return (
        "@" in before + after
        or (before[-1:] in _JOINTS and before[:1].isalnum() and len(before) == 2)
        or (after[:1] in _JOINTS and after[1:].isalnum() and len(after) == 2)
    )


def _is_quoted(text: str, token: Token) -> bool:
    """True in a quotation or brackets of a few words."""
    before, after = text[max(0, token.start - _NEAR) : token.start], text[token.end :][:_NEAR]
    return bool(_OPENING.search(before) and _CLOSING.match(after))


def _candidate(one: _Unknown, language: str, meant: str | None, origin: str | None) -> Candidate:
    """The finding; ``meant`` is a word of the language, ``origin`` another language."""
    name = language_name(language)
    message = (
        say("{language} has no word `{text}`.", language=name, text=one.text)
        if origin is None
        else say(
            "{language} has no word `{text}`; it is one of {other}.",
            language=name, text=one.text, other=language_name(origin),
        )
    )  # fmt: skip
    detail = say(
        "No list of {language} words has `{text}`, and no prefix or ending makes it of a known"
        " word.",
        language=name, text=one.text,
    )  # fmt: skip
    return Candidate(
        rule=RULE,
        segment=one.segment.index,
        span=one.segment.map.span(one.start, one.start + len(one.text)),
        text=one.text,
        message=message,
        severity=Severity.MINOR,
        confidence=_PLAIN if meant is None and origin is None else _CLEAR,
        evidence=(Evidence(SignalKind.FREQUENCY, detail, (("meant", meant),)),),
        suggestion=_suggestion(meant),
    )


def _suggestion(meant: str | None) -> Suggestion | None:
    return None if meant is None else Suggestion(meant, say("Perhaps `{should}`.", should=meant))
