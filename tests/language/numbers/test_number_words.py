"""Numbers in words: all of a language against an independent speller, and the hard cases."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.language.numbers.data import spelled_languages
from audit.language.numbers.scan import scan


def words(text: str) -> list[str]:
    """A list written as a line."""
    return text.split()


FRENCH = words("""zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
    seize dix-sept dix-huit dix-neuf""")
FRENCH_TENS = dict(enumerate(words("vingt trente quarante cinquante soixante"), 2))
ENGLISH = words("""zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""")
ENGLISH_TENS = dict(enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), 2))
GERMAN = words("""null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn
    fünfzehn sechzehn siebzehn achtzehn neunzehn""")
GERMAN_TENS = dict(
    enumerate(words("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"), 2)
)


def french(number: int, *, belgian: bool = False, joined: str = " ") -> str:
    """``number`` below a million in words; ``joined`` is a hyphen in the spelling of 1990."""

    def spell(part: int) -> str:
        return french(part, belgian=belgian, joined=joined)

    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        # Before mille, cent and vingt have no plural.
        count = (
            spell(thousands).removesuffix("s") if thousands % 100 in (0, 80) else spell(thousands)
        )
        head = "mille" if thousands == 1 else f"{count}{joined}mille"
        return head + (joined + spell(rest) if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{FRENCH[hundreds]}{joined}cent{'' if rest else 's'}"
        return head + (joined + spell(rest) if rest else "")
    if number < 20:
        return FRENCH[number]
    tens, rest = divmod(number, 10)
    if belgian and tens in (7, 9):
        word = {7: "septante", 9: "nonante"}[tens]
    elif tens in (7, 9):
        word, rest = ("soixante" if tens == 7 else "quatre-vingt"), rest + 10
    elif tens == 8:
        word = "quatre-vingt" + ("" if rest else "s")
    else:
        word = FRENCH_TENS[tens]
    if not rest:
        return word
    link = f"{joined}et{joined}" if rest in (1, 11) and "quatre" not in word else "-"
    return f"{word}{link}{FRENCH[rest]}"


def english(number: int) -> str:
    """``number`` below a million in words."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return f"{english(thousands)} thousand" + (f" {english(rest)}" if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{ENGLISH[hundreds]} hundred" + (f" and {english(rest)}" if rest else "")
    tens, rest = divmod(number, 10)
    return (
        ENGLISH[number]
        if number < 20
        else ENGLISH_TENS[tens] + (f"-{ENGLISH[rest]}" if rest else "")
    )


def german(number: int) -> str:
    """``number`` below a million in words."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return (
            (german(thousands).removesuffix("s") if thousands % 100 == 1 else german(thousands))
            + "tausend"
            + (german(rest) if rest else "")
        )
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return (
            ("ein" if hundreds == 1 else GERMAN[hundreds])
            + "hundert"
            + (german(rest) if rest else "")
        )
    tens, rest = divmod(number, 10)
    if number < 20:
        return GERMAN[number]
    return (("ein" if rest == 1 else GERMAN[rest]) + "und" if rest else "") + GERMAN_TENS[tens]


SAMPLE = [*range(1000), *range(1000, 1_000_000, 7919), 1900, 2000, 80_000, 300_000, 999_999]


def read(text: str, language: str) -> list[Fraction]:
    """The first reading of each number of a text."""
    return [number.values[0] for number in scan(text, language).numbers]


@pytest.mark.parametrize(
    ("name", "language", "spell"),
    [
        ("french", "fr", french),
        ("belgian", "fr", lambda number: french(number, belgian=True)),
        ("french of 1990", "fr", lambda number: french(number, joined="-")),
        ("english", "en", english),
        ("german", "de", german),
    ],
)
def test_every_number_below_a_million_is_read(
    name: str, language: str, spell: Callable[[int], str]
) -> None:
    wrong = {
        number: spell(number) for number in SAMPLE if read(spell(number), language) != [number]
    }
    assert not wrong, f"{name}: {dict(list(wrong.items())[:5])}"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "soixante-dix-sept virgule cinq millions", ["77500000"]),
        ("fr", "3,5 milliards", ["3500000000"]),
        ("fr", "un million et demi", ["1500000"]),
        ("fr", "5 millions 300 000", ["5300000"]),
        ("fr", "une vingtaine de millions", ["20000000"]),
        ("fr", "un demi-million", ["1", "500000"]),
        ("fr", "deux tiers", ["2/3"]),
        ("fr", "cinq ou six", ["5", "6"]),
        ("fr", "trois, quatre", ["3", "4"]),
        ("fr", "vingt et trente", ["20", "30"]),
        ("fr", "des dizaines de milliers", []),
        ("fr", "plusieurs millions", []),
        ("fr", "la vingt-cinquième", ["25"]),
        ("fr", "deux fois et demie", ["2"]),
        ("en", "two and a half million", ["2500000"]),
        ("en", "half a million", ["500000"]),
        ("en", "nineteen ninety-eight", ["1998"]),
        ("en", "twenty-five hundred", ["2500"]),
        ("en", "two dozen", ["24"]),
        ("en", "$2.5bn", ["2500000000"]),
        ("en", "hundreds of thousands", []),
        ("en", "no one", []),
        ("de", "1,2 Mrd. Euro", ["1200000000"]),
        ("de", "fünfundzwanzigste", ["25"]),
        ("de", "Achtung", []),
        ("es", "mil millones", ["1000000000"]),
        ("es", "treinta y dos", ["32"]),
        ("it", "duecentoquarantatré", ["243"]),
        ("it", "ventuno", ["21"]),
        ("pt", "cento e vinte e cinco", ["125"]),
        ("nl", "tweeëntwintig", ["22"]),
        ("id", "seratus dua puluh ribu", ["120000"]),
        ("id", "tujuh belas", ["17"]),
        ("id", "1,5 juta", ["1500000"]),
        ("ru", "двести сорок пять тысяч", ["245000"]),
        ("ru", "2,6 млрд", ["2600000000"]),
        ("ar", "خمسة وعشرون", ["25"]),
        ("ar", "مئة وخمسون ألف", ["150000"]),
        ("zh", "三十二万五千", ["325000"]),
        ("zh", "一亿二千万", ["120000000"]),
        ("zh", "三分之二", ["2/3"]),
        ("zh", "十五", ["15"]),
        ("zh", "他们一起统一行动", []),
        ("ja", "3億5000万", ["350000000"]),
        ("ko", "3억", ["300000000"]),
        ("hi", "१२.५ करोड़", ["125000000"]),
        ("pl", "5 mln", ["5000000"]),
        ("xx", "twelve 12", ["12"]),
    ],
)
def test_words_and_figures(language: str, text: str, expected: list[str]) -> None:
    assert read(text, language) == [Fraction(value) for value in expected]


@pytest.mark.parametrize("word", ["un", "une", "neuf", "second", "moitié", "premier"])
def test_words_that_are_rarely_numbers_are_weak(word: str) -> None:
    assert all(number.weak for number in scan(f"{word} toit", "fr").numbers)


def test_a_weak_word_is_a_number_before_a_scale() -> None:
    (number,) = scan("neuf millions", "fr").numbers
    assert number.values == (9_000_000,) and not number.weak


def test_a_half_after_the_noun_is_a_second_reading() -> None:
    (number,) = scan("deux heures et demie", "fr").numbers
    assert number.values == (2, Fraction(5, 2))


def test_the_languages_of_the_docstring_are_the_languages_of_the_data() -> None:
    assert spelled_languages() == {"ar", "de", "en", "es", "fr", "id", "it", "nl", "pt", "ru", "zh"}
