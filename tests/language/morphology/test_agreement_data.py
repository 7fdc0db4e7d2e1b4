"""What tells number and gender: ``reference/languages/<code>/agreement.toml``."""

from __future__ import annotations

import pytest

from audit.core.reference import decode_toml, root
from audit.errors import ConfigError
from audit.language.morphology.agreement import agreement, supported
from audit.language.morphology.agreement_data import AgreementFile

FRENCH = agreement("fr")


def test_languages_with_data() -> None:
    assert supported() == {"en", "fr"}
    assert agreement("es") is None


@pytest.mark.parametrize(
    ("word", "base", "number", "is_verb", "plural"),
    [
        ("minister", "minister", "singular", False, "ministers"),
        ("countries", "country", "plural", False, "countries"),
        ("women", "woman", "plural", False, "women"),
        ("measures", "measure", "plural", True, "measures"),
        ("negotiations", "negotiation", "plural", False, "negotiations"),
        ("information", "information", "singular", False, None),
    ],
)
def test_english_nouns(
    word: str, base: str, number: str, is_verb: bool, plural: str | None
) -> None:
    facts = agreement("en")
    assert facts is not None and facts.nouns is not None
    noun = facts.nouns.noun(word)
    assert noun is not None
    assert (noun.base, noun.number, noun.is_verb) == (base, number, is_verb)
    assert facts.nouns.plural(noun) == plural


@pytest.mark.parametrize(
    "word", ["present", "linked", "informations", "xyzzyment", "voted", "rich"]
)
def test_what_is_no_english_noun(word: str) -> None:
    facts = agreement("en")
    assert facts is not None and facts.nouns is not None
    assert facts.nouns.noun(word) is None


@pytest.mark.parametrize("word", ["touché", "passé", "taken", "measure"])
def test_english_has_no_participle_that_agrees(word: str) -> None:
    facts = agreement("en")
    assert facts is not None
    assert facts.participle(word) is None
    assert facts.verb(word, "plural") is None


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("mesures", "plural"), ("mesure", "singular"), ("pays", ""), ("prix", ""),
        ("journaux", ""), ("mini", ""), ("porte-parole", ""), ("xyzzy", ""),
    ],
)  # fmt: skip
def test_number_of_a_noun(word: str, number: str) -> None:
    assert FRENCH is not None
    assert FRENCH.number(word) == number


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("délégations", "feminine"), ("loi", "feminine"), ("lois", "feminine"), ("crise", "feminine"),
        ("gouvernement", "masculine"), ("ponts", "masculine"), ("musée", "masculine"),
        ("silence", "masculine"), ("livre", ""), ("malades", ""), ("xyzzy", ""),
    ],
)  # fmt: skip
def test_gender_of_a_noun(word: str, gender: str) -> None:
    assert FRENCH is not None
    assert FRENCH.gender(word) == gender


@pytest.mark.parametrize(
    ("word", "base", "number", "gender"),
    [
        ("livrées", "livré", "plural", "feminine"),
        ("adopté", "adopté", "singular", "masculine"),
        ("reçus", "reçu", "plural", "masculine"),
        ("prise", "pris", "singular", "feminine"),
        ("pris", "pris", "", "masculine"),
        ("ouvertes", "ouvert", "plural", "feminine"),
    ],
)
def test_participles(word: str, base: str, number: str, gender: str) -> None:
    assert FRENCH is not None
    found = FRENCH.participle(word)
    assert found is not None
    assert (found.base, found.number, found.gender) == (base, number, gender)


@pytest.mark.parametrize("word", ["liberté", "côté", "partie", "maison", "été", "députée", "vert"])
def test_what_is_no_participle(word: str) -> None:
    assert FRENCH is not None
    assert FRENCH.participle(word) is None


def test_participles_in_another_number_and_gender() -> None:
    assert FRENCH is not None
    found = FRENCH.participle("reçus")
    assert found is not None
    assert found.form("plural", "feminine") == "reçues"
    assert found.form("singular", "masculine") == "reçu"
    taken = FRENCH.participle("prises")
    assert taken is not None
    assert taken.form("plural", "masculine") == "pris"


def test_every_finite_form_has_its_partner() -> None:
    assert FRENCH is not None
    for form, about in FRENCH.finite.items():
        partner = FRENCH.finite[about.other]
        assert partner.other == form and partner.number != about.number


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "feminine_exceptions = [",
            'feminine_exceptions = [\n  "chien",',
            "exceptions to no ending",
        ),
        ("masculine = [", 'masculine = [\n  "table",', "both feminine and masculine: table"),
        ('number = "plural"', 'number = "dual"', "dual"),
        ('kind = "be"', 'kind = "is"', "is"),
    ],
)
def test_faults_of_a_file_are_refused(old: str, new: str, fault: str) -> None:
    text = (root() / "languages/fr/agreement.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ConfigError, match=fault):
        decode_toml(text.replace(old, new, 1), AgreementFile, shown="fr.toml")


def test_an_idle_exception_of_english_is_refused() -> None:
    text = (root() / "languages/en/agreement.toml").read_text(encoding="utf-8")
    with pytest.raises(ConfigError, match="exceptions to no ending: dog"):
        decode_toml(
            text.replace("\nexceptions = [", '\nexceptions = [\n  "dog",', 1),
            AgreementFile,
            shown="en.toml",
        )
