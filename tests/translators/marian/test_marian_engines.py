"""CTranslate2 against transformers on the same weights, and both against MarianTokenizer."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.errors import EngineError
from audit.translators.interface import EngineOptions, Translator
from audit.translators.marian import hf_files, subwords
from audit.translators.marian.opus import OpusTranslator
from audit.translators.marian.transformers import TransformersTranslator

pytestmark = pytest.mark.engine

ENGINES = [OpusTranslator, TransformersTranslator]
PAIRS = [("fr", "en"), ("en", "fr")]
FOLDERS = {"fr": "Helsinki-NLP--opus-mt-fr-en", "en": "toy--joint-en-fr"}
TOKENS = {"fr": None, "en": ">>fr<<"}


@pytest.fixture(scope="module")
def texts(toy) -> dict[str, list[str]]:
    """Sentences of the grammar, and as many of its words in disorder, where models hesitate."""
    pairs, rng = toy.corpus(25, seed=99), random.Random(5)
    found = {"fr": [french for french, _ in pairs], "en": [english for _, english in pairs]}
    for sentences in found.values():
        words = " ".join(sentences).split()
        sentences += [" ".join(rng.choices(words, k=rng.randint(1, 25))) for _ in range(25)]
        sentences += ["Ж 漢字 xyz", "a", "</s> le maire", ">>en<< le maire", "<pad><unk>"]
    return found


@pytest.fixture(scope="module")
def engine(exact_store: Path) -> Callable[..., Translator]:
    """Engines over the float32 store, each made once."""
    made: dict[tuple[type, int], Translator] = {}

    def get(kind: type, beam: int = 2) -> Translator:
        options = EngineOptions(beam_size=beam, threads=1, models_dir=str(exact_store))
        return made.setdefault((kind, beam), kind(options))

    return get


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("beam", [1, 2, 4])
def test_both_engines_give_the_same_translations(engine, texts, pair, beam: int) -> None:
    ours = engine(OpusTranslator, beam).translate(texts[pair[0]], *pair)
    theirs = engine(TransformersTranslator, beam).translate(texts[pair[0]], *pair)
    assert [found.text for found in ours] == [found.text for found in theirs]
    for one, other in zip(ours, theirs, strict=True):
        assert one.mean_log_prob == pytest.approx(other.mean_log_prob, abs=1e-3)
        assert (one.unknown, one.truncated) == (other.unknown, other.truncated)


@pytest.mark.parametrize("pair", PAIRS)
def test_both_engines_give_the_same_forced_scores(engine, texts, pair) -> None:
    pairs = list(zip(texts[pair[0]], reversed(texts[pair[1]]), strict=True))
    ours = engine(OpusTranslator).score(pairs, *pair)
    theirs = engine(TransformersTranslator).score(pairs, *pair)
    for one, other in zip(ours, theirs, strict=True):
        assert one.tokens == other.tokens
        assert one.tokens[-1] == "</s>"
        assert len(one.tokens) == len(one.log_probs)
        assert one.log_probs == pytest.approx(other.log_probs, abs=1e-3)


@pytest.mark.parametrize("kind", ENGINES)
def test_the_mean_of_a_translation_is_that_of_its_forced_score(engine, texts, kind) -> None:
    text = texts["fr"][0]
    found = engine(kind).translate([text], "fr", "en")[0]
    forced = engine(kind).score([(text, found.text)], "fr", "en")[0]
    mean = sum(forced.log_probs) / len(forced.log_probs)
    assert found.mean_log_prob == pytest.approx(mean, abs=1e-3)


def test_int8_is_close_to_float32(engine, texts, store: Path) -> None:
    small = OpusTranslator(EngineOptions(threads=1, models_dir=str(store)))
    known = texts["fr"][:25]
    texts_of = [
        [found.text for found in one.translate(known, "fr", "en")]
        for one in (small, engine(OpusTranslator))
    ]
    # Processors round int8 products differently, and a toy model has little to spare.
    alike = sum(one == other for one, other in zip(*texts_of, strict=True))
    assert alike >= 0.8 * len(known)
    pairs = list(zip(texts["fr"], reversed(texts["en"]), strict=True))
    for one, other in zip(
        small.score(pairs, "fr", "en"),
        engine(OpusTranslator).score(pairs, "fr", "en"),
        strict=True,
    ):
        means = [sum(found.log_probs) / len(found.log_probs) for found in (one, other)]
        assert means[0] == pytest.approx(means[1], rel=0.1, abs=0.5)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_tokens_are_those_of_the_marian_tokenizer(exact_store: Path, texts, language: str) -> None:
    folder = exact_store / FOLDERS[language]
    ours, tokenizer = subwords.load(folder / "ct2"), hf_files.load_tokenizer(folder / "hf")
    token = TOKENS[language]
    for text in texts[language][:-3]:
        ids = tokenizer((token or "") + text)["input_ids"]
        assert tokenizer.convert_ids_to_tokens(ids) == [
            piece if piece in tokenizer.encoder else "<unk>" for piece in ours.source(text, token)
        ]


def test_texts_are_put_together_as_the_marian_tokenizer_does(exact_store: Path, texts) -> None:
    folder = exact_store / FOLDERS["fr"]
    ours, tokenizer = subwords.load(folder / "ct2"), hf_files.load_tokenizer(folder / "hf")
    for text in texts["en"][:50]:
        tokens = [*ours.target(text), "</s>"]
        ids = tokenizer.convert_tokens_to_ids(tokens)
        assert ours.text(tokens) == tokenizer.decode(
            ids, skip_special_tokens=True, use_source_tokenizer=False,
            clean_up_tokenization_spaces=False,
        )  # fmt: skip


def test_special_tokens_in_a_text_stay_text(exact_store: Path) -> None:
    ours = subwords.load(exact_store / FOLDERS["en"] / "ct2")
    for text in ("</s>", "<pad>", "<unk>", ">>en<<", "a </s> b"):
        pieces = ours.source(text, ">>fr<<")
        assert pieces[0] == ">>fr<<" and pieces[-1] == "</s>"
        assert not {"</s>", "<pad>", "<unk>", ">>en<<"} & set(pieces[1:-1])


@pytest.mark.parametrize("kind", ENGINES)
def test_order_and_company_do_not_matter(engine, texts, kind) -> None:
    found = engine(kind).translate(texts["fr"], "fr", "en")
    alone = [engine(kind).translate([text], "fr", "en")[0] for text in texts["fr"][:10]]
    assert [one.text for one in found[:10]] == [one.text for one in alone]
    backwards = engine(kind).translate(texts["fr"][::-1], "fr", "en")[::-1]
    assert [one.text for one in backwards] == [one.text for one in found]


@pytest.mark.parametrize("kind", ENGINES)
def test_a_long_sentence_is_cut_and_joined(engine, kind, monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.translators.marian import batching

    # The toy knows sentences of two clauses; real models know longer ones, hence the real limit.
    monkeypatch.setattr(batching, "MAX_WORDS", 16)
    text = "Le maire a signé la loi lundi; la police a refusé le budget mardi. " * 6
    found = engine(kind).translate([text.strip()], "fr", "en")[0]
    expected = "The mayor signed the law on Monday; the police refused the budget on Tuesday. " * 6
    assert found.text == expected.strip()
    assert not found.truncated
    assert -0.5 < found.mean_log_prob < 0.0


@pytest.mark.parametrize("kind", ENGINES)
def test_a_text_without_words_stays_empty(engine, kind) -> None:
    found = engine(kind).translate(
        ["", " \n\u00a0", "\u200b", "Le maire a signé la loi lundi."], "fr", "en"
    )
    assert [one.text == "" for one in found] == [True, True, True, False]
    assert [one.mean_log_prob is None for one in found] == [True, True, True, False]
    assert engine(kind).translate([], "fr", "en") == []
    assert engine(kind).score([], "fr", "en") == []


@pytest.mark.parametrize("kind", ENGINES)
def test_empty_texts_can_be_scored(engine, kind) -> None:
    found = engine(kind).score([("Le maire.", ""), ("", "The mayor.")], "fr", "en")
    assert found[0].tokens == ("</s>",)
    assert all(len(one.tokens) == len(one.log_probs) for one in found)


def test_unknown_words_are_counted(engine) -> None:
    found = engine(OpusTranslator).translate(
        ["Le maire Ж a signé la 漢字 漢 loi lundi."], "fr", "en"
    )
    assert found[0].unknown == 3
    assert (
        engine(OpusTranslator).translate(["Le maire a signé la loi."], "fr", "en")[0].unknown == 0
    )


@pytest.mark.parametrize("kind", ENGINES)
def test_a_text_too_long_to_force_decode_is_an_error(engine, kind) -> None:
    long = "le maire " * 400
    for pair in ((long, "The mayor."), ("Le maire.", long)):
        with pytest.raises(EngineError, match=r"tokens to force-decode, at most 512 fit"):
            engine(kind).score([pair], "fr", "en")


def test_a_search_that_does_not_end_is_marked(
    engine, exact_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from audit.translators.marian import batching

    monkeypatch.setattr(batching, "decoding_limit", lambda length, positions: 4)
    text = "Le président a signé l'accord lundi."
    found = [engine(kind).translate([text], "fr", "en")[0] for kind in ENGINES]
    assert [one.truncated for one in found] == [True, True]
    assert found[0].text == found[1].text


def test_hostile_strings_change_nothing_but_themselves(engine, hostile_text: str) -> None:
    if len(hostile_text) > 10_000:
        hostile_text = hostile_text[:10_000]
    good = "Le président a signé l'accord lundi."
    found = engine(OpusTranslator).translate([good, hostile_text, good], "fr", "en")
    assert found[0].text == found[2].text == "The president signed the agreement on Monday."
    assert isinstance(found[1].text, str)
