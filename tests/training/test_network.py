"""The network: packed rows, agreement with Hugging Face, decoding, the optimiser's state."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from training.config import ModelShape, Optimiser, Recipe, RecipeError  # noqa: E402
from training.decode import batches, greedy  # noqa: E402
from training.model import Translator, sees, segments  # noqa: E402
from training.packing import pack  # noqa: E402
from training.parcel import blend, unpack  # noqa: E402
from training.parcel import pack as pack_weights  # noqa: E402
from training.schedule import Schedule  # noqa: E402
from training.state import Progress, Weights, read, save  # noqa: E402

pytestmark = pytest.mark.engine

SHAPE = ModelShape(
    vocabulary=60, width=32, feed_forward=48, heads=4, encoder_layers=2, decoder_layers=2, positions=64, dropout=0.0
)  # fmt: skip
PAD = 60


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Toy tensors are too small to share out."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def model() -> Translator:
    torch.manual_seed(3)
    return Translator(SHAPE, PAD + 1).eval()


def some_pairs(count: int = 9) -> list[tuple[list[int], list[int]]]:
    rng = random.Random(1)

    def ids() -> list[int]:
        return [rng.randrange(2, 58) for _ in range(rng.randrange(1, 9))]

    return [([58, *ids(), 0], [*ids(), 0]) for _ in range(count)]


def test_sentences_of_a_row_are_told_apart() -> None:
    ids = torch.tensor([[7, 8, 0, 9, 0, PAD, PAD], [5, 0, 6, 6, 6, 6, 0]])
    numbers, places = segments(ids, PAD)
    assert numbers.tolist() == [[0, 0, 0, 1, 1, -1, -1], [0, 0, 1, 1, 1, 1, 1]]
    assert places.tolist() == [[0, 1, 2, 0, 1, 0, 0], [0, 1, 0, 1, 2, 3, 4]]
    assert sees(numbers, numbers).any(-1).all()


def test_packed_sentences_do_not_see_each_other(model: Translator) -> None:
    pairs = some_pairs()
    source, target = (torch.from_numpy(side).long() for side in pack(pairs, 24, PAD))
    assert len(source) < len(pairs)
    packed = model.logits(model(source, target))
    numbers, _ = segments(target, PAD)
    compared = 0
    for row in range(len(target)):
        for number in range(int(numbers[row].max()) + 1):
            here = numbers[row] == number
            at = next(p for p in pairs if p[1] == target[row][here].tolist())
            alone = model.logits(model(torch.tensor([at[0]]), torch.tensor([at[1]])))[0]
            torch.testing.assert_close(packed[row][here], alone, rtol=1e-4, atol=1e-5)
            compared += 1
    assert compared == len(pairs)


def test_logits_are_those_of_marian(model: Translator) -> None:
    from training.export import hf_model

    pytest.importorskip("transformers")
    recipe = Recipe(model=SHAPE)
    theirs = hf_model(recipe, dict(model.named_parameters()), PAD + 1)
    for ids, target in some_pairs():
        source = torch.tensor([ids])
        labels = torch.tensor([target])
        before = torch.tensor([[PAD, *target[:-1]]])
        with torch.no_grad():
            wanted = theirs(input_ids=source, decoder_input_ids=before).logits
            found = model.logits(model(source, labels))
        torch.testing.assert_close(found, wanted[..., :-1], rtol=1e-4, atol=1e-5)
        assert wanted[..., -1].max() < -1000


def test_greedy_decoding_is_that_of_marian(model: Translator) -> None:
    from training.export import hf_model

    theirs: Any = hf_model(Recipe(model=SHAPE), dict(model.named_parameters()), PAD + 1)
    rows = [ids for ids, _ in some_pairs()]
    longest = max(map(len, rows))
    source = torch.tensor([ids + [PAD] * (longest - len(ids)) for ids in rows])
    found = greedy(model, source, 12)
    wanted = theirs.generate(
        source, attention_mask=source.ne(PAD), num_beams=1, max_new_tokens=12, forced_eos_token_id=None
    )[:, 1:]  # fmt: skip
    assert found.tolist() == wanted.tolist()


def test_batches_hold_every_text_once() -> None:
    found = list(batches([3, 9, 4, 1, 9], 18))
    assert sorted(place for batch in found for place in batch) == [0, 1, 2, 3, 4]
    assert found[0] == [1, 4]


def test_padding_gets_no_embedding_from_training(model: Translator) -> None:
    from training.network import Network

    weights = Weights(model.train(), Optimiser(), torch.device("cpu"), torch.float32)
    sides = [torch.from_numpy(side).long() for side in pack(some_pairs(), 24, PAD)]
    before = weights.flat.detach().clone()
    Network(model, 0.1)(*sides).backward()
    weights.step(0.01)
    assert (weights.flat != before).float().mean() > 0.9
    assert model.embedding.weight[PAD].abs().max() == 0


def test_working_precision_follows_the_float32_weights() -> None:
    torch.manual_seed(1)
    model = Translator(SHAPE, PAD + 1)
    exact = model.position_table.clone()
    weights = Weights(model, Optimiser(clip=0.5), torch.device("cpu"), torch.bfloat16)
    assert model.embedding.weight.dtype == torch.bfloat16
    assert torch.equal(model.position_table, exact)
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    norm = weights.step(0.01)
    assert norm.item() == pytest.approx(weights.flat.numel() ** 0.5, rel=1e-3)
    assert weights.gradient.norm().item() == pytest.approx(0.5, rel=1e-3)
    named = weights.named(averaged=False)
    for name, parameter in model.named_parameters():
        assert torch.equal(parameter, named[name].bfloat16())


def test_a_checkpoint_of_another_model_is_refused(tmp_path: Path, model: Translator) -> None:
    weights = Weights(model, Optimiser(), torch.device("cpu"), torch.float32)
    save(tmp_path / "checkpoint.pt", weights, Progress(), SHAPE)
    assert read(tmp_path / "checkpoint.pt", SHAPE)["progress"]["step"] == 0
    with pytest.raises(RecipeError, match="another recipe"):
        read(tmp_path / "checkpoint.pt", ModelShape())
    with pytest.raises(RecipeError, match="no checkpoint"):
        read(tmp_path / "none.pt", SHAPE)


def test_a_parcel_brings_the_weights_home(tmp_path: Path, model: Translator) -> None:
    named = {name: parameter.detach() for name, parameter in model.named_parameters()}
    named["embedding.weight"] = named["embedding.weight"] * 1e-9  # also where exponents are rare
    files = pack_weights(named, tmp_path, part=10_000)
    assert len(files) > 3
    assert all(file.stat().st_size <= 10_000 for file in files[:-1])
    size = sum(tensor.numel() for tensor in named.values())
    assert sum(file.stat().st_size for file in files[:-1]) < 1.6 * size
    found = unpack(tmp_path)
    assert list(found) == list(named)
    for name, tensor in named.items():
        assert torch.equal(found[name], tensor.bfloat16().float())
    files[0].write_bytes(files[0].read_bytes()[::-1])
    with pytest.raises(RecipeError, match="broken"):
        unpack(tmp_path)


def test_weights_of_two_runs_are_blended(tmp_path: Path, model: Translator) -> None:
    named = {name: parameter.detach() for name, parameter in model.named_parameters()}
    other = {name: tensor + 2 for name, tensor in named.items()}
    found = blend(named, other, 0.25)
    assert all(torch.allclose(found[name], named[name] + 0.5) for name in named)
    with pytest.raises(RecipeError, match="of another model"):
        blend(named, dict(list(other.items())[1:]), 0.5)
    with pytest.raises(RecipeError, match="a share of 2"):
        blend(named, other, 2)


def test_the_rate_warms_up_stays_and_falls_to_nought() -> None:
    schedule = Schedule(Optimiser(learning_rate=1.0, warmup=10, cooldown=0.5))
    schedule.fix(100)
    rates = [schedule.rate(step) for step in range(1, 101)]
    assert rates[:10] == pytest.approx([step / 10 for step in range(1, 11)])
    assert set(rates[9:50]) == {1.0}
    assert all(left > right for left, right in itertools.pairwise(rates[49:]))
    assert 0 < rates[-1] < 0.05
    assert not schedule.over(99)
    assert schedule.over(100)


def test_a_run_planned_by_time_ends_in_time() -> None:
    schedule = Schedule(Optimiser(learning_rate=1.0, warmup=10, cooldown=0.4))
    step, seconds = 0, 0.0
    while not schedule.over(step):
        step += 1
        seconds += 0.5
        schedule.plan(step, seconds, budget=100.0)
        assert step < 400
    assert 95 < seconds <= 100
    assert schedule.turn == pytest.approx(120, abs=3)
    assert schedule.end == step
