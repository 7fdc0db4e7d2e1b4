"""The recipe of the word model and the score: edits, marks, curves."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path

import numpy
import pytest

from training.config import RecipeError
from training.quality.curves import Basis, chances, fit
from training.quality.perturb import EDITS, KEPT, SLIGHT, Material, worse
from training.quality.recipe import load
from training.quality.rows import char_f1, read_marked, table
from training.quality.synthetic import Twin, _edited, marked

ROOT = Path(__file__).parents[2]
SOURCE = "Did the old ferry to Palermo not leave the harbour at 10 in the morning?"
TEXT = "Le vieux ferry pour Palerme n’a pas quitté le port à 10 heures du matin, dit-on."
OTHERS = (
    "Une averse soudaine a chassé les promeneurs de la place Garibaldi hier soir.",
    "Les deux musiciennes répètent chaque jeudi dans la salle Ravel.",
)


ALL = EDITS | KEPT


@pytest.mark.parametrize("edit", ALL)
def test_an_edit_changes_the_text_or_says_that_it_cannot(edit: str) -> None:
    made = {ALL[edit][0](TEXT, Material(random.Random(seed), SOURCE, OTHERS)) for seed in range(25)}
    assert made - {None, TEXT}


@pytest.mark.parametrize("text", ["", " ", "?", "Non", "1"])
def test_edits_stand_short_texts(text: str) -> None:
    for seed in range(30):
        worse(text, Material(random.Random(seed), "", ("Oui.",)))


def test_a_phrase_of_the_source_takes_the_place_of_as_many_words() -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"\w+", text))

    theirs = words(SOURCE) - words(TEXT)
    for seed in range(25):
        made = KEPT["keep-phrase"][0](TEXT, Material(random.Random(seed), SOURCE, OTHERS))
        assert made is not None
        # One of them may stand in both texts.
        assert 1 <= len(theirs & words(made)) <= 5
        assert abs(len(made.split()) - len(TEXT.split())) <= 3


def test_a_second_edit_is_slight_where_the_first_is_grave() -> None:
    pairs = [(f"{TEXT[:-1]}, le {at} mai.", f"{SOURCE[:-1]} on May {at}?") for at in range(1, 25)]
    made = list(_edited("d", pairs, random.Random(1)))
    assert len({twin.edit for twin in made}) > 5
    second = [twin for twin in made if twin.other]
    assert len(second) > len(made) / 2
    assert all((one.edit in SLIGHT) != (one.other_edit in SLIGHT) for one in second)
    assert all(one.other not in (one.good, one.bad) for one in second)


def test_every_second_twin_carries_the_mark_of_its_edit() -> None:
    twin = Twin("d", ("en", "fr"), "It is cold.", "Il fait froid.", "Il fait vert.", "other-word")
    first, second = marked([twin, twin])
    assert [first.target[a:b] for a, b, _ in first.errors] == ["vert"]
    assert first.errors[0][2] == "mistranslation"
    assert (second.target, second.errors) == (twin.good, ())


def _file(path: Path, rows: list[object]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return path


ROW = {
    "id": "1", "doc_id": "d", "lang_pair": "en-fr", "src": "A red door.", "mt": "Une porte red.",
    "spans": [
        {"start": 10, "end": 13, "type": "untranslated", "severity": "major"},
        {"start": 0, "end": 3, "type": "fluency_style", "severity": "neutral"},
    ],
}  # fmt: skip


def test_marked_translations_become_rows_of_pieces(tmp_path: Path) -> None:
    rows = list(read_marked(_file(tmp_path / "m.jsonl.gz", [ROW, ROW | {"is_reference": True}])))
    assert len(rows) == 1
    found = table(rows, 3)
    assert found.wrong.tolist() == [False, False, True, False]
    assert found.types == ("", "", "untranslated", "")
    assert char_f1(rows, found, found.wrong) == pytest.approx((1.0, 1.0, 1.0))
    both = found.beside(found, 0.5)
    assert both.weights.tolist() == [3, 5, 3, 1, 1.5, 2.5, 1.5, 0.5]
    assert len(set(both.text.tolist())) == 2


def test_a_row_that_is_none_is_named_by_its_place(tmp_path: Path) -> None:
    path = _file(tmp_path / "m.jsonl.gz", [ROW, {"src": "x"}])
    with pytest.raises(RecipeError, match=r"m\.jsonl\.gz:2: not a marked translation"):
        list(read_marked(path))


def test_the_committed_recipe_is_read() -> None:
    recipe = load(ROOT / "training" / "quality" / "quality.toml")
    assert {kind.rule for kind in recipe.kinds} == {f"QE00{at}" for at in range(1, 5)}


@pytest.mark.engine  # scipy is installed there
def test_curves_learn_which_signal_tells_the_worse_and_never_fall() -> None:
    pytest.importorskip("scipy")
    rng = random.Random(1)
    worse_ones = [{"fault": rng.random() + 0.7, "noise": rng.random()} for _ in range(200)]
    better = [{"fault": rng.random(), "noise": rng.random()} for _ in range(200)]
    basis = Basis(("fault", "noise"), [*worse_ones, *better])
    weights = fit(basis.matrix(worse_ones), basis.matrix(better), numpy.ones(200), 1e-3)
    assert (weights >= 0).all()
    curves = {curve.signal: curve for curve in basis.curves(weights)}
    assert curves["fault"].faults[-1] > 1
    assert "noise" not in curves or curves["noise"].faults[-1] < curves["fault"].faults[-1] / 2


@pytest.mark.engine
def test_a_signal_weighs_what_people_mark() -> None:
    pytest.importorskip("scipy")
    rng = random.Random(2)
    rows = [
        {"kept": float(rng.randrange(3)), "copied": float(rng.randrange(3))} for _ in range(900)
    ]
    marked_ones = numpy.array([rng.random() < 0.1 + 0.35 * row["kept"] for row in rows])
    at = (0.0, 1.0, 2.0)
    kept, copied = chances({"kept": at, "copied": at}, rows, marked_ones, slope=0.5)
    assert kept.faults[0] == 0 and kept.faults[1] > 2
    # Log-odds of .45 and .80 against .10, in faults of 0.5.
    assert kept.faults == pytest.approx((0.0, 4.0, 7.2), abs=1.2)
    assert copied.faults[-1] < 1
