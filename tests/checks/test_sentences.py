"""Checks make their sentences with ``audit.model.wording`` (CONTRIBUTING.md says how)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import audit

PACKAGE = Path(audit.__file__).parent
SAYING = ("checks", "metrics", "roundtrip", "decision/gate.py", "decision/reasons.py")
FILES = [path for name in SAYING for path in sorted((PACKAGE / name).rglob("*.py"))]
FILES += [PACKAGE / name for name in SAYING if name.endswith(".py")]
SENTENCES = {"message", "suggestion", "detail", "reason"}
PLACE = {"Evidence": 1, "undefined": 0, "NoRoute": 0, "Missing": 0, "Reason": 2, "Calibration": 1}
"""Which argument of a call is a sentence."""
ANSWERS = {"left_out"}
"""Functions that answer with one."""


def plain(node: ast.expr | None) -> bool:
    """True for a literal or an f-string in the place of a sentence."""
    if isinstance(node, ast.IfExp):
        return plain(node.body) or plain(node.orelse)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def unsaid(tree: ast.AST) -> Iterator[int]:
    """Lines on which a sentence is put together by hand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in SENTENCES and plain(node.value):
            yield node.value.lineno
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = PLACE.get(name, len(node.args))
            yield from (one.lineno for one in node.args[place : place + 1] if plain(one))
        elif isinstance(node, ast.FunctionDef) and node.name in ANSWERS:
            returns = (one for one in ast.walk(node) if isinstance(one, ast.Return))
            yield from (one.lineno for one in returns if plain(one.value))
        elif isinstance(node, ast.Assign) and plain(node.value):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            yield from (node.lineno for _ in names & SENTENCES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_sentence_is_put_together_by_hand(path: Path) -> None:
    found = list(unsaid(ast.parse(path.read_text(encoding="utf-8"))))
    assert not found, f"{path}: lines {found}: use audit.model.wording.say"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Candidate(message=f'{a} is wrong', detail=say('x'))", [1]),
        ("Evidence(kind, 'so')", [1]),
        ("detail = 'so'", [1]),
        ("metric.undefined(f'{a} is missing')", [1]),
        ("def left_out(self, context):\n    return 'no source'", [2]),
        ("Candidate(suggestion='a' if b else say('c'))", [1]),
        ("detail = say('so')\nEvidence(kind, say('x'), (('a', 'b'),))", []),
    ],
)
def test_what_counts_as_put_together_by_hand(source: str, lines: list[int]) -> None:
    assert list(unsaid(ast.parse(source))) == lines
