"""What holds for every shipped termbase."""

from __future__ import annotations

from collections import Counter

import pytest

from audit.language.text.phrases import words
from audit.terms.entries import shipped
from audit.terms.matcher import Form, TermIndex
from audit.terms.model import Conditions, Status, Termbase

TERMBASES = pytest.mark.parametrize("termbase", shipped(), ids=lambda one: one.name)


def test_they_are_there() -> None:
    sizes = {one.name: len(one.concepts) for one in shipped()}
    assert sizes["press-fr"] >= 200
    assert sizes["press-en"] >= 40
    assert not any(one.is_house for one in shipped())


@TERMBASES
def test_an_entry_is_complete(termbase: Termbase) -> None:
    for concept in termbase.concepts:
        assert concept.definition.endswith("."), concept.id
        assert concept.source.startswith("https://"), concept.id
        for language in concept.languages:
            assert concept.suggested(language), concept.id
        for _, term in concept.terms:
            if term.status is Status.DEPRECATED:
                assert term.note, (concept.id, term.text)


@TERMBASES
def test_every_entry_says_something_of_the_language_of_the_termbase(termbase: Termbase) -> None:
    language = termbase.name.rsplit("-", 1)[1]
    silent = [one.id for one in termbase.concepts if not one.forms(language, Status.DEPRECATED)]
    assert silent == []


@TERMBASES
def test_no_form_is_given_twice_in_a_concept(termbase: Termbase) -> None:
    for concept in termbase.concepts:
        counts = Counter((code, term.text) for code, term in concept.terms)
        assert [form for form, count in counts.items() if count > 1] == [], concept.id


@TERMBASES
def test_no_form_is_both_right_and_wrong_without_a_condition(termbase: Termbase) -> None:
    for language in ("fr", "en"):
        index = TermIndex([termbase], language)
        accepted = {
            form.term.text.casefold(): form.concept.id for form in index.forms if form.is_accepted
        }
        for form in index.forms:
            if form.is_deprecated and form.term.conditions == Conditions():
                clash = accepted.get(form.term.text.casefold())
                # Only small and capital letters may tell them apart, in one concept.
                assert clash in (None, form.concept.id), form.term.text


@TERMBASES
def test_every_deprecated_form_is_found_as_it_is_written(termbase: Termbase) -> None:
    for language in ("fr", "en"):
        index = TermIndex([termbase], language)
        lost = [form.term.text for form in index.forms if not _is_found(index, form)]
        assert lost == []


def _is_found(index: TermIndex, form: Form) -> bool:
    text = form.term.text.replace("…", "le")
    assert words(text, index.language)
    return any(hit.form is form for hit in index.every(text))
