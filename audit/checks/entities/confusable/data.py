"""The shape of ``reference/concepts/confusables/``: groups of concepts and frame templates.

What each field means for somebody who writes data: ``reference/concepts/confusables/README.md``.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from audit.core.reference import Entry, languages_of, load_folder, load_language
from audit.errors import ConfigError
from audit.model.finding import Severity

FOLDER = "concepts/confusables"
FRAMES = "frames"

Strength = Literal["decisive", "strong", "medium", "weak"]
Prior = Literal["high", "usual", "low", "doubtful"]
Phrases = tuple[str, ...]


class Graded(Entry, frozen=True):
    """Phrases by how strongly they speak for a concept."""

    decisive: Phrases = ()
    strong: Phrases = ()
    medium: Phrases = ()
    weak: Phrases = ()

    def items(self) -> tuple[tuple[Strength, str], ...]:
        """Each phrase with its strength."""
        return (
            *(("decisive", phrase) for phrase in self.decisive),
            *(("strong", phrase) for phrase in self.strong),
            *(("medium", phrase) for phrase in self.medium),
            *(("weak", phrase) for phrase in self.weak),
        )


class Wording(Entry, frozen=True):
    """One concept in one language."""

    preferred: str
    """The form to suggest."""
    adjective: str | None = None
    """The form to suggest where the text has an adjective; ``preferred`` when there is none."""
    admitted: Phrases = ()
    forms: Phrases = ()
    """Further forms under which the concept is mentioned."""
    adjectives: Phrases = ()
    people: Phrases = ()
    places: Phrases = ()
    bodies: Phrases = ()
    """Surnames, places, institutions of this concept alone: cues, and fillers of templates."""
    frames: Graded = Graded()
    cues: Graded = Graded()


class Concept(Entry, frozen=True):
    """Something that a phrase may denote."""

    id: str
    label: str
    """In English, as messages name it."""
    definition: str
    domain: str
    source: str
    """URL of an official or encyclopaedic page."""
    prior: Prior = "usual"
    """How firmly a form of this concept is taken at face value."""
    mistaken_for: Phrases | None = None
    """Concepts whose forms machine translation writes instead; None for all of the group."""
    lang: dict[str, Wording] = {}


class Group(Entry, frozen=True):
    """Concepts that machine translation mixes up."""

    id: str
    """The name of the file."""
    concept: tuple[Concept, ...]
    severity: Literal["minor", "major", "critical"] = "critical"
    """The greatest severity that a finding of this group gets."""
    context_alone: bool = False
    """True where cues without a frame may make a (minor) finding."""
    skip: dict[str, Phrases] = {}
    """Per language: longer phrases that contain a form or a cue and mean something else."""

    @property
    def limit(self) -> Severity:
        """``severity`` as a value."""
        return Severity.parse(self.severity)


class Templates(Entry, frozen=True):
    """Constructions of a language into which the names of a concept are filled."""

    links: Phrases
    """Words that may stand between a frame and the mention (articles, prepositions)."""
    openers: Phrases
    """Links written onto the mention (``l'``), and opening quotation marks."""
    closers: Phrases
    """What may be written onto the end of the mention (``'s``), and closing quotation marks."""
    titles: Phrases
    portfolios: Phrases
    places: Phrases
    """Words for kinds of places (``capitale``, ``ville``)."""
    frames: Graded
    contrast: Graded
    """Frames with ``{other}``: the two concepts told apart by the writer."""
    roles: Graded
    """Frames for groups with ``context_alone``: the mention takes part in what is told."""


@cache
def groups() -> tuple[Group, ...]:
    """All groups.

    Raises:
        ConfigError: when a file is wrong.
    """
    loaded = load_folder(FOLDER, Group)
    faults = [fault for group in loaded for fault in _faults(group)]
    if faults:
        raise ConfigError("\n".join(faults))
    return loaded


@cache
def templates(language: str) -> Templates:
    """The frame templates of a language.

    Raises:
        ConfigError: when there are none, or the file is wrong.
    """
    found = load_language(FRAMES, language, Templates)
    if found is None:
        raise ConfigError(f"reference/languages/{language}/{FRAMES}.toml is missing")
    return found


def languages() -> frozenset[str]:
    """The languages with data."""
    return languages_of(FRAMES)


def _faults(group: Group) -> list[str]:
    where = f"reference/{FOLDER}/{group.id}.toml:1"
    ids = [concept.id for concept in group.concept]
    faults = [f"{where}: concept {id_!r} is given twice" for id_ in set(ids) if ids.count(id_) > 1]
    for concept in group.concept:
        unknown = set(concept.mistaken_for or ()) - set(ids)
        faults += [f"{where}: mistaken_for: no concept {name!r}" for name in sorted(unknown)]
        missing = set(concept.lang) - languages()
        faults += [f"{where}: no frame templates for {code!r}" for code in sorted(missing)]
    return faults
