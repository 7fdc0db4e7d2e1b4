"""Keys that transliterations of one name share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.language.names.key import bare, name_key, name_keys


def alike(one: str, other: str) -> bool:
    return not set(name_keys(one)).isdisjoint(name_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Loukachenko", "Lukashenko"),
        ("Loukachenko", "Lukaschenko"),
        ("Baranovitchi", "Baranovichi"),
        ("Poutine", "Putin"),
        ("Tcherenkov", "Cherenkov"),
        ("Gorbatchev", "Gorbachev"),
        ("Khrouchtchev", "Khrushchev"),
        ("Soukhoï", "Sukhoi"),
        ("Eltsine", "Yeltsin"),
        ("Choïgou", "Shoigu"),
        ("Elçin", "Elchin"),
        ("Məmmədzadə", "Mammadzada"),
        ("Mendonsa", "Mendonça"),
        ("Moumouni", "Mumuni"),
        ("Iouri", "Yuri"),
        ("Milosevic", "Milošević"),
        ("Larrazábal", "Larrazabal"),
        ("Bachar", "Bashar"),
        ("Guerassimov", "Gerasimov"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Garza", "García"),
        ("Beaulieu", "Pauli"),
        ("Worth", "Forth"),
        ("Martin", "Morton"),
        ("Dupont", "Durand"),
        ("Poutine", "Pékin"),
        ("Minsk", "Moscou"),
    ],
)
def test_different_names(one: str, other: str) -> None:
    assert not alike(one, other)


@given(st.text(min_size=1, max_size=30))
def test_a_name_has_keys_whatever_its_case(name: str) -> None:
    assert name_keys(name)
    assert name_key(name) == name_key(name.casefold())
    assert name_key(name) in name_keys(name)


def test_a_name_without_accents() -> None:
    assert bare("Roth-Behrendt") == bare("RothBehrendt")
    assert bare("Nájera") == "najera"


def test_hostile_names(hostile_text: str) -> None:
    assert isinstance(name_key(hostile_text), str)
