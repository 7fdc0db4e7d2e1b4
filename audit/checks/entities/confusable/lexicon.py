"""The reference data of one language, compiled on use: mentions, frames and cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from audit.checks.entities.confusable.data import (
    Concept,
    Group,
    Strength,
    Wording,
    groups,
    templates,
)
from audit.checks.entities.confusable.frames import Frame, contrast_frames, own_frames
from audit.core.patterns.phrases import PhraseSet

NOUN, ADJECTIVE = "noun", "adjective"


@dataclass(frozen=True, slots=True)
class Sense:
    """What a form denotes at face value, or may stand for."""

    group: Group
    concept: Concept
    sort: str
    """``noun`` or ``adjective``."""


@dataclass(frozen=True, slots=True)
class CuePhrase:
    """A phrase whose presence speaks for a concept."""

    phrase: str
    strength: Strength
    own: bool
    """True for a form of the concept itself."""


class Lexicon:
    """All groups as they are worded in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.grammar = templates(language)
        self.groups = tuple(group for group in groups() if self._has(group))
        self.mentions: PhraseSet[Sense | None] = PhraseSet(self._forms(), whole=True)
        self._frames: dict[tuple[str, str, bool], tuple[Frame, ...]] = {}
        self._contrasts: dict[tuple[str, str, str], tuple[Frame, ...]] = {}
        self._cues: dict[tuple[str, str], PhraseSet[CuePhrase | None]] = {}

    def wording(self, concept: Concept) -> Wording:
        """How the concept is worded; only for concepts with data in this language."""
        return concept.lang[self.language]

    def alternatives(self, sense: Sense) -> tuple[Concept, ...]:
        """The concepts that a form of this sense may have been written for by mistake."""
        return tuple(
            other
            for other in sense.group.concept
            if other is not sense.concept
            and self.language in other.lang
            and (other.mistaken_for is None or sense.concept.id in other.mistaken_for)
        )

    def frames(self, group: Group, concept: Concept, *, face: bool = False) -> tuple[Frame, ...]:
        """The frames that speak for the concept; at face value a role says nothing new."""
        key = (group.id, concept.id, face)
        if key not in self._frames:
            roles = group.context_alone and not face
            self._frames[key] = own_frames(self.wording(concept), self.grammar, roles=roles)
        return self._frames[key]

    def contrasts(self, group: Group, concept: Concept, other: Concept) -> tuple[Frame, ...]:
        """The frames in which a mention of ``concept`` is told apart from ``other``."""
        key = (group.id, concept.id, other.id)
        if key not in self._contrasts:
            forms = [phrase for phrase, _ in _forms_of(self.wording(other))]
            self._contrasts[key] = contrast_frames(forms, self.wording(concept), self.grammar)
        return self._contrasts[key]

    def cues(self, group: Group, concept: Concept) -> PhraseSet[CuePhrase | None]:
        """The cues that speak for the concept; None where a phrase means something else."""
        key = (group.id, concept.id)
        if key not in self._cues:
            self._cues[key] = PhraseSet(self._cue_phrases(group, self.wording(concept)), names=True)
        return self._cues[key]

    def _has(self, group: Group) -> bool:
        return sum(self.language in concept.lang for concept in group.concept) > 1

    def _forms(self) -> Iterator[tuple[str, Sense | None]]:
        for group in self.groups:
            yield from ((phrase, None) for phrase in group.skip.get(self.language, ()))
            for concept in group.concept:
                if self.language in concept.lang:
                    for phrase, sort in _forms_of(self.wording(concept)):
                        yield phrase, Sense(group, concept, sort)

    def _cue_phrases(
        self, group: Group, wording: Wording
    ) -> Iterator[tuple[str, CuePhrase | None]]:
        yield from ((phrase, None) for phrase in group.skip.get(self.language, ()))
        for phrase, _ in _forms_of(wording):
            yield phrase, CuePhrase(phrase, "medium", own=True)
        for phrase in (*wording.people, *wording.places, *wording.bodies):
            yield phrase, CuePhrase(phrase, "strong", own=False)
        for strength, phrase in wording.cues.items():
            yield phrase, CuePhrase(phrase, strength, own=False)


def _forms_of(wording: Wording) -> Iterator[tuple[str, str]]:
    for phrase in dict.fromkeys((wording.preferred, *wording.admitted, *wording.forms)):
        yield phrase, NOUN
    for phrase in wording.adjectives:
        yield phrase, ADJECTIVE


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language with data.

    Raises:
        ConfigError: when a file of ``reference/concepts/confusables/`` is wrong.
    """
    return Lexicon(language)
