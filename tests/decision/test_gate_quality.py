"""What a policy may ask of the estimate of an article as a whole."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

from audit.decision.gate import decide
from audit.formats.audit_json.format import JsonFormat
from audit.formats.audit_json.saved import load_report
from audit.formats.interface import FormatOptions
from audit.formats.terminal import TerminalFormat
from audit.model.decision import Policies, Policy, Verdict
from audit.model.quality import Quality, SentenceQuality
from audit.model.report import Report
from audit.model.score import Interval

build_report = runpy.run_path(str(Path(__file__).parents[1] / "formats/conftest.py"))[
    "build_report"
]
GOOD = Quality(
    0.2, Interval(0.1, 0.3, 0.95, "wilson"), None, 0.3, (SentenceQuality(0, 0.2, 0.3),), "e|v:1"
)


def report(quality: Quality | None) -> Report:
    whole: Report = build_report(path="a.txt")
    changed = replace(whole.documents[0], quality=quality, findings=())
    return replace(whole, documents=(changed,), cross_document_findings=(), failures=())


def verdicts(quality: Quality | None, policy: Policy) -> list[tuple[Verdict, str]]:
    return [
        (each.verdict, each.message) for each in decide(report(quality), Policies(policy)).reasons
    ]


def test_nothing_follows_from_an_estimate_by_itself() -> None:
    assert verdicts(replace(GOOD, held_back=0.99, machine=0.99), Policy((), min_coverage=())) == []


def test_more_than_the_policy_allows_fails() -> None:
    policy = Policy((), min_coverage=(), max_held_back=0.5)
    assert verdicts(GOOD, policy) == verdicts(replace(GOOD, held_back=0.5), policy) == []
    ((verdict, message),) = verdicts(replace(GOOD, held_back=0.7), policy)
    assert verdict == Verdict.FAIL
    assert message == (
        "of ten such articles, an editor would hold back 7: more than the 50% of the policy"
    )


def test_an_article_that_reads_like_a_machine_needs_an_editor() -> None:
    policy = Policy((), min_coverage=(), max_machine=0.9)
    assert verdicts(GOOD, policy) == []
    ((verdict, message),) = verdicts(replace(GOOD, machine=0.95), policy)
    assert verdict == Verdict.FAIL
    assert message.startswith("post-editing required")


def test_what_was_not_estimated_is_inconclusive_where_it_is_asked_for() -> None:
    unknown = replace(GOOD, held_back=None, interval=None, reason="the source is not there")
    for quality, policy in (
        (unknown, Policy((), min_coverage=(), max_held_back=0.5)),
        (None, Policy((), min_coverage=(), max_held_back=1.0)),
        (None, Policy((), min_coverage=(), max_machine=1.0)),
    ):
        ((verdict, _),) = verdicts(quality, policy)
        assert verdict == Verdict.INCONCLUSIVE


def test_the_estimate_survives_the_file() -> None:
    for quality in (GOOD, None, replace(GOOD, held_back=None, interval=None, reason="no")):
        text = JsonFormat(FormatOptions()).render(report(quality))
        assert load_report(text.encode(), "audit.json").documents[0].quality == quality


def test_the_terminal_says_it_in_words() -> None:
    shown = TerminalFormat(FormatOptions(width=120)).render(report(GOOD))
    assert "of ten such articles, an editor would hold back 2 [1.0, 3.0]" in shown
    assert "unedited machine translation: 30% sure" in shown
