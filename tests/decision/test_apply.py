from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.decision.baseline import Entry, baseline
from audit.decision.review import Applied, Facts, Ground, apply
from audit.decision.verdicts import Decision, Verdicts

FIRST, SECOND = "0" * 16, "1" * 16
TODAY = date(2026, 12, 24)
EMPTY = Ground(baseline(None, ()), (), lambda path: path, None, frozenset(), TODAY)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def decision(
    kind: str, finding: str | None = FIRST, day: int | None = 1, **changes: Any
) -> Decision:
    return Decision(**{
        "id": finding, "document": "a.txt", "sha256": "0" * 64,
        "rule": "ENT001" if finding else None, "decision": kind,
        "reason": "a proper name" if kind == "false-alarm" else None,
        "correction": "Comité" if kind == "confirm" else None, "severity": None,
        "start": 3, "end": 10, "text": "Conseil",
        "decided_at": None if day is None else f"2026-11-{day:02}T09:00:00Z", **changes,
    })  # fmt: skip


def by(reviewer: str | None, *decisions: Decision) -> Verdicts:
    return Verdicts(reviewer, "0.1.0", decisions)


def on(ground: Ground, *given: Verdicts) -> Applied:
    """One after the other; the last result."""
    done = None
    for verdicts in given:
        done = apply(verdicts, ground)
        ground = replace(ground, known=done.known, rows=done.rows)
    assert done is not None
    return done


def test_a_rejected_finding_is_known_with_its_reason_date_and_reviewer() -> None:
    done = on(EMPTY, by("Ada", decision("false-alarm"), decision("confirm", SECOND)))
    assert done.known.entries == (
        Entry(FIRST, "ENT001", ("a.txt",), "Conseil", "a proper name", "2026-11-01", "Ada"),
    )
    assert [(row.id, row.decision) for row in done.rows] == [
        (FIRST, "false-alarm"),
        (SECOND, "confirm"),
    ]
    assert done.conflicts == done.stale == ()


def test_what_was_not_rejected_is_in_the_ledger_only() -> None:
    missed = decision("missed", None, severity="major")
    done = on(EMPTY, by(None, decision("confirm"), missed))
    assert done.known.entries == ()
    assert [(row.rule, row.place, row.correction, row.severity) for row in done.rows] == [
        (None, "3-10", None, "major"),
        ("ENT001", None, "Comité", None),
    ]


def test_a_rejection_without_a_time_has_the_day_of_the_call_and_keeps_it() -> None:
    done = on(EMPTY, by(None, decision("false-alarm", day=None)))
    assert done.known.entries[0].date == "2026-12-24"
    later = replace(EMPTY, known=done.known, rows=done.rows, today=date(2027, 1, 1))
    assert on(later, by(None, decision("false-alarm", day=None))).known == done.known


def test_the_same_reviewer_may_change_a_decision() -> None:
    reject, accept = decision("false-alarm", day=1), decision("confirm", day=2)
    done = on(EMPTY, by("Ada", reject), by("Ada", accept))
    assert done.known.entries == ()
    assert [row.decision for row in done.rows] == ["confirm"]
    # An older file that turns up again changes nothing.
    assert on(EMPTY, by("Ada", accept), by("Ada", reject)) == replace(done, conflicts=())


def test_reviewers_who_do_not_agree_are_a_conflict_and_the_finding_counts() -> None:
    for first, second in (
        ("false-alarm", "confirm"),
        ("confirm", "false-alarm"),
        ("confirm", "false-alarm"),
    ):
        done = on(EMPTY, by("Ada", decision(first)), by("Bo", decision(second)))
        assert done.known.entries == ()
        assert len(done.conflicts) == 1
        assert len(done.rows) == 2
    both = on(EMPTY, by("Ada", decision("false-alarm")), by("Bo", decision("false-alarm")))
    assert both.conflicts == ()
    assert both.known.entries[0].reviewer == "Ada"


def test_two_decisions_of_one_file_need_an_order() -> None:
    done = on(EMPTY, by("Ada", decision("false-alarm"), decision("confirm")))
    assert (done.known.entries, done.rows) == ((), ())
    assert "decided twice" in done.conflicts[0]
    ordered = on(EMPTY, by("Ada", decision("false-alarm", day=2), decision("confirm", day=1)))
    assert [row.decision for row in ordered.rows] == ["false-alarm"]
    assert on(EMPTY, by("Ada", decision("false-alarm"), decision("false-alarm"))).conflicts == ()


def facts(**findings: tuple[str, tuple[str, ...]]) -> Facts:
    return Facts(findings, {"a.txt": "0" * 64, "b.txt": "2" * 64}, "none", "audit.json")


def test_a_finding_that_is_gone_is_stale_and_not_taken_into_the_baseline() -> None:
    ground = replace(EMPTY, facts=facts(**{SECOND: ("ENT001", ("a.txt", "b.txt"))}))
    done = on(ground, by("Ada", decision("false-alarm"), decision("false-alarm", SECOND)))
    assert [entry.id for entry in done.known.entries] == [SECOND]
    assert done.known.entries[0].paths == ("a.txt", "b.txt")
    assert done.known.engine == "none"
    assert len(done.stale) == 1
    assert f"{FIRST} `Conseil`: is no longer in audit.json" in done.stale[0]
    assert len(done.rows) == 2
    # Of an article that the report is not about nothing is known.
    other = on(ground, by("Ada", decision("false-alarm", document="c.txt")))
    assert (len(other.known.entries), other.stale) == (1, ())
    missed = on(ground, by("Ada", decision("missed", None, document="b.txt")))
    assert "has changed since it was reviewed" in missed.stale[0]


def test_an_id_of_another_rule_is_a_conflict() -> None:
    ground = replace(EMPTY, facts=facts(**{FIRST: ("NUM001", ("a.txt",))}))
    done = on(ground, by("Ada", decision("false-alarm")))
    assert (done.known.entries, done.rows) == ((), ())
    assert "is a finding of NUM001" in done.conflicts[0]


def test_what_may_never_be_suppressed_is_not_taken_into_the_baseline() -> None:
    done = on(replace(EMPTY, never={"ENT001"}), by("Ada", decision("false-alarm")))
    assert done.known.entries == ()
    assert len(done.rows) == 1
    assert "never suppresses ENT001" in done.conflicts[0]


def test_what_was_known_before_anybody_judged_it_stays_known() -> None:
    plain = Entry(FIRST, "ENT001", ("a.txt",), "Conseil")
    ground = replace(EMPTY, known=baseline("none", [plain]))
    assert on(ground, by("Ada", decision("confirm"))).known.entries == (plain,)
    rejected = on(ground, by("Ada", decision("false-alarm"))).known.entries
    assert rejected == (replace(plain, reason="a proper name", date="2026-11-01", reviewer="Ada"),)


KINDS = st.sampled_from(["confirm", "false-alarm", "skip"])
FILES = st.lists(
    st.tuples(
        st.sampled_from(["Ada", "Bo", None]),
        st.lists(
            st.builds(decision, KINDS, st.sampled_from([FIRST, SECOND]), st.sampled_from([None, 1, 2])),
            max_size=4,
        ),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@quick
@given(FILES)
def test_applying_twice_changes_nothing(files: list[tuple[str | None, list[Decision]]]) -> None:
    given = [by(reviewer, *decisions) for reviewer, decisions in files]
    once = on(EMPTY, *given)
    ground = replace(EMPTY, known=once.known, rows=once.rows)
    again = on(ground, *given)
    assert again.rows == once.rows
    assert again.known == once.known
    assert on(ground, given[-1]).rows == once.rows


@quick
@given(FILES)
def test_only_what_was_rejected_by_all_is_in_the_baseline(
    files: list[tuple[str | None, list[Decision]]],
) -> None:
    done = on(EMPTY, *(by(reviewer, *decisions) for reviewer, decisions in files))
    for finding in (FIRST, SECOND):
        said = {row.decision for row in done.rows if row.id == finding}
        is_known = finding in {entry.id for entry in done.known.entries}
        assert is_known == (said - {"skip"} == {"false-alarm"})
