"""Which pivot is taken, and the sentence that says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.translation import Route
from audit.roundtrip.route import NoRoute, choose, language_name

Pairs = frozenset[tuple[str, str]]


def both(*ways: str) -> Pairs:
    """``fr-en`` gives the pair in both directions."""
    codes = [tuple(way.split("-")) for way in ways]
    return frozenset(pair for one, two in codes for pair in ((one, two), (two, one)))


FRENCH = both("fr-en", "fr-es")


def route(*args: object, **options: object) -> Route:
    found = choose(*args, **options)  # type: ignore[arg-type]
    assert isinstance(found, Route), found
    return found


def none(*args: object, **options: object) -> NoRoute:
    found = choose(*args, **options)  # type: ignore[arg-type]
    assert isinstance(found, NoRoute), found
    return found


def test_the_language_that_the_notice_names_is_the_pivot() -> None:
    found = route("fr", "es", FRENCH, origin="notice")
    assert (found.language, found.pivot) == ("fr", "es")
    assert (found.forward, found.back) == (("fr", "es"), ("es", "fr"))
    assert found.reason == "Spanish, named by the notice, is the pivot"
    assert str(found) == "fr-es-fr"


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("notice", "named by the notice"),
        ("metadata", "named by the page's metadata"),
        ("option", "named by --source-lang"),
        ("source", "the language of the source article"),
        (None, "named as the original's language"),
    ],
)
def test_the_reason_says_who_named_the_language(origin: str | None, words: str) -> None:
    assert route("fr", "es", FRENCH, origin=origin).reason == f"Spanish, {words}, is the pivot"


def test_english_is_used_where_the_named_language_has_one_direction_only() -> None:
    found = route("fr", "id", FRENCH | {("fr", "id")}, origin="notice")
    assert found.pivot == "en"
    assert found.reason == (
        "Indonesian, named by the notice, has no model in both directions; English is used instead"
    )


def test_english_is_used_where_the_named_language_has_no_model() -> None:
    found = route("fr", "ja", FRENCH, origin="notice")
    assert found.reason == "Japanese, named by the notice, has no model; English is used instead"


def test_english_is_used_where_nothing_is_named() -> None:
    for named in (None, "und", ""):
        found = route("fr", named, FRENCH)
        assert found.pivot == "en"
        assert found.reason == "Nothing names the language of the original; English is used"


def test_a_notice_that_names_the_language_of_the_text_is_no_help() -> None:
    found = route("fr", "fr", FRENCH, origin="notice")
    assert found.pivot == "en"
    assert found.reason == (
        "French, named by the notice, is the language of the text itself; English is used instead"
    )


@pytest.mark.parametrize(
    ("ways", "pivot"),
    [
        (("fr-en", "fr-es", "fr-ca"), "en"),
        (("fr-es", "fr-ca"), "es"),
        (("fr-ca",), "ca"),
    ],
)
def test_without_english_spanish_then_catalan(ways: tuple[str, ...], pivot: str) -> None:
    assert route("fr", None, both(*ways)).pivot == pivot


@pytest.mark.parametrize(
    ("named", "ways", "pivot"),
    [
        (None, ("en-fr", "en-es"), "fr"),
        (None, ("en-es", "en-ca"), "es"),
        ("en", ("en-fr",), "fr"),
        ("de", ("en-fr", "en-de"), "de"),
        ("id", ("en-fr", "en-de"), "fr"),
    ],
)
def test_an_english_text_never_goes_through_english(
    named: str | None, ways: tuple[str, ...], pivot: str
) -> None:
    assert route("en", named, both(*ways)).pivot == pivot


def test_other_pivots_are_offered_but_not_taken() -> None:
    found = none("fr", None, both("fr-de", "fr-it"))
    assert not found.asked
    assert found.reason == (
        "none of en, es, ca can be reached from French and back; --pivot de, --pivot it can"
    )


def test_without_any_model_the_command_is_named() -> None:
    found = none("fr", "id", frozenset())
    assert "no model is ready for French to Indonesian or Indonesian to French" in found.reason
    assert "`traudit models pull fr-id id-fr`" in found.reason
    assert "\n" not in found.reason


def test_only_the_missing_direction_is_named() -> None:
    found = none("fr", None, frozenset({("fr", "en")}))
    assert "English to French: run `traudit models pull en-fr`" in found.reason


def test_the_option_wins_over_everything() -> None:
    found = route("fr", "en", FRENCH, "es", origin="notice")
    assert found.pivot == "es"
    assert found.reason == "Spanish was asked for with --pivot"


def test_an_impossible_option_is_an_error_with_the_command() -> None:
    found = none("fr", "en", FRENCH, "id")
    assert found.asked
    assert found.reason.startswith("--pivot id: no model is ready for French to Indonesian or ")
    assert "`traudit models pull fr-id id-fr`" in found.reason


def test_the_language_of_the_text_cannot_be_asked_for() -> None:
    found = none("fr", None, FRENCH, "fr-CA")
    assert found.asked
    assert found.reason == "--pivot fr: the text itself is in French"


@pytest.mark.parametrize("language", ["und", "", "UND"])
def test_a_text_of_unknown_language_has_no_route(language: str) -> None:
    assert none(language, "en", FRENCH).reason == "the language of the text is not known"
    assert none(language, "en", FRENCH, "en").asked


def test_regions_and_case_do_not_matter() -> None:
    found = route("fr-CA", "en_GB", FRENCH, origin="metadata")
    assert (found.language, found.pivot) == ("fr", "en")
    assert route("FR", None, FRENCH, "ES").pivot == "es"


def test_a_chain_stands_in_the_route() -> None:
    chains = {("fr", "en"): ("fr", "ca", "en"), ("en", "fr"): ("en", "ca", "fr")}
    found = route("fr", None, FRENCH, path=lambda source, target: chains[source, target])
    assert found.forward == ("fr", "ca", "en")
    assert str(found) == "fr-ca-en-ca-fr"


def test_languages_without_a_name_keep_their_code() -> None:
    assert language_name("fr") == "French"
    assert language_name("qqq") == "language qqq"
    assert route("fr", "qqq", FRENCH).reason.startswith("Language qqq, named as")


codes = st.sampled_from(["fr", "en", "es", "ca", "de", "id"])


@given(
    codes, st.none() | codes, st.frozensets(st.tuples(codes, codes), max_size=20), st.none() | codes
)
def test_a_route_is_always_possible_and_always_has_a_reason(
    language: str, named: str | None, pairs: Pairs, asked: str | None
) -> None:
    found = choose(language, named, pairs, asked)
    assert found.reason and "\n" not in found.reason
    if isinstance(found, Route):
        assert found.pivot != language
        assert {(language, found.pivot), (found.pivot, language)} <= pairs
        assert asked in (None, found.pivot)
        if asked is None and named not in (None, language) and (language, named) in pairs:
            assert found.pivot == named or (named, language) not in pairs
    else:
        assert found.asked == (asked is not None)
