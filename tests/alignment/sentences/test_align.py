from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from audit.alignment.sentences import align
from audit.model.document import BlockKind, Document
from audit.model.translation import Alignment

MakeArticle = Callable[..., Document]

ENGLISH = (
    "Harbour workers in Valmer end a nine-day strike",
    "Dockers in the port of Valmer went back to work on Tuesday after nine days of strike.",
    "The agreement, signed at 3:40 am, gives the 1,250 workers a pay rise of 4.5%.",
    "“We have not won everything, but we have won respect,” said Irène Castel of the union.",
    "Will the ferries to Corland sail again this week?",
    "The company that runs them, Nordia Lines, would not say.",
    "During the strike some 60,000 containers piled up on the quays.",
    "Fruit worth several million euros rotted in the heat.",
    "Mayor Paul Arnoux thanked both sides for their patience.",
    "He also promised help for the small firms that had lost orders.",
    "The next talks are planned for 14 March 2026 in Brussels.",
    "Weather: rain is expected along the coast until Friday.",
)
FRENCH = (
    "Les dockers de Valmer mettent fin à neuf jours de grève",
    "Les dockers du port de Valmer ont repris le travail mardi après neuf jours de grève.",
    "L’accord, signé à 3 h 40, accorde aux 1 250 salariés une hausse de salaire de 4,5 %.",
    "« Nous n’avons pas tout gagné, mais nous avons gagné le respect », a dit Irène Castel, du syndicat.",
    "Les ferries pour Corland reprendront-ils la mer cette semaine ?",
    "La compagnie qui les exploite, Nordia Lines, n’a pas voulu le dire.",
    "Pendant la grève, quelque 60 000 conteneurs se sont entassés sur les quais.",
    "Pour plusieurs millions d’euros de fruits ont pourri à la chaleur.",
    "Le maire, Paul Arnoux, a remercié les deux parties de leur patience.",
    "Il a aussi promis une aide aux petites entreprises qui ont perdu des commandes.",
    "Les prochaines négociations sont prévues le 14 mars 2026 à Bruxelles.",
    "Météo : la pluie est attendue le long de la côte jusqu’à vendredi.",
)
GREEK_LETTERS = str.maketrans(
    {chr(ord("a") + i): chr(0x3B1 + i % 24) for i in range(26)}
    | {chr(ord("A") + i): chr(0x391 + i % 16) for i in range(26)}
)


def pairs(found: Sequence[Alignment]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(one.source, one.target) for one in found]


def without(lines: Sequence[str], *gone: int) -> list[str]:
    return [line for index, line in enumerate(lines) if index not in gone]


def test_a_faithful_translation_is_aligned_one_to_one(article: MakeArticle) -> None:
    found = align(article(ENGLISH, "en"), article(FRENCH))
    assert pairs(found) == [((i,), (i,)) for i in range(12)]
    assert min(one.score for one in found) > 0.5


@pytest.mark.parametrize("gone", range(12))
def test_each_missing_sentence_is_found_without_translation(
    article: MakeArticle, gone: int
) -> None:
    found = align(article(ENGLISH, "en"), article(without(FRENCH, gone)))
    assert ((gone,), ()) in pairs(found)
    assert sum(not one.target for one in found) == 1


@pytest.mark.parametrize("added", range(12))
def test_each_added_sentence_is_found_without_translation(article: MakeArticle, added: int) -> None:
    found = align(article(without(ENGLISH, added), "en"), article(FRENCH))
    assert ((), (added,)) in pairs(found)


def test_a_paragraph_that_is_gone_does_not_derail_the_rest(article: MakeArticle) -> None:
    found = pairs(align(article(ENGLISH, "en"), article(without(FRENCH, 3, 4, 5))))
    assert {((i,), ()) for i in (3, 4, 5)} <= set(found)
    assert [((i,), (i - 3,)) for i in range(6, 12)] == found[-6:]


def test_merged_sentences_are_no_omission(article: MakeArticle) -> None:
    joined = [*FRENCH[:5], f"{FRENCH[5]} {FRENCH[6]}", *FRENCH[7:]]
    assert ((5, 6), (5,)) in pairs(align(article(ENGLISH, "en"), article(joined)))
    source = [*ENGLISH[:5], f"{ENGLISH[5]} {ENGLISH[6]}", *ENGLISH[7:]]
    assert ((5,), (5, 6)) in pairs(align(article(source, "en"), article(FRENCH)))


def test_length_numbers_and_signs_suffice_in_another_script(article: MakeArticle) -> None:
    greek = [line.translate(GREEK_LETTERS) for line in without(FRENCH, 6)]
    found = pairs(align(article(ENGLISH, "en"), article(greek, "el")))
    assert ((6,), ()) in found
    assert sum(left == right for left, right in found[:6]) == 6


def test_a_back_translation_decides_where_nothing_is_shared(article: MakeArticle) -> None:
    source = ("The cat sleeps.", "A dog barks.", "Snow has fallen.", "She reads books.")
    target = ("Kot śpi.", "Spadł śnieg.", "Ona czyta książki.")
    pivot = ("The cat is sleeping.", "Snow fell.", "She reads books.")
    found = align(article(source, "en"), article(target, "pl"), pivot_texts=pivot)
    assert pairs(found) == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]


def test_what_is_not_prose_is_in_no_alignment(article: MakeArticle) -> None:
    kinds = [BlockKind.HEADLINE, BlockKind.CREDIT, BlockKind.BODY]
    source = article((ENGLISH[0], "Photo: AFP", ENGLISH[1]), "en", kinds)
    kinds = [BlockKind.HEADLINE, BlockKind.BODY, BlockKind.FURNITURE]
    target = article((FRENCH[0], FRENCH[1], "Partager sur Facebook"), "fr", kinds)
    assert pairs(align(source, target)) == [((0,), (0,)), ((2,), (1,))]


def test_one_empty_side_leaves_the_other_alone(article: MakeArticle) -> None:
    some, none = article(FRENCH[:2]), article(("Photo: AFP",), "en", [BlockKind.CREDIT])
    assert pairs(align(some, none)) == [((0,), ()), ((1,), ())]
    assert pairs(align(none, some)) == [((), (0,)), ((), (1,))]
    assert align(none, none) == ()


def test_every_sentence_is_in_exactly_one_alignment(article: MakeArticle) -> None:
    found = align(article(ENGLISH, "en"), article([*FRENCH[6:], *FRENCH[:6]]))
    assert sorted(i for one in found for i in one.source) == list(range(12))
    assert sorted(i for one in found for i in one.target) == list(range(12))
    assert all(0 <= one.score <= 1 for one in found)


def test_a_sentence_that_moved_is_neither_omitted_nor_added(article: MakeArticle) -> None:
    target = [*FRENCH[:2], *FRENCH[3:10], FRENCH[2], *FRENCH[10:]]
    found = pairs(align(article(ENGLISH, "en"), article(target)))
    assert ((2,), (9,)) in found
    assert all(source and translation for source, translation in found)


def test_hostile_text_is_aligned(article: MakeArticle, hostile_text: str) -> None:
    source, target = article((hostile_text[:5000], ENGLISH[1]), "en"), article(FRENCH[:2])
    found = align(source, target)
    assert sorted(i for one in found for i in one.source) == [0, 1]
    assert sorted(i for one in found for i in one.target) == [0, 1]


def test_the_numbers_of_a_long_article_keep_it_on_the_path(article: MakeArticle) -> None:
    source = [f"Sentence number {i} says the usual thing." for i in range(300)]
    target = [f"La phrase numéro {i} dit la chose habituelle." for i in range(300) if i % 50 != 7]
    gone = [
        one.source[0] for one in align(article(source, "en"), article(target)) if not one.target
    ]
    assert gone == [7, 57, 107, 157, 207, 257]
