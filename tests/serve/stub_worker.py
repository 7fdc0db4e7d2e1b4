"""Stands for the child process of an audit: what it does is written in the article."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

AUDIT = '{"schema_version": "1.1", "tool": {}, "run": {}, "documents": []}'
folder = Path(sys.argv[1])
job = json.loads((folder / "job.json").read_bytes())
paths = [Path(job["folder"], one) for one in job["paths"]]
text = "".join(one.read_text(encoding="utf-8") for one in paths if one.is_file())


def leave(outcome: dict[str, object]) -> None:
    (folder / "next/pages").mkdir(parents=True)
    page = f"<!doctype html><title>stub</title><i>{job['csrf']}</i><b>{job['decisions_url']}</b>"
    (folder / "next/pages/audit.html").write_text(page, encoding="utf-8")
    (folder / "next/audit.json").write_text(AUDIT, encoding="utf-8")
    (folder / "next/outcome.json").write_text(json.dumps(outcome), encoding="utf-8")


print(json.dumps(["reading", 1, 1]), flush=True)
if "HANG" in text:
    print(json.dumps(["translating", 1, 4]), flush=True)
    (folder / "pid").write_text(str(os.getpid()), encoding="ascii")
    time.sleep(120)
if "ABORT" in text:
    os.abort()
if "LEAVE" in text:
    sys.exit(3)
if "BABBLE" in text:
    sys.stdout.buffer.write(b"\xff{]\n[1]\n" + b"x" * 300_000 + b"\n")
if "ENGINE" in text:
    (folder / "next").mkdir()
    outcome = {"problem": "engine 'opus': no model", "blame": "engine"}
    (folder / "next/outcome.json").write_text(json.dumps(outcome), encoding="utf-8")
    sys.exit(0)
finding = {
    "id": "f1f1f1f1f1f1f1f1",
    "document": job["paths"][0],
    "rule": "ENT001",
    "severity": "critical",
    "line": 1,
    "text": "États-Unis",
    "message": "<b>wrong</b> state",
}
leave(
    {
        "outcome": "fail",
        "verdict": "fail",
        "reasons": [
            {"path": None, "verdict": "fail", "message": "one", "findings": ["f1f1f1f1f1f1f1f1"]}
        ],
        "counts": {"critical": 1, "major": 0, "minor": 0, "neutral": 0},
        "articles": [{"path": "a.txt", "sha256": "0" * 64, "verdict": "fail", "findings": 1}],
        "findings": [finding],
        "pages": [{"path": "audit.html", "policy": "default-src 'none'"}],
    }
)
