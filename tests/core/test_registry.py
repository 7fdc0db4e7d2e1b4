from __future__ import annotations

import re

import pytest

from audit.checks import CHECKS
from audit.core.registry import Registry
from audit.errors import UsageError
from audit.formats import FORMATS
from audit.metrics import METRICS
from audit.qe.segments import ESTIMATORS
from audit.readers import READERS
from audit.translators import ENGINES


def test_ids_of_rules_have_letters_and_three_digits() -> None:
    for name in CHECKS.own:
        assert re.fullmatch(r"[A-Z]{2,3}[0-9]{3}", name), name


@pytest.mark.parametrize("registry", [ENGINES, READERS, METRICS, ESTIMATORS, FORMATS, CHECKS])
def test_every_entry_loads_and_knows_its_own_name(registry: Registry[object]) -> None:
    for name in registry:
        loaded = registry.load(name)
        own = loaded.rule.id if hasattr(loaded, "rule") else loaded.name  # type: ignore[attr-defined]
        assert own == name


def test_a_name_registered_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        Registry[object]("reader", (("text", "a:B"), ("text", "c:D")))


def test_an_unknown_name_says_which_are_known() -> None:
    with pytest.raises(UsageError, match="unknown engine 'opos'; known: auto, compact, opus"):
        ENGINES.load("opos")
