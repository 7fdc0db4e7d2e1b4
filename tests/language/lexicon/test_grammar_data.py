"""Closed word classes: ``reference/languages/<code>/grammar.toml``."""

from __future__ import annotations

import pytest

from audit.core.reference import decode_toml
from audit.errors import ConfigError
from audit.language.lexicon.grammar import Grammar, grammar, plain, supported
from audit.language.text.tokens import tokens

LISTS = [name for name, kind in Grammar.__annotations__.items() if kind.startswith("tuple")]


@pytest.mark.parametrize("language", sorted(supported()))
def test_lists_are_lower_case_and_without_doubles(language: str) -> None:
    facts = grammar(language)
    assert facts is not None and facts.language == language
    for name in LISTS:
        words = getattr(facts, name)
        assert len(set(words)) == len(words), f"{name}: doubled"
        if name != "sources":
            assert all(word == word.lower() == word.strip() for word in words), name
            assert not any("’" in word for word in words), f"{name}: straight apostrophes"


@pytest.mark.parametrize("language", sorted(supported()))
def test_classes_are_those_of_each_other(language: str) -> None:
    facts = grammar(language)
    assert facts is not None
    assert set(facts.stand_alone) <= {*facts.determiners, *facts.prepositions}
    assert set(facts.subjects) <= {*facts.pronouns, *facts.determiners}
    assert set(facts.finite) <= set(facts.auxiliaries)
    assert set(facts.may_double) <= {*facts.determiners, *facts.prepositions}
    assert facts.dependent == {*facts.determiners, *facts.prepositions} - set(facts.stand_alone)


def test_a_token_is_looked_up_as_the_lists_write_it() -> None:
    facts = grammar("fr")
    assert facts is not None
    elided, noun = tokens("L’État")
    assert plain(elided) == "l'"
    assert facts.is_closed(elided) and not facts.is_closed(noun)


def test_a_verb_form_needs_a_subject_before_it() -> None:
    facts = grammar("fr")
    assert facts is not None
    pronoun, verb = tokens("nous transporterons")
    article, noun = tokens("les dossiers")
    assert facts.is_verb_form(verb, pronoun)
    assert not facts.is_verb_form(verb, None)
    assert not facts.is_verb_form(noun, article)


def test_no_data_means_none() -> None:
    assert grammar("xx") is None
    assert grammar("../fr") is None


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(ConfigError, match="verbs"):
        decode_toml('language = "fr"\nverbs = []\n', Grammar, shown="fr.toml")
