from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Traudit = Callable[..., Any]
TEXT = "Le maire a dit que le port\r\nest fermé.\r\n"


def write(folder: Path, data: bytes, correction: str = "maire adjoint", **changes: Any) -> None:
    (folder / "a.txt").write_bytes(data)
    decision = {
        "id": "0" * 16, "document": "a.txt", "sha256": hashlib.sha256(data).hexdigest(),
        "rule": "ENT001", "decision": "confirm", "reason": None, "correction": correction,
        "severity": None, "start": 3, "end": 8, "text": "maire", "decided_at": None, **changes,
    }  # fmt: skip
    file = {
        "schema_version": "1.1", "tool": {"name": "traudit", "version": "0.1.0"},
        "reviewer": None, "decisions": [decision],
    }  # fmt: skip
    (folder / "v.json").write_text(json.dumps(file), encoding="utf-8")


def test_without_write_a_diff_is_printed_and_nothing_changes(
    traudit: Traudit, tmp_path: Path
) -> None:
    write(tmp_path, TEXT.encode())
    ran = traudit("fix", "a.txt", "--from", "v.json")
    assert (ran.code, ran.err) == (0, "")
    assert "-Le maire a dit" in ran.out
    assert "+Le maire adjoint a dit" in ran.out
    assert (tmp_path / "a.txt").read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (b"", "cp1252"),
     (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)  # fmt: skip
def test_all_but_the_correction_stays_byte_for_byte(
    traudit: Traudit, tmp_path: Path, mark: bytes, encoding: str
) -> None:
    write(tmp_path, mark + TEXT.encode(encoding))
    assert traudit("fix", "a.txt", "--from", "v.json", "--write").code == 0
    wanted = mark + TEXT.replace("maire", "maire adjoint").encode(encoding)
    assert (tmp_path / "a.txt").read_bytes() == wanted


def test_copies_go_to_a_folder(traudit: Traudit, tmp_path: Path) -> None:
    write(tmp_path, TEXT.encode())
    assert traudit("fix", "a.txt", "--from", "v.json", "-o", "fixed").code == 0
    assert (tmp_path / "a.txt").read_bytes() == TEXT.encode()
    assert "maire adjoint" in (tmp_path / "fixed" / "a.txt").read_bytes().decode()


def test_what_cannot_be_made_is_told_and_the_rest_goes_on(traudit: Traudit, tmp_path: Path) -> None:
    write(tmp_path, TEXT.encode("cp1252"), "maire de Łódź")
    (tmp_path / "b.txt").write_text("Rien à corriger dans ce texte.\n", "utf-8")
    ran = traudit("fix", "missing.txt", "a.txt", "b.txt", "--from", "v.json", "-o", "fixed")
    assert ran.code == 3
    assert "cp1252 has no 'Ł'" in ran.err
    assert (tmp_path / "fixed" / "b.txt").exists()
    changed = {"sha256": "1" * 64, "text": "préfet"}
    write(tmp_path, TEXT.encode(), **changed)
    ran = traudit("fix", "a.txt", "--from", "v.json", "--write")
    assert ran.code == 3
    assert "not made: its words are not there any more" in ran.err


def test_a_correction_is_escaped_as_its_file_needs_it(traudit: Traudit, tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "The mayor"\nmsgstr "Le maire"\n'
    at = text.index("maire")
    write(tmp_path, b"x", 'maire "adjoint"')
    (tmp_path / "a.po").write_text(text, encoding="utf-8", newline="")
    file = json.loads((tmp_path / "v.json").read_text(encoding="utf-8"))
    file["decisions"][0] |= {"document": "a.po", "sha256": None, "start": at, "end": at + 5}
    (tmp_path / "v.json").write_text(json.dumps(file), encoding="utf-8")
    assert traudit("fix", "a.po", "--from", "v.json", "--write").code == 0
    assert 'msgstr "Le maire \\"adjoint\\""' in (tmp_path / "a.po").read_text(encoding="utf-8")
