"""The checks QE001 to QE004: phrases that the word model takes for wrong, one kind a check."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.checks.completeness.unaligned import NO_SOURCE, shortened
from audit.checks.interface import Check, CheckContext
from audit.language.codes.display import language_code, language_name
from audit.model.document import Segment
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.wording import say
from audit.qe.words.pair import is_supported
from audit.qe.words.phrases import Phrase, phrases
from audit.qe.words.surprise import said
from audit.qe.words.tagger import Tags, tags

LIKELY = 0.5
"""Confidence from which on a finding is more often right than wrong; what is below is a hint."""
LANGUAGES = frozenset({"en", "fr"})
"""With word tables and an n-gram model."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A phrase in its segment, beside the source."""

    segment: Segment
    source: str
    phrase: Phrase
    tags: Tags
    cost: float | None = None
    """``-ln p`` of its costliest token, given the source; None without an engine."""

    @property
    def text(self) -> str:
        """The phrase, in one line."""
        return " ".join(self.segment.text[self.phrase.start : self.phrase.end].split())

    @property
    def given(self) -> str:
        """The source words that the phrase seems to translate, in their order."""
        links = {int(self.tags.features.links[at]) for at in self.phrase.pieces}
        every = self.tags.pair.source.pieces
        return " ".join(every[link].text for link in sorted(links) if link >= 0)

    @property
    def surprise(self) -> float:
        """Mean ``-log10 p`` of its pieces where they stand."""
        return -float(self.tags.pair.target.surprise[list(self.phrase.pieces)].mean())


class WordCheck(Check):
    """One kind of error that the word model finds."""

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate for each phrase of the check's kind."""
        if self.left_out(context) is None:
            for suspect in _suspects(context):
                likely = context.hints or suspect.phrase.confidence >= LIKELY
                if likely and suspect.phrase.rule == self.rule.id:
                    yield self._candidate(context, suspect)

    def left_out(self, context: CheckContext) -> str | None:
        if context.source is None:
            return NO_SOURCE
        source, target = _base(context.source.language.code), _base(context.language)
        if not is_supported(source, target):
            return say(
                "there are no word tables for {source} and {target}",
                source=language_code(source, quoted=True),
                target=language_code(target, quoted=True),
            )
        return None

    @abstractmethod
    def message(self, suspect: Suspect) -> str:
        """One line for an editor."""

    def severity(self, suspect: Suspect) -> Severity:
        """Minor: a model's guess is no more by itself."""
        return Severity.MINOR

    def _candidate(self, context: CheckContext, suspect: Suspect) -> Candidate:
        phrase = suspect.phrase
        return Candidate(
            rule=self.rule,
            segment=suspect.segment.index,
            span=suspect.segment.map.span(phrase.start, phrase.end),
            text=suspect.segment.text[phrase.start : phrase.end],
            message=self.message(suspect),
            severity=self.severity(suspect),
            confidence=phrase.confidence,
            evidence=tuple(_evidence(context, suspect)),
        )


def _suspects(context: CheckContext) -> Iterator[Suspect]:
    assert context.source is not None
    languages = _base(context.source.language.code), _base(context.language)
    for alignment in context.beads:
        source = " ".join(context.source.segments[at].text for at in alignment.source)
        for at in alignment.target:
            segment = context.document.segments[at]
            found = tags(source, segment.text, *languages)
            forced = context.forced[at] if context.forced else None
            own = context.own[at] if context.own else None
            text = own.text or None if own else None
            told = said(found.pair.target, forced, text) if forced else None
            for phrase in phrases(found, told):
                most = None if told is None else float(told.costs[list(phrase.pieces)].max())
                yield Suspect(segment, source, phrase, found, most)


def _evidence(context: CheckContext, suspect: Suspect) -> Iterator[Evidence]:
    given = suspect.given
    text = shortened(suspect.source, 300)
    where = say("Nothing stands for it in: {text}", text=text)
    if given:
        where = say("It stands for “{given}” in: {text}", given=given, text=text)
    yield Evidence(SignalKind.SOURCE, where, (("source", given or None),))
    name = language_name(context.language)
    yield Evidence(
        SignalKind.FREQUENCY,
        say(
            "A model of words, learnt from marked translations, finds it wrong with probability "
            "{probability:.2f}; a {language} word here costs {surprise:.1f} (−log10 of its "
            "probability).",
            probability=suspect.phrase.confidence,
            language=name,
            surprise=suspect.surprise,
        ),
        (("probability", suspect.phrase.confidence), ("surprisal", round(suspect.surprise, 2))),
    )
    if suspect.cost is not None:
        yield Evidence(
            SignalKind.FORCED_DECODING,
            say(
                "Given the source, its costliest part costs the engine {cost:.1f} (−ln of its "
                "probability).",
                cost=suspect.cost,
            ),
            (("cost", round(suspect.cost, 2)),),
        )


def _base(code: str) -> str:
    return code.split("-", 1)[0]
