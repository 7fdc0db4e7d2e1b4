"""A translation beside its source, piece by piece."""

from __future__ import annotations

import numpy
import pytest

from audit.qe.words.features import features
from audit.qe.words.linear import SIZE, hashed
from audit.qe.words.pair import compared, is_comparable, is_supported, pair_of

SOURCE = "The mayor opened the new bridge on Monday."
TARGET = "Le maire a inauguré le nouveau pont lundi."


def test_words_that_translate_each_other_are_linked() -> None:
    pair = pair_of(SOURCE, TARGET, "en", "fr")
    links = features(pair).links
    linked = {
        pair.target.lower[at]: pair.source.lower[int(link)]
        for at, link in enumerate(links)
        if link >= 0
    }
    assert linked["maire"] == "mayor"
    assert linked["pont"] == "bridge"
    assert linked["nouveau"] == "new"


def test_what_nothing_stands_for_is_not_covered() -> None:
    pair = pair_of(SOURCE, "Le maire ivre a inauguré le nouveau pont lundi.", "en", "fr")
    covered = dict(zip(pair.target.lower, pair.covered, strict=True))
    assert covered["ivre"] < 0.3 < covered["maire"]


def test_what_is_left_out_is_not_rendered() -> None:
    pair = pair_of(SOURCE, "Le maire a inauguré le nouveau pont.", "en", "fr")
    rendered = dict(zip(pair.source.lower, pair.rendered, strict=True))
    assert rendered["monday"] < 0.3 < rendered["bridge"]


def test_without_tables_spelling_links_names_and_numbers() -> None:
    texts = "Ana Ruiz paga 300 euros.", "Ana Ruiz pays 300 euros."
    pair = compared(*texts, ("es", "en"), with_tables=False)
    covered = dict(zip(pair.target.lower, pair.covered, strict=True))
    assert min(covered["ruiz"], covered["<3>"], covered["euros"]) > 0.5 > covered["pays"]


def test_which_languages_have_data() -> None:
    assert is_supported("en", "fr") and is_supported("fr", "en")
    assert is_comparable("de", "en") and not is_supported("de", "en")
    assert not is_comparable("en", "de") and not is_comparable("fr", "fr")
    with pytest.raises(LookupError, match="'xx'"):
        pair_of("a", "b", "xx", "fr")


@pytest.mark.parametrize("text", ["", " ", "?!"])
def test_next_to_nothing_has_features(text: str) -> None:
    _has_features(text)


def test_hostile_text_has_features(hostile_text: str) -> None:
    _has_features(hostile_text)


def _has_features(text: str) -> None:
    short = text[:800]
    for source, target in ((short, TARGET), (SOURCE, short), (short, short)):
        pair = pair_of(source, target, "en", "fr")
        found = features(pair)
        assert found.matrix.shape[0] == len(pair.target.pieces)
        assert numpy.isfinite(found.matrix).all()
        numbers = hashed(pair, found.links)
        assert ((numbers >= 0) & (numbers < SIZE)).all()


def test_names_of_features_are_distinct() -> None:
    names = features(pair_of(SOURCE, TARGET, "en", "fr")).names
    assert len(set(names)) == len(names)
