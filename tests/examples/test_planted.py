"""The example articles say what planted.toml and the README say of them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
DATA: dict[str, list[dict[str, str]]] = tomllib.loads(
    (ROOT / "tests/cases/examples/planted.toml").read_text(encoding="utf-8")
)
PLANTED, CORRECT, MISSING = DATA["planted"], DATA["correct"], DATA["missing"]
FAULTY = ("accord-gazier.txt", "sommet-sahel.html", "port-autonome.md")
CLEAN = "fete-des-lumieres.txt"
ORIGINAL = "sommet-sahel.en.html"
KINDS = {
    "agreement",
    "artefact",
    "attribution",
    "confusable",
    "fragment",
    "furniture",
    "gloss",
    "headline-case",
    "name-inconsistency",
    "negation",
    "notice",
    "number",
    "term",
    "typography",
    "untranslated",
}
FIXED_SPACES = "\u00a0\u202f"


class _Text(HTMLParser):
    """Visible text of a page; deliberately not the project's reader."""

    INLINE = frozenset({"a", "b", "em", "small", "strong", "time"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.hidden += tag in {"script", "style", "head"}
        if tag not in self.INLINE:
            self.parts.append(" ¶ ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style", "head"}
        if tag not in self.INLINE:
            self.parts.append(" ¶ ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


@cache
def extracted(name: str) -> str:
    folder = "originals" if name == ORIGINAL else "articles"
    text = (EXAMPLES / folder / name).read_text(encoding="utf-8")
    if name.endswith(".html"):
        parser = _Text()
        parser.feed(text)
        parser.close()
        text = re.sub(r"[ \t\r\n]+", " ", "".join(parser.parts))
    return text


def _label(entry: dict[str, str]) -> str:
    return f"{entry['file']}: {entry.get('text', entry.get('source', ''))[:40]}"


@pytest.mark.parametrize("entry", PLANTED + CORRECT, ids=_label)
def test_a_listed_phrase_stands_once_in_its_article(entry: dict[str, str]) -> None:
    assert extracted(entry["file"]).count(entry["text"]) == 1


@pytest.mark.parametrize("entry", PLANTED, ids=_label)
def test_a_fault_is_described(entry: dict[str, str]) -> None:
    assert set(entry) - {"source"} == {"file", "text", "kind", "why", "should"}
    assert entry["kind"] in KINDS
    assert entry["why"]
    assert entry["should"] != entry["text"]
    assert entry["should"] or entry["kind"] in {"furniture", "notice"}


@pytest.mark.parametrize("entry", [e for e in PLANTED if "source" in e], ids=_label)
def test_the_original_says_what_a_fault_is_measured_against(entry: dict[str, str]) -> None:
    assert entry["file"] == "sommet-sahel.html"
    assert entry["source"] in extracted(ORIGINAL)


@pytest.mark.parametrize("entry", MISSING, ids=_label)
def test_a_missing_sentence_is_in_the_original_only(entry: dict[str, str]) -> None:
    assert extracted(entry["original"]).count(entry["source"]) == 1
    assert entry["phrase"] in entry["source"]
    assert entry["phrase"] not in extracted(entry["file"])


@pytest.mark.parametrize("entry", CORRECT, ids=_label)
def test_no_right_phrase_touches_a_fault(entry: dict[str, str]) -> None:
    text = extracted(entry["file"])
    start = text.index(entry["text"])
    end = start + len(entry["text"])
    for fault in (f for f in PLANTED if f["file"] == entry["file"]):
        at = text.index(fault["text"])
        assert end <= at or at + len(fault["text"]) <= start, fault["text"]


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_article_has_faults_of_many_kinds(name: str) -> None:
    faults = [entry for entry in PLANTED if entry["file"] == name]
    kinds = [entry["kind"] for entry in faults]
    assert len(faults) >= 10
    assert kinds.count("confusable") >= 2
    assert {"number", "untranslated", "name-inconsistency", "notice"} <= set(kinds)


def test_the_clean_article_has_no_fault() -> None:
    text = extracted(CLEAN)
    assert CLEAN not in {entry["file"] for entry in PLANTED}
    # What is wrong elsewhere only for its context (a right name in the wrong place) may stand here.
    by_itself = [
        e["text"] for e in PLANTED if e["kind"] not in {"confusable", "name-inconsistency"}
    ]
    assert [phrase for phrase in by_itself if phrase in text] == []
    assert len(text.split()) >= 350


def test_the_clean_article_has_french_typography() -> None:
    text = extracted(CLEAN)
    assert re.findall(r"[^\u00a0][:»]|[^\u202f][;!?]|«[^\u00a0]", text) == []
    assert re.findall(r"""["'“”„]|\d[.]\d|[ \u00a0\u202f]{2}|[ \t]\n|\.\.\.""", text) == []
    assert text.count("«") == text.count("»") > 2


@pytest.mark.parametrize("name", [*FAULTY, CLEAN])
def test_an_article_has_the_length_of_a_news_item(name: str) -> None:
    assert 300 <= len(re.findall(r"[^\W\d_]{2,}", extracted(name))) <= 620


def test_unplanted_quotation_marks_and_signs_are_right() -> None:
    """Every fault of French spacing in a faulty article is one of the listed ones."""
    for name in FAULTY:
        text = extracted(name)
        if name.endswith(".md"):
            text = text.split("---", 2)[2]
            text = re.sub(r"!\[|\]\([^)]*\)|^\|[:-].*$", " ", text, flags=re.MULTILINE)
        for fault in PLANTED:
            text = text.replace(fault["text"], " ") if fault["file"] == name else text
        text = text.replace("(Translation engine: ÇeviriHattı)", " ")
        assert re.findall(rf"[^{FIXED_SPACES}][:;!?»]|«[^{FIXED_SPACES}]", text) == [], name


def test_the_readme_lists_every_fault_with_its_right_form() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|\n").split(" | ")]
        for line in (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    listed = {(row[0], row[-1]) for row in rows}
    for entry in PLANTED:
        assert (entry["text"], entry["should"] or "(remove)") in listed
