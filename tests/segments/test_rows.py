from __future__ import annotations

import json

import pytest

from audit.errors import ReadError
from audit.model.finding import Finding, Severity
from audit.model.segments import SegmentFinding, SegmentPair, SegmentScore, Side
from audit.model.text import Span
from audit.segments.rows import read_row, write_row


def test_a_bilingual_row_is_read_whole() -> None:
    line = b'{"id": "a", "source": "Yes.", "target": "Oui.", "source_lang": "EN", "target_lang": "fr_ca", "x": 1}'
    assert read_row(line) == SegmentPair("a", "Oui.", "Yes.", "en", "fr-CA")


def test_what_a_row_does_not_say_the_caller_may() -> None:
    row = read_row(b'{"id": 7, "target": "Oui."}', source_language="en", target_language="fr")
    assert row == SegmentPair("7", "Oui.", None, "en", "fr")
    assert read_row(b'{"id": 7, "target": "Oui.", "source": null}').source_language is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"no json", "not JSON"),
        (b"[1]", "a row is a JSON object"),
        (b'{"id": "a"}', "target: missing"),
        (b'{"target": "Oui."}', "id: missing"),
        (b'{"id": "a", "target": null}', "target: missing"),
        (
            b'{"id": "a", "target": "x", "target_lang": "not a code"}',
            "target_lang: 'not a code' is not a language code",
        ),
        (
            b'{"id": "a", "target": "x", "source_lang": ""}',
            "source_lang: '' is not a language code",
        ),
        (b'{"id": "a", "target": "x", "target_lang": "french"}', "(did you mean fr?)"),
        (b'{"id": "a", "target": "x", "source_lang": "xx"}', "source_lang: 'xx' is not a language"),
        (b'{"id": "a", "target": "\xff"}', "not UTF-8: byte 24"),
        (b'{"id": "a", "target": "\\ud83d parle hier"}', "target: half of a surrogate"),
        (b'{"id": "a", "target": "x"', "not JSON"),
        (b'{"id": true, "target": "x"}', "id: must be text or a whole number"),
        (b'{"id": 1.5, "target": "x"}', "id: must be text or a whole number"),
        (b'{"id": "a", "target": 7}', "target: must be text"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"id": "a", "target": "%b"}' % (b"x" * 10_001), "target: 10001 code points"),
        (b'{"id": "a", "target": "", "source": "%b"}' % (b"x" * 10_001), "source: 10001 code"),
    ],
)
def test_a_bad_line_says_in_one_line_what_is_wrong(line: bytes, words: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_row(line)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_result_is_written_to_the_contract() -> None:
    finding = Finding(
        "f", "NUM001", "accuracy/mistranslation/number", "numbers", Severity.MAJOR, 0.55, Span(0, 4), 1, 1, "Oui.", "gone", None, ()
    )  # fmt: skip
    found = SegmentFinding(Side.SOURCE, Span(3, 5), finding)
    row = write_row(SegmentScore("é", 0.123456, None, ("length",), "s:1", (found,)))
    assert row.endswith(b"\n") and row.count(b"\n") == 1
    data = json.loads(row)
    assert {key: data[key] for key in ("id", "score", "inputs", "signature")} == {
        "id": "é", "score": 0.1235, "inputs": ["length"], "signature": "s:1",
    }  # fmt: skip
    (one,) = data["findings"]
    assert one == {
        "start": 3, "end": 5, "side": "source", "severity": "major", "rule": "NUM001",
        "category": "accuracy/mistranslation/number", "confidence": 0.55, "message": "gone",
    }  # fmt: skip
