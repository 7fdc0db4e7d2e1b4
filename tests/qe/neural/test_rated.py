"""Sets that professionals rated, as the recipe learns from them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from training.judge.material import is_held, is_learnt
from training.judge.rated import rated


def line(doc: str, system: str, **given: Any) -> dict[str, Any]:
    return {"id": "1", "lang_pair": "en-ja", "doc_id": doc, "system": system, "src": "It rains.",
            "mt": "Il pleut fort.", "spans": [], **given}  # fmt: skip


def written(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "set.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in lines)
    return path


def test_ratings_are_told_in_standard_deviations_of_their_set(tmp_path: Path) -> None:
    values = (90, 80, 70, None)
    made = list(rated(written(tmp_path, *(line("a", "x", human=value) for value in values))))
    assert [row.rating for row in made] == [1.0, 0.0, pytest.approx(-1.2247, abs=1e-4)]


def test_penalties_count_by_the_word_and_the_other_way_round(tmp_path: Path) -> None:
    long = "Il pleut " * 20
    lines = (
        line("a", "x", penalty=5),
        line("a", "x", penalty=5, mt=long),
        line("a", "x", penalty=0),
    )
    first, second, third = (row.rating for row in rated(written(tmp_path, *lines)))
    assert first is not None and second is not None and third is not None
    assert first < second < third


@pytest.mark.parametrize("side", [{}, {"side": "tgt"}, {"side": "target"}])
def test_marked_words_are_those_of_the_spans(tmp_path: Path, side: dict[str, str]) -> None:
    spans = [{"start": 3, "end": 8, **side}, {"start": 0, "end": 2, "side": "source"}]
    lines = (line("a", "x", human=1, spans=spans), line("a", "x", human=2))
    first, second = rated(written(tmp_path, *lines))
    np.testing.assert_array_equal(first.wrong, [False, True, False, False])
    assert second.wrong is not None and not second.wrong.any()


def test_an_article_is_held_out_in_all_its_languages_and_people_are_no_system(
    tmp_path: Path,
) -> None:
    lines = [
        line(f"d{number}", system, lang_pair=pair, human=number)
        for number in range(40)
        for pair in ("en-ja", "en-zh")
        for system in ("refA", "m1", "m2", "m3")
    ]
    made = list(rated(written(tmp_path, *lines)))
    learnt = {row.article for row in made if is_learnt(row)}
    assert {row.article for row in made if is_held(row)}.isdisjoint(learnt)
    assert {row.is_human for row in made if row.system.endswith("refA")} == {True}
    assert 20 < len(learnt) < 40


def test_what_nobody_rated_or_marked_is_not_learnt_as_such(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from training.judge.batches import batch
    from training.judge.network import WIDTH

    class States:
        def of(self, text: str) -> np.ndarray:
            return np.ones((4, WIDTH), np.float16)

    from dataclasses import replace

    spans = [{"start": 3, "end": 8}]
    first, second = rated(written(tmp_path, line("a", "x", human=1, spans=spans),
                                  line("a", "x", human=3)))  # fmt: skip
    plain = replace(second, rating=None, near=50.0, wrong=np.zeros(4, bool))
    tags = np.array([0, 1, 0, 0], np.int8)
    made = batch([(first, tags), (plain, tags)], States(), {"en-ja": (50.0, 10.0)}, None)  # type: ignore[arg-type]
    assert made.marked.tolist() == [[0, 1, 0, 0], [-1] * 4]
    assert made.wrong.tolist() == [[-1] * 4, [0, 1, 0, 0]]
    assert made.is_rated.tolist() == [True, False]
    assert (made.scored.tolist(), made.is_fault.tolist()) == ([False, True], [False, False])
    assert made.rating.tolist() == [-1.0, 0.0]
