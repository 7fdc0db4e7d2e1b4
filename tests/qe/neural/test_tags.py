"""Word tags of machine output against human translations."""

from __future__ import annotations

from training.judge.tags import tags


def wrong(machine: str, *humans: str) -> list[str]:
    spans, found = tags(machine, humans)
    return [machine[start:end] for (start, end), bad in zip(spans, found, strict=True) if bad]


def test_what_the_person_has_otherwise_is_wrong() -> None:
    assert wrong("The house is blue.", "The house is red.") == ["blue"]


def test_the_closest_person_decides() -> None:
    assert wrong("The house is blue.", "A red home.", "The house is blue.") == []


def test_a_word_that_only_moved_is_fine() -> None:
    assert wrong("Yesterday he came home", "He came home yesterday") == []


def test_quotation_marks_and_capitals_do_not_count() -> None:
    assert wrong("« Bonjour »", '"bonjour"') == []


def test_scripts_without_spaces_go_by_characters() -> None:
    assert wrong("他昨天来", "他今天来") == ["昨"]


def test_a_word_said_twice_is_wrong_once() -> None:
    assert wrong("the the house", "the house") == ["the"]
