from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import ReadError
from audit.readers import SUFFIXES
from audit.readers.files import read
from audit.readers.kinds import reader_of

PROSE = "Le maire a parlé hier devant le conseil.\n"
UNREAD = [".xlf", ".tmx", ".po", ".srt", ".json", ".csv", ".pdf", ".rtf", ".xml", ".bin", ".fr"]
FOREIGN = {
    "tmx": '<?xml version="1.0"?>\n<tmx version="1.4"><body>Bonjour</body></tmx>',
    "bare xliff": '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>',
    "json": '{"title": "Le maire a parlé."}',
    "json list": '[\n {"a": "Bonjour"}]',
    "json lines": '{"id": 1, "t": "Bonjour"}\n{"id": 2, "t": "Oui"}\n',
    "gettext": '# Translations\nmsgid ""\nmsgstr "Bonjour"\n',
    "subtitles": "1\n00:00:01,000 --> 00:00:04,000\nBonjour à tous.\n",
    "webvtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nBonjour à tous.\n",
    "rtf": r"{\rtf1\ansi Bonjour \b tous}",
    "pdf": "%PDF-1.7\nBonjour\n",
}
TEXTS = {
    "prose": PROSE,
    "note": "[1] Le maire a parlé.\n",
    "year": "[2026]\n\nLe maire a parlé.\n",
    "brace": "{Photo} Le maire a parlé.\n",
    "number": "1\nLe maire a parlé.\n",
    "arrow": "Le maire --> parti.\n",
    "angle": "<Le maire> a parlé de la version 2.\n",
}


@pytest.mark.parametrize("suffix", [one for one in UNREAD if one not in SUFFIXES])
@pytest.mark.parametrize("name", ["article{}", "ARTICLE{}~", "a.fr{}"])
def test_a_kind_that_no_reader_takes_is_never_text(tmp_path: Path, suffix: str, name: str) -> None:
    path = tmp_path / name.format(suffix)
    path.write_text(PROSE, encoding="utf-8")
    with pytest.raises(ReadError, match="cannot read this kind of file"):
        read(str(path))


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("path", ["-", "article"])
def test_without_a_suffix_the_content_tells(path: str, text: str) -> None:
    assert reader_of(path, text) is None


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_prose_without_a_suffix_is_text(text: str) -> None:
    assert reader_of("-", text) == "text"
    assert reader_of("LISEZMOI", text) == "text"


@pytest.mark.parametrize("name", ["Budget 2026. Le maire", "tribune.2", ".brouillon", "a.txt~"])
def test_what_only_looks_like_a_suffix_is_none(name: str) -> None:
    assert reader_of(name, PROSE) == "text"


@pytest.mark.parametrize("text", ["***\n", "2026\n\n— 12 % —\n", "👍\n"])
def test_a_file_without_a_word_is_no_article(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match="holds no words"):
        read(str(path))
