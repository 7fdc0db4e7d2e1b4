from __future__ import annotations

from gettext import NullTranslations

import pytest

from audit.formats import wording
from audit.formats.wording import Speaker, speaker
from audit.model.wording import Name, Wording, fact, listing, say, say_many

TEXTS = {
    "{text} is {state}, not {names}.": "{text} désigne {state}, non {names}.",
    "{share:.1%} of {size:,.1f}": "{share:.1%} de {size:,.1f}",
    "the two words contract": "les deux mots se contractent",
    "{why:C}.": "{why:C}.",
    "it is broken": "c’est cassé {missing}",
}
MANY = {"{number} place": ("{number} endroit", "{number} endroits")}


class Catalogue(NullTranslations):
    def gettext(self, message: str) -> str:
        return TEXTS.get(message, "")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return MANY[msgid1][n > 1] if msgid1 in MANY else ""

    def pgettext(self, context: str, message: str) -> str:
        return {("link", "or"): "ou", ("link", "and"): "et"}.get((context, message), message)


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> Speaker:
    monkeypatch.setattr(wording, "translations", lambda language, domain: Catalogue())
    speaker.cache_clear()
    made: Speaker = speaker("fr")
    speaker.cache_clear()
    return made


def state(code: str, english: str) -> Name:
    return Name(english, "territory", code)


def test_sentences_names_and_listings(french: Speaker) -> None:
    names = listing((state("DE", "Germany"), state("ES", "Spain")), "or")
    said = say("{text} is {state}, not {names}.", text="Germany", state=state("TD", "Chad"),
               names=names)  # fmt: skip
    assert french.say(said) == "Germany désigne Tchad, non Allemagne ou Espagne."
    assert french.language_of(said) == "fr"
    assert speaker("en").say(said) == said and speaker("en").language_of(said) == "en"


def test_numbers_are_written_as_the_language_writes_them(french: Speaker) -> None:
    said = say("{share:.1%} of {size:,.1f}", share=0.125, size=1234.5)
    assert said == "12.5% of 1,234.5"
    assert french.say(said) == "12,5\xa0% de 1\u202f234,5"


def test_plurals_are_those_of_the_language(french: Speaker) -> None:
    said = [french.say(say_many("{number} place", "{number} places", one)) for one in (0, 1, 2)]
    assert said == ["0 endroit", "1 endroit", "2 endroits"]


def test_half_sentences(french: Speaker) -> None:
    why = fact("the two words contract")
    assert french.say(say("{why:C}.", why=why)) == "Les deux mots se contractent."


def test_what_the_catalogue_lacks_stays_as_it_is(french: Speaker) -> None:
    for said in ("House style: {found}.", say("{a} and {b}", a="x", b="{y}"), fact("{x!r}"), ""):
        assert french.say(said) == said
        assert french.language_of(said) == "en"
    assert french.say(fact("it is broken")) == "c’est cassé {missing}"


@pytest.mark.parametrize(
    "template", ["{text.__class__} {x}", "{why:C}.", "{share:.1%} of {size:,.1f}"]
)
def test_parts_that_do_not_fit_their_template_are_not_filled_in(
    french: Speaker, template: str
) -> None:
    """A saved report may hold anything: only templates of the catalogue are filled."""
    forged = Wording("as it was saved", template, {"text": "x", "share": "y", "size": 1})
    assert french.say(forged) == "as it was saved"


@pytest.mark.parametrize("code", ["", "-", "../../etc/passwd", "x" * 9999, "\x00", "fr-", "\ud800"])
@pytest.mark.parametrize("kind", ["language", "territory", "rule", "stars"])
def test_names_that_nobody_knows_stay_as_they_are(french: Speaker, kind: str, code: str) -> None:
    said = Wording("it was saved", "{why:C}.", {"why": Name("Ruritania", kind, code)})
    assert french.say(said) in ("Ruritania.", "Français.")


def test_numbers_too_large_for_their_form_leave_the_sentence_as_it_is(french: Speaker) -> None:
    template = "{share:.1%} of {size:,.1f}"
    assert french.say(Wording("saved", template, {"share": 10**400, "size": 1})) == "saved"


def test_a_plain_text_is_looked_up_as_a_whole(french: Speaker) -> None:
    assert french.say("the two words contract") == "les deux mots se contractent"


def test_a_list_of_sentences_is_said_one_by_one(french: Speaker) -> None:
    known = fact("the two words contract")
    assert (
        french.say(listing((known, known), ";"))
        == "les deux mots se contractent; les deux mots se contractent"
    )
    assert french.language_of(listing((known, known), ";")) == "fr"
    assert french.language_of(listing((known, "nobody knows this"), ";")) == "en"
