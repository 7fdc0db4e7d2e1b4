"""A language may have one field of a topic only; what reads another one does not support it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.checks.typography.faults import FINDERS
from audit.core import reference
from audit.core.reference import decode_toml, languages_with
from audit.language.lexicon.grammar import Grammar
from audit.language.text.typography import Typography
from audit.model.document import BlockKind, Language, Segment
from audit.model.text import TextMap

HEAD = 'language = "xx"\nsources = ["https://example.org"]\n'


def test_one_filled_field_is_support_for_what_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "languages" / "xx").mkdir(parents=True)
    path = tmp_path / "languages" / "xx" / "grammar.toml"
    path.write_text(HEAD + 'never_last = ["of"]\n', encoding="utf-8")
    monkeypatch.setattr(reference, "root", lambda: tmp_path)
    assert languages_with("grammar", Grammar, "never_last") == {"xx"}
    assert languages_with("grammar", Grammar, "never_last", "determiners") == frozenset()
    assert languages_with("grammar", Grammar) == {"xx"}


@pytest.mark.parametrize(
    "filled", ['quotes = "« »"', 'decimal = ","', 'group = "."', 'space_before = ["!"]', ""]
)
def test_typography_looks_for_what_it_knows(filled: str) -> None:
    facts = decode_toml(HEAD + filled, Typography, shown="typography.toml")
    text = "“Well” it's 3.5 % of 1,000 and it’s fine!"
    known = Language("xx", 1.0, "declared")
    segment = Segment(0, 0, BlockKind.BODY, text, TextMap.identity(0, len(text)), known)
    for finder in FINDERS:
        finder([segment], facts)
