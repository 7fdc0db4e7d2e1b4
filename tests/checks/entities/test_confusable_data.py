"""The reference data of ENT001: complete, well formed, without contradictions."""

from __future__ import annotations

import re
from itertools import chain

import msgspec
import pytest

from audit.checks.entities.confusable.data import FOLDER, Concept, Graded, Group, groups, languages
from audit.checks.entities.confusable.lexicon import lexicon
from audit.checks.entities.confusable.weights import weights
from audit.core.patterns.phrases import expansions, phrase_pattern
from audit.core.reference import root

GROUPS = [pytest.param(group, id=group.id) for group in groups()]
LANGUAGES = sorted(languages())


def phrases_of(entry: msgspec.Struct) -> list[str]:
    """Every phrase of a wording, frames left out."""
    values = [value for name, value in msgspec.structs.asdict(entry).items() if name != "frames"]
    plain = chain.from_iterable(value for value in values if isinstance(value, tuple))
    graded = chain.from_iterable(
        phrases_of(value) for value in values if isinstance(value, msgspec.Struct)
    )
    return [*plain, *graded]


def test_there_are_enough_groups_in_every_language() -> None:
    assert len(lexicon("fr").groups) >= 80
    assert len(lexicon("en").groups) >= 50


def test_a_group_is_named_like_its_file() -> None:
    names = {path.stem for path in (root() / FOLDER).glob("*.toml")}
    assert {group.id for group in groups()} == names


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_says_what_it_speaks_of_and_where_from(group: Group) -> None:
    assert len(group.concept) > 1
    for concept in group.concept:
        assert re.fullmatch(r"https?://[^\s]+", concept.source), concept.id
        assert re.match(r"[A-Z1-9]", concept.definition) and concept.definition.endswith(".")
        assert concept.label and concept.domain
        assert concept.lang, concept.id


@pytest.mark.parametrize("group", GROUPS)
def test_every_phrase_is_well_formed(group: Group) -> None:
    for concept in group.concept:
        for wording in concept.lang.values():
            for phrase in phrases_of(wording):
                for text in expansions(phrase):
                    phrase_pattern(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frame_compiles(language: str) -> None:
    words = lexicon(language)
    for group in words.groups:
        for concept in (one for one in group.concept if language in one.lang):
            frames = words.frames(group, concept)
            assert all(frame.left or frame.right for frame in frames)
            for side in (one for frame in frames for one in (frame.left, frame.right) if one):
                re.compile(side.source)
            slots = {"", "noun", "adjective", *(one.id for one in group.concept)}
            assert {frame.slot for frame in frames} <= slots, f"{group.id}: {concept.id}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_belongs_to_one_concept_of_its_group(language: str) -> None:
    words = lexicon(language)
    for group in words.groups:
        owners: dict[str, str] = {}
        for concept in (one for one in group.concept if language in one.lang):
            for form in forms_of(concept, language):
                assert owners.setdefault(form, concept.id) == concept.id, f"{group.id}: {form}"


def forms_of(concept: Concept, language: str) -> set[str]:
    wording = concept.lang[language]
    phrases = (wording.preferred, *wording.admitted, *wording.forms, *wording.adjectives)
    return {text.casefold() for phrase in phrases for text in expansions(phrase)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_cue_speaks_for_two_concepts_of_its_group_at_full_strength(language: str) -> None:
    words = lexicon(language)
    for group in words.groups:
        owners: dict[str, str] = {}
        for concept in (one for one in group.concept if language in one.lang):
            wording = concept.lang[language]
            for name in {*wording.people, *wording.places, *wording.bodies}:
                assert owners.setdefault(name, concept.id) == concept.id, f"{group.id}: {name}"


def test_stronger_words_weigh_more() -> None:
    numbers = weights()
    for scale in (numbers.frame, numbers.cue):
        assert scale.decisive > scale.strong > scale.medium > scale.weak > 0
    assert numbers.prior.high > numbers.prior.usual > numbers.prior.low > numbers.prior.doubtful
    assert 1 > numbers.reach.near > numbers.reach.article > 0
    assert numbers.decision.critical > numbers.decision.major > numbers.decision.minor > 0
    assert isinstance(Graded().items(), tuple)


def test_no_cue_alone_outweighs_the_face_value() -> None:
    numbers = weights()
    assert numbers.cue.decisive < numbers.prior.usual
    assert numbers.reach.near_cap + numbers.reach.article_cap < numbers.prior.high + 3
