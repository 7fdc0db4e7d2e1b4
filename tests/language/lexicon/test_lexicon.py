"""What is known of single words."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest

from audit.language.lexicon.words import has_frequencies, has_lemmas, is_known, lemma, zipf


def test_frequencies_are_on_the_zipf_scale() -> None:
    assert zipf("the", "en") > 7
    assert zipf("THE", "en") == zipf("the", "en")
    assert 3 < zipf("aujourd’hui", "fr") < 7
    assert zipf("l'escarboucle", "fr") == 0.0
    assert zipf("", "fr") == 0.0


def test_a_language_without_frequencies_is_an_error_not_a_zero() -> None:
    assert not has_frequencies("be")
    with pytest.raises(LookupError):
        zipf("word", "be")


def test_lemmas() -> None:
    assert lemma("grues", "fr") == "grue"
    assert lemma("horses", "en") == "horse"
    assert lemma("xyzzy", "fr") == "xyzzy"
    assert lemma("word", "xx") == "word"


def test_word_lists() -> None:
    assert is_known("délégations", "fr")
    assert is_known("Délégations", "fr")
    assert not is_known("loukachenko", "fr")
    assert not is_known("word", "xx")
    assert has_lemmas("fr") and not has_lemmas("zh")


def test_hostile_words(hostile_text: str) -> None:
    assert is_known(hostile_text, "fr") in (True, False)
    assert zipf(hostile_text, "fr") >= 0
    assert isinstance(lemma(hostile_text, "fr"), str)


def test_frequencies_are_those_of_wordfreq() -> None:
    from wordfreq import available_languages, get_frequency_dict, zipf_frequency

    assert {one for one in available_languages("small") if has_frequencies(one)} == set(
        available_languages("small")
    )
    for language in ("fr", "en", "ar", "zh"):
        theirs = get_frequency_dict(language, wordlist="small")
        for word, frequency in [*theirs.items()][::97]:
            assert zipf(word, language) == math.log10(frequency) + 9 or word != word.casefold()
    assert zipf("gouvernement", "fr") == pytest.approx(
        zipf_frequency("gouvernement", "fr", wordlist="small"), abs=0.005
    )


def test_frequencies_are_read_without_importing_what_takes_long() -> None:
    code = (
        "import sys; from audit.language.lexicon.words import zipf; zipf('mot', 'fr');"
        "sys.exit('wordfreq' in sys.modules or 'langcodes' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
