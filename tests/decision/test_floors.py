"""The default policy never passes garbage, nor a headline or lead that nobody translated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit import run_audit
from audit.decision.gate import decide
from audit.model.decision import Policies, Policy, Verdict
from audit.model.report import Report
from audit.model.score import Score
from audit.run.vocabulary import floors

LEAD = "Le conseil municipal a voté le budget mardi soir, après trois heures de débat."
REST = "Le maire s’en est félicité. L’opposition a quitté la salle avant la fin du vote."
ENGLISH = "The city council passed the budget on Tuesday night after three hours of debate"
SALAD = (
    "Lo governamiento anunciaron qu’els precios sonten mucherados desdeque la semmana passada. "
    "Els trabalhadores queixaren dels salarios baxados y demandaron unhas reuniones extraordinarias. "
    "Ningun ministerio respondeva alas preguntas delos periodistas enviados."
)


def audited(folder: Path, *blocks: str, language: str | None = None) -> Report:
    head, *body = blocks
    path = folder / "a.md"
    path.write_text(f"# {head}\n\n" + "\n\n".join(body) + "\n", encoding="utf-8")
    return run_audit([path], engine="none", names="none", cache=False, language=language)


def said(report: Report, **policy: bool) -> list[str]:
    decision = decide(report, Policies(Policy(**policy)))  # type: ignore[arg-type]
    return [reason.message for reason in decision.reasons if reason.verdict is Verdict.FAIL]


def test_a_translated_article_passes(tmp_path: Path) -> None:
    report = audited(tmp_path, "Le budget est voté", LEAD, REST)
    assert said(report) == []
    assert decide(report, Policies()).verdict is Verdict.PASS


def test_an_untranslated_headline_blocks(tmp_path: Path) -> None:
    report = audited(tmp_path, ENGLISH, LEAD, REST)
    assert "the headline in line 1 was not translated" in said(report)
    assert "the headline in line 1 was not translated" not in said(report, floors=False)


def test_an_untranslated_lead_blocks(tmp_path: Path) -> None:
    report = audited(tmp_path, "Le budget est voté", f"{ENGLISH}.", LEAD, REST)
    assert "the first paragraph (line 3) was not translated" in said(report)


def test_a_quotation_in_the_lead_does_not(tmp_path: Path) -> None:
    report = audited(tmp_path, "Le budget est voté", f"{LEAD} « Never again », a-t-il dit.", REST)
    assert said(report) == []


def test_word_salad_blocks(tmp_path: Path) -> None:
    report = audited(tmp_path, "Budget", *[SALAD] * 3, language="es")
    assert any("are in no list of its language" in one for one in said(report))


def test_of_few_words_nothing_is_said(tmp_path: Path) -> None:
    (document,) = audited(
        tmp_path, "Budget", "Lo governamiento anunciaron.", language="fr"
    ).documents
    assert document.unknown_words is not None and document.unknown_words.limit is None


@pytest.mark.parametrize(
    ("value", "segments", "blocks"), [(14.0, 8, True), (16.0, 8, False), (2.0, 7, False)]
)
def test_a_round_trip_far_below_clean_text_blocks(
    tmp_path: Path, value: float, segments: int, blocks: bool
) -> None:
    report = audited(tmp_path, "Le budget est voté", *[LEAD] * (segments - 1))
    score = Score("fidelity", value, None, "fidelity percentile", 0.0, 100.0, True, "fidelity|x")
    (document,) = report.documents
    changed = replace(report, documents=(replace(document, scores=(score,)),))
    assert bool(said(changed)) == blocks
    assert said(changed, floors=False) == []


def test_every_limit_is_a_share() -> None:
    assert all(0 < share < 0.6 for share in floors().unknown.values())
