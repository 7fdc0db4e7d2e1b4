"""RTL001: names and rare words that come back from the round trip as something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from audit.checks.interface import Check, CheckContext
from audit.language.codes.display import language_name
from audit.language.codes.tags import base
from audit.language.lexicon.survival import Word, share, supported, survival
from audit.language.lexicon.words import is_known, zipf
from audit.language.names.proper_names import Name, is_said, missing, sayings
from audit.language.names.proper_names import supported as has_names
from audit.language.places.countries import mentions
from audit.model.category import Category
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.translation import BackTranslation
from audit.model.wording import say
from audit.qe.lexical.synonyms import are_synonyms

RULE = Rule(
    id="RTL001",
    name="round-trip-loss",
    summary="A name or rare word comes back from the round trip as something else.",
    category=Category.ACCURACY_MISTRANSLATION,
    its_type="mistranslation",
    severity=Severity.MINOR,
    languages=None,
)
SEGMENT = 0.7
"""Least part of the content words of a sentence that must survive: else it is the engine."""
ARTICLE = 0.6
"""The same of the article, for names."""
ARTICLE_WORDS = 0.88
"""The same of the article, for words that are no names: only an engine that keeps nearly all of
them is evidence about one. Rule-based engines keep about three quarters."""
RARE = 3.6
"""Zipf frequency below which a word is rare."""
MOST = 0.001
"""Rare words reported, a word of the article: their synonyms come back as well."""
_MEASURED = 5
"""Sentences that tell how well an article survives."""


class RoundTripLoss(Check):
    """Names and rare words that the round trip turns into something else.

    ## What it finds
    Without a source text: a name that is in neither the back-translation nor the pivot text; and,
    with an engine that keeps nearly all words, a rare word that comes back as an unrelated one.

    ## Why it matters
    What does not survive translation and back is often what the first translation got wrong: a
    name translated as a word, a term that does not exist. A look at the back-translation tells.

    ## Example
    Bad: `L’accord a été signé à La Plume.` comes back as `L’accord a été signé au Stylo.`
    Good: `L’accord a été signé à Lourmeil.` comes back with `Lourmeil`.

    ## How it decides
    A back-translation invents errors and hides others, so this is *minor*, always, and rare: only
    in sentences whose other content words survive (70 % or more), and only in articles that survive
    as a whole: 60 % for names, 88 % for other words, of which at most one in a thousand words of
    text is reported, the rarest. A name that another sentence has and gets back is no loss: the
    engine knows it. Designations with digits and capitals of states are left alone. A word survives
    with its lemma, its stem, its sound, or a word of the pivot text that begins alike; in French
    and English also as a synonym (word tables). Otherwise nothing is reported, and the report says
    so. With a source text OMI001, ENT004 and NUM001 know better.

    ## Languages
    Those with lemmas and word frequencies (simplemma, wordfreq: about 30); names except in
    languages that capitalise all nouns.

    ## How to suppress
    `--ignore RTL001`, or a `traudit-ignore RTL001` comment beside the sentence.
    """

    rule: ClassVar[Rule] = RULE

    def supports(self, language: str) -> bool:
        """True where words have lemmas and frequencies."""
        return supported(base(language))

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """Every lost name, and the rarest of the lost words."""
        if self.left_out(context) is not None:
            return
        trips = _trips(context)
        language = base(context.language)
        stable = [trip for trip in trips if share(trip.words) >= SEGMENT]
        for trip in stable:
            for name, became in _lost_names(trip, language):
                if not _returns_elsewhere(name, trip, trips, language):
                    yield _candidate(trip, (name.start, name.end), became, 0.35)
        if _mean(trips) >= ARTICLE_WORDS:
            lost = [(word, trip) for trip in stable for word in _lost_words(trip, language)]
            lost.sort(key=lambda one: zipf(one[0].token.text, language))
            words = sum(len(trip.segment.text.split()) for trip in trips)
            for word, trip in lost[: max(1, round(words * MOST))]:
                place = word.token.start, word.token.end
                yield _candidate(trip, place, word.became, 0.25)

    def left_out(self, context: CheckContext) -> str | None:
        if context.source is not None:
            return say("the source is known, and says more than a round trip")
        trips = _trips(context)
        if not trips:
            return say("no sentence came back reliably")
        whole = _mean(trips)
        if len(trips) >= _MEASURED and whole < ARTICLE:
            return say("only {share:.0%} of the content words survive the round trip", share=whole)
        return None


@dataclass(frozen=True, slots=True)
class _Trip:
    segment: Segment
    back: BackTranslation
    words: tuple[Word, ...]


def _trips(context: CheckContext) -> list[_Trip]:
    language = base(context.language)
    found = []
    for segment in context.document.article_segments():
        back = context.back_translation(segment)
        if back is not None:
            words = survival(segment.text, back.pivot_text, back.text, language)
            found.append(_Trip(segment, back, words))
    return found


def _mean(trips: list[_Trip]) -> float:
    words = [word for trip in trips for word in trip.words]
    return share(words)


def _lost_names(trip: _Trip, language: str) -> Iterator[tuple[Name, str | None]]:
    """Names of which no word is in the pivot text or in what came back, and what became of them."""
    if not has_names(language):
        return
    gone = {word.token.start: word for word in trip.words if not word.survives}
    pivot = sayings(trip.back.pivot_text, base(trip.back.pivot_language))
    for one in missing(trip.segment.text, language, sayings(trip.back.text, language)):
        words = [word for start, word in gone.items() if one.name.start <= start < one.name.end]
        # Of a designation (`Falcon F-2 XR`) an engine copies some letters, and spells others; that
        # it drops a capital of a state says nothing of how the capital is written.
        if any(map(str.isdigit, one.name.text)) or mentions(one.name.text, language):
            continue
        if one.whole and words and not any(is_said(word, pivot) for word in one.words):
            yield one.name, words[0].became if len(words) == 1 else None


def _returns_elsewhere(name: Name, trip: _Trip, trips: list[_Trip], language: str) -> bool:
    """True where another sentence has the name and gets it back: losing it here is an accident."""
    for other in trips:
        if other is not trip:
            said = sayings(other.segment.text, language), sayings(other.back.text, language)
            if any(is_said(word, said[0]) and is_said(word, said[1]) for word in name.words):
                return True
    return False


def _lost_words(trip: _Trip, language: str) -> Iterator[Word]:
    """Rare words that an unrelated one replaces."""
    for word in trip.words:
        if (
            not word.survives
            and word.became is not None
            and not word.token.is_capitalised
            and is_known(word.token.text, language)
            and is_known(word.became, language)
            and zipf(word.token.text, language) < RARE
            and not are_synonyms(word.token.text, word.became, language)
        ):
            yield word


def _candidate(
    trip: _Trip, place: tuple[int, int], became: str | None, confidence: float
) -> Candidate:
    back, text = trip.back, trip.segment.text[slice(*place)]
    message = say("“{text}” does not come back.", text=text)
    if became:
        message = say(
            "“{text}” comes back from the round trip as “{other}”.", text=text, other=became
        )
    return Candidate(
        rule=RULE,
        segment=trip.segment.index,
        span=trip.segment.map.span(*place),
        text=text,
        message=message,
        severity=Severity.MINOR,
        confidence=confidence,
        evidence=(
            Evidence(
                SignalKind.BACK_TRANSLATION,
                say(
                    "In {language}: {pivot} Back: {text}",
                    language=language_name(back.pivot_language),
                    pivot=back.pivot_text,
                    text=back.text,
                ),
                (("survives", round(share(trip.words), 2)),),
            ),
        ),
        suggestion=None,
        key=f"loss:{text.casefold()}",
    )
