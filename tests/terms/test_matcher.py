from __future__ import annotations

import pickle
from collections import Counter

import pytest

from audit.terms.matcher import TermIndex, keys_of
from audit.terms.model import Concept, Conditions, Match, Status, Term, Termbase


def index(*terms: Term, language: str = "fr", house: bool = True) -> TermIndex:
    """An index of one concept."""
    concept = Concept("c", "d", "", "", tuple((language, term) for term in terms))
    return TermIndex([Termbase("t", "0", (concept,), is_house=house)], language)


def found(terms: TermIndex, text: str) -> list[str]:
    hits = terms.longest(text, keys_of([text], terms.language))
    return [text[hit.start : hit.end] for hit in hits]


def deprecated(text: str, match: Match = Match.INFLECTED, **conditions: tuple[str, ...]) -> Term:
    return Term(text, Status.DEPRECATED, match=match, conditions=Conditions(**conditions))


@pytest.mark.parametrize(
    ("term", "language", "text", "quoted"),
    [
        (
            "missile balistique",
            "fr",
            "deux missiles balistiques ont été tirés",
            "missiles balistiques",
        ),
        ("cheval de bois", "fr", "Les chevaux de bois tournent.", "chevaux de bois"),
        ("conseil régional", "fr", "les conseils régionaux", "conseils régionaux"),
        ("impacter", "fr", "La hausse impactera-t-elle les prix ?", "impactera"),
        ("état-major", "fr", "L’Etat-major a démenti.", "Etat-major"),
        ("chantier naval", "fr", "CHANTIERS NAVALS : la grève", "CHANTIERS NAVALS"),
        ("mandat d'arrêt", "fr", "un mandat d’arrêt international", "mandat d’arrêt"),
        ("élever … fonds", "fr", "Ils élèvent de grands fonds.", "élèvent de grands fonds"),
        ("prime minister", "en", "the prime minister's office", "prime minister"),
        ("county", "en", "Two counties agreed.", "counties"),
        ("Haus am See", "de", "die Häuser am See", "Häuser am See"),
    ],
)
def test_words_are_found_in_all_their_forms(
    term: str, language: str, text: str, quoted: str
) -> None:
    terms = index(deprecated(term), language=language)
    assert [one.replace("’", "'") for one in found(terms, text)] == [quoted.replace("’", "'")]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("quai", "quaiser"),
        ("mandat d'arrêt", "Le mandat. Arrêt du train."),
        ("chantier naval", "un chantier, naval dit-on"),
        ("élever … fonds", "Ils élèvent des poulets dans les fonds."),
        ("Maison Blanche", "une maison blanche"),
    ],
)
def test_what_only_looks_alike_is_not_found(term: str, text: str) -> None:
    assert found(index(deprecated(term)), text) == []


def test_a_form_in_small_letters_is_found_in_capitals_too() -> None:
    assert found(index(deprecated("quai")), "Quai fermé, QUAI ouvert") == ["Quai", "QUAI"]


def test_fixed_and_exact_forms() -> None:
    fixed, exact = deprecated("quais", Match.FIXED), deprecated("quais", Match.EXACT)
    assert found(index(fixed), "Quais, quai, quais") == ["Quais", "quais"]
    assert found(index(exact), "Quais, quai, quais") == ["quais"]


def test_the_longest_form_wins_and_a_right_one_protects_what_it_holds() -> None:
    terms = index(deprecated("digital"), Term("empreinte digitale", Status.LEFT_ALONE))
    text = "des empreintes digitales et une radio digitale"
    hits = terms.longest(text, Counter())
    assert [(text[hit.start : hit.end], hit.form.is_deprecated) for hit in hits] == [
        ("empreintes digitales", False),
        ("digitale", True),
    ]


def test_the_users_own_termbase_wins_over_the_shipped_ones() -> None:
    def termbase(status: Status, house: bool) -> Termbase:
        concept = Concept("c", "d", "", "", (("fr", Term("impacter", status)),))
        return Termbase(f"t{house}", "0", (concept,), is_house=house)

    shipped, own = termbase(Status.DEPRECATED, False), termbase(Status.ADMITTED, True)
    (hit,) = TermIndex([own, shipped], "fr").longest("Cela impacte tout.", Counter())
    assert hit.form.is_accepted
    shipped, own = termbase(Status.ADMITTED, False), termbase(Status.DEPRECATED, True)
    (hit,) = TermIndex([own, shipped], "fr").longest("Cela impacte tout.", Counter())
    assert hit.form.is_deprecated


@pytest.mark.parametrize(
    ("conditions", "text", "expected"),
    [
        ({"after": ("des",)}, "des officiels et les officiels", 1),
        ({"after": ("^",)}, "officiels et les officiels", 1),
        ({"not_after": ("les",)}, "des officiels et les officiels", 1),
        ({"before": ("$",)}, "officiels et les officiels", 1),
        ({"before": ("",)}, "officiels, puis les officiels", 1),
        ({"not_before": ("puis",)}, "officiels puis les officiels", 1),
        ({"needs": ("ministre",)}, "les officiels et deux ministres", 1),
        ({"needs": ("officiels",)}, "les officiels", 0),
        ({"unless": ("ministre",)}, "les officiels et deux ministres", 0),
    ],
)
def test_conditions(conditions: dict[str, tuple[str, ...]], text: str, expected: int) -> None:
    term = deprecated("officiels", Match.FIXED, **conditions)
    assert len(found(index(term), text)) == expected


def test_scripts_without_spaces_are_searched_as_they_are() -> None:
    assert found(index(deprecated("武装力量"), language="zh"), "俄罗斯武装力量昨天") == ["武装力量"]


def test_hostile_text_is_survived(hostile_text: str) -> None:
    text = hostile_text[:5000]
    for hit in index(deprecated("quai"), deprecated("a … b")).longest(text, Counter()):
        assert 0 <= hit.start < hit.end <= len(text)


def test_a_termbase_goes_to_a_worker_and_back(house: Termbase) -> None:
    again = pickle.loads(pickle.dumps(house))
    assert again == house
    assert hash(again) == hash(house)
    assert again.concepts == house.concepts
