"""The shipped tables, and what is made of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit.core.reference import load_file, root
from audit.errors import ConfigError
from audit.qe.lexical.layout import Manifest
from audit.qe.lexical.model import LexicalModel
from audit.qe.lexical.table import read

SOURCE = "Le ministre de la Santé a ouvert mardi trois hôpitaux à Lourmeil."
TARGET = "On Tuesday the Minister of Health opened three hospitals in Lourmeil."


@pytest.fixture(scope="module")
def model() -> LexicalModel:
    found = LexicalModel.load("fr", "en")
    assert found is not None
    return found


def _best(model: LexicalModel, word: str) -> str:
    first, second = model.tables.sides
    return second.words[next(iter(first.row(word)))]


@pytest.mark.parametrize(
    ("word", "translation"),
    [
        ("maison", "house"),
        ("guerre", "war"),
        ("jeudi", "thursday"),
        ("vendu", "sold"),
        ("ONU", "UN"),
    ],
)
def test_common_words_have_their_translation(
    model: LexicalModel, word: str, translation: str
) -> None:
    assert _best(model, word) == translation


def test_probabilities_are_sorted_and_sum_to_one_at_most(model: LexicalModel) -> None:
    for side in model.tables.sides:
        for word in side.words[::97]:
            row = list(side.row(word).values())
            assert row == sorted(row, reverse=True)
            assert sum(row) <= 1.15  # in steps of 2.5 %


def test_a_translation_is_borne_out_word_by_word(model: LexicalModel) -> None:
    support = {one.unit.key: one for one in model.word_support(SOURCE, TARGET)}
    source = model.source_units(SOURCE)
    for word, other in (("minister", "ministre"), ("hospitals", "hôpitaux"), ("three", "trois")):
        best = support[word].best
        assert best is not None and source[best].key == other
        assert support[word].support > 0.8
    assert support["lourmeil"].copied
    assert not support["lourmeil"].known


def test_a_word_that_was_added_has_no_support(model: LexicalModel) -> None:
    added = TARGET.replace("hospitals", "green hospitals")
    support = {one.unit.key: one for one in model.word_support(SOURCE, added)}
    assert support["green"].support < 0.1
    assert support["green"].best is None


def test_a_word_that_was_left_out_has_no_support(model: LexicalModel) -> None:
    without = TARGET.replace("three ", "")
    support = {one.unit.key: one for one in model.source_support(SOURCE, without)}
    assert support["trois"].support < 0.1
    assert support["hôpitaux"].support > 0.8


def test_both_directions_are_one_model(model: LexicalModel) -> None:
    other = LexicalModel.load("en-GB", "fr-CA")
    assert other is not None
    there, back = model.adequacy(SOURCE, TARGET), other.adequacy(TARGET, SOURCE)
    assert (there.source, there.target) == pytest.approx((back.target, back.source))
    assert {(j, i) for i, j, _ in model.align(SOURCE, TARGET).links()} == {
        (i, j) for i, j, _ in other.align(TARGET, SOURCE).links()
    }


def test_a_translation_is_more_adequate_than_another_sentence(model: LexicalModel) -> None:
    right = model.adequacy(SOURCE, TARGET)
    wrong = model.adequacy(SOURCE, "The train left the old station early in the morning.")
    assert right.score > 0.85
    assert wrong.score < 0.4


def test_posteriors_are_probabilities(model: LexicalModel) -> None:
    found = model.align(SOURCE, TARGET)
    assert found.forward.min() >= 0 and found.backward.min() >= 0
    assert found.forward.sum(1).max() <= 1 + 1e-9
    assert found.backward.sum(0).max() <= 1 + 1e-9


@pytest.mark.parametrize(
    ("source", "target"), [("", ""), ("Bonjour", ""), ("", "Hello"), ("…", "!")]
)
def test_texts_without_words_are_no_error(model: LexicalModel, source: str, target: str) -> None:
    assert len(model.word_support(source, target)) == len(model.target_units(target))
    assert len(model.source_support(source, target)) == len(model.source_units(source))
    assert 0 <= model.adequacy(source, target).score <= 1


def test_hostile_text_is_no_error(model: LexicalModel, hostile_text: str) -> None:
    text = hostile_text[:2000]
    for one in model.word_support(text, text):
        assert 0 <= one.support <= 1


def test_languages_without_tables_have_no_model() -> None:
    assert LexicalModel.load("fr", "ru") is None
    assert LexicalModel.load("fr", "fr") is None
    assert not LexicalModel.supports("de", "en")
    assert LexicalModel.supports("en", "fr")


def test_the_signature_names_the_file(model: LexicalModel) -> None:
    assert model.tables.manifest.sha256[:12] in model.signature()


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    manifest = load_file(root() / "models/lexical" / "fr-en.toml", Manifest)
    copy = tmp_path / manifest.file
    shutil.copy(root() / "models/lexical" / manifest.file, copy)
    copy.write_bytes(copy.read_bytes()[:-1] + b"?")
    with pytest.raises(ConfigError, match="is not the file that"):
        read(copy, manifest)
    copy.unlink()
    with pytest.raises(ConfigError, match="cannot be read"):
        read(copy, manifest)


def test_the_manifest_says_what_the_file_holds(model: LexicalModel) -> None:
    manifest = model.tables.manifest
    assert tuple(len(side.words) for side in model.tables.sides) == manifest.words
    assert len(manifest.sources) >= 20
    assert (root() / "models/lexical" / manifest.file).stat().st_size < 4_000_000


def test_the_tables_are_not_loaded_before_they_are_asked() -> None:
    code = "import audit.qe.lexical.model, sys; assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
