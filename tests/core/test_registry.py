from __future__ import annotations

import pytest

from audit.checks import CHECKS
from audit.core.registry import Registry
from audit.errors import UsageError
from audit.formats import FORMATS
from audit.metrics import METRICS
from audit.qe.segments import ESTIMATORS
from audit.readers import READERS
from audit.translators import ENGINES


def test_names_are_pinned_so_that_a_rename_is_a_reviewed_change() -> None:
    assert ENGINES.names == ("compact", "opus", "transformers", "apertium", "none")
    assert READERS.names == ("text", "html", "markdown")
    assert METRICS.names == ("bleu", "chrf", "ter", "fidelity", "semantic")
    assert ESTIMATORS.names == ("learned", "simple")
    assert FORMATS.names == (
        "terminal", "json", "html", "sarif", "junit", "markdown", "xliff", "codequality", "github",
    )  # fmt: skip
    assert CHECKS.names == (
        "ENT001", "ENT002", "ENT003", "ENT004", "ENT005", "ENT006", "ENT007", "NUM001", "NUM002", "TRM001", "UNT001", "UNT002", "OMI001", "ADD001", "POL001", "RTL001", "QE001", "QE002", "QE003", "QE004", "ART001", "ART002", "ART003", "ART004", "ART005", "ART006", "ART007", "ART008", "ART009", "ART010",
        "GRM001", "CON001", "CON002", "TYP001", "FUR001", "USR001", "SUP001", "PRV001",
    )  # fmt: skip


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
    with pytest.raises(UsageError, match="unknown engine 'opos'; known: compact, opus"):
        ENGINES.load("opos")
