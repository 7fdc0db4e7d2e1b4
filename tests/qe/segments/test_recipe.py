"""The recipe of the word model and the score: edits, marks, curves."""

from __future__ import annotations

import gzip
import json
import random
import re
from pathlib import Path

import msgspec
import numpy
import pytest

from audit.qe.words.surprise import Said, columns
from audit.qe.words.trees import trees
from benchmarks.detection_sets import ROWS, sample
from training.config import RecipeError
from training.quality import severity, surprise
from training.quality.compared import Judged, dearness, pairs, read_compared
from training.quality.curves import Basis, chances, fit
from training.quality.held import document
from training.quality.material import Graded, Rivals
from training.quality.perturb import EDITS, KEPT, SLIGHT, Material, worse
from training.quality.recipe import Compared, Set, load
from training.quality.rows import Marked, char_f1, read_learnt, read_marked, table
from training.quality.synthetic import Twin, _edited, marked

ROOT = Path(__file__).parents[3]
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


def _row(name: str, mark: str = "", severity: str = "major", **more: object) -> dict[str, object]:
    row: dict[str, object] = {
        "id": name, "doc_id": name[0], "lang_pair": "en-fr", "src": "A red door.",
        "mt": "Une porte red.",
    }  # fmt: skip
    if mark:
        row["spans"] = [{"start": 10, "end": 13, "type": mark, "severity": severity}]
    return row | more


def test_the_documents_that_are_measured_are_not_learnt_from(tmp_path: Path) -> None:
    rows = [_row(f"{name}{at}", "untranslated") for name in "abcdefgh" for at in range(3)]
    held = {row["id"] for row in sample(rows, 6)}
    path = _file(tmp_path / "toy.jsonl.gz", list(rows))
    (found,) = read_learnt(tmp_path, [Set(name="toy", measured=6, weight=1.0, bounds=True)])
    assert len(held) == 6
    assert {row.name for row in found} == {row["id"] for row in rows} - held
    path.unlink()
    with pytest.raises(RecipeError, match=r"toy\.jsonl\.gz: missing"):
        list(read_learnt(tmp_path, [Set(name="toy", measured=6, weight=1.0, bounds=True)]))


def test_no_more_rows_are_measured_than_are_kept_from_learning() -> None:
    recipe = load(ROOT / "training" / "quality" / "quality.toml")
    kept = [(one.name, one.measured) for one in recipe.marked]
    kept += [(one.name, one.measured) for one in recipe.score.compared]
    assert all(ROWS.get(name, 0) <= measured for name, measured in kept)
    assert not any(name.startswith("xctranslate") for name, _ in kept)


def test_two_translations_of_a_source_are_one_document() -> None:
    pair = {"id": "1", "src": "A door.", "good": "Une porte.", "bad": "Un porte."}
    assert document(pair) == document(pair | {"id": "2"}) == "A door."
    assert document(_row("b1")) == "b"


def _compared(folder: Path, rows: list[object], name: str = "toy") -> list[Judged]:
    _file(folder / f"{name}.jsonl.gz", rows)
    return read_compared(
        folder,
        Compared(
            name=name, measured=0, rows=99, weight=1, others=9, decoded=0, severity=1, tables=True
        ),
    )


def test_what_people_marked_says_which_translation_is_worse(tmp_path: Path) -> None:
    rows = [_row("a"), _row("b", "untranslated", "critical"), _row("c", "number", "minor")]
    every = _compared(tmp_path, [row | {"spans": row.get("spans", [])} for row in rows])
    assert [one.fault for one in every] == [0.0, pytest.approx(10 / 3), pytest.approx(1 / 3)]
    assert [(one.grave, one.left) for one in every] == [(False, False), (True, True), (False,) * 2]
    found = {(worse, better) for worse, better, _ in pairs(every, 9, random.Random(1))}
    assert found == {("toy b", "toy a"), ("toy b", "toy c"), ("toy c", "toy a")}


def test_a_worse_translation_is_graded_and_held_against_the_good_one(tmp_path: Path) -> None:
    rows: list[object] = [
        {"id": name, "lang_pair": "en-fr", "src": "A door.", "good": "Une porte.", "bad": bad,
         "severity": severity}
        for name, bad, severity in (("1", "Un mur.", "critical"), ("2", "Une prote.", "minor"))
    ]  # fmt: skip
    every = _compared(tmp_path, rows)
    assert {one.segment.id: one.grave for one in every if one.rival} == {
        "toy 1#bad": True, "toy 2#bad": False,
    }  # fmt: skip
    found = [pair[:2] for pair in pairs(every, 9, random.Random(1))]
    assert found == [("toy 1#bad", "toy 1#good"), ("toy 2#bad", "toy 2#good")]


def test_untranslated_words_are_as_dear_as_people_find_them(tmp_path: Path) -> None:
    rows = [_row("a", "untranslated"), _row("b", "number", "minor"), _row("c", "number", "minor")]
    one = _compared(tmp_path, [*rows], "one")
    # 5 points against (5 + 1 + 1) / 3.
    assert dearness(one) == pytest.approx(15 / 7)
    # A set without such marks says nothing of them.
    assert dearness([*one, *_compared(tmp_path, [rows[1]], "two")]) == pytest.approx(15 / 7)
    assert dearness([]) == 1


@pytest.mark.engine
def test_grave_errors_are_told_from_slight_ones_without_praising_the_slight() -> None:
    pytest.importorskip("scipy")
    rng = random.Random(3)
    settings = load(ROOT / "training" / "quality" / "quality.toml").score.severity

    def signals(grave: bool, error: bool = True) -> dict[str, float]:
        return {
            "lost": rng.random() + grave, "unknown": rng.random() + (error and not grave),
            "words": 20.0,
        }  # fmt: skip

    every = [Graded(signals(at % 3 == 0), at % 3 == 0, "toy", False) for at in range(600)]
    names = ("lost", "unknown")
    free = severity.fit(names, every, [], {"toy": 1.0}, settings)
    weights = {one.signal: one.weight for one in free.terms}
    assert weights["lost"] > 1 > 0 > weights["unknown"]
    assert severity.told_apart(free, every) > 0.9
    rivals = [Rivals(one.signals, signals(False, error=False), "toy", False) for one in every]
    bound = severity.fit(names, every, rivals, {"toy": 1.0}, settings)
    fallen = [
        sum(model.odds(it.worse) < model.odds(it.better) for it in rivals)
        for model in (free, bound)
    ]
    assert fallen[1] < fallen[0]


def test_classes_and_labels_are_faults_as_well(tmp_path: Path) -> None:
    classes = [_row(str(at), class_omit=at, class_hall=1) for at in (1, 4)]
    assert [one.fault for one in _compared(tmp_path, list(classes), "one")] == [0, 3]
    labels = [
        _row(str(at), labels={"omission": at == 1, "strong-unsupport": 0, "full-unsupport": 0,
                              "repetitions": at == 2})
        for at in range(3)
    ]  # fmt: skip
    assert [one.fault for one in _compared(tmp_path, list(labels), "two")] == [0, 1, None]


@pytest.mark.engine
def test_what_a_word_costs_weighs_where_it_tells() -> None:
    pytest.importorskip("lightgbm")
    rng = random.Random(4)
    target = "Une porte red."
    rows = [
        Marked(str(at), "A red door.", target, ("en", "fr"), ((10, 13, "x"),) * (at % 2))
        for at in range(120)
    ]
    found = table(rows, 2)
    spent = numpy.array([rng.random() * 3 + 6 * wrong for wrong in found.wrong.tolist()])
    even, own = numpy.full(len(spent), 0.25), numpy.ones(len(spent))
    told: list[str] = []
    every = [
        surprise.Judged(rows, found, even, Said(spent, own), numpy.zeros(len(spent), bool), True)
    ]
    recipe = load(ROOT / "training" / "quality" / "quality.toml")
    small = msgspec.structs.replace(recipe.words.trees, least=10)
    recipe = msgspec.structs.replace(
        recipe, words=msgspec.structs.replace(recipe.words, trees=small)
    )
    made, arrays = surprise.fitted(recipe, every, told.append)
    assert float(told[-1].split()[-1]) > 0.9
    grown = trees(arrays, "error")
    asked = columns(even[:3], Said(numpy.array([0.5, 4.0, 9.0]), own[:3]))
    asked[:, 2:4] = 0
    low, middle, high = (grown.sums(asked) + made.base).tolist()
    assert low <= middle < high
