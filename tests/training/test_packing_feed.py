"""Packed rows hold every pair once, and the feed is the same every time."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from training.config import RecipeError, load
from training.encoding import Encoder
from training.feed import Feed, choose, cut
from training.packing import pack
from training.store import TextStore
from training.vocabulary import Vocabulary, direction_token


def sentences(row: np.ndarray, pad: int) -> list[list[int]]:
    """The sentences of a packed row, without their ends."""
    found: list[list[int]] = [[]]
    for index in row.tolist():
        if index == 0:
            found.append([])
        elif index != pad:
            found[-1].append(index)
    return found[:-1]


def test_every_pair_is_packed_once_and_sides_stay_together() -> None:
    rng = random.Random(2)
    pairs = [
        ([at, *([9] * rng.randrange(1, 12)), 0], [at, *([8] * rng.randrange(1, 12)), 0])
        for at in range(10, 90)
    ]
    source, target = pack(pairs, 20, 99)
    found = []
    for left, right in zip(source, target, strict=True):
        both = sentences(left, 99), sentences(right, 99)
        assert len(both[0]) == len(both[1])
        found += list(zip(*both, strict=True))
    assert sorted(found) == sorted((left[:-1], right[:-1]) for left, right in pairs)
    assert (source != 99).mean() > 0.85


def test_pairs_longer_than_a_row_are_left_out() -> None:
    source, target = pack([([5] * 9 + [0], [5, 0])], 8, 99)
    assert source.shape == target.shape == (0, 8)


def test_an_epoch_has_each_pair_as_often_as_the_recipe_says(toy: Path) -> None:
    recipe, store = load(toy / "recipe.toml"), TextStore(toy / "work/clean")
    chosen = choose(recipe, store, 0)
    assert len(chosen) == 700 + 4 * 6
    named = chosen[chosen[:, 0] == 1][:, 1]
    assert np.bincount(named).tolist() == [4] * 6
    assert (chosen != choose(recipe, store, 1)).any()
    assert (chosen == choose(recipe, store, 0)).all()
    chunks = cut(chosen, recipe, 0)
    assert sum(len(chunk.choices) for chunk in chunks) == len(chosen)
    assert len({chunk.seed for chunk in chunks}) == len(chunks) == 5


def test_a_chunk_is_encoded_alike_whatever_came_before(toy: Path) -> None:
    recipe, work = load(toy / "recipe.toml"), toy / "work"
    chunks = cut(choose(recipe, TextStore(work / "clean"), 0), recipe, 0)
    first = Encoder(recipe, work)
    first.rows(chunks[1])
    again, fresh = first.rows(chunks[0]), Encoder(recipe, work).rows(chunks[0])
    assert all((left == right).all() for left, right in zip(again, fresh, strict=True))


def test_both_directions_are_fed_and_ids_are_in_range(toy: Path) -> None:
    vocabulary = Vocabulary(toy / "work/vocabulary")
    with Feed(toy / "recipe.toml", toy / "work", workers=0) as feed:
        shard = next(feed.shards())
    heads = [sentence[0] for row in shard.source for sentence in sentences(row, vocabulary.pad)]
    for language in ("fr", "en"):
        assert heads.count(vocabulary.ids[direction_token(language)]) == len(heads) / 2
    assert shard.source.max() == shard.target.max() == vocabulary.pad
    assert shard.target.min() == 0


def test_the_end_of_a_run_has_its_own_mix(toy: Path, tmp_path: Path) -> None:
    text = (
        (toy / "recipe.toml")
        .read_text("utf-8")
        .replace('name = "named"', 'name = "named"\nlate = 0')
    )
    (tmp_path / "recipe.toml").write_text(text, encoding="utf-8")
    recipe, store = load(tmp_path / "recipe.toml"), TextStore(toy / "work/clean")
    names = [source.name for source in recipe.source]
    early, late = (choose(recipe, store, 0, late=each) for each in (False, True))
    assert set(early[:, 0]) - set(late[:, 0]) == {names.index("named")}
    with Feed(tmp_path / "recipe.toml", toy / "work", workers=0) as feed:
        shards = feed.shards()
        next(shards)
        assert feed.turn_late() == 1
        wanted = next(shards)
    with Feed(tmp_path / "recipe.toml", toy / "work", workers=0) as feed:
        assert feed.turn_late(1) == 1
        found = next(feed.shards(start=1))
    assert (found.source == wanted.source).all()
    with Feed(tmp_path / "recipe.toml", toy / "work", workers=0) as feed:
        assert len(next(feed.shards(start=1)).source) != len(found.source)


def test_worker_processes_feed_the_same_shards(toy: Path) -> None:
    with Feed(toy / "recipe.toml", toy / "work", workers=0) as feed:
        alone = feed.shards()
        next(alone)
        wanted = next(alone)
    with Feed(toy / "recipe.toml", toy / "work", workers=1) as feed:
        found = next(feed.shards(start=1))
    assert found.number == wanted.number == 1
    assert (found.source == wanted.source).all()
    assert (found.target == wanted.target).all()


def test_nothing_to_choose_is_an_error(toy: Path, tmp_path: Path) -> None:
    recipe = load(toy / "recipe.toml")
    with pytest.raises(RecipeError, match=r"run training\.prepare"):
        choose(recipe, TextStore(tmp_path), 0)
