from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from audit import run_audit
from audit.checks import CHECKS
from audit.formats.xliff.format import XliffFormat
from audit.formats.xliff.marks import Mark, marked
from audit.model.document import Language
from audit.model.finding import Finding, Severity
from audit.model.report import Report
from audit.model.suggestion import advise
from audit.model.text import Span

ROOT = Path(__file__).parents[2]
MakeReport = Callable[..., Report]
X = "{urn:oasis:names:tc:xliff:document:2.0}"
ITS = "{http://www.w3.org/2005/11/its}"
ISSUE_TYPES = frozenset(
    [
        "terminology",
        "mistranslation",
        "omission",
        "untranslated",
        "addition",
        "duplication",
        "inconsistency",
        "grammar",
        "legal",
        "register",
        "locale-specific-content",
        "locale-violation",
        "style",
        "characters",
        "misspelling",
        "typographical",
        "formatting",
        "inconsistent-entities",
        "numbers",
        "markup",
        "pattern-problem",
        "whitespace",
        "internationalization",
        "length",
        "non-conformance",
        "uncategorized",
        "other",
    ]
)
"""ITS 2.0, 8.17: values of the localization quality issue type."""


@cache
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(Path(__file__).parent / "schemas/xliff-core-2.0.xsd")


def checked(text: str) -> Element:
    """The document, valid by the core schema and by the rules of the ITS module."""
    text.encode("utf-8")
    schema().validate(text)
    root = fromstring(text)
    assert (root.get("version"), root.get(f"{ITS}version")) == ("2.1", "2.0")
    for unit in root.iter(f"{X}unit"):
        lists = [
            one.get("{http://www.w3.org/XML/1998/namespace}id")
            for one in unit.iter(f"{ITS}locQualityIssues")
        ]
        used = []
        marks = [*unit.iter(f"{X}mrk"), *unit.iter(f"{X}sm")]
        ids = [one.get("id") for one in marks]
        assert len(set(ids)) == len(ids)
        assert {one.get("startRef") for one in unit.iter(f"{X}em")} == {
            one.get("id") for one in unit.iter(f"{X}sm")
        }
        for mark in marks:
            assert mark.get("type") == "its:generic"
            reference = mark.get(f"{ITS}locQualityIssuesRef")
            own = [name for name in mark.attrib if name.startswith(f"{ITS}locQualityIssue")]
            if reference is not None:
                assert own == [f"{ITS}locQualityIssuesRef"]
                used.append(reference.removeprefix("#its="))
            else:
                check_issue(mark, ITS)
        assert sorted(used) == sorted(filter(None, lists))
        for issue in unit.iter(f"{ITS}locQualityIssue"):
            check_issue(issue, "")
    return root


def check_issue(element: Element, space: str) -> None:
    assert element.get(f"{space}locQualityIssueType") in ISSUE_TYPES
    assert element.get(f"{space}locQualityIssueComment")
    assert 0 <= float(element.get(f"{space}locQualityIssueSeverity", "-1")) <= 100
    assert element.get(f"{space}locQualityIssueEnabled") in ("yes", "no")


def text_of(element: Element) -> str:
    """The text of a source or target, code points put back."""
    own = chr(int(element.get("hex", ""), 16)) if element.tag == f"{X}cp" else element.text or ""
    return own + "".join(text_of(child) + (child.tail or "") for child in element)


def segments(root: Element) -> list[tuple[str, str]]:
    pairs = []
    for one in root.iter(f"{X}segment"):
        source, target = one.find(f"{X}source"), one.find(f"{X}target")
        assert source is not None and target is not None
        pairs.append((text_of(source), text_of(target)))
    return pairs


def render(report: Report) -> Element:
    return checked(XliffFormat().render(report))


def test_every_rule_has_a_type_that_its_knows() -> None:
    assert {CHECKS.load(name).rule.its_type for name in CHECKS} <= ISSUE_TYPES


def test_the_source_is_the_back_translation_and_says_so(make_report: MakeReport) -> None:
    root = render(make_report())
    assert (root.get("srcLang"), root.get("trgLang")) == ("id", "fr")
    assert segments(root) == [
        ("Dewan pelabuhan", "Le Conseil des ports a voté."),
        ("hujan hujan hujan", "La pluie tombe."),
    ]
    notes = [one.text or "" for one in root.iter(f"{X}note")]
    assert notes[0].startswith("The source is a back-translation of the article, not its original")
    assert "failure: " not in notes[0]
    assert "read: c.txt: is empty" in notes
    assert "s1: not reliable: repetition" in notes


def test_with_a_source_the_source_is_the_source(full_report: Report) -> None:
    written = XliffFormat().files(full_report)
    assert list(written) == ["audit.xlf", "audit.id-fr.xlf"]
    root = checked(written["audit.xlf"])
    assert root.get("srcLang") == "en"
    assert segments(root)[0] == ("Port &sea", "Le Conseil des ports a voté.")
    assert segments(root)[1][0] == ""
    other = checked(written["audit.id-fr.xlf"])
    assert [one.get("original") for one in other.iter(f"{X}file")] == ["sub dir/b.txt"]
    assert any("engine none" in (one.text or "") for one in other.iter(f"{X}note"))


def test_findings_on_one_place_share_a_mark_and_are_listed(full_report: Report) -> None:
    root = render(full_report)
    (mark,) = root.iter(f"{X}mrk")
    assert text_of(mark) == "Conseil"
    issues = list(root.iter(f"{ITS}locQualityIssue"))
    assert [one.get("locQualityIssueSeverity") for one in issues] == ["100", "25", "50", "0", "100"]
    assert [one.get("locQualityIssueEnabled") for one in issues] == [
        "yes",
        "no",
        "no",
        "yes",
        "yes",
    ]
    assert (issues[0].get("locQualityIssueComment") or "").startswith(
        "ENT001 (critical): `Conseil`"
    )


def test_a_single_finding_is_told_on_the_mark_itself(make_report: MakeReport) -> None:
    root = render(replace(make_report(), cross_document_findings=()))
    (mark,) = root.iter(f"{X}mrk")
    assert mark.get(f"{ITS}locQualityIssueType") == "mistranslation"
    assert "\nSuggestion: Comité\n" in (mark.get(f"{ITS}locQualityIssueComment") or "")


def test_a_finding_that_stands_in_no_segment_is_a_note(make_report: MakeReport) -> None:
    report = make_report()
    (one,) = report.documents
    nowhere = replace(one.findings[0], span=Span(28, 30), message="nowhere")
    root = render(
        replace(report, documents=(replace(one, findings=(nowhere,)),), cross_document_findings=())
    )
    assert [
        note.get("category") for note in root.iter(f"{X}note") if "nowhere" in (note.text or "")
    ] == ["finding"]


def test_articles_of_other_languages_have_their_own_files(make_report: MakeReport) -> None:
    report = make_report()
    (one,) = report.documents
    other = replace(
        one, document=replace(one.document, language=Language("pt/../BR", 1.0, "declared"))
    )
    written = XliffFormat().files(replace(report, documents=(one, other, one)))
    assert list(written) == ["audit.xlf", "audit.id-pt____BR.xlf"]
    assert len(list(checked(written["audit.xlf"]).iter(f"{X}file"))) == 2


def test_a_report_without_articles_is_a_valid_document(make_report: MakeReport) -> None:
    root = render(replace(make_report(), documents=(), cross_document_findings=()))
    assert [one.text for one in root.iter(f"{X}note")] == ["read: c.txt: is empty"]


def test_the_examples_keep_every_segment_and_every_finding() -> None:
    source = ROOT / "examples/originals/sommet-sahel.en.html"
    report = run_audit(
        [ROOT / "examples/articles/sommet-sahel.html"], source=source, engine="none", cache=False
    )
    (one,) = report.documents
    root = render(report)
    assert [target for _, target in segments(root)] == [part.text for part in one.document.segments]
    told = "".join(XliffFormat().render(report))
    assert all(finding.rule in told for finding in one.findings)
    assert sum(bool(source) for source, _ in segments(root)) > 15


def test_hostile_text_stays_text(make_report: MakeReport, hostile_text: str) -> None:
    short = hostile_text[:5000].replace("\n\n", "\n")
    text = f"Le \x02Conseil {short}" + "\n\nLa pluie tombe.\n"
    report = make_report(text, path=short[:60])
    (one,) = report.documents
    finding = replace(one.findings[0], message=short, suggestion=advise(short))
    back = replace(one.back_translations[1], pivot_text=short, reason=short)
    document = replace(one, findings=(finding,), back_translations=(one.back_translations[0], back))
    root = render(replace(report, documents=(document,), cross_document_findings=()))
    shown = [target for _, target in segments(root)]
    wanted = [
        part.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for part in one.document.segments
    ]
    assert shown == wanted
    assert len(list(root.iter(f"{X}file"))) == 1


RANGES = st.lists(
    st.tuples(st.integers(0, 11), st.integers(1, 12)).filter(lambda pair: pair[0] < pair[1]),
    unique=True, max_size=6,
)  # fmt: skip


@given(RANGES)
def test_marks_cover_their_text_however_they_overlap(ranges: list[tuple[int, int]]) -> None:
    text = "ab<d>\x01&gh]]>"
    finding = Finding(
        "0" * 16, "ENT001", "accuracy", "mistranslation", Severity.MINOR, 0.5, Span(0, 1), 1, 1,
        "a", "m", None, (),
    )  # fmt: skip
    marks = [Mark(f"m{number}", *pair, (finding,)) for number, pair in enumerate(ranges)]
    target = fromstring(f'<t xmlns="{X[1:-1]}" xmlns:its="{ITS[1:-1]}">{marked(text, marks)}</t>')
    assert text_of(target) == text
    for mark in marks:
        assert covered(target, mark.id) == text[mark.start : mark.end]


def covered(target: Element, mark: str) -> str:
    """The text inside a mark of either form."""
    for one in target.iter(f"{X}mrk"):
        if one.get("id") == mark:
            return text_of(one)
    found, inside = "", False

    def walk(element: Element) -> None:
        nonlocal found, inside
        if element.tag == f"{X}sm" and element.get("id") == mark:
            inside = True
        if element.tag == f"{X}em" and element.get("startRef") == mark:
            inside = False
        if inside:
            found += (
                chr(int(element.get("hex", ""), 16))
                if element.tag == f"{X}cp"
                else element.text or ""
            )
        for child in element:
            walk(child)
            if inside:
                found += child.tail or ""

    walk(target)
    return found


@pytest.mark.parametrize("character", ["\x00", "\x1f", "\ufffe"])
def test_what_xml_cannot_hold_is_a_code_point_in_text(character: str) -> None:
    assert marked(f"a{character}b", []) == f'a<cp hex="{ord(character):04X}"/>b'
