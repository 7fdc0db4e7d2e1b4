"""UNT002: words of another language or script inside a translated sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from audit.checks.foreign import FUNCTION_WORD, LOOKED_AT, Mixed, mixed
from audit.checks.interface import Check, CheckContext
from audit.language.display import language_name
from audit.language.lexicon import has_frequencies, zipf
from audit.language.tokens import tokens
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind

RULE = Rule(
    id="UNT002",
    name="foreign-words",
    summary="Words of another language or script stand inside a translated sentence.",
    category="accuracy/untranslated",
    its_type="untranslated",
    severity=Severity.MAJOR,
    languages=None,
)
LEAST = 2.4
"""Score from which a run is reported: one clear word of content."""
CLEAR = 6.0
"""Score from which a run is a clause that nobody would leave on purpose."""
_ORIGINAL = re.compile(r"[(（\[]\s*$")


class ForeignWords(Check):
    """
    ## What it finds

    Words or clauses of another language inside a sentence of the article's own language, and
    letters of another script that were left over.

    ## Why it matters

    A clause that was not translated is lost to the reader; a stray word shows that the machine
    gave up on a term.

    ## Example

    Bad: `Segundo o prefeito, les travaux commenceront en mai.`
    Good: `Selon le maire, les travaux commenceront en mai.`

    ## How it decides

    By the word frequencies of UNT001. Runs without a lower-case content word (`Bank of the West`),
    established loans, names and a few words between quotation marks are left alone. A run as clear
    as a clause is major when the sentence around it is in the article's language; single words are
    minor. Letters of another script are minor, and are left alone in brackets, where they usually
    give the original of a name.

    ## Languages

    Words: languages with word frequencies (wordfreq, about 40). Scripts: any language.

    ## How to suppress

    `--ignore UNT002`.
    """

    rule = RULE

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        if has_frequencies(context.language.split("-", 1)[0]):
            for found in mixed(context):
                if not found.is_whole and _is_content(found):
                    yield _words(context, found)
        yield from _scripts(context)


def _is_content(found: Mixed) -> bool:
    """True unless the run is the grammar of a foreign name, or a short quotation."""
    run = found.run
    if run.score < LEAST or (found.is_quoted and len(run.words) < 4):
        return False
    plain = [word for word in run.foreign if not word[0].isupper()]
    content = [word for word in plain if zipf(word, run.language) < FUNCTION_WORD]
    names = sum(word[0].isupper() for word in run.words[1:])
    return bool(content) and names <= len(plain) and not _ends_name(found)


def _ends_name(found: Mixed) -> bool:
    """True for the small words of a foreign name: ``Caisse`` *nationale*."""
    before = [token for token in tokens(found.segment.text) if token.end <= found.run.start]
    if not before or found.run.score >= 2 * CLEAR:
        return False
    gap = found.segment.text[before[-1].end : found.run.start]
    return before[-1].is_capitalised and len(before) > 1 and not gap.strip()


def _words(context: CheckContext, found: Mixed) -> Candidate:
    segment, run = found.segment, found.run
    name, own = language_name(run.language), language_name(context.language)
    count = len(run.foreign)
    text = segment.text[run.start : run.end]
    evidence = [
        Evidence(
            SignalKind.FREQUENCY,
            f"{', '.join(run.foreign[:8])}: common in {name}, not in {own}.",
            (("words", run.foreign), ("score", run.score)),
        )
    ]
    if count >= 3:
        detail = f"{len(run.words)} neighbouring words read as {name}."
        evidence.append(Evidence(SignalKind.CHECK, detail))
    grave = run.score >= CLEAR and count >= 3 and not found.is_quoted
    return Candidate(
        rule=RULE,
        segment=segment.index,
        span=segment.map.span(run.start, run.end),
        text=text,
        message=f"`{text}` was left in {name}."
        if len(run.words) > 1
        else f"`{run.foreign[0]}` is a word of {name}, not of {own}.",
        severity=Severity.MAJOR if grave else Severity.MINOR,
        confidence=round(min(0.97, 0.4 + run.score / 15), 2),
        evidence=tuple(evidence),
    )


def _scripts(context: CheckContext) -> Iterator[Candidate]:
    """Letters of a script that the article is not written in."""
    prose = [one for one in context.document.segments if one.kind in LOOKED_AT]
    home = _main_script(prose)
    if home is None:
        return
    for segment in prose:
        for start, end, script in _strays(segment.text, home):
            if _ORIGINAL.search(segment.text[:start]):
                continue
            text = segment.text[start:end]
            detail = f"`{text}` is written in {script} letters; the article is in {home}."
            yield Candidate(
                rule=RULE,
                segment=segment.index,
                span=segment.map.span(start, end),
                text=text,
                message=f"`{text}` was left in {script} letters.",
                severity=Severity.MINOR,
                confidence=0.85,
                evidence=(Evidence(SignalKind.CHECK, detail, (("script", script),)),),
            )


def _main_script(segments: Iterable[Segment]) -> str | None:
    counts: dict[str, int] = {}
    for segment in segments:
        for token in tokens(segment.text):
            if token.kind == "word":
                script = _script(token.text[0])
                counts[script] = counts.get(script, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] >= 0.8 * sum(counts.values()) else None


def _strays(text: str, home: str) -> Iterator[tuple[int, int, str]]:
    """Neighbouring words of one other script, joined."""
    run: tuple[int, int, str] | None = None
    for token in tokens(text):
        script = _script(token.text[0]) if token.kind == "word" else home
        # One letter alone is a symbol: α, β, Ω.
        stray = script != home and script in _SCRIPTS.values() and len(token.text) > 1
        if run is not None and (not stray or script != run[2]):
            yield run
            run = None
        if stray:
            run = (run[0] if run else token.start, token.end, script)
    if run is not None:
        yield run


_SCRIPTS = {
    "LATIN": "Latin", "CYRILLIC": "Cyrillic", "ARABIC": "Arabic", "CJK": "Chinese",
    "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "GREEK": "Greek",
    "HEBREW": "Hebrew", "DEVANAGARI": "Devanagari", "THAI": "Thai", "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian", "BENGALI": "Bengali", "TAMIL": "Tamil", "ETHIOPIC": "Ethiopic",
}  # fmt: skip


def _script(letter: str) -> str:
    return _SCRIPTS.get(unicodedata.name(letter, "").split(" ", 1)[0], "other")
