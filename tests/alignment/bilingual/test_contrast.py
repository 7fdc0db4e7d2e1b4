from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from audit.alignment.bilingual import compare
from audit.alignment.constituents import phrases, without
from audit.alignment.contrast import contrasts
from audit.errors import EngineError
from audit.model.document import Document
from audit.model.translation import Alignment, Contrast

MakeArticle = Callable[[Sequence[str], str], Document]
TABLE = {
    "mayor": "maire",
    "signed": "signé",
    "agreement": "accord",
    "tuesday": "mardi",
    "valmer": "valmer-ville",
    "budget": "crédits",
    "rejected": "rejeté",
}
BOTH = (("en", "fr"), ("fr", "en"))
ALIGNED = (Alignment((0,), (0,), 1.0), Alignment((1,), (1,), 1.0))
ENGLISH = ("The mayor signed the agreement on Tuesday in Valmer.", "The mayor rejected the budget.")
FRENCH = ("Le maire a signé accord mardi.", "Le maire a rejeté crédits.")


def texts(found: Sequence[Contrast], source: Document, target: Document) -> list[tuple[str, str]]:
    sides = {"source": source, "target": target}
    return [(o.side, sides[o.side].segments[o.segment].text[o.start : o.end]) for o in found]


def test_a_phrase_that_the_translation_leaves_out(article: MakeArticle, knowing: Any) -> None:
    source, target = article(ENGLISH, "en"), article(FRENCH, "fr")
    found = contrasts(source, target, ALIGNED, knowing(TABLE, BOTH))
    assert texts(found, source, target) == [("source", "in Valmer")]
    assert found[0].gain == pytest.approx(0.1)
    assert found[0].other == 0


def test_a_phrase_that_the_translation_adds(article: MakeArticle, knowing: Any) -> None:
    source = article(("Le maire a signé accord mardi.", FRENCH[1]), "fr")
    target = article(ENGLISH, "en")
    found = contrasts(source, target, ALIGNED, knowing(TABLE, BOTH))
    assert texts(found, source, target) == [("target", "in Valmer")]


def test_only_directions_of_the_engine_are_asked(article: MakeArticle, knowing: Any) -> None:
    source, target = article(ENGLISH, "en"), article(FRENCH, "fr")
    engine = knowing(TABLE, (("fr", "en"),))
    assert contrasts(source, target, ALIGNED, engine) == ()
    assert engine.asked == []


def test_only_shortened_sentences_aligned_one_to_one_are_tried(
    article: MakeArticle, knowing: Any
) -> None:
    source, target = article(ENGLISH, "en"), article(FRENCH, "fr")
    engine = knowing(TABLE, (("en", "fr"),))
    contrasts(source, target, ALIGNED, engine)
    assert {text for _, text in engine.asked} == {FRENCH[0]}
    engine.asked.clear()
    contrasts(source, target, (Alignment((0, 1), (0,), 1.0),), engine)
    assert engine.asked == []


def test_an_engine_that_cannot_force_decode_is_left_alone(
    article: MakeArticle, knowing: Any
) -> None:
    engine = knowing(TABLE, BOTH)
    engine.can_force_decode = False
    assert contrasts(article(ENGLISH, "en"), article(FRENCH, "fr"), ALIGNED, engine) == ()


def test_a_failing_engine_is_a_failure_and_the_alignment_stays(
    article: MakeArticle, knowing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = knowing(TABLE, BOTH)

    def fail(*_: object) -> None:
        raise EngineError("out of memory")

    monkeypatch.setattr(engine, "score", fail)
    documents = (article(FRENCH, "fr"),)
    beside, failures = compare(documents, (article(ENGLISH, "en"),), ((None, None),), engine)
    assert beside[0] is not None and beside[0].alignments
    assert [one.message for one in failures] == ["a.fr.txt: forced decoding: out of memory"]


@pytest.mark.parametrize(
    ("text", "phrase", "rest"),
    [
        (
            "The prosecutor, Alice Ferrand, does not rule out an accident.",
            "Alice Ferrand",
            "The prosecutor, does not rule out an accident.",
        ),
        (
            "Dockers in the port of Valmer went back to work.",
            "in the port",
            "Dockers of Valmer went back to work.",
        ),
        ("On Tuesday, dockers went back to work.", "On Tuesday", "Dockers went back to work."),
        (
            "Dockers (some of them) went back to work.",
            "some of them",
            "Dockers went back to work.",
        ),
    ],
)
def test_phrases_and_what_is_left_without_them(text: str, phrase: str, rest: str) -> None:
    found = {text[start:end]: without(text, start, end) for start, end in phrases(text, "en")}
    assert found[phrase] == rest


def test_phrases_lie_inside_the_text(hostile_text: str) -> None:
    text = hostile_text[:3000]
    for language in ("fr", "xx"):
        for start, end in phrases(text, language):
            assert 0 <= start < end <= len(text)
            assert len(without(text, start, end)) < len(text) + 1


def test_a_language_without_data_has_phrases_between_marks_only() -> None:
    text = "Wali kota, dalam pidato pada Selasa, menolak anggaran."
    assert [text[a:b] for a, b in phrases(text, "xx")] == [
        "dalam pidato pada Selasa",
        "menolak anggaran",
        "Wali kota",
    ]
