"""Reads and runs the cases of ``tests/cases/<RULE>/``; the README there says how to write one."""

from __future__ import annotations

import json
import tomllib
from functools import cache
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
from audit.model.finding import Candidate, Finding
from audit.model.translation import Alignment, BackTranslation
from audit.model.user_rule import UserRule
from audit.readers.files import read
from audit.reading.ingest import ingest

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
    """Severity, quoted text and part of the message, one per finding."""
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


def context_of(folder: Path) -> CheckContext:
    """All that a check sees of a case: source, alignments, back-translations, rules of the desk."""
    document = document_of(folder, inputs_of(folder)[0])
    source, alignments = source_of(folder, document)
    back = back_translations_of(folder, document)
    return CheckContext(document, back, source, alignments, user_rules=user_rules_of(folder))


def candidates_in(rule: str, context: CheckContext) -> tuple[Candidate, ...]:
    """What one check says; nothing where it does not know the language."""
    check = CHECKS.load(rule)()
    if not check.supports(context.document.language.code):
        return ()
    return tuple(check.run(context))


@cache
def findings_of(rule: str, folder: Path) -> tuple[Finding, ...]:
    """The findings of one rule as the report would show them."""
    if len(inputs_of(folder)) > 1:
        return found_across(rule, folder)
    if "today" in options_of(folder):
        return found_in_run(rule, folder)
    context = context_of(folder)
    document = context.document
    return assess(document.path, document.source.text, candidates_in(rule, context))
