from __future__ import annotations

import json
import pickle
from dataclasses import asdict

import pytest

from audit.model.finding import Evidence, SignalKind
from audit.model.wording import Listing, Name, Wording, fact, listing, marked, say, say_many


def sentence() -> Wording:
    state = Name("Chad", "territory", "TD")
    names = listing((state, Name("Mali", "territory", "ML")), "or")
    return say("`{text}` is not {names}: {why}.", text="{x}", names=names, why=fact("a {note}"))


def test_a_sentence_is_its_english_text() -> None:
    said = sentence()
    assert said == "`{x}` is not Chad or Mali: a {note}."
    assert hash(said) == hash(str(said)) and said in {str(said)}
    assert json.dumps({"message": said}) == json.dumps({"message": str(said)})
    assert isinstance(said, str) and type(str(said)) is str


def test_it_keeps_its_parts_through_a_worker() -> None:
    said = pickle.loads(pickle.dumps(sentence()))
    assert said == sentence()
    assert (said.template, said.number, said.plural) == ("`{text}` is not {names}: {why}.", 1, None)
    names, why = said.values["names"], said.values["why"]
    assert isinstance(names, Listing) and names.link == "or"
    assert isinstance(names.items[0], Name) and names.items[0].code == "TD"
    assert isinstance(why, Wording) and why.template == "a {note}"


def test_it_survives_a_copy_of_its_finding() -> None:
    copied = asdict(Evidence(SignalKind.CHECK, sentence()))["detail"]
    assert isinstance(copied, Wording) and copied.values == sentence().values


@pytest.mark.parametrize(("number", "text"), [(1, "1 place"), (0, "0 places"), (7, "7 places")])
def test_a_number_decides_between_two_templates(number: int, text: str) -> None:
    said = say_many("{number} place", "{number} places", number)
    assert said == text
    assert (said.template, said.plural, said.number) == (
        "{number} place",
        "{number} places",
        number,
    )


@pytest.mark.parametrize(
    ("link", "one", "three"),
    [(",", "a", "a, b, c"), (";", "a", "a; b; c"), (" ", "a", "a b c"),
     ("or", "a", "a or b or c"), ("and", "a", "a, b and c")],
)  # fmt: skip
def test_listings(link: str, one: str, three: str) -> None:
    assert listing("a", link) == one
    assert listing("abc", link) == three
    assert listing("", link) == ""


def test_half_a_sentence_begins_or_goes_on_with_one() -> None:
    assert say("{why:C}.", why=fact("the two words contract")) == "The two words contract."
    assert say("({note:c})", note=fact("A calque")) == "(a calque)"
    assert say("{share:.0%}", share=0.125) == "12%"


def test_a_template_of_a_table_is_itself() -> None:
    assert marked("`{text}` is a tag.") == "`{text}` is a tag."
