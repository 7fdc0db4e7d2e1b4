"""Patterns that are compiled on use match what compiled ones match."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audit.core.patterns.lazy import AnyOf, LazyPattern, fold, lazy
from audit.core.patterns.needs import _LETTERS, literal_start, needs
from audit.language.text.leaks import subtitle_credit, talk
from audit.language.text.phrasings import patterns, supported
from audit.reading.structure.cues import cues
from audit.reading.structure.furniture import labels

SHIPPED = [
    *talk(),
    *subtitle_credit(),
    *labels().openings,
    *(pattern for one in (cues().caption, cues().position, cues().photo_word) for pattern in one),
    *(*cues().credit, *cues().photo_credit, *cues().dateline, cues().agency),
    *(
        pattern
        for language in sorted(supported())
        for one in patterns(language)
        for pattern in (one.here, one.following, one.needed)
        if pattern is not None
    ),
]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("abc", ("abc",)),
        ("ABC", ("abc",)),
        ("a?bc", ("bc",)),
        ("ab*c+d", ("a",)),
        ("(?:foo|bar)s", ("foo", "bar")),
        ("(?:foo|bar)? quite", (" quite",)),
        ("(?:foo|b)?qu{2}x", ("qu",)),
        ("foo{0,3}d", ("fo",)),
        ("(?:long(?:er|est)|x)yz", ("yz",)),
        ("Été|Ete", ("été", "ete")),
        (r"\u00e9tat", ("tat",)),
        (r"\.\d{3}", (".",)),
        (".^$", ()),
        ("(?=abc)d", ("d",)),
        ("(?!abc(?:d|e))f", ("f",)),
        ("(?<!ab)cd", ("cd",)),
        ("(?P<n>ab)(?P=n)", ("ab",)),
        (r"[^]ab]cd[\]e]", ("cd",)),
        ("(?-i:Ab)", ("ab",)),
        ("(?x) a b", ()),
        ("a(?#b)c", ()),
        ("(a|)", ()),
        ("a|", ()),
        ("Σ", ()),
        ("", ()),
    ],
)
def test_what_a_match_must_have(source: str, expected: tuple[str, ...]) -> None:
    re.compile(source)
    assert needs(source) == expected


def test_every_letter_that_is_asked_for_is_folded_as_it_is_matched() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    without_case = {one for one in every if literal_start(one) == one} - _LETTERS
    rest = "".join(sorted(set(every) - without_case))
    for letter in _LETTERS:
        assert {fold(one) for one in re.findall(letter, rest, re.IGNORECASE)} == {letter}
    cased = re.compile(f"[{re.escape(rest)}]", re.IGNORECASE)
    assert not without_case & set(cased.findall(every))
    assert all(fold(one) == one for one in without_case)


@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)


_piece = st.sampled_from(
    ["a", "B", "é", "İ", " ", ".", "ab", "[aB]", r"\w", r"\.", "(?:a|bc)", "(?P<x>a|B)", "(?=b)",
     "(?-i:A)", "a{2}", "^", "$", "(?:)", "(?<!a)", "К"]
)  # fmt: skip
_source = st.lists(
    st.tuples(_piece, st.sampled_from(["", "", "", "*", "+", "?", "{0,2}", "|"])), max_size=6
).map(lambda pairs: "".join(a + b for a, b in pairs))


@given(_source, st.text("aAbBcéÉiİıkKкКᲀ .", max_size=12), st.integers(0, 4), st.integers(0, 12))
@example("k", "\u212a", 0, 1)
def test_matches_are_those_of_the_compiled_pattern(
    source: str, text: str, start: int, end: int
) -> None:
    try:
        compiled = re.compile(source, re.IGNORECASE)
    except re.error:
        return
    pattern = LazyPattern(source, re.IGNORECASE)

    def span(match: re.Match[str] | None) -> tuple[int, int] | None:
        return None if match is None else match.span()

    assert span(pattern.match(text, start, end)) == span(compiled.match(text, start, end))
    assert span(pattern.search(text, start, end)) == span(compiled.search(text, start, end))
    assert span(pattern.fullmatch(text)) == span(compiled.fullmatch(text))
    assert [*map(span, pattern.finditer(text))] == [*map(span, compiled.finditer(text))]


def test_nothing_is_compiled_for_a_text_without_the_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pattern = LazyPattern(r"photo\s+of", re.IGNORECASE)
    with monkeypatch.context() as patch:
        patch.setattr(re, "compile", None)
        assert pattern.search("a picture of the town") is None
        assert not AnyOf(["photo"]).is_in("a picture")
    assert pattern.search("a PHOTO of the town") is not None


def test_alternatives_are_tried_in_their_order() -> None:
    either = AnyOf(["ab", "abc", "b"])
    found = either.match("abc")
    assert found is not None and found[0] == "ab"
    assert either.match("xb") is None and either.is_in("xb")


def test_one_source_is_one_pattern() -> None:
    assert lazy("a") is lazy("a") is not lazy("a", re.IGNORECASE)


@pytest.mark.parametrize("pattern", SHIPPED, ids=lambda one: one.source[:40])
def test_a_shipped_pattern_is_well_formed_and_takes_some_text(pattern: LazyPattern) -> None:
    assert pattern.compiled.fullmatch("") is None
