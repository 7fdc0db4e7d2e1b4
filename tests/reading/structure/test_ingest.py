"""From a reader's blocks to a document: languages, segments, spans."""

from __future__ import annotations

import time
from itertools import pairwise
from unicodedata import normalize

import pytest

from audit.model.document import ARTICLE_KINDS, Document, RawBlock, RawDocument, SourceText
from audit.model.text import Run, TextMap
from audit.readers.text import TextReader
from audit.reading.ingest import ingest

FRENCH = (
    "Le conseil municipal a voté mardi soir la fermeture de la piscine pour six mois. "
    "La ministre a refusé de commenter les chiffres publiés la veille. "
    "Selon la police, le conducteur avait pris la fuite avant l'arrivée des secours."
)
ENGLISH = "The town council voted on Tuesday to close the swimming pool for six months."


def document(text: str, *, declared: str | None = None, **options: str | None) -> Document:
    source = SourceText("article.txt", text, "utf-8", "0")
    raw = TextReader().read(source)
    return ingest(source, "text", RawDocument(raw.blocks, declared, raw.metadata), **options)


def test_the_language_is_identified() -> None:
    found = document(FRENCH)
    assert (found.language.code, found.language.origin) == ("fr", "identified")


def test_an_option_wins_and_is_normalised() -> None:
    found = document(FRENCH, declared="en", language="fr_ca", source_language="PT-br")
    assert (found.language.code, found.language.origin) == ("fr-CA", "option")
    assert found.language.confidence == 1
    assert found.provenance.source_language == "pt-BR"


def test_a_declared_language_wins_where_the_text_does_not_contradict_it() -> None:
    assert document(FRENCH, declared="fr-CA").language.code == "fr-CA"
    assert document("Paris 2024", declared="en").language.code == "en"
    assert document(FRENCH, declared="fr-CA").provenance.metadata == ()


def test_a_contradicted_declaration_is_kept_as_a_fact() -> None:
    found = document(FRENCH, declared="en-US")
    assert (found.language.code, found.language.origin) == ("fr", "identified")
    assert found.provenance.metadata == (("declared-language", "en-US"),)


def test_short_and_foreign_blocks() -> None:
    found = document(f"{FRENCH}\n\nPaul Bertin\n\n{ENGLISH}\n\n{FRENCH}")
    languages = [(block.language.code, block.language.origin) for block in found.blocks]
    assert languages[1:3] == [("fr", "document"), ("en", "identified")]


def test_a_sentence_may_have_its_own_language() -> None:
    found = document(f"{FRENCH} {ENGLISH}")
    assert [segment.language.code for segment in found.segments] == ["fr", "fr", "fr", "en"]


def test_a_block_keeps_the_language_of_its_markup() -> None:
    text = "Paul Bertin"
    block = RawBlock(text, TextMap.identity(0, len(text)), language="en_GB")
    found = ingest(SourceText("a", text, "utf-8", "0"), "html", RawDocument((block,), "fr"))
    assert (found.blocks[0].language.code, found.blocks[0].language.origin) == ("en-GB", "declared")
    assert found.segments[0].language.code == "en-GB"


def test_nearly_the_same_language_is_the_language_of_the_document() -> None:
    text = "Listrik padam di tiga kawasan kota pada malam hari, kata pejabat setempat."
    for block in document(text, language="id").blocks:
        assert block.language.code == "id"


def test_an_article_without_prose_is_a_document() -> None:
    for text in ("", "Partager\n\nFacebook", "2024"):
        found = document(text)
        assert "".join(s.text for s in found.segments) == "".join(text.split())
    assert document("Partager").article_segments() == ()


def test_labels_and_datelines_are_one_segment_and_not_article() -> None:
    found = document(f"Une piscine ferme\n\nPARIS – {FRENCH}\n\nPar Jeanne Martin")
    kinds = [segment.kind.value for segment in found.segments]
    assert kinds == ["headline", "dateline", "body", "body", "body", "credit"]
    assert all(s.is_article == (s.kind in ARTICLE_KINDS) for s in found.segments)
    assert [s.block for s in found.segments] == [0, 1, 2, 2, 2, 3]
    assert [s.index for s in found.segments] == list(range(6))


def test_spans_lead_through_entities_to_the_file() -> None:
    # "d&eacute;j&agrave; vu" with a map as a reader of HTML makes it.
    text, file = "Déjà vu.", "<p>D&eacute;j&agrave; vu.</p>"
    runs = (Run(0, 3, 1, 1), Run(1, 4, 1, 8), Run(2, 12, 1, 1), Run(3, 13, 1, 8), Run(4, 21, 4, 4))
    raw = RawDocument((RawBlock(text, TextMap(runs)),))
    (segment,) = ingest(SourceText("a.html", file, "utf-8", "0"), "html", raw).segments
    assert file[segment.span.start : segment.span.end] == "D&eacute;j&agrave; vu."


def composed(text: str) -> str:
    """Its characters as a block has them, white space left out."""
    return normalize("NFC", "".join(text.split()))


def test_every_visible_character_is_in_one_segment(hostile_text: str) -> None:
    text = hostile_text[:20_000]
    found = document(text)
    blocks = "".join("".join(block.text.split()) for block in found.blocks)
    segments = "".join("".join(segment.text.split()) for segment in found.segments)
    assert segments == blocks
    ends = [(s.span.start, s.span.end) for s in found.segments]
    assert all(left[1] <= right[0] for left, right in pairwise(ends))
    for segment in found.segments[:200]:
        assert segment.text == segment.text.strip()
        read = text[segment.span.start : segment.span.end]
        assert composed(read) == composed(segment.text)


@pytest.mark.parametrize("line", ["Accueil", "Une piscine ferme", "vladimir putin"])
def test_the_time_grows_with_the_number_of_blocks(line: str) -> None:
    began = time.process_time()
    found = document("\n\n".join([line] * 3_000))
    assert len(found.blocks) == 3_000
    assert time.process_time() - began < 20
