from __future__ import annotations

from pathlib import Path

import pytest

from audit.errors import ConfigError
from audit.terms.entries import shipped
from audit.terms.load import load_termbase, load_termbases
from audit.terms.model import Concept, Match, Status, Term, Termbase
from audit.terms.table import read_csv, write_csv

GOOD = """concept,language,status,term,match,note,wrong,domain,strict
yard,en,preferred,shipyard,,,,shipping,no
yard,fr,deprecated,cour à bateaux,fixed,"A calque, they say",yes,,
yard,fr,preferred,chantier naval,,,,,
"""


def read(folder: Path, text: str, name: str = "t.csv") -> Termbase:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_csv(path)


def test_a_form_a_line_becomes_a_concept(tmp_path: Path) -> None:
    (concept,) = read(tmp_path, GOOD).concepts
    assert concept == Concept(
        id="yard",
        domain="shipping",
        definition="",
        source="",
        terms=(
            ("en", Term("shipyard", Status.PREFERRED)),
            ("fr", Term("chantier naval", Status.PREFERRED)),
            (
                "fr",
                Term(
                    "cour à bateaux",
                    Status.DEPRECATED,
                    match=Match.FIXED,
                    note="A calque, they say",
                    wrong=True,
                ),
            ),
        ),
        strict=False,
    )


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_a_byte_order_mark(tmp_path: Path, separator: str) -> None:
    text = "\ufeff" + GOOD.replace('"A calque, they say"', "A calque").replace(",", separator)
    assert len(read(tmp_path, text).concepts[0].terms) == 3


def test_concepts_are_strict_unless_they_say_no(tmp_path: Path) -> None:
    text = "concept,language,status,term\na,fr,preferred,quai\n"
    assert read(tmp_path, text).concepts[0].strict


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1: no term"),
        ("concept,language,term\n", ":1: no column 'status'"),
        ("concept,language,status,term,colour\n", ":1: unknown column 'colour'"),
        ("concept,language,status,term,term\n", ":1: a column is given twice"),
        ("concept,language,status,term\na,fr,preferred,\n", ":2: no term"),
        (
            "concept,language,status,term\na,fr,best,quai\n",
            ":2: status 'best' is none of preferred",
        ),
        ("concept,language,status,term,match\na,fr,preferred,quai,x\n", ":2: match 'x' is none of"),
        ("concept,language,status,term,wrong\na,fr,preferred,quai,x\n", ":2: wrong is yes or no"),
        ("concept,language,status,term\na,fr,preferred,quai,5\n", ":2: more cells than columns"),
        ('concept,language,status,term\na,fr,preferred,"quai\n', ":2: unexpected end of data"),
        ("concept,language,status,term\na,fr,preferred,?!\n", ":2: not a term"),
    ],
)
def test_faults_are_told_with_path_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, text)
    assert f"t.csv{message}" in str(raised.value)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    bad = "concept,language,status,term\na,fr,x,quai\nb,fr,y,quai\n"
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(bad, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load_termbases([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert len(str(raised.value).splitlines()) == 4


def test_hostile_text_is_a_clear_error_or_no_error(tmp_path: Path, hostile_text: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(hostile_text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ConfigError) as raised:
        read_csv(path)
    assert str(raised.value).startswith(f"{path}:")


@pytest.mark.parametrize("termbase", shipped(), ids=lambda one: one.name)
def test_what_is_written_is_read_again(termbase: Termbase, tmp_path: Path) -> None:
    def bare(one: Concept) -> list[object]:
        return [one.id, one.domain, one.strict] + [
            (code, term.text, term.status, term.match, term.note, term.wrong)
            for code, term in sorted(one.terms, key=lambda pair: (pair[1].status, pair[0]))
        ]

    again = read(tmp_path, write_csv(termbase))
    assert [bare(one) for one in again.concepts] == [bare(one) for one in termbase.concepts]


def test_a_termbase_written_like_ours_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(
        'name = "house"\nsources = []\n[[concept]]\nid = "a"\ndomain = "d"\ndefinition = "x"\n'
        'source = "y"\n[concept.lang.fr]\npreferred = ["quai"]\ndeprecated = ["embarcadaire"]\n',
        encoding="utf-8",
    )
    found = load_termbase(tmp_path / "t.toml")
    assert (found.name, found.is_house) == ("house", True)
    (tmp_path / "t.toml").write_text('name = "house"\nsources = []\ncolour = 1\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"t\.toml:3: .*colour"):
        load_termbase(tmp_path / "t.toml")
