"""Muon: orthogonal updates, and which weights get them."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from training.config import ModelShape, Optimiser  # noqa: E402
from training.model import Translator  # noqa: E402
from training.orthogonal import ADAM_SIZE, orthogonal  # noqa: E402
from training.state import Weights  # noqa: E402

pytestmark = pytest.mark.engine

SHAPE = ModelShape(
    vocabulary=40, width=16, feed_forward=48, heads=2, encoder_layers=2, decoder_layers=1
)


@pytest.mark.parametrize("size", [(3, 16, 16), (2, 48, 16), (2, 16, 48)])
def test_singular_values_come_near_one(size: tuple[int, int, int]) -> None:
    torch.manual_seed(1)
    found = orthogonal(torch.randn(size) * 7)
    values = torch.linalg.svdvals(found.float())
    assert found.shape == size
    assert values.min() > 0.3
    assert values.max() < 1.3


def test_the_direction_of_the_matrix_is_kept() -> None:
    torch.manual_seed(1)
    u, _, vh = torch.linalg.svd(torch.randn(16, 16))
    matrix = u @ torch.diag(torch.linspace(1, 3, 16)) @ vh
    found = orthogonal(matrix[None])[0]
    assert (found * (u @ vh)).sum() / (found.norm() * 4) > 0.97


def weights(muon: bool) -> tuple[Translator, Weights]:
    torch.manual_seed(3)
    model = Translator(SHAPE, 41)
    options = Optimiser(muon=muon, clip=1e9)
    return model, Weights(model, options, torch.device("cpu"), torch.float32)


def moved(muon: bool) -> dict[str, float]:
    """How far each weight moves in one step of rate 1e-3: the root mean square."""
    model, found = weights(muon)
    before = {name: part.clone() for name, part in found.named(averaged=False).items()}
    for parameter in model.parameters():
        parameter.grad = torch.randn_like(parameter)
    found.step(1e-3)
    after = found.named(averaged=False)
    for name, parameter in model.named_parameters():
        assert torch.equal(parameter, after[name])
    return {name: (after[name] - before[name]).square().mean().sqrt().item() for name in before}


def test_matrices_move_by_muon_at_the_size_of_adam_and_the_rest_by_adam() -> None:
    with_muon, without = moved(True), moved(False)
    assert with_muon.keys() == without.keys()
    matrices = {name for name in without if name.endswith(("inputs.weight", "queries.weight",
                "output.weight", "wide.weight", "narrow.weight"))}  # fmt: skip
    assert len(matrices) == 2 * 4 + 7
    for name in matrices:
        assert with_muon[name] == pytest.approx(1e-3 * ADAM_SIZE, rel=0.35), name
    for name in without.keys() - matrices:
        assert with_muon[name] == pytest.approx(without[name]) == pytest.approx(1e-3, rel=0.1)


def test_joined_projections_are_moved_one_by_one() -> None:
    model, found = weights(True)
    before = found.named(averaged=False)["encoder.0.attention.inputs.weight"].clone()
    for name, parameter in model.named_parameters():
        parameter.grad = torch.zeros_like(parameter)
        if name == "encoder.0.attention.inputs.weight":
            parameter.grad[:16] = torch.randn(16, 16)
    found.step(1e-2)
    change = found.named(averaged=False)["encoder.0.attention.inputs.weight"] - before
    assert change[:16].abs().min() > 0
    assert not change[16:].any()


def test_the_momentum_is_kept_with_the_rest() -> None:
    model, found = weights(True)
    for parameter in model.parameters():
        parameter.grad = torch.randn_like(parameter)
    found.step(1e-3)
    _, other = weights(True)
    other.restore(found.state())
    pairs = list(zip(other.muon.momentum, found.muon.momentum, strict=True))
    assert len(pairs) == 3
    assert all(torch.equal(mine, theirs) and mine.any() for mine, theirs in pairs)
