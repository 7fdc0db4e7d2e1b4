from __future__ import annotations

import re
from typing import Any

import pytest

from audit.decision.assessment import assess, fingerprint
from audit.model.category import Category
from audit.model.finding import Candidate, Evidence, Rule, Severity, SignalKind
from audit.model.text import Span

TEXT = "Le Conseil suprême a signé.\nLe Conseil suprême a voté.\n"
ENTITY = Rule(
    "ENT901",
    "entity",
    "s",
    Category.ACCURACY_MISTRANSLATION,
    "mistranslation",
    Severity.CRITICAL,
    None,
)
LOSS = Rule(
    "RTL901", "loss", "s", Category.ACCURACY_MISTRANSLATION, "mistranslation", Severity.MINOR, None
)


def candidate(start: int, end: int, rule: Rule = ENTITY, **changes: Any) -> Candidate:
    fields: dict[str, Any] = {
        "rule": rule,
        "segment": 0,
        "span": Span(start, end),
        "text": TEXT[start:end],
        "message": "wrong",
        "severity": Severity.CRITICAL,
        "confidence": 0.8,
        "evidence": (Evidence(SignalKind.CHECK, "seen"), Evidence(SignalKind.CONTEXT, "cues")),
    }
    return Candidate(**{**fields, **changes})


def test_two_agreeing_signals_keep_a_critical_finding() -> None:
    (finding,) = assess("a.txt", TEXT, [candidate(3, 18)])
    assert finding.severity == Severity.CRITICAL
    assert (finding.line, finding.column) == (1, 4)


@pytest.mark.parametrize("kind", [SignalKind.BACK_TRANSLATION, SignalKind.CHECK])
def test_one_kind_of_signal_alone_is_at_most_minor(kind: SignalKind) -> None:
    evidence = (Evidence(kind, "one"), Evidence(kind, "two"))
    (finding,) = assess("a.txt", TEXT, [candidate(3, 18, evidence=evidence)])
    assert finding.severity == Severity.MINOR


def test_a_rule_that_a_person_wrote_needs_no_second_signal() -> None:
    evidence = (Evidence(SignalKind.USER_RULE, "house style"),)
    (finding,) = assess("a.txt", TEXT, [candidate(3, 18, evidence=evidence)])
    assert finding.severity == Severity.CRITICAL


def test_what_a_person_asked_for_is_never_hidden_in_another_finding() -> None:
    asked = (Evidence(SignalKind.USER_RULE, "house style"),)
    own = candidate(3, 18, LOSS, severity=Severity.MINOR, evidence=asked)
    assert [one.rule for one in assess("a.txt", TEXT, [own, candidate(3, 18)])] == [
        "ENT901",
        "RTL901",
    ]


def test_overlapping_candidates_of_two_checks_become_one_finding_with_all_evidence() -> None:
    lost = Evidence(SignalKind.BACK_TRANSLATION, "came back as something else")
    other = candidate(3, 18, LOSS, severity=Severity.MINOR, confidence=0.4, evidence=(lost,))
    (finding,) = assess("a.txt", TEXT, [other, candidate(3, 18)])
    assert finding.rule == "ENT901"
    assert finding.confidence == pytest.approx(1 - 0.2 * 0.8)
    assert lost in finding.evidence
    assert any("RTL901" in item.detail for item in finding.evidence)


def test_agreement_of_two_checks_never_lifts_severity_above_the_gravest() -> None:
    weak = {"severity": Severity.MINOR, "confidence": 0.4}
    (finding,) = assess("a.txt", TEXT, [candidate(3, 18, LOSS, **weak), candidate(3, 18, **weak)])
    assert finding.severity == Severity.MINOR


def test_a_word_inside_a_phrase_is_one_fault_when_both_checks_are_of_one_kind() -> None:
    weak = {"severity": Severity.MINOR, "confidence": 0.4}
    inner = candidate(11, 18, LOSS, **weak)
    assert len(assess("a.txt", TEXT, [candidate(3, 27), inner])) == 1
    style = Rule(
        "TYP901", "style", "s", Category.LOCALE_CONVENTION_TYPOGRAPHY, "style", Severity.MINOR, None
    )
    assert len(assess("a.txt", TEXT, [candidate(3, 27), candidate(11, 18, style, **weak)])) == 2
    assert len(assess("a.txt", TEXT * 2, [candidate(0, 50), inner])) == 2


def test_what_is_found_in_a_passage_of_another_language_is_its_evidence() -> None:
    left = Rule(
        "UNT901",
        "left",
        "s",
        Category("accuracy/untranslated"),
        "untranslated",
        Severity.MAJOR,
        None,
    )
    style = Rule(
        "STY901", "style", "s", Category.STYLE_UNIDIOMATIC_STYLE, "style", Severity.MINOR, None
    )
    whole = candidate(0, 52, left, severity=Severity.MAJOR, confidence=0.5)
    parts = [candidate(3, 10, style, severity=Severity.MINOR), candidate(11, 18, LOSS)]
    found = assess("a.txt", TEXT, [*parts, whole])
    assert [one.rule for one in found] == ["UNT901", "RTL901"]
    assert any("STY901" in item.detail for item in found[0].evidence)


def test_faults_of_form_are_one_kind() -> None:
    spelling = Rule(
        "SPE901", "s", "s", Category("linguistic-conventions/spelling"), "m", Severity.MINOR, None
    )
    grammar = Rule(
        "GRA901", "g", "s", Category.LINGUISTIC_CONVENTIONS_GRAMMAR, "grammar", Severity.MINOR, None
    )
    both = [candidate(3, 18, grammar), candidate(3, 10, spelling), candidate(11, 18, LOSS)]
    assert [one.rule for one in assess("a.txt", TEXT, both)] == ["GRA901", "RTL901"]


def test_markup_does_not_make_a_phrase_long() -> None:
    # The span of `Rp 15 trillions` is that of the file, with `&nbsp;` and tags in it.
    whole = candidate(0, 55, text="Rp 15 trillions")
    word = candidate(45, 54, LOSS, text="trillions", severity=Severity.MINOR)
    (finding,) = assess("a.txt", TEXT, [whole, word])
    assert finding.rule == "ENT901"
    long = candidate(0, 55, text="x" * 41)
    assert len(assess("a.txt", TEXT, [long, word])) == 2


def test_candidates_that_only_touch_stay_apart() -> None:
    assert len(assess("a.txt", TEXT, [candidate(3, 10), candidate(10, 18)])) == 2


def test_a_fact_about_the_text_does_not_swallow_a_finding_inside_it() -> None:
    notice = candidate(0, 27, LOSS, severity=Severity.NEUTRAL, confidence=1.0)
    assert len(assess("a.txt", TEXT, [notice, candidate(3, 18)])) == 2


def test_fingerprints_survive_moved_lines_and_tell_occurrences_apart() -> None:
    second = TEXT.index("Conseil", 20)
    both = [candidate(3, 18), candidate(second, second + 15)]
    first, other = assess("a.txt", TEXT, both)
    assert first.id != other.id
    assert re.fullmatch("[0-9a-f]{16}", first.id)
    assert other.id == f"{first.id}-2"
    moved = [candidate(3, 18), candidate(second, second + 15)]
    shifted = [
        Candidate(
            **{
                **{f: getattr(c, f) for f in c.__slots__},
                "span": Span(c.span.start + 2, c.span.end + 2),
            }
        )
        for c in moved
    ]
    assert [f.id for f in assess("a.txt", "\n\n" + TEXT, shifted)] == [first.id, other.id]


def test_fingerprints_depend_on_rule_document_key_and_count() -> None:
    base = fingerprint("ENT001", "a.txt", "key", 0)
    assert base != fingerprint("ENT002", "a.txt", "key", 0)
    assert base != fingerprint("ENT001", "b.txt", "key", 0)
    assert base != fingerprint("ENT001", "a.txt", "other", 0)
    assert base != fingerprint("ENT001", "a.txt", "key", 1)


def test_the_order_of_checks_does_not_change_the_findings() -> None:
    many = [candidate(3, 18), candidate(19, 26), candidate(31, 46, LOSS)]
    assert assess("a.txt", TEXT, many) == assess("a.txt", TEXT, many[::-1])
