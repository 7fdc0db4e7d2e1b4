"""Each article takes the best engine that has its route, and none where there is no route."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from audit.api import run_audit
from audit.model.report import Report
from audit.model.translation import Translation
from audit.roundtrip.route import nowhere
from audit.translators.auto import AutoTranslator
from audit.translators.choice import open_engine
from audit.translators.hub import catalogue
from audit.translators.interface import EngineOptions, Translator

FRENCH = "Le conseil municipal a voté le budget mardi soir. Le maire s’en est félicité hier.\n"
SPANISH = "El ayuntamiento aprobó el presupuesto el martes por la noche. La alcaldesa lo celebró.\n"
HAUSA = "Majalisar birnin ta amince da kasafin kudi a daren Talata.\n"


class Echo(Translator):
    """Gives each text back; knows some pairs."""

    ways: ClassVar[frozenset[tuple[str, str]]] = frozenset()
    trouble: ClassVar[str | None] = None

    def problem(self) -> str | None:
        return self.trouble

    def pairs(self) -> frozenset[tuple[str, str]]:
        return self.ways

    def signature(self, source: str, target: str) -> str:
        return f"engine:{self.name}|pair:{source}-{target}"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Translation]:
        assert (source, target) in self.ways
        return [Translation(text) for text in texts]


def both(*pairs: str) -> frozenset[tuple[str, str]]:
    split = [tuple(pair.split("-")) for pair in pairs]
    return frozenset((a, b) for one, two in split for a, b in ((one, two), (two, one)))


def engines(monkeypatch: pytest.MonkeyPatch, **ways: str | None) -> None:
    """Puts engines in place of the real ones; None for one that is not ready."""
    made = {}
    for name in ("opus", "compact", "apertium"):
        given = ways.get(name)
        body = {
            "name": name,
            "ways": both(*given.split()) if given else frozenset(),
            "trouble": None if given else "not installed",
        }
        made[name] = type(name.title(), (Echo,), body)
    monkeypatch.setattr(
        AutoTranslator,
        "candidates",
        lambda self: tuple(
            engine
            for name in ("opus", "compact", "apertium")
            if (engine := made[name](self.options)).problem() is None
        ),
    )


def run(folder: Path, **texts: str) -> Report:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return run_audit([folder], names="none", cache=False)


def test_each_article_takes_the_best_engine_that_has_its_route(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines(monkeypatch, compact="fr-en", apertium="es-en fr-es")
    report = run(tmp_path, a=FRENCH, b=SPANISH, c=HAUSA)
    french, spanish, hausa = report.documents
    assert report.failures == ()
    assert report.run.engine == "auto"
    assert [str(one.route) for one in (french, spanish)] == ["fr-en-fr", "es-en-es"]
    for one, name in ((french, "compact"), (spanish, "apertium")):
        assert {back.signature.split("|")[0] for back in one.back_translations if back} == {
            f"engine:{name}"
        }
    assert hausa.route is None and hausa.unmeasured is not None


def test_a_pulled_model_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engines(monkeypatch, opus="fr-en", compact="fr-en")
    report = run(tmp_path, a=FRENCH)
    assert report.run.engine == "opus"


def test_without_any_engine_the_checks_still_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines(monkeypatch)
    report = run(tmp_path, a=FRENCH)
    (document,) = report.documents
    assert report.failures == () and report.run.engine == "none"
    assert document.unmeasured == (
        "no engine at hand translates from French and back: run `traudit models pull fr-en en-fr`"
    )


def test_a_pivot_that_was_asked_for_and_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines(monkeypatch, compact="fr-en")
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    report = run_audit([tmp_path], names="none", cache=False, pivot="de")
    assert "--pivot de: no model is ready" in report.failures[0].message


def test_the_default_is_auto() -> None:
    assert open_engine(None, EngineOptions()).name == "auto"


@pytest.mark.parametrize(
    "language", [one.code for one in catalogue.catalogue().language] + ["ha", "tlh"]
)
def test_every_pair_that_is_advised_is_in_the_catalogue(language: str) -> None:
    reason = nowhere(language, None, frozenset(), None).reason
    _, _, command = reason.partition("`traudit models pull ")
    for pair in command.rstrip("`").split():
        assert catalogue.wanted(pair).model
    if language in ("ha", "tlh"):
        assert command == ""
