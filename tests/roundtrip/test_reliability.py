"""When a round trip is no evidence: loops, copies, cuts, unknown words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.translation import Translation
from audit.roundtrip.reliability import assess

CLEAN = [
    (
        "Le conseil municipal se réunira mercredi prochain pour voter le budget.",
        "The town council will meet next Wednesday to vote on the budget.",
        "Le conseil municipal se réunira mercredi prochain pour voter sur le budget.",
    ),
    (
        "Elle n'a pas répondu aux questions des journalistes, selon son avocat.",
        "She did not answer the journalists' questions, according to her lawyer.",
        "Selon son avocat, elle n'a pas répondu aux questions des journalistes.",
    ),
    ("Grève au port", "Strike at the port", "Grève au port"),
    ("Non, non et non !", "No, no and no!", "Non, non et non !"),
    ("Élections : oui", "Elections: yes", "Élections : oui"),
    ("Paris, Lyon, Marseille, Lille", "Paris, Lyon, Marseille, Lille", "Paris, Lyon, Lille"),
    (
        "Le ministère de la Santé a dit que le ministère de la Santé paierait.",
        "The Ministry of Health said that the Ministry of Health would pay.",
        "Le ministère de la Santé a dit que le ministère de la Santé paierait.",
    ),
    (
        "Il crie « au feu, au feu, au feu, au feu » dans la rue.",
        "He shouts “fire, fire, fire, fire” in the street.",
        "Il crie « feu, feu, feu, feu » dans la rue.",
    ),
    (
        "Haaaaaaaaaaaaaa, dit-il en ouvrant la porte.",
        "Haaaaaaaaaaaaaa, he said as he opened the door.",
        "Haaaaaaaaaaaaaa, dit-il en ouvrant la porte.",
    ),
    ("........................ 12", "........................ 12", "........................ 12"),
    ("OTAN", "NATO", "OTAN"),
    ("Oui.", "Yes, that is right.", "Oui, c'est exact."),
]
"""Source, pivot, back: as people or good engines put them."""

SOURCE, PIVOT, BACK = CLEAN[0]


def judge(source: str, pivot: str | Translation, back: str | Translation, **languages: str):
    given = {"language": "fr", "pivot_language": "en"} | languages
    as_translation = [
        one if isinstance(one, Translation) else Translation(one) for one in (pivot, back)
    ]
    return assess(source, *as_translation, **given)


@pytest.mark.parametrize(("source", "pivot", "back"), CLEAN)
def test_clean_trips_are_reliable(source: str, pivot: str, back: str) -> None:
    assert judge(source, pivot, back) is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The town council will meet the the the the the next Wednesday.", "the"),
        ("The council of the United of the United of the United Kingdom will meet.", "the united"),
        ("The town council will meet next week, will meet next week, will meet next week.", "next"),
        ("It is a big house, a big house with a big house and a big house.", "a big house"),
        ("The bed was very comfortable and the bed was very comfortable.", "the bed was very"),
        ("The town council will meeeeeeeeeeeeeeeet next Wednesday.", "e"),
        ("The town council ononononononononononon next Wednesday.", "on"),
        ("The capital of the region, and the capital of the region, is far.", "capital"),
    ],
)
def test_loops_are_told_with_what_is_repeated(text: str, phrase: str) -> None:
    there = judge(SOURCE, text, BACK)
    assert there is not None and there.startswith("the pivot text repeats “")
    assert phrase in there
    back = judge(SOURCE, PIVOT, text, language="de")
    assert back is not None and back.startswith("the back-translation repeats “")


words = st.sampled_from([*SOURCE.rstrip(".").split(), "grève", "pont", "mairie", "avant"])


@given(
    st.lists(words, min_size=1, max_size=10, unique=True),
    st.integers(5, 40),
    st.sampled_from([source for source, _, _ in CLEAN[:3]]),
)
def test_a_phrase_over_and_over_is_always_a_loop(
    phrase: list[str], times: int, source: str
) -> None:
    looped = " ".join(phrase * times)
    assert judge(source, looped, BACK) is not None
    assert judge(source, PIVOT, f"{source} {looped}") is not None


def test_a_loop_in_a_script_without_spaces() -> None:
    source = "Le président a rencontré les députés de la région hier soir à Paris."
    pivot = "总统昨晚在巴黎会见了该地区的议员。"
    assert judge(source, pivot, source, pivot_language="zh") is None
    looped = "总统昨晚在巴黎会见了会见了会见了会见了会见了会见了议员。"
    assert "repeats “会 见 了”" in str(judge(source, looped, source, pivot_language="zh"))


def test_a_long_name_twice_is_no_loop_in_chinese() -> None:
    source = "La Chine a répondu ; la réponse de Pékin est attendue par la Chine entière."
    pivot = "中华人民共和国已作出答复;中华人民共和国全国都在等待北京的答复。"
    assert judge(source, pivot, source, pivot_language="zh") is None


def test_truncation_is_told() -> None:
    cut = Translation(PIVOT, truncated=True)
    assert judge(SOURCE, cut, BACK) == "the pivot text was cut off at the length limit"
    back = Translation(BACK, truncated=True)
    assert judge(SOURCE, PIVOT, back) == "the back-translation was cut off at the length limit"


@pytest.mark.parametrize("empty", ["", "  ", "…", "- —"])
def test_empty_output_is_told(empty: str) -> None:
    assert judge(SOURCE, empty, "") == "the pivot text is empty"
    assert judge(SOURCE, PIVOT, empty) == "the back-translation is empty"


def test_a_pivot_that_is_far_too_short_or_long_is_told() -> None:
    assert judge(SOURCE, "The council.", BACK) == "the pivot text has 12 characters for 71"
    many = f"{PIVOT} {CLEAN[1][1]}"
    assert "characters for 13" in str(judge("Grève au port", many, "Grève au port"))


def test_a_back_translation_of_half_the_text_is_told() -> None:
    long = f"{SOURCE} {CLEAN[1][0]}"
    pivot = f"{PIVOT} {CLEAN[1][1]}"
    assert judge(long, pivot, CLEAN[1][0]) is None
    cut = "Le conseil municipal se réunira mercredi."
    reason = judge(long, pivot, cut)
    assert reason == f"the back-translation has {len(cut)} characters for {len(pivot)}" or (
        reason == f"the back-translation has {len(cut)} characters for {len(long)}"
    )


def test_lengths_know_dense_scripts() -> None:
    source = f"{SOURCE} {CLEAN[1][0]}"
    chinese = "市议会将于下周三开会,就预算进行表决。据律师称,她没有回答记者的提问。"
    assert judge(source, chinese, source, pivot_language="zh") is None
    assert "has 35 characters" in str(judge(source, chinese, source, pivot_language="ru"))


def test_a_copied_source_is_told() -> None:
    assert judge(SOURCE, SOURCE, SOURCE) == (
        "the pivot text repeats 100% of the words instead of translating them"
    )
    almost = SOURCE.replace("conseil", "council")
    assert "instead of translating" in str(judge(SOURCE, almost, SOURCE))


def test_names_are_no_copies() -> None:
    text = "Karim Benali, Hélène Dufour, Anouk Lefort, Yann Kerbrat, Inès Moreau"
    assert judge(text, text, text) is None
    for short in ("Week-end gratuit", "Le zorglub"):
        assert judge(short, short, short) is None


def test_copies_are_not_looked_for_where_nothing_can_be_told() -> None:
    assert judge(SOURCE, SOURCE, SOURCE, pivot_language="fr") is None
    assert assess(SOURCE, Translation(SOURCE), Translation(SOURCE)) is None
    danish = "Vi har set en ny by ved havet i dag."
    assert judge(danish, danish, danish, language="da", pivot_language="nb") is None
    assert judge(danish, danish, danish, language="da", pivot_language="en") is not None


def test_related_languages_share_words_without_copying() -> None:
    french = "La population de la capitale a plus que doublé en dix ans, selon la mairie."
    spanish = "La población de la capital ha más que doblado en diez años, según la alcaldía."
    assert judge(french, spanish, french, pivot_language="es") is None


def test_unknown_words_are_told_from_a_share_on() -> None:
    source = "Le zorglub frobnique des schtroumpfs bleus dans le gnabou."
    pivot = "The zorglub frobnique some schtroumpfs blue in the gnabou."
    assert judge(source, Translation(pivot, unknown=4), source) == (
        "the pivot text has 4 unknown words of 9"
    )
    assert judge(source, Translation(pivot, unknown=3), source) is None
    # Two names in a headline of four words are no breakdown.
    headline = "Benali bat Kerbrat hier"
    assert judge(headline, Translation("Benali beat Kerbrat", unknown=2), headline) is None


def test_pieces_that_a_model_has_no_sign_for_count_as_unknown() -> None:
    reason = judge(SOURCE, "The ⁇ ⁇ ⁇ will ⁇ next <unk> to ⁇ on the budget.", BACK)
    assert reason == "the pivot text has 6 unknown words of 11"


def test_the_first_breakdown_is_the_one_that_is_told() -> None:
    assert str(judge(SOURCE, "", "")).startswith("the pivot text")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_hostile_texts_get_a_verdict_in_time(hostile_text: str, place: int) -> None:
    texts = [SOURCE, PIVOT, BACK]
    texts[place] = hostile_text[:200_000]
    started = time.process_time()
    reason = judge(*texts)
    assert time.process_time() - started < 20
    assert reason is None or "\n" not in reason


def test_what_is_quoted_in_a_reason_is_short() -> None:
    reason = judge(SOURCE, "abcdefghij" * 3 + " " + "mot " * 4000, BACK)
    assert reason is not None and len(reason) < 200


def test_ordinary_texts_are_judged_in_a_millisecond() -> None:
    started = time.process_time()
    for _ in range(50):
        for source, pivot, back in CLEAN:
            judge(source, pivot, back)
    assert (time.process_time() - started) / (50 * len(CLEAN)) < 0.02
