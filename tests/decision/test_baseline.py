from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.decision.assessment import fingerprint
from audit.decision.baseline import (
    Baseline,
    Entry,
    baseline,
    entries,
    mark,
    matched,
    stale,
    without,
)
from audit.decision.baseline_file import decode, encode
from audit.errors import ConfigError
from audit.model.finding import BaselineState, Severity
from audit.model.report import CheckRun, CheckStatus, Report
from audit.model.suppression import Suppression
from audit.model.text import Span

build_report = runpy.run_path(str(Path(__file__).parents[1] / "formats/conftest.py"))[
    "build_report"
]
RULES = ("ENT001", "NUM001")


def report(*keys: tuple[str, str], engine: str = "none") -> Report:
    """One article with a finding for each rule and evidence, numbered as in a run."""
    whole: Report = build_report()
    (document,) = whole.documents
    (finding,) = document.findings
    made, seen = [], dict.fromkeys(keys, 0)
    for rule, key in keys:
        name = fingerprint(rule, "a.txt", key, seen[rule, key])
        made.append(replace(finding, id=name, rule=rule, text=key, severity=Severity.MAJOR))
        seen[rule, key] += 1
    checks = tuple(CheckRun(rule, CheckStatus.RAN) for rule in RULES)
    one = replace(document, findings=tuple(made), checks=checks)
    run = replace(whole.run, engine=engine, rules=RULES)
    return Report(run, (one,), (), ())


def name(path: str) -> str:
    return path


def there(_: str) -> bool:
    return True


def known(whole: Report) -> Baseline:
    return baseline(whole.run.engine, entries(whole, name))


def counted(whole: Report) -> int:
    return sum(one.counts for one in whole.documents[0].findings)


# A busy machine is slow at drawing examples, which says nothing about them.
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVIDENCE = st.tuples(st.sampled_from(RULES), st.sampled_from(["un", "deux", "trois"]))
KEYS = st.lists(EVIDENCE, max_size=12)


@quick
@given(KEYS)
def test_what_was_found_is_known_and_read_back_as_written(keys: list[tuple[str, str]]) -> None:
    whole = report(*keys)
    listed = known(whole)
    assert decode(encode(listed), "b.json") == listed
    assert counted(mark(whole, listed)) == 0
    assert stale(whole, listed, name, there) == ()


@quick
@given(KEYS, KEYS)
def test_of_each_evidence_as_many_are_known_as_were(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    listed, whole = known(report(*before)), report(*now)
    marked = mark(whole, listed)
    for evidence in set(now):
        new = sum(
            one.counts and (one.rule, one.text) == evidence for one in marked.documents[0].findings
        )
        assert new == max(0, now.count(evidence) - before.count(evidence))


@quick
@given(KEYS, KEYS)
def test_dropping_what_is_stale_only_shrinks_and_changes_no_count(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    listed, whole = known(report(*before)), report(*now)
    shrunk = without(listed, stale(whole, listed, name, there))
    assert set(shrunk.entries) <= set(listed.entries)
    assert stale(whole, shrunk, name, there) == ()
    assert mark(whole, shrunk) == mark(whole, listed)
    assert without(shrunk, stale(whole, shrunk, name, there)) == shrunk


@quick
@given(KEYS, KEYS)
def test_adding_makes_all_known_in_any_order(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    one, other = known(report(*before)).entries, known(report(*now)).entries
    assert baseline("none", (*one, *other)) == baseline("none", (*other, *one))
    assert counted(mark(report(*now), baseline("none", (*one, *other)))) == 0


def test_the_place_that_was_judged_is_the_one_that_is_known() -> None:
    whole = report(*[("ENT001", "un")] * 3)
    second = whole.documents[0].findings[1]
    assert second.id.endswith("-2")
    listed = baseline(None, [Entry(second.id, "ENT001", ("a.txt",), "un", "right")])
    states = [one.baseline for one in mark(whole, listed).documents[0].findings]
    assert states == [BaselineState.NEW, BaselineState.UNCHANGED, BaselineState.NEW]
    # An entry without a place holds for its id alone: what is left was not judged.
    assert counted(mark(report(("ENT001", "un")), listed)) == 1


def test_what_is_suppressed_or_tells_of_suppressions_is_not_in_a_baseline() -> None:
    whole = report(("ENT001", "un"), ("NUM001", "deux"), ("NUM001", "trois"))
    first, second, third = whole.documents[0].findings
    accepted = Suppression(("ENT001",), "ok", None, Span(0, 1), 1, 1, Span(0, 9))
    findings = (replace(first, suppression=accepted), replace(second, rule="SUP001"), third)
    changed = replace(whole, documents=(replace(whole.documents[0], findings=findings),))
    assert [one.id for one in entries(changed, name)] == [third.id]
    listed = known(whole)
    assert [one for one, _ in matched(changed, listed)] == [third.id]
    assert counted(mark(changed, listed)) == 1  # SUP001 counts for ever


def test_only_what_the_run_could_have_found_is_stale() -> None:
    listed = known(report(("ENT001", "un"), ("NUM001", "deux")))
    empty = report()
    assert stale(empty, listed, name, there) == listed.entries
    # Another engine, another article, a rule that did not run: nothing can be said.
    assert stale(report(engine="apertium"), listed, name, there) == ()
    (document,) = empty.documents
    source = replace(document.document.source, path="b.txt")
    other = replace(document, document=replace(document.document, source=source))
    assert stale(replace(empty, documents=(other,)), listed, name, there) == ()
    checks = (CheckRun("ENT001", CheckStatus.RAN), CheckRun("NUM001", CheckStatus.FAILED, "x"))
    partly = replace(empty, documents=(replace(document, checks=checks),))
    assert [one.rule for one in stale(partly, listed, name, there)] == ["ENT001"]
    # An article that is gone can be judged without being audited.
    gone = stale(replace(empty, documents=(other,)), listed, name, lambda path: path != "a.txt")
    assert gone == listed.entries


def test_findings_across_articles_are_known_too() -> None:
    whole: Report = build_report()
    (across,) = whole.cross_document_findings
    whole = replace(whole, cross_document_findings=(replace(across, id="f" * 16),))
    listed = known(whole)
    assert [one.paths for one in listed.entries] == [("a.txt",), ("a.txt", "b.txt")]
    marked = mark(whole, listed)
    assert marked.cross_document_findings[0].baseline == BaselineState.UNCHANGED


GOOD = '{"id": "00112233445566aa", "rule": "ENT001", "paths": ["a.txt"], "text": "x"}'
HEAD = '{\n"schema_version": "1.0",\n"engine": null,\n"findings": [\n'


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "b.json:1: Expecting value"),
        (HEAD + GOOD + ",\n]\n}", "b.json:"),
        (HEAD + GOOD + "\n<<<<<<< HEAD\n]\n}", "b.json:6: Expecting ',' delimiter"),
        ('{\n"schema_version": "9",\n"engine": null,\n"findings": []}', "b.json:2: Invalid enum"),
        ('{\n"schema_version": "1.0",\n"engine": 3,\n"findings": []}', "b.json:3: Expected"),
        (HEAD + "],\n\"more\": 1}", "b.json:6: Object contains unknown field `more`"),
        (HEAD + f"{GOOD},\n{GOOD[:-1]}, \"why\": 1}}]}}", "b.json:6: Object contains unknown field `why`"),
        (HEAD + f"{GOOD},\n\n\n{GOOD.replace('aa', 'ZZ')}]}}", "b.json:8: Expected `str` matching regex"),
        (HEAD + f"{GOOD}, 7]}}", "b.json:5: Expected `object`"),
        ("[1]", "b.json:1: Expected `object`"),
        ("[" * 100_000, "b.json:1: is nested too deeply"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_its_line(text: str, wanted: str) -> None:
    with pytest.raises(ConfigError) as refused:
        decode(text, "b.json")
    assert str(refused.value).startswith(wanted)
    assert "\n" not in str(refused.value)


def test_the_file_has_one_line_an_entry_in_a_fixed_order() -> None:
    listed = known(report(("NUM001", "deux"), ("ENT001", "un")))
    lines = encode(listed).splitlines()
    assert lines[:4] == ["{", '"schema_version": "1.1",', '"engine": "none",', '"findings": [']
    assert [line[:8] for line in lines[4:6]] == ['{"id": "'] * 2
    assert '"ENT001"' in lines[4]
    assert lines[6:] == ["]", "}"]
    assert encode(baseline(None, [])).endswith('"findings": []\n}\n')
