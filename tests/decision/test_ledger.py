from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.decision.ledger import Row, Tally, decode, encode, merged, missed, tallies, wilson
from audit.errors import ConfigError

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MOMENTS = st.sampled_from(
    [None, "2026-11-27T09:00:00Z", "2026-11-27T11:30:00+02:00", "2027-01-01T00:00:00Z"]
)
ROWS = st.lists(
    st.builds(
        Row,
        decision=st.sampled_from(["confirm", "false-alarm", "skip"]),
        document=st.sampled_from(["a.txt", "b\u2028\n.txt"]),
        text=st.sampled_from(["un", "« deux »"]),
        rule=st.sampled_from(["ENT001", "NUM001"]),
        id=st.sampled_from(["0" * 16, "1" * 16]),
        reviewer=st.sampled_from([None, "Ada", "Bo"]),
        decided_at=MOMENTS,
        reason=st.sampled_from([None, "why"]),
    ),
    max_size=8,
)  # fmt: skip


@quick
@given(ROWS)
def test_the_file_is_read_back_as_written(rows: list[Row]) -> None:
    kept = merged(rows)
    text = encode(kept)
    assert decode(text, "l") == kept
    assert len(text.splitlines()) >= len(kept) == text.count("\n")


@quick
@given(ROWS, ROWS)
def test_lines_merge_in_any_order_and_twice(one: list[Row], other: list[Row]) -> None:
    """As git does with `merge=union`, whichever side it starts from."""
    assert merged([*one, *other]) == merged([*other, *one])
    assert merged(merged([*one, *other])) == merged([*one, *other, *one])
    assert decode(encode([*other, *one]), "l") == merged([*one, *other])


def row(decision: str, number: int, reviewer: str | None = None, when: str | None = None) -> Row:
    return Row(decision, "a.txt", "x", "ENT001", f"{number:016x}", None, reviewer, when)  # type: ignore[arg-type]


def test_of_one_reviewer_the_later_decision_holds() -> None:
    old = row("false-alarm", 1, "Ada", "2026-11-27T12:00:00+02:00")
    new = row("confirm", 1, "Ada", "2026-11-27T10:30:00Z")
    for order in permutations([old, new]):
        assert merged(order) == (new,)


def test_a_finding_counts_once_and_a_disputed_one_in_neither() -> None:
    rows = [
        row("confirm", 1, "Ada"), row("confirm", 1, "Bo"), row("confirm", 2), row("false-alarm", 3, "Ada"),
        row("false-alarm", 4, "Ada"), row("confirm", 4, "Bo"),
        Row("missed", "a.txt", "y", place="3-5"), Row("missed", "a.txt", "y", place="3-5", reviewer="Bo"),
    ]  # fmt: skip
    assert tallies(rows) == {"ENT001": Tally(2, 1, 1)}
    assert missed(rows) == 1
    assert tallies(rows)["ENT001"].precision == 2 / 3
    assert Tally(0, 0, 1).precision is None


def test_the_interval_is_that_of_wilson() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    known = {
        (81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611), (1, 29): (0.0061, 0.1718),
    }  # fmt: skip
    for (successes, trials), wanted in known.items():
        assert wilson(successes, trials) == pytest.approx(wanted, abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(5, 5)[1] == 1.0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", 1),
        ('\n\n{"decision": "confirm"}\n', 3),
        ('{"decision": "confirm", "document": "a", "text": "x", "more": 1}', 1),
        ('{"decision": "no", "document": "a", "text": "x"}', 1),
        ('{"decision": "confirm", "document": "a", "text": "x", "decided_at": "now"}', 1),
        ('{"decision": "confirm", "document": "a", "text": "x"}\n<<<<<<< HEAD\n', 2),
    ],
)
def test_a_broken_line_is_refused_with_its_number(text: str, line: int) -> None:
    with pytest.raises(ConfigError, match=rf"^l:{line}: [^\n]+$"):
        decode(text, "l")
