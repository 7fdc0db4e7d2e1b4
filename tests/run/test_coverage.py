"""What was looked for is told, and what was not is never a pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import run_audit
from audit.checks import CHECKS
from audit.decision.gate import decide
from audit.model.coverage import ErrorKind, Looked, Means
from audit.model.decision import Policies, Policy, Verdict
from audit.model.report import DocumentReport, Report
from audit.run.coverage import kind_of

TEXTS = {
    "fr": "Le conseil municipal a voté le budget mardi soir. Le maire s’en est félicité devant la presse.",
    "id": "Dewan kota menyetujui anggaran pada Selasa malam. Wali kota menyambut baik keputusan itu di depan wartawan.",
    "ha": "Majalisar birnin ta amince da kasafin kudi a daren Talata. Magajin gari ya yaba da matakin.",
    "en": "The city council passed the budget on Tuesday evening. The mayor welcomed the vote in front of the press.",
}
OTHER = [
    "A storm hit the northern coast on Sunday.", "Ten fishing boats sank near the harbour.",
    "Rescuers pulled forty sailors from the water.", "The lighthouse lost its roof.",
    "Schools in the region stay closed until Thursday.", "Insurers expect heavy claims.",
    "Farmers lost two hundred sheep.", "The railway line is flooded.",
    "Helicopters brought food to the islands.", "The minister will visit the victims.",
    "Forecasters see calmer weather ahead.", "Volunteers collected blankets.",
]  # fmt: skip


def audited(folder: Path, text: str, **options: str) -> Report:
    path = folder / "a.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return run_audit([path], engine="none", names="none", cache=False, **options)  # type: ignore[arg-type]


def looked(report: DocumentReport) -> dict[str, Looked]:
    return {one.kind.value: one.looked for one in report.coverage}


def test_every_kind_is_told_once_in_order(tmp_path: Path) -> None:
    (document,) = audited(tmp_path, TEXTS["fr"]).documents
    assert [one.kind for one in document.coverage] == list(ErrorKind)
    for one in document.coverage:
        assert (one.looked is Looked.YES) == (one.reason is None)
        assert bool(one.means) == (one.looked is not Looked.NO)


def test_french_is_covered_and_passes(tmp_path: Path) -> None:
    report = audited(tmp_path, TEXTS["fr"])
    found = looked(report.documents[0])
    for kind in ("entities", "numbers", "untranslated", "language", "grammar"):
        assert found[kind] is Looked.YES
    assert found["completeness"] is Looked.NO
    assert found["round-trip"] is Looked.NO
    assert decide(report, Policies()).verdict is Verdict.PASS


@pytest.mark.parametrize("language", ["ha", "und", "zxx", "mul"])
def test_a_language_that_is_hardly_checked_is_inconclusive(tmp_path: Path, language: str) -> None:
    report = audited(tmp_path, TEXTS["ha"], language=language)
    decision = decide(report, Policies())
    assert decision.verdict is Verdict.INCONCLUSIVE
    said = " ".join(reason.message for reason in decision.reasons)
    assert "not looked for: untranslated text" in said


def test_what_was_not_selected_was_not_looked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXTS["fr"], encoding="utf-8")
    report = run_audit([path], engine="none", cache=False, select=("TYP", "NUM"))
    found = {one.kind: one for one in report.documents[0].coverage}
    assert found[ErrorKind.ENTITIES].looked is Looked.NO
    assert found[ErrorKind.ENTITIES].reason == "no rule for it was selected"
    assert decide(report, Policies()).verdict is Verdict.INCONCLUSIVE
    relaxed = Policies(Policy(min_coverage=(ErrorKind.NUMBERS, ErrorKind.LANGUAGE)))
    assert decide(report, relaxed).verdict is Verdict.PASS


def test_a_text_that_is_not_in_the_language_it_is_said_to_be_in(tmp_path: Path) -> None:
    report = audited(tmp_path, " ".join([TEXTS["en"]] * 3), language="fr")
    (language,) = [one for one in report.documents[0].coverage if one.kind is ErrorKind.LANGUAGE]
    assert language.looked is Looked.NO
    assert language.reason == "said to be in French, but it reads as English"
    assert decide(report, Policies()).verdict is not Verdict.PASS


@pytest.mark.parametrize(
    ("languages", "verdict"),
    [(("fr",), Verdict.PASS), (("en", "fr"), Verdict.PASS), (("en",), Verdict.FAIL)],
)
def test_the_desk_takes_its_own_languages_only(
    tmp_path: Path, languages: tuple[str, ...], verdict: Verdict
) -> None:
    report = audited(tmp_path, TEXTS["fr"])
    decision = decide(report, Policies(Policy(languages=languages)))
    assert decision.verdict is verdict
    if verdict is Verdict.FAIL:
        assert decision.reasons[0].message == "the article is in French; the policy takes English"


def test_a_source_of_another_article_leaves_the_gate_undecided(tmp_path: Path) -> None:
    source = tmp_path / "en.txt"
    source.write_text("\n\n".join(OTHER) + "\n", encoding="utf-8")
    report = audited(
        tmp_path, TEXTS["fr"] + "\n\nLe texte est long.\n\nPersonne n’a parlé.", source=str(source)
    )
    (document,) = report.documents
    assert document.source_doubt is not None and "sentences correspond" in document.source_doubt
    assert looked(document)["completeness"] is Looked.NO
    decision = decide(report, Policies(Policy(())))
    assert decision.verdict is Verdict.INCONCLUSIVE
    assert decision.reasons[0].message.startswith("the source hardly corresponds: only ")


def test_beside_a_source_more_is_looked_for(tmp_path: Path) -> None:
    source = tmp_path / "en.txt"
    source.write_text(TEXTS["en"] + "\n", encoding="utf-8")
    (document,) = audited(tmp_path, TEXTS["fr"], source=str(source)).documents
    found = {one.kind: one for one in document.coverage}
    assert found[ErrorKind.COMPLETENESS].looked is Looked.YES
    assert Means.SOURCE in found[ErrorKind.NUMBERS].means
    assert document.source_doubt is None


@pytest.mark.parametrize(
    "rule", [rule for rule in CHECKS if rule[:3] not in ("USR", "SUP", "PRV", "FUR")]
)
def test_every_rule_belongs_to_a_kind(rule: str) -> None:
    assert kind_of(rule) is not None
