"""Another article of the same length is no source of this one."""

from __future__ import annotations

from pathlib import Path

from audit import run_audit
from audit.decision.gate import decide
from audit.model.decision import Policies, Verdict

ARTICLE = """Le port rouvre ses quais

Le maire de Brest a présenté mardi le plan du port aux élus. Les travaux commenceront au printemps par le quai nord. La halle aux poissons restera ouverte pendant les travaux. Les pêcheurs ont obtenu une aide de 300 000 euros. La capitainerie ferme à midi.
"""
OWN = """The port reopens its quays

The mayor of Brest presented the plan for the port to the council on Tuesday. Work will start in spring at the north quay. The fish hall will stay open during the work. The fishermen obtained 300,000 euros of aid. The harbour office closes at noon.
"""
OTHER = """A new library for the town

The council chose an architect for the library on Thursday evening. Its roof will be covered with grass and solar panels. Children drew pictures that will hang in the hall. The old building becomes a theatre for young actors. Readers can borrow music as well.
"""


def verdict(folder: Path, source: str) -> tuple[Verdict, str]:
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "s.txt").write_text(source, encoding="utf-8")
    report = run_audit(
        [folder / "a.txt"], source=folder / "s.txt", engine="none", names="none", cache=False
    )
    decision = decide(report, Policies())
    return decision.verdict, " ".join(one.message for one in decision.reasons)


def test_a_source_of_the_same_length_about_other_things_is_told(tmp_path: Path) -> None:
    found, why = verdict(tmp_path, OTHER)
    assert found is Verdict.INCONCLUSIVE
    assert "share hardly a name, a number or a word" in why


def test_its_own_source_is_taken(tmp_path: Path) -> None:
    assert verdict(tmp_path, OWN) == (Verdict.PASS, "")


def test_sentences_too_few_to_tell_are_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut. Elle dort. On mange.\n", encoding="utf-8")
    (tmp_path / "s.txt").write_text("It rains. She sleeps. We eat.\n", encoding="utf-8")
    report = run_audit(
        [tmp_path / "a.txt"], source=tmp_path / "s.txt", engine="none", names="none", cache=False
    )
    assert report.documents[0].source_doubt is None
