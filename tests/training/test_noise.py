"""Noise keeps a pair a correct translation."""

from __future__ import annotations

import random

import pytest

from training import noise
from training.config import Noise

PAIR = (
    "Le 14 mai, Anna Berger a dit « non » à 1 250 élus.",
    "On 14 May, Anna Berger said “no” to 1,250 deputies.",
)


class Always(random.Random):
    """Draws the lowest number, so that whatever may happen does."""

    def random(self) -> float:
        return 0.0


def test_without_rates_nothing_changes() -> None:
    maker = noise.Noisemaker(Noise(), frozenset({"of"}), ("Carl Dorn",))
    rng = random.Random(1)
    assert all(maker(PAIR, rng) == PAIR for _ in range(50))


def test_rates_are_kept() -> None:
    maker = noise.Noisemaker(Noise(upper=0.2, lower=0.1))
    rng = random.Random(1)
    found = [maker(("Oui, Anna.", "Yes, Anna."), rng)[1] for _ in range(2000)]
    assert 330 < found.count("YES, ANNA.") < 470
    assert 140 < found.count("yes, anna.") < 260


def test_capitals_may_lose_their_accents_on_the_source_side_only() -> None:
    found = {noise.upper(("Été", "Forêt"), random.Random(seed)) for seed in range(20)}
    assert found == {("ÉTÉ", "FORÊT"), ("ETE", "FORÊT")}


def test_headlines_leave_small_words_small() -> None:
    small = frozenset({"of", "the"})
    assert noise.title("the end of the road", small) == "The End of the Road"


def test_headlines_are_made_where_the_language_has_them_only() -> None:
    pair = ("The mayor resigns.", "Le maire démissionne.")
    with_words = noise.Noisemaker(Noise(title=1.0), frozenset({"the"}))
    without = noise.Noisemaker(Noise(title=1.0))
    assert with_words(pair, Always()) == ("The Mayor Resigns", "Le maire démissionne")
    assert without(pair, Always()) == pair


@pytest.mark.parametrize(
    ("pair", "wanted"),
    [
        (("Oui.", "Yes."), ("Oui", "Yes")),
        (("Oui.", "Yes!"), ("Oui.", "Yes!")),
        (("Oui...", "Yes..."), ("Oui...", "Yes...")),
    ],
)
def test_stops_go_on_both_sides_or_none(pair: tuple[str, str], wanted: tuple[str, str]) -> None:
    assert noise.without_stop(pair) == wanted


def test_quotation_marks_vary_on_the_source_side() -> None:
    found = {noise.other_quotes(PAIR, random.Random(seed)) for seed in range(60)}
    assert {pair[1] for pair in found} == {PAIR[1]}
    sources = {pair[0] for pair in found}
    for opening, closing in noise.QUOTES:
        assert any(f"dit {opening}non{closing} à" in source for source in sources)


def test_pairs_without_quotation_marks_may_be_quoted_whole() -> None:
    found = noise.other_quotes(("Bon soir.", "Good evening."), Always())
    assert found == ("« Bon soir. »", '"Good evening."')


def test_shared_numbers_change_alike() -> None:
    source, target = noise.other_numbers(PAIR, random.Random(3))
    day = source.split()[1]
    assert day != "14"
    assert len(day) == 2
    assert f"On {day} May" in target
    group = source.split(" 1 ")[1][:3]
    assert f"1,{group} deputies" in target


def test_numbers_of_one_side_only_stay() -> None:
    pair = ("En 1999, à 18 heures.", "In 1999, at 6 p.m.")
    source, target = noise.other_numbers(pair, random.Random(3))
    assert "18 heures" in source
    assert source[3:7] == target[3:7] != "1999"


def test_ordinals_stay() -> None:
    pair = ("Le 20e siècle", "The 20th century")
    assert noise.other_numbers(pair, random.Random(1)) == pair


def test_names_change_alike_and_rare_letters_are_practised() -> None:
    maker = noise.Noisemaker(Noise(names=1.0), names=("Carl Dorn", "Anna Berger"), letters="ø")
    found = {maker(PAIR, random.Random(seed)) for seed in range(40)}
    for source, target in found:
        name = source.split(", ")[1].split(" a dit")[0]
        assert f"May, {name} said" in target
    assert any("Carl Dorn" in source for source, _ in found)
    assert any("ø" in source for source, _ in found)


def test_unknown_names_stay() -> None:
    maker = noise.Noisemaker(Noise(names=1.0), names=("Carl Dorn",))
    assert maker(PAIR, Always()) == PAIR
