"""The vocabulary: ids, normalisation, and agreement with MarianTokenizer."""

from __future__ import annotations

import json
import random
import warnings
from pathlib import Path

import pytest

from training import normalisation
from training.config import RecipeError
from training.vocabulary import END, Vocabulary

TEXTS = ["Le maire cherche la petite place.", "“The plan”", "l’école « plan »", "Ωμέγα 1987", ""]


@pytest.fixture(scope="module")
def vocabulary(toy: Path) -> Vocabulary:
    return Vocabulary(toy / "work/vocabulary")


def test_special_tokens_have_their_places(vocabulary: Vocabulary) -> None:
    tokens = sorted(vocabulary.ids, key=lambda token: vocabulary.ids[token])
    assert tokens[:2] == ["</s>", "<unk>"]
    assert tokens[-3:] == [">>fr<<", ">>en<<", "<pad>"]
    assert list(range(len(tokens))) == sorted(vocabulary.ids.values())
    assert vocabulary.size == 111


def test_text_comes_back(vocabulary: Vocabulary) -> None:
    text = "Le maire cherche la petite place ce soir."
    ids = vocabulary.encode_target(text)
    assert ids[-1] == END
    assert vocabulary.decode([*ids, vocabulary.pad, 7]) == text
    source = vocabulary.encode_source(text, "en")
    assert source == [vocabulary.ids[">>en<<"], *ids]


def test_marks_are_brought_to_one_style(vocabulary: Vocabulary) -> None:
    ids = {
        tuple(vocabulary.encode_target(f"le {mark}")) for mark in ("« plan »", "“plan”", '"plan"')
    }
    assert len(ids) == 1
    assert vocabulary.encode_target("l’école") == vocabulary.encode_target("l'e\u0301cole")


def test_letters_stay_themselves_under_the_rules() -> None:
    from training.config import load

    recipe = load(Path(normalisation.__file__).with_name("compact.toml"))
    rules = normalisation.rules(recipe.normalisation)
    letters = recipe.vocabulary.letters
    assert not [letter for letter in letters + letters.upper() if letter in rules]
    assert rules["\u00a0"] == " "
    assert rules["e\u0301"] == "é"
    assert rules["«\u202f"] == '"'


def test_a_rule_whose_outcome_changes_again_is_refused() -> None:
    with pytest.raises(RecipeError, match="changed again"):
        normalisation.rules({"„": "“", "“": '"'})


def test_recut_pieces_spell_the_same_text(vocabulary: Vocabulary) -> None:
    text = "La ministre montre deux pommes."
    best = vocabulary.encode_source(text, "en")
    assert vocabulary.recut(best, 0.0, random.Random(1)) == best
    found = vocabulary.recut(best, 1.0, random.Random(1))
    assert len(found) > len(best)
    assert found[0] == best[0]
    assert vocabulary.decode(found) == text


def test_a_missing_vocabulary_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="no vocabulary"):
        Vocabulary(tmp_path)


@pytest.mark.engine
def test_marian_tokenizer_gives_the_same_ids(toy: Path, vocabulary: Vocabulary) -> None:
    transformers = pytest.importorskip("transformers")
    folder = toy / "work/vocabulary"
    spm = str(folder / "source.spm")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        tokenizer = transformers.MarianTokenizer(spm, spm, str(folder / "vocab.json"))
    assert tokenizer.get_vocab() == json.loads((folder / "vocab.json").read_text("utf-8"))
    for text in TEXTS:
        assert tokenizer(f">>en<<{text}").input_ids == vocabulary.encode_source(text, "en")
        assert tokenizer(text_target=text).input_ids == vocabulary.encode_target(text)
