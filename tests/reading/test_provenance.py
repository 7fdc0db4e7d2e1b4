"""What an article says of its origin: notices, tags, and who wins."""

from __future__ import annotations

import pytest

from audit.model.document import Block, BlockKind, Language
from audit.model.text import TextMap
from audit.reading.provenance import find

FRENCH = Language("fr", 1.0, "option")


def block(text: str, kind: BlockKind = BlockKind.NOTICE, origin: int = 0) -> Block:
    return Block(0, kind, text, TextMap.identity(origin, len(text)), FRENCH)


TURKISH = block("Traduit automatiquement du turc", origin=40)
NAMELESS = block("Cet article a été traduit par une intelligence artificielle.")


def test_nothing_says_nothing() -> None:
    found = find([], [])
    assert not found.machine_translated
    assert (found.source_language, found.origin, found.notices, found.metadata) == (
        None,
        None,
        (),
        (),
    )


def test_a_notice_names_the_source_and_keeps_its_place() -> None:
    found = find([TURKISH], [])
    assert found.machine_translated
    assert (found.source_language, found.origin) == ("tr", "notice")
    (notice,) = found.notices
    assert (notice.id, notice.text, notice.machine) == ("fr-credit", TURKISH.text, True)
    assert (notice.span.start, notice.span.end) == (40, 40 + len(TURKISH.text))


def test_only_notice_blocks_are_read() -> None:
    assert find([block(TURKISH.text, BlockKind.BODY)], []).notices == ()


def test_the_first_notice_that_names_a_language_counts() -> None:
    found = find([NAMELESS, TURKISH], [])
    assert found.source_language == "tr"
    assert len(found.notices) == 2


def test_a_translation_by_nobody_named_is_not_by_machine() -> None:
    found = find([block("Version originale en portugais")], [])
    assert not found.machine_translated
    assert (found.source_language, found.origin) == ("pt", "notice")


def test_the_option_wins_over_the_notice_over_the_tags() -> None:
    tags = [("translated-from", "de")]
    assert find([TURKISH], tags, "en").source_language == "en"
    assert find([TURKISH], tags, "en").origin == "option"
    assert find([TURKISH], tags).source_language == "tr"
    assert find([NAMELESS], tags).source_language == "de"
    assert find([NAMELESS], tags).origin == "metadata"


def test_an_original_in_the_language_of_the_article_is_not_believed() -> None:
    original = block("Version originale en français")
    assert find([original], [], language="fr-CA").source_language is None
    assert find([original], [("translated-from", "it")], language="fr").source_language == "it"
    assert find([original], [], "fr", language="fr").source_language == "fr"


@pytest.mark.parametrize(
    ("tags", "machine", "source"),
    [
        ([("translationOfWork.inLanguage", "en")], False, "en"),
        ([("translated-from", "Indonesian")], False, "id"),
        ([("translated_from", "pt-BR")], False, "pt-BR"),
        ([("source-language", "turc")], False, "tr"),
        ([("source-language", "no such language")], False, None),
        ([("translator", "Google Translate")], True, None),
        ([("translator", "DeepL")], True, None),
        ([("translator", "Jeanne Martin")], False, None),
        ([("translator", "Ai Weiwei")], False, None),
        ([("machine-translated", "true")], True, None),
        ([("machine-translated", "false")], False, None),
        ([("translation-origin", "automatic")], True, None),
        ([("inLanguage", "fr")], False, None),
        (
            [
                (
                    "digitalSourceType",
                    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
                )
            ],
            False,
            None,
        ),
        (
            [
                ("translationOfWork.inLanguage", "en"),
                (
                    "digitalSourceType",
                    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
                ),
            ],
            True,
            "en",
        ),
    ],
)
def test_tags(tags: list[tuple[str, str]], machine: bool, source: str | None) -> None:
    found = find([], tags, language="fr")
    assert (found.machine_translated, found.source_language) == (machine, source)
    assert found.metadata == tuple(tags)


def test_tags_that_say_nothing_of_origin_are_not_kept() -> None:
    tags = [("author", "Jeanne Martin"), ("og:locale", "fr_FR"), ("article:tag", "Monde")]
    assert find([], tags).metadata == (("og:locale", "fr_FR"),)
