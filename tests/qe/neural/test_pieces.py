"""Subwords know their place in the text as it was given."""

from __future__ import annotations

import itertools

import pytest

from audit.qe.neural.encoder import encoded, folder
from audit.qe.neural.pieces import cut
from tests.hostile import HOSTILE

sentencepiece = pytest.importorskip("sentencepiece")


@pytest.fixture(scope="module")
def processor() -> object:
    return sentencepiece.SentencePieceProcessor(model_file=str(folder() / "pieces.model"))


@pytest.mark.parametrize(
    "text",
    [
        "« L’été », dit-il, coûte 1 234 €.",
        "他在２０２１年说过。",
        "ﬁn de l'aﬀaire…",
        "Il a\u00a0dit\u202f: non",
        "Дом, который построил Джек",
    ],
)
def test_places_rise_and_cover_the_words(text: str, processor: object) -> None:
    pieces = cut(text, processor, 126)
    spans = list(zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True))
    assert all(start <= end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    inside = {place for start, end in spans for place in range(start, end)}
    assert inside == {place for place, letter in enumerate(text) if not letter.isspace()}


def test_no_more_than_asked_for(processor: object) -> None:
    pieces = cut("mot " * 500, processor, 126)
    assert len(pieces.numbers) == len(pieces.starts) == len(pieces.ends) == 126


@pytest.mark.parametrize("text", [each for each in HOSTILE.values() if len(each) < 5000])
def test_any_text_is_encoded(text: str) -> None:
    found = encoded(text)
    assert len(found.states) == len(found.pieces.numbers)
