"""Typography that no human sets, in languages of several scripts and marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.api import run_audit


def found(folder: Path, text: str, language: str, rule: str = "TYP001") -> list[str]:
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    report = run_audit([path], engine="none", language=language, names="none", cache=False)
    return [one.text for one in report.documents[0].findings if one.rule == rule]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le port n ’ est pas sûr. La ville l ’ a dit hier soir.", " ’ "),
        ("it", "Il porto dell ' isola resta chiuso. La città l ' ha detto.", " ' "),
        ("fr", "Le port N'est pas sûr et la ville D'en haut le sait.", "N'est"),
        ("es", 'La alcaldesa habló de un"error"de la oficina el lunes.', '"'),
        ("ru", 'Мэр говорила об"ошибке"бюро в понедельник вечером.', '"'),
        ("it", "Il porto resta chiuso（per ora）e la città attende notizie.", "（"),
        ("es", "« Nadie sabe nada « , dijo la alcaldesa el lunes.", "«"),
        ("es", "«Nadie sabe nada, dijo la alcaldesa. El puerto sigue cerrado.", "«"),
        ("es", "Nadie sabe nada», dijo la alcaldesa. El puerto sigue cerrado.", "»"),
        (
            "de",
            "„Ja“, sagte sie. “Der Hafen bleibt zu”, sagte er. Dann ging er.",
            "“Der Hafen bleibt zu”",
        ),
        ("ja", "市長は「そうだ」と言った。彼は“違う”と言った。", "“違う”"),
    ],
)
def test_what_machines_leave(tmp_path: Path, language: str, text: str, expected: str) -> None:
    assert expected in found(tmp_path, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Il lit L'Équipe. La ville n'a rien dit, et « le port » reste fermé."),
        ("fr", "« Le port reste fermé.\n\n« La ville attend. »\n\nLa suite viendra demain."),
        ("de", "„Der Hafen bleibt zu“, sagte sie. »Ja« steht im Duden."),
        ("he", 'צה"ל הודיע על סגירת הנמל ביום שני.'),
        ("ko", "시장은 “항구가 닫혔다”고 말했다."),
        ("ja", "市長は（月曜日に）「港は閉まっている」と述べた。"),
        ("sv", "”Hamnen är stängd”, sa hon på måndagen."),
        ("fi", "”Satama on kiinni”, hän sanoi maanantaina."),
    ],
)
def test_what_people_set(tmp_path: Path, language: str, text: str) -> None:
    assert not found(tmp_path, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El Puerto De La Ciudad Cierra En Mayo\n\nEl puerto de la ciudad cierra en mayo."),
        ("de", "Der Hafen Der Stadt Schließt Im Mai\n\nDer Hafen der Stadt schließt im Mai."),
        ("ru", "Порт Города Закроется В Мае\n\nПорт города закроется в мае."),
        ("pt", "O Porto Da Cidade Fecha Em Maio\n\nO porto da cidade fecha em maio."),
    ],
)
def test_title_case_in_languages_without_lists(tmp_path: Path, language: str, text: str) -> None:
    assert found(tmp_path, text, language, "ART001")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El puerto de Los Ángeles cierra en mayo\n\nEl puerto cierra en mayo."),
        ("de", "Hafen der Stadt Hamburg schließt im Mai\n\nDer Hafen schließt im Mai."),
        ("id", "Pelabuhan Kota Ditutup Pada Bulan Mei\n\nPelabuhan kota ditutup."),
        ("nl", "Haven van Den Haag sluit in mei\n\nDe haven sluit in mei."),
    ],
)
def test_headlines_that_are_right(tmp_path: Path, language: str, text: str) -> None:
    assert not found(tmp_path, text, language, "ART001")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Анатолий Лученко приехал в порт. Люченко молчал.", "Люченко"),
        ("ja", "チェレンコ市長は港を訪れた。チェレンカは黙っていた。", "チェレンカ"),
    ],
)
def test_spellings_in_other_scripts(
    tmp_path: Path, language: str, text: str, expected: str
) -> None:
    assert any(expected in one for one in found(tmp_path, text, language, "ENT002"))


@pytest.mark.parametrize(
    "text",
    ["Портом Варгановск гордятся. О Варгановске пишут.", "Satoru Iwato (Сатору Ивато) приехал."],
)
def test_endings_and_originals_are_no_spellings(tmp_path: Path, text: str) -> None:
    assert not found(tmp_path, text, "ru", "ENT002")
