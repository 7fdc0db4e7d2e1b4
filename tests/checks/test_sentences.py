"""Checks make their sentences with ``audit.model.wording`` (CONTRIBUTING.md says how)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import audit

PACKAGE = Path(audit.__file__).parent
FILES = sorted((PACKAGE / "checks").glob("*.py"))
SENTENCES = {"message", "suggestion", "detail"}


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
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Evidence":
            yield from (one.lineno for one in node.args[1:2] if plain(one))
        elif isinstance(node, ast.Assign) and plain(node.value):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            yield from (node.lineno for _ in names & SENTENCES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sentence_is_put_together_by_hand(path: Path) -> None:
    found = list(unsaid(ast.parse(path.read_text(encoding="utf-8"))))
    assert not found, f"{path}: lines {found}: use audit.model.wording.say"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("Candidate(message=f'{a} is wrong', detail=say('x'))", [1]),
        ("Evidence(kind, 'so')", [1]),
        ("detail = 'so'", [1]),
        ("Candidate(suggestion='a' if b else say('c'))", [1]),
        ("detail = say('so')\nEvidence(kind, say('x'), (('a', 'b'),))", []),
    ],
)
def test_what_counts_as_put_together_by_hand(source: str, lines: list[int]) -> None:
    assert list(unsaid(ast.parse(source))) == lines
