"""ENT001: a concept named where the article speaks of another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from audit.checks.entities.confusable.article import Article, Mention
from audit.checks.entities.confusable.data import Concept, Group, languages
from audit.checks.entities.confusable.evidence import evidence, message, suggestion
from audit.checks.entities.confusable.lexicon import Lexicon, Sense, lexicon
from audit.checks.entities.confusable.score import Reading, confidence, pair, read_as, severity
from audit.checks.entities.confusable.weights import weights
from audit.checks.entities.graph.candidates import candidates
from audit.checks.interface import Check, CheckContext
from audit.language.places.country_data import has_names
from audit.model.category import Category
from audit.model.document import UNDETERMINED, BlockKind, Segment
from audit.model.finding import Candidate, Rule, Severity
from audit.model.suggestion import paste
from audit.model.translation import BackTranslation


class ConfusableConcept(Check):
    """The article names one thing where its context speaks of another.

    ## What it finds
    Names and terms that machine translation mixes up: states with like names or like adjectives,
    institutions with like titles, false friends of the news (`grève` for an air strike).

    ## Why it matters
    The sentence is fluent and the wrong name is a real one, so readers cannot notice. Scores of
    similarity hardly move: one name in a right sentence is wrong.

    ## Example
    Bad: `Le président nigérian Mohamed Bazoum est rentré à Niamey.` Good: `Le président nigérien
    Mohamed Bazoum est rentré à Niamey.`

    ## How it decides
    Each mention is taken at face value first. Then the words right around it (frames), the cues in
    its sentence, in the two sentences on either side and in the rest of the article are weighed for
    either concept, each distinct cue once, in log-odds. That nothing in the whole article supports
    the face value counts too. Major and critical findings need both a frame and cues; where one
    kind of evidence is missing the finding is minor at most, and where the evidence is balanced
    there is none. A back-translation that names one of the two concepts is a weak signal.
    Confidence is the probability that belongs to the log-odds. The evidence lists every cue.

    States are also held against the knowledge base: capitals, cities, holders of office,
    institutions, currencies and regions that the article names belong to a state. Where the article
    speaks of another one than is named, the two have names alike, and little speaks for the one
    that is named, the finding is *major*, and *critical* where next to no clean text looks like
    that and more than a name speaks for the other. The same goes for a capital or a person of such
    a state, and, whatever the names, for the title of a person and the state right behind a city.
    The weights are learnt (`training/entities`).

    ## Languages
    States: every language of the Unicode CLDR, best in Arabic, Chinese, Dutch, English, French,
    German, Indonesian, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish, Turkish and
    Ukrainian. Words and institutions:
    English and French.

    ## How to suppress
    `<!-- traudit-ignore ENT001: reason -->` before the paragraph, or `--ignore ENT001`.
    """

    rule = Rule(
        id="ENT001",
        name="confusable-concept",
        summary="The article names one concept where its context speaks of another",
        category=Category.ACCURACY_MISTRANSLATION_ENTITY,
        its_type="mistranslation",
        severity=Severity.CRITICAL,
        languages=None,
    )

    def supports(self, language: str) -> bool:
        """True for a language in which states have names, whatever its region."""
        return language != UNDETERMINED and has_names(_base(language))

    def run(self, context: CheckContext) -> Iterable[Candidate]:
        """One candidate a suspect mention: the most likely reading where several are possible."""
        language = _base(context.language)
        if not self.supports(language):
            return
        segments = [segment for segment in context.document.segments if _is_read(segment)]
        framed = list(self._framed(context, segments, language))
        grave = {one.segment for one in framed if one.severity >= Severity.MAJOR}
        graph = list(candidates(segments, language, self.rule))
        told = {(one.segment, place) for one in graph for place in _places(one)}
        for candidate in framed:
            if candidate.segment in grave or not any(
                (candidate.segment, place) in told for place in _places(candidate)
            ):
                yield candidate
        yield from (one for one in graph if one.segment not in grave)

    def _framed(
        self, context: CheckContext, segments: list[Segment], language: str
    ) -> Iterator[Candidate]:
        """What the hand-written groups find."""
        if language not in languages():
            return
        article = Article([segment.text for segment in segments], lexicon(language))
        heard = [context.back_translation(segment) for segment in segments]
        for reading in _best(_echoed(list(_readings(article, heard)))):
            position = reading.mention.position
            yield from self._candidate(
                reading, segments[position], article.lexicon, heard[position]
            )

    def _candidate(
        self, reading: Reading, segment: Segment, words: Lexicon, heard: BackTranslation | None
    ) -> Iterator[Candidate]:
        level = severity(reading, weights())
        if level is None:
            return
        mention, wording = reading.mention, words.wording(reading.other)
        text = segment.text[mention.start : mention.end]
        yield Candidate(
            rule=self.rule,
            segment=segment.index,
            span=segment.map.span(mention.start, mention.end),
            text=text,
            message=message(reading, text, wording),
            severity=level,
            confidence=confidence(reading),
            evidence=evidence(reading, text, wording, heard),
            suggestion=paste(suggestion(reading, wording)),
            key=pair(reading),
        )


def _places(candidate: Candidate) -> range:
    return range(candidate.span.start, candidate.span.end)


def _readings(article: Article, heard: Sequence[BackTranslation | None]) -> Iterator[Reading]:
    """Every mention read as every concept that it may have been written for."""
    language = article.lexicon.language
    for mention in article.mentions():
        for other in article.lexicon.alternatives(mention.sense):
            nats = _hear(mention, other, heard[mention.position], language)
            reading = read_as(mention, other, article, weights(), nats)
            if reading is not None:
                yield reading


def _echoed(readings: list[Reading]) -> list[Reading]:
    """The readings, more likely where another mention was clearly wrong in the same way."""
    wrong = {
        pair(reading): reading.mention
        for reading in readings
        if (severity(reading, weights()) or Severity.NEUTRAL) >= Severity.MAJOR
    }
    echo = weights().decision.echo
    return [
        replace(reading, log_odds=reading.log_odds + echo, echoed=True)
        if wrong.get(pair(reading), reading.mention) != reading.mention
        else reading
        for reading in readings
    ]


def _best(readings: list[Reading]) -> Iterable[Reading]:
    """The most likely reading of each mention."""
    best: dict[tuple[int, int], Reading] = {}
    for reading in readings:
        place = (reading.mention.position, reading.mention.start)
        if place not in best or reading.log_odds > best[place].log_odds:
            best[place] = reading
    return best.values()


def _hear(mention: Mention, other: Concept, heard: BackTranslation | None, language: str) -> float:
    """Nats of the back-translation: it names the other concept (+), the face value (-), or both.

    A faithful engine repeats the error of the text, so the face value counts for little.
    """
    if heard is None:
        return 0.0
    group, limits = mention.sense.group, weights().decision
    named = _named(group, heard.pivot_language, heard.pivot_text) | _named(
        group, language, heard.text
    )
    gain = limits.back_translation if other.id in named else 0.0
    return gain - (limits.repeated if mention.sense.concept.id in named else 0.0)


def _named(group: Group, language: str, text: str) -> set[str]:
    """The concepts of the group that a text in that language names."""
    return {sense.concept.id for sense in _senses(language, text) if sense.group is group}


@lru_cache(maxsize=64)  # A sentence may have several mentions, each of several concepts.
def _senses(language: str, text: str) -> tuple[Sense, ...]:
    if _base(language) not in languages():
        return ()
    hits = lexicon(_base(language)).mentions.finditer(text)
    return tuple(sense for hit in hits for sense in hit.values if sense is not None)


def _is_read(segment: Segment) -> bool:
    return segment.is_article or segment.kind is BlockKind.DATELINE


def _base(language: str) -> str:
    return language.split("-", 1)[0]
