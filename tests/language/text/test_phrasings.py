"""Every pattern finds its examples, and not its counterexamples."""

from __future__ import annotations

import pytest

from audit.checks.artefacts.phrasing import found
from audit.language.text.phrasings import Pattern, patterns, supported

EVERY = [
    pytest.param(one, id=f"{language}-{one.phrasing.id}")
    for language in sorted(supported())
    for one in patterns(language)
]


def _is_found(pattern: Pattern, text: str) -> bool:
    sentence, _, after = text.partition("\n")
    needed = pattern.needed is None or pattern.needed.search(text) is not None
    return needed and bool(list(found(pattern, sentence, after)))


@pytest.mark.parametrize("pattern", EVERY)
def test_a_pattern_finds_its_examples_and_nothing_else(pattern: Pattern) -> None:
    assert pattern.phrasing.examples and pattern.phrasing.counterexamples
    missed = [text for text in pattern.phrasing.examples if not _is_found(pattern, text)]
    wrong = [text for text in pattern.phrasing.counterexamples if _is_found(pattern, text)]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("language", sorted(supported()))
def test_ids_are_used_once(language: str) -> None:
    ids = [one.phrasing.id for one in patterns(language)]
    assert len(set(ids)) == len(ids)
