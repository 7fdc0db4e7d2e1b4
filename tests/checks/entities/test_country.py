"""ENT003 with a source text, over several articles, and its speed."""

from __future__ import annotations

import time

import pytest

from audit.checks.entities.country.check import CountryMismatch
from audit.checks.interface import CheckContext
from audit.model.document import (
    Block,
    BlockKind,
    Document,
    Language,
    Provenance,
    Segment,
    SourceText,
)
from audit.model.finding import Candidate, Severity, SignalKind
from audit.model.text import TextMap
from audit.model.translation import Alignment


def document(lines: list[str], language: str, path: str = "article.txt") -> Document:
    """Each line a segment of its own."""
    known = Language(language, 1.0, "option")
    blocks, segments, offset = [], [], 0
    for index, line in enumerate(lines):
        places = TextMap.identity(offset, len(line))
        offset += len(line) + 1
        blocks.append(Block(index, BlockKind.BODY, line, places, known))
        segments.append(Segment(index, index, BlockKind.BODY, line, places, known))
    source = SourceText(path, "\n".join(lines), "utf-8", "0")
    return Document(source, "text", known, Provenance(False), tuple(blocks), tuple(segments))


def compared(
    pairs: list[tuple[str, str]], languages: tuple[str, str] = ("en", "fr")
) -> list[Candidate]:
    """Candidates for pairs of (source, translation), aligned one to one."""
    source = document([one for one, _ in pairs], languages[0], "source.txt")
    target = document([one for _, one in pairs], languages[1])
    alignments = tuple(Alignment((index,), (index,), 1.0) for index in range(len(pairs)))
    nothing = tuple(None for _ in pairs)
    context = CheckContext(target, nothing, source=source, alignments=alignments)
    return list(CountryMismatch().run(context))


def test_a_state_in_the_place_of_another_is_major_with_two_signals() -> None:
    (found,) = compared(
        [
            (
                "Nigerian customs officers seized the ship on Monday.",
                "Les douaniers nigériens ont saisi le navire lundi.",
            )
        ]
    )
    assert found.severity == Severity.MAJOR
    assert found.text == "nigériens"
    assert {one.signal for one in found.evidence} == {SignalKind.SOURCE, SignalKind.CHECK}
    assert str(found.suggestion) == "Check whether `Nigeria` is meant."


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Russia's army left.", "L’armée russe est partie."),
        ("The U.S.-led mission ended.", "La mission conduite par les Américains a pris fin."),
        ("It cost 3 million US dollars.", "Cela a coûté 3 millions de dollars."),
        ("It cost $3 million.", "Cela a coûté 3 millions de dollars américains."),
        ("Minsk refused.", "La Biélorussie a refusé."),
        ("The White House denied it.", "Les États-Unis ont démenti."),
        ("Michael Jordan came to Congo.", "Michael Jordan est venu en RDC."),
        ("The Indian Ocean warms.", "L’océan Indien se réchauffe."),
        (
            "Franco-German talks resumed.",
            "Les pourparlers entre la France et l’Allemagne ont repris.",
        ),
        ("The ETATS-UNIS sign fell.", "L’enseigne ETATS-UNIS est tombée."),
        ("British Airways cancelled flights.", "British Airways a annulé des vols."),
        ("Ukraine and Chile agreed.", "L’ukraine et le chili se sont mis d’accord."),
        ("Latin American leaders met.", "Les dirigeants latino-américains se sont réunis."),
    ],
)
def test_one_state_said_in_two_ways_is_no_finding(source: str, target: str) -> None:
    assert compared([(source, target)]) == []


def test_a_name_for_the_country_is_fine_where_the_article_has_it() -> None:
    pairs = [
        ("Kenya held elections.", "Le Kenya a tenu des élections."),
        ("Turnout was high in the country.", "La participation a été forte au Kenya."),
        ("Kenya's press was pleased.", "La presse du pays s’en est réjouie."),
    ]
    assert compared(pairs) == []


def test_a_state_that_only_the_translation_has_is_minor_and_told_once() -> None:
    pairs = [
        ("The union approved the plan.", "Les États-Unis ont approuvé le plan."),
        ("The union thanked its staff.", "Les États-Unis ont remercié leur personnel."),
    ]
    (found,) = compared(pairs)
    assert (found.severity, found.text) == (Severity.MINOR, "États-Unis")
    assert "2×" in found.evidence[0].detail


def test_a_state_that_only_the_source_has_is_minor() -> None:
    (found,) = compared([("Peru won the final.", "L’équipe a gagné la finale.")])
    assert found.severity == Severity.MINOR
    assert "Peru" in found.message
    assert found.text == "L’équipe a gagné la finale."


def test_an_alignment_that_is_off_by_one_is_no_swap() -> None:
    pairs = [
        ("Chad voted on Monday.", "Le vote a eu lieu lundi."),
        ("Mali votes on Friday.", "Le Tchad a voté lundi."),
        ("Results follow.", "Le Mali vote vendredi."),
    ]
    assert compared(pairs) == []


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("id", "Presiden Belarus tiba di Moskow, kata kantor berita Rusia."),
        ("ru", "Президент Белоруссии прибыл в Москву, сообщили российские СМИ."),
        ("ar", "وصل الرئيس البيلاروسي إلى موسكو، حسبما ذكرت وسائل الإعلام الروسية."),
        ("zh", "白俄罗斯总统抵达莫斯科，俄罗斯媒体报道。"),
        ("de", "Der Präsident von Belarus traf in Moskau ein, meldeten russische Medien."),
    ],
)
def test_other_source_languages_are_compared_by_name(language: str, source: str) -> None:
    right = "Le président biélorusse est arrivé à Moscou, selon les médias russes."
    wrong = "Le président bulgare est arrivé à Moscou, selon les médias russes."
    assert [one.severity for one in compared([(source, right)], (language, "fr"))] == []
    found = compared([(source, wrong)], (language, "fr"))
    assert [(one.severity, one.text) for one in found] == [(Severity.MAJOR, "bulgare")]


def test_a_language_that_cldr_does_not_know_is_unsupported() -> None:
    check = CountryMismatch()
    assert not check.supports("xx")
    assert not check.supports("und")
    languages = (
        "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl pl pt ro ru sv sw tr uk vi zh"
    )
    assert all(check.supports(code) for code in languages.split())


def test_articles_that_keep_to_different_names_are_told_together() -> None:
    contexts = [
        CheckContext(document([text], "fr", path), (None,))
        for path, text in (
            ("a.txt", "Le Bélarus rouvre un poste-frontière."),
            ("b.txt", "La Biélorussie vend ses tracteurs au Bénin."),
            ("c.txt", "La Biélorussie publie son budget."),
        )
    ]
    (found,) = CountryMismatch().run_across(contexts)
    assert [one.path for one in found.occurrences] == ["a.txt", "b.txt"]
    assert [one.text for one in found.occurrences] == ["Bélarus", "Biélorussie"]
    assert found.candidate.severity == Severity.MINOR


def test_it_is_fast() -> None:
    states = ("Le Pérou", "Un ministre chilien", "Lima", "La Bolivie", "Une usine argentine")
    lines = [
        f"{states[number % 5]} annonce une réforme numéro {number} de la pêche côtière dès juin."
        for number in range(1500)
    ]
    article = document(lines, "fr")
    check = CountryMismatch()
    list(check.run(CheckContext(document(lines[:5], "fr"), (None,) * 5)))
    started = time.process_time()
    list(check.run(CheckContext(article, (None,) * len(lines))))
    words = sum(len(line.split()) for line in lines)
    assert words / (time.process_time() - started) * 60 > 150_000
