from __future__ import annotations

from typing import Any

import pytest

from audit.decision.fixes import fix
from audit.decision.verdicts import Decision
from audit.readers.decode import from_text
from audit.readers.interface import xml_text

TEXT = "Le chef\r\n\r\nLe chef a dit oui. La ville dort. Fin\n"


def decided(text: str, correction: str | None, at: str = TEXT, **changes: Any) -> Decision:
    start = changes.pop("start", at.index(text))
    facts = {
        "id": "0" * 16, "document": "a.txt", "sha256": from_text("a.txt", TEXT).sha256,
        "rule": "ENT001", "decision": "confirm", "reason": None, "correction": correction,
        "severity": None, "start": start, "end": start + len(text), "text": text,
        "decided_at": None, **changes,
    }  # fmt: skip
    return Decision(**facts)


def fixed(*decisions: Decision, text: str = TEXT) -> Any:
    return fix(from_text("a.txt", text), decisions)


def test_only_the_words_of_a_correction_change() -> None:
    done = fixed(decided("La ville", "Le village"), decided("oui", "« non »"))
    assert done.text == "Le chef\r\n\r\nLe chef a dit « non ». Le village dort. Fin\n"
    assert [one.text for one in done.made] == ["oui", "La ville"]
    assert done.left == ()


@pytest.mark.parametrize("kind", ["false-alarm", "skip"])
def test_only_what_was_confirmed_or_missed_is_corrected(kind: str) -> None:
    assert fixed(decided("oui", "non", decision=kind)).text == TEXT
    assert fixed(decided("oui", None)).text == TEXT
    missed = decided("oui", "non", decision="missed", id=None, rule=None)
    assert fixed(missed).text == TEXT.replace("oui", "non")


def test_a_correction_follows_its_words_into_a_changed_file() -> None:
    done = fixed(decided("La ville", "Le bourg"), text=f"Nouveau début. {TEXT}")
    assert done.text == f"Nouveau début. {TEXT}".replace("La ville", "Le bourg")


def test_what_cannot_be_placed_for_certain_is_left_and_told() -> None:
    gone = fixed(decided("La ville", "Le bourg"), text="Le bourg dort déjà depuis hier.\n")
    assert gone.text == "Le bourg dort déjà depuis hier.\n"
    assert [reason for _, reason in gone.left] == [
        "its words are not there any more, or several times"
    ]
    twice = fixed(decided("Le chef", "La cheffe", start=11), text=f"x {TEXT}")
    assert twice.made == ()


def test_of_corrections_that_overlap_the_first_is_made() -> None:
    done = fixed(decided("a dit oui", "a accepté"), decided("oui", "non"))
    assert "Le chef a accepté." in done.text
    assert [reason for _, reason in done.left] == ["it overlaps another correction"]


def test_in_html_a_correction_is_text_and_never_markup() -> None:
    page = "<p>Le chef a dit <b>oui</b> hier.</p>"
    known = from_text("a.html", page).sha256
    plain = decided("Le chef", "R&D <x>", page, sha256=known)
    across = decided("dit <b>oui", "refuse", page, sha256=known)
    done = fix(from_text("a.html", page), (plain, across), xml_text, markup=True)
    assert done.text == "<p>R&amp;D &lt;x&gt; a dit <b>oui</b> hier.</p>"
    assert [reason for _, reason in done.left] == ["it lies across markup: correct it by hand"]
