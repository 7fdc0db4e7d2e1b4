"""Bilingual files, subtitles, JSON and Word documents: what is read, and where it stands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from audit import run_audit
from audit.errors import ReadError
from audit.model.document import Document
from audit.model.text import HOLE
from audit.readers.files import read
from audit.reading.ingest import ingest

XLIFF = (
    '<?xml version="1.0"?>\r\n<xliff version="1.2"><file source-language="en" target-language="fr">'
    "<body>{}</body></file></xliff>"
)
UNIT = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>'


def document(folder: Path, name: str, text: str | bytes, **options: Any) -> Document:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return ingest(*read(str(path)), **options)


def stands(found: Document) -> list[str]:
    """What the file says where each segment stands."""
    return [found.source.text[segment.span.start : segment.span.end] for segment in found.segments]


def texts(found: Document | None) -> list[str]:
    assert found is not None
    return [segment.text for segment in found.segments]


def test_xliff_1_2_pairs_units_and_decodes_entities(tmp_path: Path) -> None:
    units = UNIT.format("a", "Fish &amp; chips, 𝕷eft", "Poisson &amp; frites à l&#8217;eau")
    found = document(tmp_path, "a.xlf", XLIFF.format(units + UNIT.format("b", "One", "Un")))
    assert texts(found) == ["Poisson & frites à l’eau", "Un"]
    assert texts(found.original) == ["Fish & chips, 𝕷eft", "One"]
    assert stands(found) == ["Poisson &amp; frites à l&#8217;eau", "Un"]
    assert (found.language.code, found.provenance.source_language) == ("fr", "en")
    assert [(unit.raw.id, unit.source, unit.target) for unit in found.units] == [
        ("a", 0, 0), ("b", 1, 1),
    ]  # fmt: skip


def test_xliff_passes_over_what_is_no_unit_of_its_own(tmp_path: Path) -> None:
    inner = (
        '<trans-unit id="1"><source>One</source><target>Un</target>'
        "<alt-trans><source>Old</source><target>Vieux</target></alt-trans><note>No</note></trans-unit>"
        '<trans-unit id="2" translate="no"><source>CODE</source></trans-unit>'
        '<trans-unit id="3"><source>A<ph id="1">&lt;b></ph>b</source><target><g id="2">C</g></target>'
        "</trans-unit>"
    )
    found = document(tmp_path, "a.xlf", XLIFF.format(inner))
    assert texts(found) == ["Un", "C"]
    assert texts(found.original) == ["One", f"A{HOLE}b"]
    last = found.units[-1].raw
    assert (last.source_codes, last.target_codes) == (("ph:1",), ("g:2",))


def test_xliff_2_has_its_languages_on_the_root(tmp_path: Path) -> None:
    found = document(
        tmp_path, "a.xliff",
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="pt-BR">'
        '<file id="f"><unit id="u"><segment id="1" state="initial"><source>One</source>'
        "<target>Um</target></segment><segment><source>Two</source></segment></unit></file></xliff>",
    )  # fmt: skip
    assert (found.language.code, texts(found), texts(found.original)) == (
        "pt-BR", ["Um"], ["One", "Two"],
    )  # fmt: skip
    assert [(unit.raw.id, unit.raw.state, unit.target) for unit in found.units] == [
        ("u/1", "initial", 0), ("u", None, None),
    ]  # fmt: skip


def test_tmx_takes_the_language_that_most_units_have(tmp_path: Path) -> None:
    unit = (
        '<tu><tuv xml:lang="en-US"><seg>{}</seg></tuv><tuv xml:lang="fr"><seg>{}</seg></tuv></tu>'
    )
    text = (
        '<tmx version="1.4"><header srclang="en"/><body>' + unit.format("One", "Un &lt;")
        + '<tu tuid="x"><tuv xml:lang="en"><seg>Two</seg></tuv></tu></body></tmx>'
    )  # fmt: skip
    found = document(tmp_path, "a.tmx", text)
    assert (texts(found), stands(found)) == (["Un <"], ["Un &lt;"])
    assert [unit.raw.id for unit in found.units] == ["1", "x"]
    assert found.units[1].target is None


def test_po_joins_lines_unescapes_and_knows_plurals(tmp_path: Path) -> None:
    text = (
        '\ufeffmsgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n\n# note\n#, fuzzy\nmsgctxt "menu"\n'
        'msgid "Say \\"hi\\""\nmsgstr ""\n"Diga "\n"\\"olá\\""\n\nmsgid "A day"\n'
        'msgid_plural "%d days"\nmsgstr[0] "Um dia"\nmsgstr[1] "%d dias"\n\n#~ msgid "Old"\n#~ msgstr "Velho"\n'
    )
    found = document(tmp_path, "a.po", text)
    assert texts(found) == ['Diga "olá"', "Um dia", f"{HOLE} dias"]
    assert texts(found.original) == ['Say "hi"', "A day", f"{HOLE} days"]
    assert stands(found)[1:] == ["Um dia", "%d dias"]
    assert (found.language.code, found.units[0].raw.state) == ("pt-BR", "fuzzy")
    assert found.units[0].raw.id == 'menu|Say "hi"'


@pytest.mark.parametrize(
    ("name", "text", "languages"),
    [
        ("a.csv", 'source,target\r\n"He said ""no"", twice","Il a dit « non »"\r\n', (None, None)),
        ("a.csv", 'id;en;fr\r\n7;"He said ""no"", twice";"Il a dit « non »"\r\n', ("en", "fr")),
        ("a.tsv", 'He said "no", twice\tIl a dit « non »\n', (None, None)),
    ],
)
def test_tables_of_pairs(
    tmp_path: Path, name: str, text: str, languages: tuple[str | None, str | None]
) -> None:
    found = document(tmp_path, name, text)
    assert texts(found) == ["Il a dit « non »"] == stands(found)
    assert texts(found.original) == ['He said "no", twice']
    assert languages[1] is None or (found.language.code, found.language.origin) == (
        "fr",
        "declared",
    )


def test_cues_of_one_sentence_are_one_block(tmp_path: Path) -> None:
    cue = "{}\r\n00:0{}:01,000 --> 00:0{}:02,000\r\n{}\r\n\r\n"
    text = cue.format(1, 1, 1, "Le maire a\r\nouvert") + cue.format(
        2, 2, 2, "<i>le pont</i>. Fin !"
    )
    assert texts(document(tmp_path, "a.srt", text)) == ["Le maire a ouvert le pont.", "Fin !"]
    vtt = f"WEBVTT\n\nNOTE a remark\n\nintro\n{text.replace(',000', '.000')}"
    assert texts(document(tmp_path, "a.vtt", vtt)) == ["Le maire a ouvert le pont.", "Fin !"]


def test_json_is_an_article_units_or_values(tmp_path: Path) -> None:
    article = '{"@type": "NewsArticle", "inLanguage": "fr", "headline": "Le pont", "articleBody": "Un.\\n\\nDeux \\u00e9t\\u00e9."}'
    found = document(tmp_path, "a.json", article)
    assert [block.text for block in found.blocks] == ["Le pont", "Un.", "Deux été."]
    assert stands(found)[-1] == "Deux \\u00e9t\\u00e9."
    pairs = '[{"id": "x", "source": "One {n}", "target": "Un {n}"}, {"source": "Two"}]'
    found = document(tmp_path, "b.json", pairs)
    assert (texts(found), [unit.raw.id for unit in found.units]) == ([f"Un {HOLE}"], ["x", "2"])
    found = document(tmp_path, "c.json", '{"@@locale": "fr", "menu": {"open": "Ouvrir", "n": 3}}')
    assert texts(found) == ["Ouvrir"]


def docx(xml: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", xml)
        package.writestr("word/styles.xml", "<styles/>")
    return data.getvalue()


DOCX = (
    '<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Le </w:t>'
    "</w:r><w:r><w:t>pont</w:t></w:r></w:p><w:p><w:r><w:t>Il &amp; elle.</w:t></w:r><w:del><w:r>"
    "<w:delText>Vieux</w:delText></w:r></w:del></w:p></w:body></w:document>"
)


def test_a_word_document_joins_runs_and_leaves_deletions(tmp_path: Path) -> None:
    found = document(tmp_path, "a.docx", docx(DOCX))
    assert [(block.kind.value, block.text) for block in found.blocks] == [
        ("headline", "Le pont"), ("body", "Il & elle."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlf", "<html/>", "is no XLIFF"),
        ("a.xlf", "<xliff><file>", "a.xlf:1:14: not XML: no element found"),
        (
            "a.xlf",
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>',
            "declares XML entities",
        ),
        ("a.xlf", "<a>" * 5000, "nested too deeply"),
        ("a.tmx", "<tmx><body/></tmx>", "has no translations"),
        ("a.po", "msgid x\n", "a.po:1: no line of a catalogue"),
        ("a.csv", "a,b,c\n1,2,3\n", "names no columns"),
        ("a.srt", "nothing here", "no cue with its times"),
        ("a.json", '{"a": }', "a.json:1:7: not JSON"),
        ("a.docx", b"PK\x03\x04broken", "is no Word document"),
    ],
)
def test_what_is_not_of_its_format_is_refused_in_one_line(
    tmp_path: Path, name: str, data: str | bytes, message: str
) -> None:
    with pytest.raises(ReadError) as caught:
        document(tmp_path, name, data)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_hostile_text_keeps_its_place_in_every_format(tmp_path: Path, hostile_text: str) -> None:
    plain = "".join(c for c in hostile_text[:2000] if c == "\t" or c >= " ").replace("\x7f", "")
    plain = plain.encode("utf-8", "ignore").decode().translate({0xFFFE: None, 0xFFFF: None})
    import html
    import json

    escaped = html.escape(plain, quote=False)
    files = {
        "a.xlf": XLIFF.format(UNIT.format(1, "x", f"Un {escaped} deux")),
        "a.json": json.dumps({"a": f"Un {plain} deux"}),
    }
    for name, text in files.items():
        found = document(tmp_path, name, text)
        for segment in found.segments:
            assert 0 <= segment.span.start < segment.span.end <= len(found.source.text)


def test_a_number_is_held_against_the_source_of_its_own_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    units = UNIT.format(1, "He paid 12 million euros.", "Il a payé 13 millions d’euros.")
    path.write_text(XLIFF.format(units), encoding="utf-8")
    report = run_audit([path], engine="none", cache=False)
    (found,) = (item for item in report.documents[0].findings if item.rule == "NUM001")
    text = path.read_bytes().decode()
    assert text[found.span.start : found.span.end] == found.text
    assert report.documents[0].source is not None
