"""Every signal of the learned score is nought where nothing is wrong, and grows with its fault."""

from __future__ import annotations

import math

import pytest

from audit.model.translation import ForcedScore, Translation
from audit.qe.segments.engine import meant
from audit.qe.segments.formal import formal
from audit.qe.segments.opinion import tagged
from audit.qe.segments.signals import alone, bilingual
from audit.qe.words.pair import pair_of

SOURCE = "The committee did not approve the budget of 1,200 euros for Anna Keller."
GOOD = "Le comité n’a pas approuvé le budget de 1 200 euros pour Anna Keller."
WORSE = {
    "lost": "Le comité n’a pas approuvé le budget pour Anna Keller.",
    "lost_most": "Le comité n’a pas approuvé les 1 200 euros pour Anna Keller.",
    "new": "Le comité n’a pas approuvé le budget secret de 1 200 euros pour Anna Keller.",
    "channel": "Le comité n’a pas approuvé la girafe de 1 200 euros pour Anna Keller.",
    "channel_back": "Le comité n’a pas approuvé la girafe de 1 200 euros pour Anna Keller.",
    "digits": "Le comité n’a pas approuvé le budget de 1 300 euros pour Anna Keller.",
    "names": "Le comité n’a pas approuvé le budget de 1 200 euros pour Anna Morel.",
    "denial": "Le comité a approuvé le budget de 1 200 euros pour Anna Keller.",
    "end": "Le comité n’a pas approuvé le budget de 1 200 euros pour Anna Keller",
    "start": "le comité n’a pas approuvé le budget de 1 200 euros pour Anna Keller.",
    "marks": "Le comité n’a pas approuvé le budget de 1 200 euros pour Anna Keller ! ?",
    "unknown": "Le comité n’a pas approouvé le budget de 1 200 euros pour Anna Keller.",
    "kept": "Le committee n’a pas approuvé le budget de 1 200 euros pour Anna Keller.",
    "doubled": "Le comité n’a pas approuvé le budget budget de 1 200 euros pour Anna Keller.",
    "surprise": "Comité le pas n’a budget le approuvé 1 200 euros de Anna Keller pour.",
    "short": "Le comité refuse.",
    "length": "Le comité refuse.",
    "capitals": "le comité n’a pas approuvé le budget de 1 200 euros pour anna keller.",
    "spaces": "Le comité n’a pas approuvé le budget de 1 200 euros pour Anna Keller .",
    "again": "Le comité n’a pas approuvé le budget, n’a pas approuvé le budget de 1 200 euros.",
    "unborne": "Le comité n’a pas approuvé la girafe de 1 200 euros pour Anna Keller.",
    "unborne_most": "Le comité n’a pas approuvé la girafe de 1 200 euros pour Anna Keller.",
    "unfounded": "Le comité n’a pas approuvé le budget secret de 1 200 euros pour Anna Keller.",
    "new_known": "Le comité n’a pas approuvé le budget secret de 1 200 euros pour Anna Keller.",
    "missing": "Le comité n’a pas approuvé les 1 200 euros pour Anna Keller.",
}


@pytest.mark.parametrize("signal", WORSE)
def test_a_fault_raises_its_signal(signal: str) -> None:
    good = bilingual(SOURCE, GOOD, ("en", "fr"), with_tags=False)
    bad = bilingual(SOURCE, WORSE[signal], ("en", "fr"), with_tags=False)
    assert bad[signal] > good[signal]


def _meant(text: str, costly: str = "", own: str = GOOD) -> dict[str, float]:
    tokens = tuple(f"▁{word}" for word in text.split())
    costs = tuple(-15.0 if costly and costly in word else -0.1 for word in tokens)
    forced = ForcedScore((*tokens, "</s>"), (*costs, -0.1))
    return dict(meant(pair_of(SOURCE, text, "en", "fr"), forced, Translation(own)))


@pytest.mark.parametrize(
    ("signal", "text", "costly"),
    [
        ("known_cost", GOOD, "budget"),
        ("groundless", WORSE["unfounded"], "secret"),
        ("denial_own", WORSE["denial"], ""),
        ("own_less", WORSE["missing"], ""),
    ],
)
def test_what_an_engine_says_of_the_meaning(signal: str, text: str, costly: str) -> None:
    assert _meant(text, costly)[signal] > _meant(GOOD)[signal] >= 0


def test_an_engine_that_says_nothing_tells_nothing() -> None:
    pair = pair_of(SOURCE, GOOD, "en", "fr")
    assert list(meant(pair, None, None)) == []
    # An empty translation of its own is none to be held beside.
    assert list(meant(pair, ForcedScore((), ()), Translation(""))) == []


def test_a_misspelt_word_says_nothing_of_the_meaning() -> None:
    dear, cheap = (_meant(WORSE["unknown"], word) for word in ("approouvé", ""))
    assert dear["known_cost"] == cheap["known_cost"]
    assert dear["groundless"] == cheap["groundless"]


def test_a_word_that_the_source_bears_out_is_not_groundless() -> None:
    borne, groundless = (
        _meant(WORSE["unfounded"], word)["groundless"] for word in ("budget", "secret")
    )
    assert borne < groundless


@pytest.mark.parametrize("signal", ["left", "wrong_share"])
def test_the_word_model_says_how_much_was_left(signal: str) -> None:
    good, bad = (dict(tagged(SOURCE, text, ("en", "fr"))) for text in (GOOD, WORSE["kept"]))
    assert bad[signal] > 1.2 * good[signal]


def test_more_words_left_count_more_however_long_the_text() -> None:
    once = dict(tagged(SOURCE, WORSE["kept"], ("en", "fr")))
    twice = dict(tagged(f"{SOURCE} {SOURCE}", f"{WORSE['kept']} {WORSE['kept']}", ("en", "fr")))
    assert twice["left"] > 1.5 * once["left"]
    assert twice["wrong_share"] < 1.5 * once["wrong_share"]


def test_fewer_data_give_fewer_signals() -> None:
    full = bilingual(SOURCE, GOOD, ("en", "fr"), with_tags=False)
    spelling = bilingual("Der Rat sagte nein.", "The council said no.", ("de", "en"))
    marks = bilingual("Рада сказала ні.", "Совет сказал нет.", ("xx", "yy"))
    assert marks.keys() < spelling.keys() < full.keys()
    assert marks == dict(formal("Рада сказала ні.", "Совет сказал нет."))


@pytest.mark.parametrize("text", ["", " ", "?!"])
def test_next_to_nothing_has_signals(text: str) -> None:
    _has_signals(text)


def test_hostile_text_has_signals(hostile_text: str) -> None:
    _has_signals(hostile_text)


def _has_signals(text: str) -> None:
    short = text[:800]
    for found in (
        bilingual(short, GOOD, ("en", "fr"), with_tags=False),
        bilingual(SOURCE, short, ("en", "fr"), with_tags=False),
        alone(short, "fr"),
    ):
        assert all(math.isfinite(value) and value >= 0 for value in found.values())
