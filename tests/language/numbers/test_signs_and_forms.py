"""Numbers whose scales are signs, and months in all their cases."""

from __future__ import annotations

from fractions import Fraction

import pytest

from audit.language.numbers.quantities.find import Kind, find


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ja", "5万3千人が参加した。", 53_000),
        ("ja", "予算は2兆4千億円だ。", 2_400_000_000_000),
        ("ko", "예산은 2조 4천억 원이다.", 2_400_000_000_000),
        ("cs", "Stálo to 3,5 miliardy korun.", 3_500_000_000),
        ("ru", "Посадили полмиллиона деревьев.", 500_000),
        ("ru", "Это 3 квадриллиона операций.", 3 * 10**15),
        ("fr", "Le chiffre dépassera le milliard.", 10**9),
        ("fr", "Il a perdu huit cents.", 800),
        ("fr", "C’est un quart de million de plus.", 250_000),
        ("fr", "Il y a trois quarts de million d’arbres.", 750_000),
        ("en", "It grew by a quarter of a million.", 250_000),
        ("ja", "指数は９５・７２下落した。", Fraction("95.72")),
        ("ja", "支持率は６割だ。", 60),
        ("ja", "港は昭和40年に開いた。", 1965),
        ("zh", "支持率是6成。", 60),
        ("ko", "지지율은 6할이다.", 60),
    ],
)
def test_the_value(language: str, text: str, value: Fraction | int) -> None:
    (number,) = find(text, language)
    assert number.values[0] == Fraction(value)
    assert text[number.start : number.end] == number.text


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("ru", "Доклад выйдет к октябрю 2023 года.", 10),
        ("ru", "Перед маем 2023 года.", 5),
        ("en", "The Sept. 14 flood closed the road.", 9),
    ],
)
def test_the_month(language: str, text: str, month: int) -> None:
    dates = [one for one in find(text, language) if one.kind is Kind.DATE]
    months = [part.values[0] for one in dates for part in one.parts if part.kind is Kind.MONTH]
    assert months == [month]


def test_cents_are_coins_or_hundreds() -> None:
    (number,) = find("Il a perdu huit cents.", "fr")
    assert number.values == (800, 8)


def test_two_figures_of_a_year_are_also_that_of_a_century() -> None:
    (short,) = find("２１年に開いた。", "ja")
    assert short.values == (21, 2021, 1921)
    (whole,) = find("121年に開いた。", "ja")
    assert whole.values == (121,)
