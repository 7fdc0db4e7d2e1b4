"""What a policy may ask for beyond counts: floors, sections, suppressions, other articles."""

from __future__ import annotations

import runpy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit.decision.gate import decide, enforce
from audit.decision.policy import policies
from audit.decision.scope import scoper
from audit.errors import ConfigError
from audit.model.decision import (
    Limit,
    NoticeRule,
    Override,
    Policies,
    Policy,
    Scope,
    Verdict,
)  # fmt: skip
from audit.model.document import Document
from audit.model.finding import BaselineState, Finding, Occurrence, Severity
from audit.model.report import Failure, Report
from audit.model.score import Interval, Score
from audit.model.suppression import Suppression, SuppressionUse
from audit.model.text import Span
from audit.run.config import load

build_report = runpy.run_path(str(Path(__file__).parents[1] / "formats/conftest.py"))[
    "build_report"
]


def report(path: str = "a.txt", **changes: Any) -> Report:
    """The small report with one critical finding, one article and no failure."""
    whole: Report = build_report(path=path)
    changed = replace(whole.documents[0], **changes)
    return replace(whole, documents=(changed,), cross_document_findings=(), failures=())


def finding() -> Finding:
    found: Finding = report().documents[0].findings[0]
    return found


def suppression(until: date | None = None) -> Suppression:
    return Suppression(("ENT001",), "as printed", until, Span(0, 2), 5, 1, Span(0, 28))


def fidelity(value: float | None, interval: Interval | None = None) -> Score:
    reason = None if value is not None else "no table for this route"
    return Score("fidelity", value, reason, "percentile", 0.0, 100.0, True, "f|v:1", interval)


def messages(whole: Report, policy: Policy) -> list[tuple[Verdict, str]]:
    return [(one.verdict, one.message) for one in decide(whole, Policies(policy)).reasons]


def test_a_floor_of_fidelity_fails_what_is_below_it() -> None:
    policy = Policy((), min_fidelity=10.0)
    good, at = report(scores=(fidelity(55.0),)), report(scores=(fidelity(10.0),))
    assert messages(good, policy) == messages(at, policy) == []
    bad = report(scores=(fidelity(3.2, Interval(1.0, 8.0, 0.95, "bootstrap")),))
    assert messages(bad, policy) == [
        (Verdict.FAIL, "fidelity 3.2 [1, 8] is below 10, the least of the policy")
    ]


def test_fidelity_that_was_not_measured_is_inconclusive_where_a_floor_is_set() -> None:
    policy = Policy((), min_fidelity=10.0)
    for scores, why in (((), "no calibration"), ((fidelity(None),), "no table for this route")):
        ((verdict, message),) = messages(report(scores=scores), policy)
        assert verdict == Verdict.INCONCLUSIVE
        assert why in message
    assert messages(report(scores=()), Policy(())) == []
    # A zero floor still asks that it be measured.
    assert messages(report(scores=()), Policy((), min_fidelity=0.0)) != []


def test_an_expired_suppression_fails_with_its_own_message() -> None:
    use = SuppressionUse(suppression(date(2026, 1, 31)), True, ())
    whole = report(findings=(), suppressions=(use,))
    ((verdict, message),) = messages(whole, Policy())
    assert verdict == Verdict.FAIL
    assert message.startswith("line 5: the suppression of ENT001 expired on 2026-01-31")
    held = report(findings=(), suppressions=(replace(use, expired=False),))
    assert messages(held, Policy()) == []


def test_what_may_never_be_suppressed_counts_and_is_told() -> None:
    accepted = replace(finding(), suppression=suppression())
    known = replace(finding(), id="f" * 16, baseline=BaselineState.UNCHANGED)
    use = SuppressionUse(suppression(), False, ())
    whole = report(findings=(accepted, known), suppressions=(use,))
    assert decide(whole, Policies()).verdict == Verdict.PASS
    policy = Policy(never_suppress=("ENT001",))
    decision = decide(whole, Policies(policy))
    assert [one.message.split(";")[0] for one in decision.reasons] == [
        "2 critical findings of confidence 0.7 or more (the policy blocks from 1)",
        "line 5: ENT001 may not be suppressed by this policy: the suppression is refused, its "
        "findings count",
    ]
    seen = enforce(whole, Policies(policy)).documents[0].findings
    assert all(one.counts for one in seen)
    assert [one.baseline for one in seen] == [None, BaselineState.NEW]
    other = Policy(never_suppress=("NUM001",))
    assert decide(whole, Policies(other)).verdict == Verdict.PASS


def test_a_finding_across_articles_counts_in_each_of_its_articles_and_in_no_other() -> None:
    whole = report(findings=())
    (one,) = whole.documents

    def named(path: str) -> Document:
        return replace(one.document, source=replace(one.document.source, path=path))

    documents = tuple(replace(one, document=named(path)) for path in ("a.txt", "b.txt", "c.txt"))
    places = (
        Occurrence("a.txt", 0, 2, 1, 1, "Le"),
        Occurrence("c.txt", 0, 2, 7, 1, "Le"),
        Occurrence("c.txt", 3, 5, 9, 1, "Co"),
    )
    across = replace(finding(), occurrences=places)
    whole = replace(whole, documents=documents, cross_document_findings=(across,))
    decision = decide(whole, Policies())
    fail, passed = Verdict.FAIL, Verdict.PASS
    assert decision.articles == (("a.txt", fail), ("b.txt", passed), ("c.txt", fail))
    assert [reason.path for reason in decision.reasons] == ["a.txt", "c.txt"]
    assert "line 7 (across articles)" in decision.reasons[1].message
    known = replace(across, baseline=BaselineState.UNCHANGED)
    whole = replace(whole, cross_document_findings=(known,))
    assert decide(whole, Policies()).verdict == Verdict.PASS
    never = Policies(Policy(never_suppress=("ENT001",)))
    assert decide(whole, never).verdict == Verdict.FAIL


def test_what_could_not_be_done_is_no_pass() -> None:
    clean = report(findings=())
    assert decide(clean, Policies()).verdict == Verdict.PASS
    for path in ("a.txt", "gone.txt", None):
        failed = replace(clean, failures=(Failure(path, "read", "is empty"),))
        decision = decide(failed, Policies())
        assert decision.verdict == Verdict.INCONCLUSIVE
        assert decision.reasons[0].path == path
    assert decide(replace(clean, documents=()), Policies()).verdict == Verdict.INCONCLUSIVE
    empty = replace(clean, documents=())
    assert decide(empty, Policies(), allow_empty=True).verdict == Verdict.PASS


def test_reasons_of_all_articles_are_told_with_the_gravest_first() -> None:
    whole = report(scores=())
    (one,) = whole.documents
    minor = tuple(replace(finding(), id=f"{n:016x}", severity=Severity.MINOR) for n in range(2))
    second = replace(
        one,
        document=replace(one.document, source=replace(one.document.source, path="0.txt")),
        findings=minor,
    )
    policy = Policy(
        (Limit(Severity.MINOR, 0.0, 2), Limit(Severity.CRITICAL, 0.7, 1)),
        min_measured=1.0, notice=NoticeRule.FORBIDDEN, min_fidelity=5.0,
    )  # fmt: skip
    decision = decide(replace(whole, documents=(second, one)), Policies(policy))
    assert [(reason.path, reason.message.split()[0]) for reason in decision.reasons] == [
        ("a.txt", "1"),
        ("0.txt", "2"),
        ("0.txt", "the"),
        ("a.txt", "the"),
        ("0.txt", "fidelity"),
        ("a.txt", "fidelity"),
        ("0.txt", "1"),
        ("a.txt", "1"),
    ]


STRICT = Policies(Policy(()), (Override((), (), ("Sport",), Policy()),))


@pytest.mark.parametrize(
    ("path", "metadata", "verdict"),
    [
        ("sport/a.txt", (), Verdict.FAIL),
        ("2027/SPORT/foot/a.txt", (), Verdict.FAIL),
        ("sport.txt", (), Verdict.PASS),
        ("monde/a.txt", (), Verdict.PASS),
        ("monde/a.txt", (("section", "Sport"),), Verdict.FAIL),
        ("monde/a.txt", (("article:section", " sport "),), Verdict.FAIL),
        ("monde/a.txt", (("articleSection", "sport"),), Verdict.FAIL),
        ("sport/a.txt", (("section", "Monde"),), Verdict.PASS),
    ],
)
def test_the_section_is_what_the_article_says_else_its_folders(
    path: str, metadata: tuple[tuple[str, str], ...], verdict: Verdict
) -> None:
    whole = report(path)
    (one,) = whole.documents
    provenance = replace(one.document.provenance, metadata=metadata)
    document = replace(one, document=replace(one.document, provenance=provenance))
    whole = replace(whole, documents=(document,))
    assert decide(whole, STRICT, scoper(Path.cwd())).verdict == verdict


def test_paths_of_overrides_are_held_against_the_folder_of_the_policy(tmp_path: Path) -> None:
    path = str(tmp_path / "desk/articles/a.txt")
    terms = Policies(Policy(()), (Override(("articles/*",), (), (), Policy()),))
    assert decide(report(path), terms, scoper(tmp_path / "desk")).verdict == Verdict.FAIL
    assert decide(report(path), terms, scoper(tmp_path)).verdict == Verdict.PASS
    assert scoper(tmp_path)(report(path).documents[0].document) == Scope(
        "desk/articles/a.txt", frozenset({"desk", "articles"})
    )


def test_the_whole_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "traudit.toml"
    path.write_text(
        "[policy]\nmin-fidelity = 5\nnever-suppress = ['ENT001', 'USR-house']\n"
        "[[policy.override]]\nsections = ['sport']\nmin-fidelity = 0\nnever-suppress = []\n",
        encoding="utf-8",
    )
    terms = policies(load(str(path))[0].policy)
    assert terms.default == Policy(min_fidelity=5.0, never_suppress=("ENT001", "USR-house"))
    assert terms.overrides == (Override((), (), ("sport",), Policy(min_fidelity=0.0)),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[policy]\nmin-fidelity = 101\n", 2),
        ("[policy]\n\nnever-supress = []\n", 3),
        ("[policy]\nnever-suppress = ['ent']\n", 2),
        ("[policy]\n[[policy.override]]\nsection = ['x']\n", 3),
        ("[policy]\nnotice = 'maybe'\n", 2),
        ("[policy]\n[[policy.block]]\nseverity = 'major'\ncount = 0\n", 4),
        ("[policy]\n[[policy.block]]\nseverity = 'major'\nconfidence = 1.5\n", 4),
        ("[policies]\n", 1),
    ],
)
def test_wrong_keys_and_values_are_refused_with_their_line(
    tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "traudit.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"traudit\.toml:{line}: "):
        load(str(path))
