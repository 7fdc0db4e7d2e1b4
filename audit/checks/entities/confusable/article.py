"""An article as ENT001 sees it: mentions of confusable concepts, and the cues found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit.checks.entities.confusable.data import Concept, Group
from audit.checks.entities.confusable.lexicon import CuePhrase, Lexicon, Sense
from audit.checks.entities.confusable.weights import Weights
from audit.model.wording import marked

Range = tuple[int, int]
Spot = tuple[int, int, int]
"""Position of the segment, start, end."""


class Place(StrEnum):
    """Where a cue stands, as seen from the mention."""

    SAME = marked("same sentence")
    NEAR = marked("neighbouring sentences")
    ARTICLE = marked("elsewhere in the article")


@dataclass(frozen=True, slots=True)
class Mention:
    """A form of a concept, found in a segment of the article."""

    sense: Sense
    position: int
    """Of the segment, among the texts of the article."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A distinct cue as seen from one mention."""

    text: str
    """As written at its nearest place."""
    place: Place
    count: int
    weight: float
    """Nats, discounted by distance."""


class Article:
    """The texts of an article, with the cues found in them (looked for once a concept)."""

    def __init__(self, texts: Sequence[str], words: Lexicon) -> None:
        self.texts = texts
        self.lexicon = words
        self.length = sum(text.count(" ") + 1 for text in texts)
        self._found: dict[tuple[str, str], dict[CuePhrase, list[Spot]]] = {}

    def mentions(self) -> Iterator[Mention]:
        """Every mention of a confusable concept, in the order of the text."""
        for position, text in enumerate(self.texts):
            for hit in self.lexicon.mentions.finditer(text):
                for sense in hit.values:
                    if sense is not None and None not in hit.values:
                        yield Mention(sense, position, hit.start, hit.end)

    def cues(self, group: Group, concept: Concept) -> Mapping[CuePhrase, list[Spot]]:
        """Cue -> where it stands."""
        key = (group.id, concept.id)
        if key not in self._found:
            found: dict[CuePhrase, list[Spot]] = {}
            phrases = self.lexicon.cues(group, concept)
            for position, text in enumerate(self.texts):
                for hit in phrases.finditer(text):
                    if None not in hit.values and hit.values[0] is not None:
                        found.setdefault(hit.values[0], []).append((position, hit.start, hit.end))
            self._found[key] = found
        return self._found[key]

    def seen_from(
        self, mention: Mention, concept: Concept, taken: Iterable[Range], weights: Weights
    ) -> tuple[Cue, ...]:
        """The cues for ``concept``, each once at its nearest place, heaviest first.

        Args:
            mention: where it is seen from.
            concept: of the group of the mention.
            taken: ranges of the same segment that are evidence already.
            weights: nats and their discounts.
        """
        face = concept is mention.sense.concept
        found = []
        for phrase, spots in self.cues(mention.sense.group, concept).items():
            free = [spot for spot in spots if _is_free(phrase, spot, mention, tuple(taken))]
            if free and not (face and phrase.own):
                found.append(self._cue(phrase, free, mention, weights))
        return tuple(sorted(found, key=lambda cue: (-cue.weight, cue.text)))

    def _cue(self, phrase: CuePhrase, spots: list[Spot], mention: Mention, weights: Weights) -> Cue:
        position, start, end = min(spots, key=lambda spot: abs(spot[0] - mention.position))
        distance = abs(position - mention.position)
        place, kept = Place.ARTICLE, weights.reach.article
        if distance <= weights.reach.window:
            place, kept = Place.NEAR, weights.reach.near
        if distance == 0:
            place, kept = Place.SAME, 1.0
        weight = float(getattr(weights.cue, phrase.strength)) * kept
        return Cue(self.texts[position][start:end], place, len(spots), weight)

    def beside(self, mention: Mention, other: Concept) -> str | None:
        """``other`` named in the same sentence: the writer most likely means two things."""
        for cue, spots in self.cues(mention.sense.group, other).items():
            for position, start, end in spots:
                if cue.own and position == mention.position:
                    return self.texts[position][start:end]
        return None

    def told_apart(self, mention: Mention, other: Concept) -> str | None:
        """Both concepts named in another sentence of the article: their two names."""
        face = self._named(mention.sense.group, mention.sense.concept)
        for position, name in self._named(mention.sense.group, other).items():
            if position in face and position != mention.position:
                return f"{face[position]} … {name}"
        return None

    def _named(self, group: Group, concept: Concept) -> dict[int, str]:
        return {
            position: self.texts[position][start:end]
            for cue, spots in self.cues(group, concept).items()
            for position, start, end in spots
            if cue.own
        }


def _is_free(phrase: CuePhrase, spot: Spot, mention: Mention, taken: Sequence[Range]) -> bool:
    """True where a cue tells something new: a name of the concept itself in the same sentence
    does not, nor do the words of a frame.
    """
    position, start, end = spot
    if position != mention.position:
        return True
    return not phrase.own and not any(start < last and first < end for first, last in taken)
