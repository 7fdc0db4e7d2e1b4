from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.errors import ConfigError
from audit.terms.load import load_termbase
from audit.terms.model import Concept, Status, Term, Termbase
from audit.terms.tbx import read_tbx
from audit.terms.tbx_write import write_tbx


def read(folder: Path, text: str) -> Termbase:
    path = folder / "t.tbx"
    path.write_text(text, encoding="utf-8")
    return read_tbx(path)


def test_every_shape_of_tbx_says_the_same(tbx: str, shipyard: Concept, tmp_path: Path) -> None:
    assert read(tmp_path, tbx).concepts == (shipyard,)


def test_what_is_written_is_read_again(house: Termbase, tmp_path: Path) -> None:
    text = write_tbx(house)
    ElementTree.fromstring(text)
    assert read(tmp_path, text).concepts == house.concepts


_TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=20
).map(lambda text: " ".join(("x" + text).split()))


@given(st.lists(st.tuples(_TEXT, st.sampled_from(["fr", "en", "zh-Hant"])), min_size=1, max_size=6))
def test_any_text_survives_the_way_out_and_in(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    rows.sort(key=lambda row: row[1])
    terms = tuple((code, Term(text, Status.DEPRECATED, note=text)) for text, code in rows)
    made = Concept('c <&">', rows[0][0], rows[0][0], rows[0][0], terms, strict=True)
    folder = tmp_path_factory.mktemp("tbx")
    assert read(folder, write_tbx(Termbase("t", "0", (made,)))).concepts == (made,)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<tbx>\n<text>\n</tbx>", 3, "not well-formed XML: mismatched tag"),
        ("", 1, "not well-formed XML: no element found"),
        ("<html/>", 1, "not TBX: the root is <html>"),
        ("<tbx/>", 1, "no concept with a term in it"),
        ('<tbx>\n<conceptEntry id="a"/>\n</tbx>', 2, "concept 'a' has no term"),
        ("<tbx>\n<conceptEntry>\n<langSec/></conceptEntry></tbx>", 3, "without xml:lang"),
        (
            '<tbx><conceptEntry><langSec xml:lang="fr">\n<termSec><term> </term></termSec>'
            "</langSec></conceptEntry></tbx>",
            2,
            "a term without text",
        ),
        (
            '<tbx><conceptEntry><langSec xml:lang="fr"><termSec><term>a</term>\n'
            '<termNote type="administrativeStatus">loved</termNote></termSec></langSec>'
            "</conceptEntry></tbx>",
            2,
            "unknown status 'loved'",
        ),
        (
            '<tbx><conceptEntry id="a"><langSec xml:lang="fr"><termSec><term>a</term></termSec>'
            '</langSec></conceptEntry>\n<conceptEntry id="a"/></tbx>',
            2,
            "concept 'a' was given in line 1 already",
        ),
    ],
)
def test_faults_are_told_with_path_and_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, text)
    said = str(raised.value)
    assert said.startswith(f"{tmp_path / 't.tbx'}:{line}: ")
    assert message in said
    assert "\n" not in said


BOMB = """<!DOCTYPE tbx [
<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]><tbx>&b;</tbx>"""


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>',
        '<!DOCTYPE tbx [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><tbx/>',
        '<!DOCTYPE tbx SYSTEM "http://localhost:9/no.dtd"><tbx>&undefined;</tbx>',
    ],
    ids=["bomb", "external", "parameter", "undefined"],
)
def test_entities_are_refused_and_nothing_is_fetched(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="entit"):
        read(tmp_path, text)


def test_hostile_text_is_refused_in_one_line(tmp_path: Path, hostile_text: str) -> None:
    path = tmp_path / "t.tbx"
    path.write_bytes(hostile_text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ConfigError) as raised:
        read_tbx(path)
    assert str(raised.value).startswith(f"{path}:")


def test_the_encoding_that_the_file_names_is_used(
    tbx: str, shipyard: Concept, tmp_path: Path
) -> None:
    path = tmp_path / "t.tbx"
    path.write_bytes(tbx.replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    assert read_tbx(path).concepts == (shipyard,)
    path.write_bytes(tbx.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert read_tbx(path).concepts == (shipyard,)


def test_a_file_that_is_no_termbase_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"the suffix is none of \.tbx"):
        load_termbase(tmp_path / "terms.docx")
    with pytest.raises(ConfigError, match="no such file"):
        load_termbase(tmp_path / "terms.tbx")
