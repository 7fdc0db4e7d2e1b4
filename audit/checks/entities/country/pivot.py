"""States that the back-translation takes for others: a weak signal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from audit.checks.entities.country.rule import Verdict, candidate, english
from audit.checks.interface import CheckContext
from audit.language.places.countries import Mention, mentions, supported
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.translation import BackTranslation
from audit.model.wording import say


def against_back_translation(context: CheckContext, language: str) -> Iterator[Candidate]:
    """States mentioned once, by nothing supported, that the engine takes for another state."""
    if not any(context.back_translations):
        return
    everywhere: Counter[str] = Counter(
        code
        for segment in context.document.segments
        for one in mentions(segment.text, language)
        for code in one.sense.codes
    )
    for segment in context.document.article_segments():
        found = context.back_translation(segment)
        if found is None or not supported(found.pivot_language.split("-", 1)[0]):
            continue
        own = mentions(segment.text, language)
        here = {code for one in own for code in one.sense.codes}
        others = tuple(code for code in _heard(found) if code not in here)
        returned = _returned(found, language)
        for one in own if others else ():
            once = everywhere[one.sense.codes[0]] == 1
            if one.is_firm and once and not returned & set(one.sense.codes):
                yield _doubted(segment, one, others, everywhere, found)


def _heard(found: BackTranslation) -> tuple[str, ...]:
    """States that the pivot text firmly mentions."""
    pivot = mentions(found.pivot_text, found.pivot_language.split("-", 1)[0])
    return tuple(dict.fromkeys(code for one in pivot if one.is_firm for code in one.sense.codes))


def _returned(found: BackTranslation, language: str) -> set[str]:
    """All states that the pivot text or the round trip may mention."""
    both = (
        *mentions(found.pivot_text, found.pivot_language.split("-", 1)[0]),
        *mentions(found.text, language),
    )
    return {code for one in both for code in one.sense.codes}


def _doubted(
    segment: Segment,
    mention: Mention,
    others: tuple[str, ...],
    everywhere: Counter[str],
    found: BackTranslation,
) -> Candidate:
    codes, text = mention.sense.codes, segment.text[mention.start : mention.end]
    supported_other = any(everywhere[code] for code in others)
    evidence = (
        Evidence(
            SignalKind.BACK_TRANSLATION,
            say("The back-translation mentions {states} instead.", states=english(others)),
            (("pivot", found.pivot_text), ("states", others)),
        ),
        Evidence(
            SignalKind.CONTEXT,
            say(
                "Nothing else in the article speaks of {states}; {others} is mentioned elsewhere.",
                states=english(codes),
                others=english(others),
            )
            if supported_other
            else say("Nothing else in the article speaks of {states}.", states=english(codes)),
        ),
    )
    verdict = Verdict(
        message=say(
            "`{text}` comes back from the back-translation as {states}.",
            text=text,
            states=english(others),
        ),
        severity=Severity.MINOR,
        confidence=0.45 if supported_other else 0.3,
        evidence=evidence,
        key=f"state:?{'+'.join(codes)}",
    )
    return candidate(segment, mention.start, mention.end, verdict)
