"""Articles are aligned by their words where there are word tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audit.alignment.bilingual import compare
from audit.alignment.sentences import align
from audit.model.document import Document
from audit.translators.interface import EngineOptions
from audit.translators.none import NoTranslator

MakeArticle = Callable[[Sequence[str], str], Document]
ENGLISH = (
    "The dog slept near the wall.",
    "Her brother bought some bread.",
    "The child had a red hat on.",
    "We sold the house last week.",
)
FRENCH: tuple[str, ...] = (
    "Le chien dormait près du mur.",
    "L'enfant avait un chapeau rouge.",
    "Nous avons vendu la maison hier.",
)


def _links(found: Sequence[object]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(one.source, one.target) for one in found]  # type: ignore[attr-defined]


RIGHT = [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]


def test_sentences_of_one_length_without_names_are_told_apart(article: MakeArticle) -> None:
    source, target = article(ENGLISH, "en"), article(FRENCH, "fr")
    ((beside,), failures) = compare(
        [target], [source], [[None] * len(FRENCH)], NoTranslator(EngineOptions())
    )
    assert beside is not None and not failures
    assert _links(beside.alignments) == RIGHT
    assert _links(align(source, target)) != RIGHT


def test_other_languages_are_aligned_without(article: MakeArticle) -> None:
    source, target = article(ENGLISH, "en"), article(FRENCH, "ca")
    ((beside,), _) = compare(
        [target], [source], [[None] * len(FRENCH)], NoTranslator(EngineOptions())
    )
    assert beside is not None
    assert beside.alignments == align(source, target)
