"""The recipe on a toy language."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from audit.core.reference import load_file
from audit.qe.lexical.layout import Manifest
from audit.qe.lexical.table import read
from training.config import RecipeError
from training.lexical.config import Estimate, Recipe, Source, Words, load
from training.lexical.corpus import build, link, sentences
from training.lexical.estimate import estimate
from training.lexical.train import main, train


def _tables(folder: Path):
    manifest = load_file(folder / "fr-en.toml", Manifest)
    return read(folder / "fr-en.npz", manifest)


def test_every_word_finds_its_translation(toy_tables: Path) -> None:
    found = _tables(toy_tables)
    for side, other in (found.sides, found.sides[::-1]):
        for word in side.words:
            row = side.row(word)
            best = other.words[next(iter(row))] if row else None
            assert best == (None if word == "zut" else word[::-1])


def test_a_word_without_counterpart_has_no_translation(toy_tables: Path) -> None:
    assert _tables(toy_tables).sides[1].row("zut") == {}


def test_the_same_data_gives_the_same_bytes(
    toy_recipe: Recipe, toy_data: Path, tmp_path: Path
) -> None:
    first = train(toy_recipe, toy_data, tmp_path / "one", frozenset(), lambda text: None)
    second = train(toy_recipe, toy_data, tmp_path / "two", frozenset(), lambda text: None)
    assert first.sha256 == second.sha256


def test_the_likelihood_grows_while_the_directions_are_independent(
    toy_recipe: Recipe, toy_data: Path
) -> None:
    corpus = build(sentences(toy_recipe, toy_data, frozenset()), toy_recipe.words)
    said: list[str] = []
    options = Estimate(independent=4, agreeing=0)
    estimate(corpus, link(corpus), options, said.append)
    values = [float(one.split()[-1]) for one in said]
    assert values == sorted(values)
    assert values[-1] > values[0] + 1


def test_every_meeting_of_two_words_is_numbered(toy_recipe: Recipe, toy_data: Path) -> None:
    corpus = build(sentences(toy_recipe, toy_data, frozenset()), toy_recipe.words)
    links = link(corpus)
    for bucket in links.buckets:
        assert numpy.array_equal(
            links.first[bucket.links],
            numpy.broadcast_to(bucket.first[:, None, :], bucket.links.shape),
        )
        assert numpy.array_equal(
            links.second[bucket.links],
            numpy.broadcast_to(bucket.second[:, :, None], bucket.links.shape),
        )
    assert sum(len(bucket.weights) for bucket in links.buckets) == len(corpus.weights) == 800


def test_compounds_that_are_rare_are_cut() -> None:
    pairs = [("pense-t-il", "he-thinks now", 1.0)] * 6 + [("voit-t-il", "a", 1.0)]
    corpus = build(pairs, Words(least=1, most=50, longest=9))
    assert "pense-t-il" in corpus.vocabularies[0]
    assert {"voit", "t", "il"} <= set(corpus.vocabularies[0])


def test_long_sentences_are_left_out() -> None:
    pairs = [("un deux", "one two", 1.0), ("un " * 30, "one", 1.0)]
    assert len(build(pairs, Words(least=1, most=50, longest=9)).weights) == 1


def test_held_out_lines_are_kept_out(toy_data: Path, tmp_path: Path) -> None:
    line = (toy_data / "toy.fr-en.tsv").read_text(encoding="utf-8").splitlines()[0].split("\t")[0]
    (tmp_path / "out.fr").write_text(line + "\n", encoding="utf-8")
    (tmp_path / "r.toml").write_text(
        '[words]\nleast = 1\n[[source]]\nname = "toy"\n', encoding="utf-8"
    )
    assert main([str(tmp_path / "r.toml"), str(toy_data), "--into", str(tmp_path / "o"),
                 "--exclude", str(tmp_path / "out.fr")]) == 0  # fmt: skip
    assert load_file(tmp_path / "o" / "fr-en.toml", Manifest).sentences < 800


def test_the_shipped_recipe_can_be_read() -> None:
    found = load(Path(__file__).parents[3] / "training" / "lexical" / "lexical.toml")
    assert found.words.most < 65_536
    assert any(source.times > 1 for source in found.source)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("seed = 1", "no [[source]]"),
        ('[[source]]\nname = "a"\n[[source]]\nname = "a"', "named twice"),
        ('[[source]]\nname = "a"\ncolour = 1', "unknown key 'colour'"),
        ("seed = ", "Invalid value"),
    ],
)
def test_a_wrong_recipe_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "r.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError, match=fault.replace("[", r"\[").replace("]", r"\]")):
        load(tmp_path / "r.toml")


def test_a_source_without_file_is_a_sentence_and_not_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.toml").write_text('[[source]]\nname = "absent"\n', encoding="utf-8")
    assert main([str(tmp_path / "r.toml"), str(tmp_path), "--into", str(tmp_path / "o")]) == 2
    assert "no file of absent" in capsys.readouterr().err


def test_a_recipe_is_made_of_defaults() -> None:
    assert Recipe(source=(Source("a"),)).estimate.agreeing == 4
