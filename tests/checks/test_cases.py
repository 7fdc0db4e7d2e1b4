"""Runs every case of ``tests/cases/<RULE>/``; ``tests/cases/README.md`` says how to write one."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from audit.alignment.sentences import align
from audit.api import run_audit
from audit.checks import CHECKS
from audit.checks.house.rule_files import load_user_rules
from audit.checks.interface import CheckContext
from audit.decision.assessment import assess, assess_across
from audit.model.document import Document
from audit.model.finding import Finding
from audit.model.translation import Alignment, BackTranslation
from audit.model.user_rule import UserRule
from audit.readers.files import read
from audit.reading.ingest import ingest
from tests.checks.sentences import assert_sentences

CASES = Path(__file__).parents[1] / "cases"
FOLDERS = [
    pytest.param(rule, folder, id=f"{rule}-{folder.name}")
    for rule in CHECKS
    for folder in sorted((CASES / rule).glob("*"))
    if folder.is_dir()
]
FILES = {"expected.txt", "back_translations.jsonl", "options.toml", "source.txt", "rules.yaml"}
OPTIONS = {"language", "source_language", "today", "align"}
NOT_READ = {"today", "align"}
"""Options that do not concern the reading of the article."""


def inputs_of(folder: Path) -> list[Path]:
    """The article of a case, or ``input-1.txt``, ``input-2.txt`` ... of one about several."""
    return sorted(folder.glob("input.*")) or sorted(folder.glob("input-*.*"))


def document_of(folder: Path, path: Path) -> Document:
    """An article of a case, with its options."""
    options = {name: value for name, value in options_of(folder).items() if name not in NOT_READ}
    source, reader, raw = read(str(path))
    return ingest(source, reader, raw, **options)


def options_of(folder: Path) -> dict[str, Any]:
    """What ``options.toml`` says; nothing without one."""
    options: dict[str, Any] = {}
    if (folder / "options.toml").is_file():
        options = tomllib.loads((folder / "options.toml").read_text(encoding="utf-8"))
    assert set(options) <= OPTIONS, f"{folder}: options are {sorted(OPTIONS)}"
    return options


def source_of(folder: Path, document: Document) -> tuple[Document | None, tuple[Alignment, ...]]:
    """The source article of a case, its segments aligned one to one unless the options say so;
    None in most cases.
    """
    path = folder / "source.txt"
    if not path.is_file():
        return None, ()
    language = options_of(folder).get("source_language")
    source = ingest(*read(str(path)), language=language)
    if options_of(folder).get("align"):
        return source, align(source, document)
    both = len(source.segments), len(document.segments)
    assert both[0] == both[1], f"{path}: segments of source and article are {both}"
    return source, tuple(Alignment((index,), (index,), 1.0) for index in range(both[0]))


def user_rules_of(folder: Path) -> tuple[UserRule, ...]:
    """The rules of a case of USR001; none in the others."""
    path = folder / "rules.yaml"
    return load_user_rules([str(path)]) if path.is_file() else ()


def back_translations_of(folder: Path, document: Document) -> tuple[BackTranslation | None, ...]:
    """One per segment; None where the case gives none."""
    path = folder / "back_translations.jsonl"
    found: dict[int, BackTranslation] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        row = json.loads(line)
        index = row.pop("segment")
        assert 0 <= index < len(document.segments), f"{path}: no segment {index}"
        row = {"pivot_language": "en", "reliable": True, "signature": "case", **row}
        reason = None if row["reliable"] else row.get("reason", "case")
        found[index] = BackTranslation(**{**row, "reason": reason})
    return tuple(found.get(segment.index) for segment in document.segments)


def expected_of(folder: Path) -> list[tuple[str, str, str]]:
    """Severity, quoted text and part of the message, one a finding."""
    rows = []
    for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        assert len(fields) == 3, f"{folder}: not three fields: {line!r}"
        rows.append((fields[0], fields[1], fields[2]))
    return rows


def found_in_run(rule: str, folder: Path) -> tuple[Finding, ...]:
    """The findings of one rule in a whole run, for what only a run can know."""
    report = run_audit(
        [inputs_of(folder)[0]], engine="none", cache=False, today=options_of(folder)["today"]
    )
    assert not report.failures
    return tuple(one for one in report.documents[0].findings if one.rule == rule)


def found_across(rule: str, folder: Path) -> tuple[Finding, ...]:
    """The findings of one rule that concern several articles."""
    documents = [document_of(folder, path) for path in inputs_of(folder)]
    contexts = [CheckContext(one, tuple(None for _ in one.segments)) for one in documents]
    texts = {one.path: one.source.text for one in documents}
    found = (
        (one.occurrences[0].path, one.candidate, one.occurrences)
        for one in CHECKS.load(rule)().run_across(contexts)
    )
    return assess_across(found, texts)


def found_in(rule: str, document: Document, folder: Path | None = None) -> tuple[Finding, ...]:
    """The findings of one rule as the report would show them."""
    back = (
        tuple(None for _ in document.segments)
        if folder is None
        else back_translations_of(folder, document)
    )
    check = CHECKS.load(rule)()
    if not check.supports(document.language.code):
        return ()
    source, alignments = (None, ()) if folder is None else source_of(folder, document)
    own = () if folder is None else user_rules_of(folder)
    context = CheckContext(document, back, source, alignments, user_rules=own)
    candidates = tuple(check.run(context))
    return assess(document.path, document.source.text, candidates)


@pytest.mark.parametrize(("rule", "folder"), FOLDERS)
def test_case(rule: str, folder: Path) -> None:
    inputs = inputs_of(folder)
    unknown = {path.name for path in folder.iterdir() if path not in inputs} - FILES
    assert not unknown, f"{folder}: what is {sorted(unknown)}?"
    if len(inputs) > 1:
        findings = found_across(rule, folder)
    elif "today" in options_of(folder):
        findings = found_in_run(rule, folder)
    else:
        findings = found_in(rule, document_of(folder, inputs[0]), folder)
    found = [
        (finding.severity.label, finding.text.replace("\n", "\\n"), finding.message)
        for finding in findings
    ]
    assert_sentences(findings)
    expected = expected_of(folder)
    assert [row[:2] for row in found] == [row[:2] for row in expected]
    for (_, text, message), (_, _, part) in zip(found, expected, strict=True):
        assert part in message, f"{text!r}: {part!r} is not in {message!r}"


@pytest.mark.parametrize("rule", list(CHECKS))
def test_a_rule_has_cases_for_and_against(rule: str) -> None:
    folders = [folder for folder in (CASES / rule).glob("*") if folder.is_dir()]
    expected = [bool(expected_of(folder)) for folder in folders]
    assert True in expected, f"{rule}: no case finds anything"
    assert False in expected, f"{rule}: no case of a false alarm"
