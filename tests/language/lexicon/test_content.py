from __future__ import annotations

from audit.language.lexicon.content import STATE, content, shared, supported


def test_states_have_one_key_whatever_their_form() -> None:
    one = content("Le président biélorusse a parlé.", "fr")
    other = content("La Biélorussie a parlé.", "fr")
    assert one.names == {"=BY": STATE}
    assert shared(one.names, other.names) == {"=BY": STATE}


def test_spellings_of_a_name_have_one_key_and_rare_ones_weigh_more() -> None:
    one = content("Hier, Tcherenkov a vu Paris.", "fr").names
    other = content("Hier, Cherenkov a vu Paris.", "fr").names
    assert set(one) == set(other)
    rare, common = sorted(one.values(), reverse=True)
    assert rare > common


def test_a_common_word_at_the_start_of_a_sentence_is_no_name() -> None:
    assert len(content("Glissement de terrain à Valbruna.", "fr").names) == 1


def test_words_are_lemmas_without_those_of_grammar() -> None:
    words = content("Les maisons détruites étaient au bord de la rivière.", "fr").words
    assert {"détruire", "bord", "rivière"} <= set(words)
    assert not {"le", "au", "de", "être"} & set(words)
    assert all(weight > 0 for weight in words.values())


def test_languages() -> None:
    assert supported("fr") and supported("id") and supported("ru")
    assert not supported("und") and not supported("xx")


def test_hostile_text(hostile_text: str) -> None:
    found = content(hostile_text[:6000], "fr")
    assert found.weight >= 0
