"""The head that ships computes what the recipe's network does."""

from __future__ import annotations

import numpy as np
import pytest

from audit.qe.neural.head import Head

torch = pytest.importorskip("torch")


@pytest.mark.parametrize(("source", "target"), [(7, 9), (1, 4), (5, 1)])
def test_same_numbers_as_the_network(source: int, target: int) -> None:
    from training.judge.network import WIDTH
    from training.judge.network import Head as Network

    torch.manual_seed(1)
    network = Network().eval()
    states = [torch.randn(1, size, WIDTH) for size in (source, target)]
    masks = [torch.ones(1, size, dtype=torch.bool) for size in (source, target)]
    with torch.no_grad():
        words, lost, whole = network(*states, *masks)
        single, reads = network.alone(states[1], masks[1])
    head = Head({name: value.numpy() for name, value in network.state_dict().items()})
    told = head.tell(states[0][0].numpy(), states[1][0].numpy())
    alone = head.read(states[1][0].numpy())
    for mine, other in (
        (told.wrong, words[..., 0]), (told.marked, words[..., 1]), (told.lost, lost), (told.whole, whole),
        (alone.wrong, single), (alone.whole, reads),
    ):  # fmt: skip
        np.testing.assert_allclose(mine, other[0].numpy(), atol=1e-4)


def test_padding_changes_nothing() -> None:
    from training.judge.network import WIDTH
    from training.judge.network import Head as Network

    torch.manual_seed(2)
    network = Network().eval()
    source, target = torch.randn(1, 6, WIDTH), torch.randn(1, 8, WIDTH)
    ones = torch.ones(1, 6, dtype=torch.bool), torch.ones(1, 8, dtype=torch.bool)
    longer = [torch.nn.functional.pad(side, (0, 0, 0, 3)) for side in (source, target)]
    masks = [torch.nn.functional.pad(mask, (0, 3)) for mask in ones]
    with torch.no_grad():
        whole = network(source, target, *ones)[2]
        padded = network(*longer, *masks)[2]
    np.testing.assert_allclose(whole.numpy(), padded.numpy(), atol=1e-4)
