"""Reading, cleaning and keeping held-out text away."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from training import config
from training import prepare as step
from training.config import RecipeError, build, load
from training.corpus import Cleaner, held_out, names_in, open_text, read_pairs, tidy, trace
from training.store import TextStore


def test_pairs_are_tidied_and_counted_once() -> None:
    cleaner = Cleaner(frozenset())
    pairs = [("Un  été\u00a0chaud", "A hot\tsummer"), ("Un été chaud", "A hot summer"), ("", "x")]
    assert list(cleaner.clean(pairs)) == [("Un été chaud", "A hot summer")]
    assert cleaner.dropped == {"repeated": 1, "empty": 1}


def test_decomposed_letters_are_composed() -> None:
    assert tidy("e\u0301te\u0301") == "été"


def test_long_and_copied_pairs_are_dropped() -> None:
    cleaner = Cleaner(frozenset())
    long = " ".join(["mot"] * 121)
    pairs = [(long, "word"), ("one two three four", "one two three four"), ("Nantes", "Nantes")]
    assert list(cleaner.clean(pairs)) == [("Nantes", "Nantes")]
    assert cleaner.dropped == {"long": 1, "copied": 1}


@pytest.mark.parametrize("side", [0, 1])
def test_a_pair_with_either_side_held_out_is_dropped(tmp_path: Path, side: int) -> None:
    pair = ("La rivière monte.", "The river is rising.")
    with gzip.open(tmp_path / "test.gz", "wt", encoding="utf-8") as out:
        out.write(f"Autre chose.\n{pair[side].upper().rstrip('.')} !\n")
    cleaner = Cleaner(held_out([tmp_path / "test.gz"]))
    assert list(cleaner.clean([pair, ("Il neige.", "It snows.")])) == [("Il neige.", "It snows.")]
    assert cleaner.dropped == {"held out": 1}


def test_texts_without_letters_have_different_traces() -> None:
    assert trace("?!") != trace("...")


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("a\tb\nc\n", encoding="utf-8")
    with pytest.raises(RecipeError, match=r"x\.tsv:2: 1 columns"):
        list(read_pairs(tmp_path / "x.tsv"))


def test_a_broken_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.xz").write_bytes(b"no archive")
    with pytest.raises(RecipeError, match=r"x\.xz"):
        list(open_text(tmp_path / "x.xz"))


def test_names_stand_on_both_sides_and_not_at_the_start() -> None:
    pair = ("Marie Roche voit Jean-Luc Petit à New York.", "Marie Roche sees Jean-Luc Petit there.")
    assert names_in(pair) == ["Luc Petit"] or names_in(pair) == ["Jean-Luc Petit"]


def test_the_corpus_is_prepared(toy: Path, held_out: list[tuple[str, str]]) -> None:
    report = json.loads((toy / "work/clean/report.json").read_text("utf-8"))
    assert report["pairs"] == {"phrases": 700, "named": 6}
    assert report["dropped"] == {"held out": 21, "repeated": 8}
    text = (toy / "work/clean/phrases.tsv").read_text("utf-8")
    for first, second in held_out:
        assert first not in text
        assert second not in text


def test_any_pair_can_be_had_by_its_number(toy: Path) -> None:
    store = TextStore(toy / "work/clean")
    lines = (toy / "work/clean/phrases.tsv").read_text("utf-8").splitlines()
    assert store.count("phrases") == len(lines)
    for number in (0, 1, 350, len(lines) - 1):
        assert "\t".join(store.pair("phrases", number)) == lines[number]
    assert "synthetic" not in store
    assert len(store.names()) == 6


def test_a_missing_source_is_an_error(toy: Path, tmp_path: Path) -> None:
    recipe = load(toy / "recipe.toml")
    (tmp_path / "phrases.fr-en.tsv").write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(RecipeError, match="no file for named"):
        step.prepare(recipe, tmp_path, tmp_path / "work", [])


def test_the_command_fails_in_one_line(
    toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(toy / "recipe.toml"), str(tmp_path), str(tmp_path / "work")]
    assert step.main([*arguments, "--exclude", str(toy / "dev.fr")]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: no *.tsv.xz there\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sead = 1", "unknown key 'sead'"),
        ("[model]\nwidth = '512'", "model.*width"),
        ("[[source]]\ntimes = 2", "'name' is missing"),
        ("[[source]]\nname = 'a'\n[[source]]\nname = 'a'", "named twice"),
        ("seed = ", "Invalid value"),
        ("base = '../recipe.toml'", "not the name of a file"),
        ("base = 'none.toml'", "none.toml"),
    ],
)
def test_a_wrong_recipe_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "r.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RecipeError, match=message):
        load(tmp_path / "r.toml")


def test_a_recipe_changes_what_its_base_says(tmp_path: Path) -> None:
    base = "seed = 3\n[model]\nwidth = 64\nheads = 2\n"
    base += "".join(f"[[source]]\nname = '{name}'\ntimes = 2\n" for name in "ab")
    (tmp_path / "base.toml").write_text(base, encoding="utf-8")
    path = tmp_path / "second.toml"
    text = "base = 'base.toml'\nseed = 4\n[model]\nwidth = 32\n[[source]]\nname = 'b'\n"
    path.write_text(text + "late = 0.5\n", encoding="utf-8")
    found = load(path)
    assert (found.seed, found.model.width, found.model.heads) == (4, 32, 2)
    assert [(s.name, s.times, s.late) for s in found.source] == [("a", 2, -1), ("b", 2, 0.5)]
    path.write_text("base = 'base.toml'\n[[source]]\nname = 'c'\n", encoding="utf-8")
    with pytest.raises(RecipeError, match="the base has no source 'c'"):
        load(path)


def test_the_second_run_goes_on_with_the_model_of_the_first() -> None:
    folder = Path(config.__file__).parent
    first, second = (load(folder / name) for name in ("compact.toml", "settle.toml"))
    assert replace(second.model, dropout=first.model.dropout) == first.model
    assert second.noise == first.noise
    assert [s.name for s in second.source] == [s.name for s in first.source]


def test_the_shipped_recipe_loads_and_names_an_origin_for_each_source() -> None:
    from training.card import read_origins

    folder = Path(step.__file__).parent
    recipe = load(folder / "compact.toml")
    origins = read_origins(folder / "sources.toml")
    assert {source.name for source in recipe.source} == set(origins)
    assert build(type(recipe.model), {}, "") == recipe.model  # the defaults are the shipped sizes
