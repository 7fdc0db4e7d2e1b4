"""How n-gram models are packed, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.core.reference import root
from audit.errors import ConfigError
from audit.qe.fluency.keys import hashed, numbers, words
from audit.qe.fluency.layout import BITS, packed, unpacked
from audit.qe.fluency.model import Model, model, read


@given(st.sets(st.integers(0, 2**BITS - 1), min_size=1, max_size=200))
def test_hashes_come_back_as_they_were_packed(values: set[int]) -> None:
    given = numpy.array(sorted(values), numpy.uint64)
    low, high = packed(given)
    assert unpacked(low, high, len(given)).tolist() == sorted(values)


def test_the_order_of_words_changes_the_hash() -> None:
    one, two = numbers(["le"]), numbers(["port"])
    assert hashed((one, two), BITS) != hashed((two, one), BITS)
    assert hashed((one,), BITS) != hashed((one, one), BITS)


def test_words_are_folded_as_in_training() -> None:
    assert words("L’an 2024, « Oui »!") == ["l'", "an", "<4>", ",", '"', "oui", '"', "!"]


def test_a_half_surrogate_has_a_hash() -> None:
    assert len(numbers(["\ud800"])) == 1


def test_another_file_is_refused(tmp_path: Path) -> None:
    shipped = model("fr")
    assert isinstance(shipped, Model)
    path = tmp_path / "fr.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(ConfigError, match=r"reference/models/fluency/fr\.npz: is not the file"):
        read(path, shipped.manifest)


def test_the_models_are_small() -> None:
    size = sum(path.stat().st_size for path in (root() / "models/fluency").glob("*.npz"))
    assert size <= 4 * 2**20
