"""Generated documents and killed runs: a few here, thousands in ``nox -s hostile``."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from audit.api import run_audit
from tests.hostile import HOSTILE

MANY = bool(os.environ.get("TRAUDIT_HOSTILE"))
DOCUMENTS = 10_000 if MANY else 40
KILLS = 200 if MANY else 2
BATCH = 200
PIECES = (
    *(text[:2000] for text in HOSTILE.values()),
    "Le maire de Lyon a annoncé mardi un plan de 2,4 milliards d’euros.", "The council met.",
    "<p>", "</p>", "<div hidden>", "<script>", "<!-- traudit-off: x -->", "<svg>", "&#x202e;", "]]>",
    "---\n", "+++\n", "```", "| a | b |\n|---|---|\n", "[", "](", "# ", "> ", "\n\n", "\n", "\t", "_" * 50,
    "'" * 50, "." * 80, "-" * 60, "\xa0" * 90, "1" * 60, "«", "»", "“", "(", "e\u0301", "\u061c", "\x1b[31m",
    "{{ x }}", "{% raw %}", "traudit_ignore: ENT001: a\n", "a: b\n", "Traduit par machine.", "مرحبا", "東京で。",
)  # fmt: skip


def document(number: int) -> tuple[str, str]:
    """The name and the text of one, always the same."""
    made = random.Random(number)
    pieces = made.choices(PIECES, k=made.randint(1, 30))
    return f"{number:05}{made.choice(('.txt', '.md', '.html'))}", made.choice(("", " ")).join(
        pieces
    )


def test_generated_documents_are_audited_or_told(tmp_path: Path) -> None:
    audited = told = 0
    for start in range(0, DOCUMENTS, BATCH):
        folder = tmp_path / str(start)
        folder.mkdir()
        numbers = range(start, min(start + BATCH, DOCUMENTS))
        for name, text in map(document, numbers):
            (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        paths = sorted(map(str, folder.iterdir()))
        report = run_audit(paths, engine="none", cache=False, jobs=2)
        crashed = [
            one for one in report.failures if "crash" in one.message or "longer" in one.message
        ]
        assert not crashed, crashed[:3]
        known = {one.document.path for one in report.documents}
        failed = {one.path for one in report.failures}
        assert set(paths) <= known | failed
        audited, told = audited + len(known), told + len(set(paths) - known)
    print(f"\n{DOCUMENTS} documents: {audited} audited, {told} told, none crashed or late")


def test_a_killed_run_leaves_the_report_before_it(tmp_path: Path) -> None:
    article, reports = tmp_path / "a.txt", tmp_path / "reports"
    article.write_text("Le maire de Lyon a annoncé mardi un plan.", encoding="utf-8")
    command = [sys.executable, "-m", "audit", "run", "--engine", "none", "-q", "-f", "json",
               "-f", "html", "-o", str(reports), str(article)]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    started = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    lasts, made = time.monotonic() - started, random.Random(1)
    before = sorted(path.name for path in reports.iterdir())
    for _ in range(KILLS):
        run = subprocess.Popen(command, env=environment, stdout=-3, stderr=-3)
        time.sleep(made.uniform(0.3, 1.1) * lasts)
        run.kill()
        run.wait()
        assert json.loads((reports / "audit.json").read_text(encoding="utf-8"))["documents"]
        assert (reports / "audit.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    left = [path.name for path in reports.iterdir() if not path.name.endswith(".part")]
    assert sorted(left) == before
    print(f"\n{KILLS} kills: the report was whole after each")


def test_a_link_in_place_of_the_partial_file_is_not_followed(tmp_path: Path) -> None:
    from audit.core.whole_file import write_whole

    other = tmp_path / "other"
    other.write_text("kept", encoding="utf-8")
    (tmp_path / f".a.json.{os.getpid()}.part").symlink_to(other)
    write_whole(tmp_path / "a.json", "new")
    assert other.read_text(encoding="utf-8") == "kept"
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "new"
    assert not (tmp_path / "a.json").is_symlink()
