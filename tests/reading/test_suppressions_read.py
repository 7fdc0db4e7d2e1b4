from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit.decision.suppressions import KnownRules
from audit.model.document import SourceText
from audit.model.suppression import Suppression
from audit.readers.files import read
from audit.readers.text import TextReader
from audit.reading.ingest import ingest
from audit.reading.suppressions import Read, read_directives

KNOWN = KnownRules(frozenset({"USR-house"}))


def of(folder: Path, text: str, name: str = "a.txt") -> Read:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_directives(ingest(*read(str(path))), KNOWN)


def the_one(found: Read) -> Suppression:
    assert found.errors == ()
    (one,) = found.suppressions
    return one


@pytest.mark.parametrize(
    ("body", "rules", "reason", "until"),
    [
        ("ENT001: cité tel quel", ("ENT001",), "cité tel quel", None),
        ("ENT001,NUM001 , USR-house:a: b", ("ENT001", "NUM001", "USR-house"), "a: b", None),
        ("ENT001: vu until 2027-01-31", ("ENT001",), "vu", date(2027, 1, 31)),
        ("ENT001: vu (until 2027-01-31).", ("ENT001",), "vu", date(2027, 1, 31)),
        ("ENT001: wait until tomorrow", ("ENT001",), "wait until tomorrow", None),
        ("ENT001: until 2020-01-31 it was wrong", ("ENT001",), "until 2020-01-31 it was wrong", None),
        ("ENT001, ENT001: deux fois", ("ENT001",), "deux fois", None),
    ],
)  # fmt: skip
def test_rules_reason_and_date(
    body: str, rules: tuple[str, ...], reason: str, until: date | None, tmp_path: Path
) -> None:
    for text in (f"[traudit-ignore {body}]", f"<!--traudit-ignore {body}-->"):
        one = the_one(of(tmp_path, f"{text}\nUn texte.\n"))
        assert (one.rules, one.reason, one.until) == (rules, reason, until)
        assert (one.line, one.column) == (1, 1)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("[traudit-ignore ENT999: a]", "unknown rule 'ENT999'"),
        ("[traudit-ignore ent001: a]", "unknown rule 'ent001'"),
        ("[traudit-ignore USR-other: a]", "unknown rule 'USR-other'"),
        ("[traudit-ignore ENT: a]", "unknown rule 'ENT'"),
        ("[traudit-ignore ENT001]", "a suppression needs a reason"),
        ("[traudit-ignore ENT001:  ]", "a suppression needs a reason"),
        ("[traudit-ignore ENT001: until 2027-01-31]", "a suppression needs a reason"),
        ("[traudit-ignore : a]", "no rule is named"),
        ("[traudit-ignore ENT001: a until 31/01/2027]", "not a date: '31/01/2027'"),
        ("[traudit-ignore ENT001: a until 2027-02-30]", "not a date: '2027-02-30'"),
        ("[traudit-ignore ENT001: a", "not closed: ] is missing"),
        ("<!-- traudit-ignore ENT001: a", "not closed: --> is missing"),
        ("[traudit-ignor ENT001: a]", "unknown directive 'traudit-ignor'"),
        ("[traudit-on ENT001]", "ENT001 is not off"),
        ("[traudit-off ENT001]", "a suppression needs a reason"),
    ],
)
def test_what_is_wrong_is_told_and_suppresses_nothing(line: str, what: str, tmp_path: Path) -> None:
    found = of(tmp_path, f"Un texte.\n\n{line}\nUn autre.\n")
    assert found.suppressions == ()
    (error,) = found.errors
    assert error.startswith(f"{tmp_path}/a.txt:3:1: {what}")


def test_off_holds_up_to_on_for_the_rules_that_it_names(tmp_path: Path) -> None:
    text = (
        "[traudit-off ENT001, NUM001: a]\nUn.\n[traudit-on NUM001]\nDeux.\n[traudit-on ENT001]\n"
        "Trois.\n[traudit-off ENT001: b]\nQuatre.\n"
    )
    found = of(tmp_path, text)
    assert found.errors == ()
    covered = {(one.rules, text[one.target.start : one.target.end]) for one in found.suppressions}
    assert {(rules, shown.count("\n")) for rules, shown in covered} == {
        (("NUM001",), 2), (("ENT001",), 4), (("ENT001",), 2),
    }  # fmt: skip
    assert any("Deux." in shown and "Trois." not in shown for _, shown in covered)


def test_what_is_off_already_is_an_error(tmp_path: Path) -> None:
    found = of(tmp_path, "[traudit-off ENT001: a]\nUn.\n[traudit-off ENT001: b]\nDeux.\n")
    assert [error.partition("a.txt:")[2] for error in found.errors] == [
        "3:1: ENT001 is off already"
    ]
    assert [one.reason for one in found.suppressions] == ["a"]


def test_front_matter_speaks_of_the_whole_article(tmp_path: Path) -> None:
    text = '---\ntraudit_ignore:\n  - ENT001, NUM001: a until 2027-01-31\n  - "TYP001: b"\n---\n\nUn texte.\n'
    found = of(tmp_path, text, "a.md")
    assert found.errors == ()
    first, second = found.suppressions
    assert (first.rules, first.until) == (("ENT001", "NUM001"), date(2027, 1, 31))
    assert (first.line, first.column, second.line, second.column) == (3, 5, 4, 5)
    assert (first.target.start, first.target.end) == (0, len(text))
    assert text[second.span.start : second.span.end] == '"TYP001: b"'
    assert (
        the_one(of(tmp_path, "---\ntraudit_ignore: 'ENT001: a'\n---\n\nUn texte.\n", "b.md")).line
        == 2
    )


@pytest.mark.parametrize(
    ("entry", "place", "what"),
    [
        ("  - ENT999: a", "3:5", "unknown rule 'ENT999'"),
        ("  - ENT001", "3:5", "a suppression needs a reason"),
        ("  - [ENT001]", "3:5", "an entry is a text: RULE: reason"),
        ("  - &a ENT001", "3:5", "anchors are not allowed"),
        ("  - 'ENT001", "3:12", "found unexpected end of stream"),
    ],
)
def test_wrong_front_matter_is_told_with_its_place(
    entry: str, place: str, what: str, tmp_path: Path
) -> None:
    found = of(tmp_path, f"---\ntraudit_ignore:\n{entry}\n---\n\nUn texte.\n", "a.md")
    assert found.suppressions == ()
    assert found.errors[0].startswith(f"{tmp_path}/a.md:{place}: {what}")


def test_user_rules_are_unknown_only_where_rule_files_were_given() -> None:
    assert "USR-any" in KnownRules()
    assert "USR-any" not in KNOWN
    assert "ENT001" in KNOWN


def test_hostile_text_is_survived(hostile_text: str) -> None:
    text = f"[traudit-ignore ENT001: {hostile_text[:3000]}]\nUn texte du jour.\n"
    source = SourceText("a.txt", text, "utf-8", "0")
    found = ingest(source, "text", TextReader().read(source))
    for one in read_directives(found, KNOWN).suppressions:
        assert 0 <= one.span.start <= one.span.end <= len(text)
