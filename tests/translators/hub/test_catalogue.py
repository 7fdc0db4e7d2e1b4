from __future__ import annotations

import pytest

from audit.core.reference import decode_toml
from audit.errors import ConfigError, EngineError, UsageError
from audit.translators.hub.catalogue import (
    Catalogue,
    Wanted,
    catalogue,
    directions,
    language,
    wanted,
)
from audit.translators.marian.store import folder_name


def test_every_model_has_an_id_a_known_source_and_known_languages() -> None:
    found = catalogue()
    sources = {source.id for source in found.source}
    languages = {entry.code for entry in found.language}
    for model in found.model:
        assert folder_name(model.id)
        assert model.seen and set(model.seen) <= sources, model.id
        assert {*model.sources, *model.targets} <= languages, model.id
        assert model.licence in (None, "Apache-2.0", "CC-BY-4.0")


def test_nothing_is_listed_twice() -> None:
    found = catalogue()
    for names in (
        [model.id for model in found.model],
        [source.id for source in found.source],
        [entry.code for entry in found.language],
        [entry.test for entry in found.language],
    ):
        assert len(names) == len(set(names))


def test_every_source_is_used() -> None:
    found = catalogue()
    assert {source.id for source in found.source} == {s for m in found.model for s in m.seen}


def test_both_directions_of_the_news_languages_are_there() -> None:
    pairs = {pair for model in catalogue().model for pair in model.pairs()}
    assert len(pairs) >= 60
    for code in ("en", "es", "de", "ru", "uk", "id", "ar", "pl", "it", "ro"):
        assert (code, "fr") in pairs
    for code in ("en", "es", "de", "ru", "uk", "id", "ar", "pl", "ro"):
        assert ("fr", code) in pairs
    assert {("en", "zh"), ("zh", "en"), ("en", "it"), ("it", "en")} <= pairs


def test_a_direct_model_comes_before_a_group() -> None:
    assert wanted("fr-ru").model == "Helsinki-NLP/opus-mt-fr-ru"
    assert wanted("fr-be").model == "Helsinki-NLP/opus-mt-tc-big-fr-zle"
    assert wanted("fr-be").pairs[0] == ("fr", "be")


@pytest.mark.parametrize("what", ["fr", "fr-", "FR-EN", "fr_en", "", "fr-en-de"])
def test_what_is_neither_pair_nor_id_is_refused(what: str) -> None:
    with pytest.raises(UsageError, match="neither a language pair"):
        wanted(what)


def test_an_unknown_pair_says_what_can_be_done() -> None:
    with pytest.raises(UsageError, match=r"no model for fr-xx .*models list.*owner/name"):
        wanted("fr-xx")


@pytest.mark.parametrize("what", ["a/../b", "../x", "a/b/c", "a--b/c", "/x", "a/ b"])
def test_no_id_leaves_the_models_folder(what: str) -> None:
    with pytest.raises(UsageError):
        folder_name(wanted(what).model)


def test_an_id_that_is_not_listed_tells_its_pair_by_its_name() -> None:
    assert wanted("someone/my-news-fr-id").pairs == (("fr", "id"),)
    assert wanted("someone/model").pairs == ()


def asked(*pairs: tuple[str, str]) -> Wanted:
    return Wanted(model="a/b", pairs=pairs, licence=None)


def test_a_vocabulary_without_direction_tokens_needs_none() -> None:
    found = directions(asked(("fr", "en")), ["</s>", "▁the", ">>", "<<", ">> en <<"])
    assert [one.token for one in found] == [None]


@pytest.mark.parametrize(
    ("target", "tokens", "token"),
    [
        ("fr", [">>fr<<", ">>fr_CA<<", ">>es<<"], ">>fr<<"),
        ("fr", [">>fra<<", ">>ita<<"], ">>fra<<"),
        ("ar", [">>ara_Latn<<", ">>ara<<", ">>arz<<"], ">>ara<<"),
        ("zh", [">>zho<<", ">>cmn_Hant<<", ">>cmn_Hans<<"], ">>cmn_Hans<<"),
        ("id", [">>ind_Latn<<"], ">>ind_Latn<<"),
    ],
)
def test_the_direction_token_is_looked_up_in_the_vocabulary(
    target: str, tokens: list[str], token: str
) -> None:
    assert directions(asked(("en", target)), tokens)[0].token == token


def test_a_missing_direction_token_is_an_error_that_shows_those_there_are() -> None:
    with pytest.raises(EngineError, match=r"a/b: no direction token for 'fr' among >>ita<<"):
        directions(asked(("en", "fr")), [">>ita<<"])


def test_a_model_of_unknown_languages_is_refused() -> None:
    with pytest.raises(EngineError, match="not in the catalogue"):
        directions(asked(), ["</s>"])


def test_an_unknown_key_is_refused_with_its_line() -> None:
    with pytest.raises(ConfigError, match=r"^x\.toml:3: .*weight"):
        decode_toml("source = []\nmodel = []\nweight = 1\n", Catalogue, shown="x.toml")


def test_a_language_that_is_not_listed_has_no_entry() -> None:
    assert language("tlh") is None
