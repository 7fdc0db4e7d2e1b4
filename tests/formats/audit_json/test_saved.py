from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import run_audit
from audit.errors import ReadError
from audit.formats import FORMATS
from audit.formats.audit_json.format import JsonFormat, as_data
from audit.formats.audit_json.saved import load_report
from audit.model.report import Report
from audit.model.suggestion import Suggestion, advise

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs/schema/audit.schema.json").read_text(encoding="utf-8"))
MakeReport = Callable[..., Report]


def saved(report: Report) -> bytes:
    return JsonFormat().render(report).encode("utf-8")


@cache
def examples() -> Report:
    source = ROOT / "examples/originals/sommet-sahel.en.html"
    translated = run_audit(
        [ROOT / "examples/articles/sommet-sahel.html"], source=source, engine="none", cache=False
    )
    others = run_audit(
        [ROOT / "examples/articles/port-autonome.md", ROOT / "examples/articles/accord-gazier.txt"],
        engine="none", cache=False,
    )  # fmt: skip
    return Report(
        others.run,
        translated.documents + others.documents,
        others.cross_document_findings,
        (),
    )


def objects(value: Any) -> Iterator[Any]:
    """Every result of the model inside a report."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from objects(getattr(value, field.name))
    elif isinstance(value, (tuple, frozenset)):
        for item in value:
            yield from objects(item)


ONLY_FOR_CHECKS = {("Document", "units"), ("Document", "original")}
"""Pairs of a bilingual file: checks hold them together, and no format shows them as pairs."""


def test_the_full_report_sets_every_field_of_the_model(full_report: Report) -> None:
    """So that a field that is added to the model and not to audit.json fails the next test."""
    seen: dict[tuple[str, str], bool] = {}
    for one in objects(full_report):
        for field in fields(one):
            key = (type(one).__name__, field.name)
            unset = field.default if field.default is not MISSING else None
            seen[key] = seen.get(key, False) or getattr(one, field.name) != unset
    assert {key for key, is_set in seen.items() if not is_set} == ONLY_FOR_CHECKS


def test_a_report_comes_back_as_it_was(full_report: Report) -> None:
    jsonschema.validate(json.loads(saved(full_report)), SCHEMA)
    assert load_report(saved(full_report), "audit.json") == full_report


def test_the_examples_come_back_as_they_were() -> None:
    assert load_report(saved(examples()), "audit.json") == examples()


@pytest.mark.parametrize("name", FORMATS.names)
def test_every_format_of_a_saved_report_is_that_of_the_run(name: str) -> None:
    renderer = FORMATS.load(name)()
    again = load_report(saved(examples()), "audit.json")
    assert renderer.files(again) == renderer.files(examples())
    assert renderer.render(again) == renderer.render(examples())


def test_hostile_text_comes_back_as_it_was(make_report: MakeReport, hostile_text: str) -> None:
    text = f"Le \x02Conseil {hostile_text}".replace("\n\n", "\n") + "\n\nLa pluie tombe.\n"
    report = make_report(text, path="caf\udce9.txt")
    assert load_report(saved(report), "audit.json") == report


def test_keys_of_a_newer_minor_version_are_passed_over(full_report: Report) -> None:
    data = as_data(full_report) | {"schema_version": "1.9", "surprise": 1}
    data["documents"][0]["surprise"] = []
    assert load_report(json.dumps(data).encode(), "audit.json") == full_report


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.json: not JSON at line 1, column 1: it ends in the middle; is it cut off?"),
        (b"\xff\xfe", "a.json: not UTF-8 at byte 0"),
        (b'{"a": 1,\n b}', "a.json: not JSON at line 2, column 2: Expecting property name"),
        (b'{"a": NaN}', "a.json: not JSON: NaN is no number of JSON"),
        (b"[" * 200_000, "a.json: not JSON: "),
        (b"[]", "a.json: not a traudit report: it names no schema_version"),
        (b'{"schema_version": "x"}', "a.json: not a traudit report: it names no schema_version"),
        (b'{"schema_version": "1.0"}', "a.json: schema_version 1.0 lacks the texts"),
        (b'{"schema_version": "2.0"}', "a.json: schema_version 2.0 is newer than this traudit"),
        (b'{"schema_version": "1.1"}', "a.json: not a traudit report: Object missing required"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        load_report(data, "a.json")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_report_cut_off_anywhere_is_refused(full_report: Report) -> None:
    data = saved(full_report)
    for end in range(1, len(data) - 2, 997):
        with pytest.raises(ReadError, match="not JSON at line"):
            load_report(data[:end].decode("utf-8", "ignore").encode(), "a.json")


@pytest.mark.parametrize(
    ("path", "wrong", "message"),
    [
        (("documents", 0, "findings", 0, "severity"), "fatal", r"\$.documents\[0\].findings\[0\].severity"),
        (("documents", 0, "findings", 0, "confidence"), 2, "<= 1"),
        (("documents", 0, "findings", 0, "start"), "3", "Expected `int`"),
        (("documents", 0, "findings", 0, "start"), 99, "contradicts itself: not a span"),
        (("documents", 0, "findings", 0, "segment"), 99, "of a segment that is not there"),
        (("documents", 0, "findings", 0, "evidence", 0, "signal"), "stars", "not a valid SignalKind"),
        (("documents", 0, "findings", 0, "evidence", 0, "x"), {"y": 1}, "evidence with a x"),
        (("documents", 0, "segments", 0, "block"), 9, "of blocks that are not there"),
        (("documents", 0, "segments", 0, "map"), "0+1", "a map of 1 code points for a text of 28"),
        (("documents", 0, "segments", 0, "map"), "zero", "not a map: 'zero'"),
        (("documents", 0, "blocks", 0, "kind"), "advert", "Invalid enum value 'advert'"),
        (("documents", 0, "alignments", 0, "source"), [7], "segments that are not there"),
        (("documents", 0, "route", "pivot"), "xx", "not in tuple"),
        (("documents", 0, "scores", 0, "reason"), "both", "a value or a reason"),
        (("documents", 0, "findings", 1, "suppression", "until"), "soon", "isoformat"),
        (("run", "user_rules", 0, "file"), "no line", "invalid literal for int"),
        (("documents", 0, "findings", 0, "rule"), "X\n::error::", r"findings\[0\].rule"),
        (("documents", 0, "findings", 0, "rule"), "<b>X</b>", r"findings\[0\].rule"),
        (("documents", 0, "checks", 0, "rule"), "X\x1b]0;", r"checks\[0\].rule"),
        (("run", "rules", 0), "X\u202e", r"run.rules\[0\]"),
        (("documents", 0, "scores", 0, "unit"), "\x00<y", r"scores\[0\].unit"),
    ],
)  # fmt: skip
def test_a_report_that_is_wrong_inside_is_refused_with_the_place(
    full_report: Report, path: tuple[Any, ...], wrong: Any, message: str
) -> None:
    data = json.loads(saved(full_report))
    *parents, last = path
    inner = data
    for key in parents:
        inner = inner[key]
    inner[last] = wrong
    with pytest.raises(ReadError, match=message) as caught:
        load_report(json.dumps(data).encode(), "a.json")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Comité", Suggestion("Comité")), ("Write `Comité`.", advise("Write `Comité`."))],
)
def test_files_that_kept_no_words_to_paste_are_read(
    full_report: Report, said: str, meant: Suggestion
) -> None:
    data = json.loads(JsonFormat().render(full_report))
    finding = data["documents"][0]["findings"][0]
    del finding["replacement"]
    finding["suggestion"] = said
    again = load_report(json.dumps(data).encode(), "audit.json")
    assert again.documents[0].findings[0].suggestion == meant
