"""GRM001 with a program in the place of Grammalecte that answers, lies, crashes or hangs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.api import run_audit
from audit.checks import CHECKS, OPTIONAL
from audit.checks.grammar.grammalecte import program as grammalecte_program
from audit.checks.grammar.grammalecte.check import LONGEST, SHOWN, Grammalecte
from audit.checks.interface import CheckContext
from audit.checks.selection import select_rules
from audit.errors import OperationalError
from audit.model.document import Document
from audit.model.finding import Candidate, Severity
from audit.readers.files import read
from audit.reading.ingest import ingest

ECHO = """
import json, re, sys
lines = open(sys.argv[sys.argv.index("--file") + 1], encoding="utf-8").read().split("\\n")[:-1]
data = [
    {"iParagraph": n, "lSpellingErrors": [], "lGrammarErrors": [
        {"nStart": m.start(), "nEnd": m.end(), "sRuleId": RULE, "sType": KIND, "sUnderlined": m[0],
         "sMessage": "Faute.", "aSuggestions": ["mieux"], "sBefore": "", "sAfter": "", "URL": ""}
        for m in re.finditer(PATTERN, line)]}
    for n, line in enumerate(lines, 1)
]
print(json.dumps({"grammalecte": "9.9", "lang": "fr", "data": data}))
"""
"""Reports what ``PATTERN`` finds in each line, in the form of the real one."""
TEXT = "La fôte du maire est connue.\n\nUne fôte de plus 😀 et la fôte du port.\n"
Install = Callable[..., None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """``program(code, PATTERN=...)`` puts a Python program in the place of Grammalecte."""

    def install(code: str = ECHO, **names: str) -> None:
        names = {"PATTERN": "fôte", "RULE": "g9", "KIND": "conf", **names}
        path = tmp_path / "bin" / "grammalecte-cli"
        path.parent.mkdir(exist_ok=True)
        head = "".join(f"{name} = {value!r}\n" for name, value in names.items())
        path.write_text(f"#!{sys.executable}\n{head}{code}", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(path.parent))

    return install


def document(tmp_path: Path, text: str = TEXT, name: str = "a.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return ingest(*read(str(path)), language="fr")


def found(article: Document) -> list[Candidate]:
    context = CheckContext(article, (None,) * len(article.segments))
    return list(Grammalecte().run(context))


def audited(tmp_path: Path, **options: Any) -> Any:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return run_audit([tmp_path / "a.txt"], engine="none", language="fr", cache=False, **options)


def test_offsets_are_those_of_the_file(program: Install, tmp_path: Path) -> None:
    program()
    html = "<p>La&nbsp;f&ocirc;te\r\n du <b>maire</b>.</p><p>😀 Une <i>fôte</i>.</p>"
    for text, name in ((TEXT, "a.txt"), (TEXT.replace("\n", "\r\n"), "b.txt"), (html, "c.html")):
        article = document(tmp_path, text, name)
        quoted = [article.source.text[one.span.start : one.span.end] for one in found(article)]
        assert quoted == (["f&ocirc;te", "fôte"] if name == "c.html" else ["fôte"] * 3)


def test_a_finding_says_who_objects_and_to_what(program: Install, tmp_path: Path) -> None:
    program()
    first = found(document(tmp_path))[0]
    assert first.message == "Grammalecte objects to `fôte` (words mixed up): Faute."
    assert (first.severity, str(first.suggestion)) == (Severity.MINOR, "mieux")
    assert first.evidence[0].detail == "Grammalecte 9.9 says so (its rule g9)."


def test_no_kind_drowns_the_rest(program: Install, tmp_path: Path) -> None:
    program()
    text = "\n\n".join(f"Le conseil a vu une fôte au port en {year}." for year in range(2000, 2020))
    candidates = found(document(tmp_path, text))
    assert len(candidates) == SHOWN
    assert len(candidates[-1].evidence) == 2
    more = candidates[-1].evidence[1]
    assert more.detail.startswith("15 more of this kind (line:column): 11:21 `fôte`, 13:21 `fôte`")
    assert more.detail.endswith(" and others.")
    assert dict(more.data)["count"] == 15


@pytest.mark.parametrize("kind", ["apos", "typo", "nbsp", "unit", "virg", "maj", "notype"])
def test_typography_and_style_are_left_out(program: Install, tmp_path: Path, kind: str) -> None:
    program(KIND=kind)
    assert found(document(tmp_path)) == []


def test_a_rule_that_the_data_leaves_out_is_not_believed(program: Install, tmp_path: Path) -> None:
    for name in grammalecte_program.facts().left_out:
        program(RULE=f"{name}__b1_a1_1")
        assert found(document(tmp_path)) == []


def test_names_and_quoted_words_have_no_gender(program: Install, tmp_path: Path) -> None:
    text = 'Le club Perspectives est là. Une "City" et une fôte. Perspectives, le club, est là.'
    program(PATTERN="Perspectives|Une|fôte", KIND="gn")
    assert [one.text for one in found(document(tmp_path, text))] == ["fôte", "Perspectives"]
    program(PATTERN="Perspectives|Une|fôte", KIND="conj")
    assert len(found(document(tmp_path, text))) == 4


def test_both_words_of_one_disagreement_are_one_finding(program: Install, tmp_path: Path) -> None:
    program(PATTERN="leur|besoins", KIND="gn")
    text = "Ils disent leur besoins au maire, puis leur grands besoins au conseil."
    assert [one.text for one in found(document(tmp_path, text))] == ["leur", "leur", "besoins"]


def test_a_sentence_that_the_program_passes_over_is_told(program: Install, tmp_path: Path) -> None:
    program()
    article = document(
        tmp_path, "La fôte " + "du très " * (LONGEST // 8) + "grand port.\n\nUne fôte."
    )
    context = CheckContext(article, (None,) * len(article.segments))
    assert [one.text for one in Grammalecte().run(context)] == ["fôte"]
    assert Grammalecte().left_out(context) == "1 sentences of 2000 or more characters"


ANSWER: dict[str, Any] = {"grammalecte": "9.9", "data": [{"iParagraph": 1, "lGrammarErrors": []}]}
FAULT = {"sRuleId": "g", "sType": "conf", "sMessage": "", "aSuggestions": [], "sUnderlined": "fôte"}


def _with(**places: Any) -> str:
    rows = [{"iParagraph": n, "lGrammarErrors": []} for n in (1, 2)]
    rows[0]["lGrammarErrors"] = [{**FAULT, **places}]
    return f"print({json.dumps(json.dumps({**ANSWER, 'data': rows}))})"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("print('{')", "answered what cannot be read"),
        ("print('[1, 2]')", "answered what cannot be read"),
        ("import os; os.write(1, bytes([255, 254, 0]))", "answered what cannot be read"),
        ("pass", "answered what cannot be read"),
        (f"print({json.dumps(json.dumps(ANSWER))})", "answered for other texts than it was given"),
        (_with(nStart=4, nEnd=8), "quotes what the text does not have there"),
        (_with(nStart=-25, nEnd=-21), "quotes what the text does not have there"),
        (_with(nStart=900, nEnd=904), "quotes what the text does not have there"),
        ("raise SystemExit('no dictionary')", "failed with exit code 1: no dictionary"),
        ("import os; os.kill(os.getpid(), 9)", "was ended by signal 9"),
    ],
)
def test_a_program_that_fails_is_a_failure_in_the_report(
    program: Install, tmp_path: Path, code: str, message: str
) -> None:
    program(code)
    report = audited(tmp_path, also=["grammalecte"])
    (failure,) = report.failures
    assert failure.stage == "check"
    assert failure.message.startswith("GRM001 crashed: OperationalError: grammalecte-cli")
    assert message in failure.message
    assert not any(one.rule == "GRM001" for one in report.documents[0].findings)


def test_a_program_that_hangs_is_stopped(
    program: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammalecte_program, "START_SECONDS", 0.3)
    program("import time; time.sleep(30)")
    (failure,) = audited(tmp_path, also=["grammalecte"]).failures
    assert "did not end in 0 s" in failure.message


def test_it_runs_only_where_it_is_asked_for(program: Install, tmp_path: Path) -> None:
    program("raise SystemExit(1)")
    assert "GRM001" in OPTIONAL
    assert not OPTIONAL & set(select_rules())
    report = audited(tmp_path)
    assert report.failures == ()
    assert "GRM001" not in report.run.rules
    program()
    report = audited(tmp_path, also=["grammalecte"])
    assert report.run.rules == select_rules(also=["GRM001"])
    assert len(report.run.rules) == len(CHECKS.names) - len(OPTIONAL) + 1
    assert [one.text for one in report.documents[0].findings if one.rule == "GRM001"]
    assert select_rules(["GRM"]) == ("GRM001",)
    assert "GRM001" not in select_rules((), ["GRM001"], ["GRM001"])


def test_without_the_program_the_command_that_installs_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OperationalError, match=r"GRM001: .*: apt-get install grammalecte-cli"):
        audited(tmp_path, also=["grammalecte"])
    with pytest.raises(OperationalError, match="not installed: apt-get install grammalecte-cli"):
        grammalecte_program.examine(["Une phrase."])
    assert audited(tmp_path).failures == ()
