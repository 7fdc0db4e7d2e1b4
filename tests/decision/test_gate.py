from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audit.decision.gate import decide
from audit.decision.policy import policies
from audit.errors import ConfigError
from audit.model.decision import Limit, NoticeRule, Override, Policies, Policy, Verdict
from audit.model.document import Provenance
from audit.model.finding import Severity
from audit.model.report import Report
from audit.run.config import load

build_report = runpy.run_path(str(Path(__file__).parents[1] / "formats/conftest.py"))[
    "build_report"
]


def report(*findings: tuple[Severity, float], **changes: Any) -> Report:
    """The small report with findings of these severities and confidences."""
    whole: Report = build_report()
    (document,) = whole.documents
    (finding,) = document.findings
    made = tuple(
        replace(finding, id=f"{number:016x}", severity=severity, confidence=confidence)
        for number, (severity, confidence) in enumerate(findings)
    )
    changed = replace(document, findings=made, **changes)
    return replace(whole, documents=(changed,), cross_document_findings=(), failures=())


CRITICAL, MAJOR, MINOR = Severity.CRITICAL, Severity.MAJOR, Severity.MINOR


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], Verdict.PASS),
        ([(CRITICAL, 0.7)], Verdict.FAIL),
        ([(CRITICAL, 0.69)], Verdict.PASS),
        ([(MAJOR, 0.9)] * 2, Verdict.PASS),
        ([(MAJOR, 0.1)] * 3, Verdict.FAIL),
        ([(MAJOR, 0.9)] * 2 + [(CRITICAL, 0.6)], Verdict.FAIL),  # no less than a third major
        ([(MINOR, 1.0)] * 50, Verdict.PASS),
    ],
)
def test_the_default_policy(findings: list[tuple[Severity, float]], verdict: Verdict) -> None:
    decision = decide(report(*findings), Policies())
    assert decision.verdict == verdict
    assert bool(decision.reasons) == (verdict != Verdict.PASS)


def test_reasons_name_the_findings_and_the_gravest_comes_first() -> None:
    decision = decide(report((MAJOR, 0.5), (MAJOR, 0.6), (MAJOR, 0.7), (CRITICAL, 0.9)), Policies())
    first, second = decision.reasons
    assert first.message.startswith("1 critical finding of confidence 0.7 or more")
    assert first.findings == ("0000000000000003",)
    assert second.message.startswith("4 major or graver findings")
    assert len(second.findings) == 4


def test_too_little_measured_is_inconclusive_unless_it_fails_anyway() -> None:
    policy = Policies(Policy(min_measured=0.6))  # one of the two segments came back
    assert decide(report(), policy).verdict == Verdict.INCONCLUSIVE
    assert decide(report((CRITICAL, 0.9)), policy).verdict == Verdict.FAIL
    assert decide(report(), Policies(Policy(min_measured=0.5))).verdict == Verdict.PASS


def test_notices_may_be_required_or_forbidden() -> None:
    required, forbidden = (Policies(Policy(notice=rule)) for rule in ("required", "forbidden"))
    with_notice = report()
    (document,) = with_notice.documents
    bare = replace(document.document, provenance=Provenance(False))
    without = report(document=bare)
    assert (
        decide(with_notice, Policies(Policy(notice=NoticeRule.FORBIDDEN))).verdict == Verdict.FAIL
    )
    assert decide(without, Policies(Policy(notice=NoticeRule.REQUIRED))).verdict == Verdict.FAIL
    assert decide(with_notice, required).verdict == Verdict.PASS
    assert decide(without, forbidden).verdict == Verdict.PASS


def test_the_last_override_that_fits_holds() -> None:
    strict = Policy((Limit(MINOR, 0.0, 1),))
    lenient = Policy(())
    terms = Policies(
        Policy(),
        (
            Override(("a*",), (), (), strict),
            Override((), ("fr",), (), lenient),
            Override(("z",), (), (), strict),
        ),
    )
    assert decide(report((CRITICAL, 1.0)), terms).verdict == Verdict.PASS
    assert decide(report((MINOR, 1.0)), replace(terms, overrides=terms.overrides[:1])).verdict == (
        Verdict.FAIL
    )


def test_the_policy_table_is_read_and_wrong_ones_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "traudit.toml"
    path.write_text(
        '[policy]\nmin-measured = 0.8\nnotice = "required"\n'
        '[[policy.block]]\nseverity = "major"\nconfidence = 0.5\n'
        '[[policy.override]]\nlanguages = ["en"]\nblock = []\n',
        encoding="utf-8",
    )
    terms = policies(load(str(path))[0].policy)
    assert terms.default == Policy((Limit(MAJOR, 0.5, 1),), 0.8, NoticeRule.REQUIRED)
    assert terms.overrides == (Override((), ("en",), (), Policy((), 0.8, NoticeRule.REQUIRED)),)
    path.write_text('[policy]\n\n[[policy.block]]\nseverity = "fatal"\n', encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"traudit\.toml:4: `severity` is `fatal`; it takes `critical`"
    ):
        load(str(path))
