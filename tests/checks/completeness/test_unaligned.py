"""OMI001 and ADD001 beyond their cases: phrases, and articles that do not belong together."""

from __future__ import annotations

from collections.abc import Sequence

from audit.alignment.sentences import align
from audit.checks.completeness.addition import Addition
from audit.checks.completeness.omission import Omission
from audit.checks.interface import CheckContext
from audit.decision.assessment import assess
from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.finding import Severity, SignalKind
from audit.model.text import TextMap
from audit.model.translation import Alignment, Contrast
from audit.reading.ingest import ingest

ENGLISH = (
    "The mayor of Valmer signed the agreement on Tuesday.",
    "The ferries to Corland will sail again on Friday.",
    "Rain is expected along the whole coast.",
    "The union asks for 250 more posts by 2027.",
)
FRENCH = (
    "Le maire de Valmer a signé l’accord.",
    "Les ferries pour Corland reprendront la mer vendredi.",
    "La pluie est attendue sur toute la côte.",
    "Le syndicat demande 250 postes de plus d’ici à 2027.",
)


def article(lines: Sequence[str], language: str) -> Document:
    text, blocks, at = "\n\n".join(lines), [], 0
    for line in lines:
        blocks.append(RawBlock(line, TextMap.identity(at, len(line))))
        at += len(line) + 2
    source = SourceText("a.txt", text, "utf-8", "0" * 64)
    return ingest(source, "text", RawDocument(tuple(blocks)), language=language)


def context(
    source: Sequence[str], target: Sequence[str], contrasts: tuple[Contrast, ...] = ()
) -> CheckContext:
    left, right = article(source, "en"), article(target, "fr")
    nothing = tuple(None for _ in right.segments)
    return CheckContext(right, nothing, left, align(left, right), contrasts)


def test_a_phrase_that_the_engine_does_not_miss_is_a_minor_omission() -> None:
    start = ENGLISH[0].index("on Tuesday")
    lost = Contrast("source", 0, 0, start, start + 10, 0.2)
    seen = context(ENGLISH, FRENCH, (lost,))
    (found,) = assess("a.txt", seen.document.source.text, Omission().run(seen))
    assert "“on Tuesday” of the source" in found.message
    assert found.text == FRENCH[0]
    assert (found.severity, found.confidence) == (Severity.MINOR, 0.65)
    assert {one.signal for one in found.evidence} == {
        SignalKind.FORCED_DECODING,
        SignalKind.SOURCE,
    }
    assert not list(Addition().run(seen))


def test_a_phrase_that_only_the_translation_has_is_a_minor_addition() -> None:
    start = FRENCH[2].index("sur toute la côte")
    made_up = Contrast("target", 2, 2, start, start + 17, 0.05)
    seen = context(ENGLISH, FRENCH, (made_up,))
    (found,) = Addition().run(seen)
    assert found.text == "sur toute la côte"
    assert seen.document.source.text[found.span.start : found.span.end] == found.text
    assert not list(Omission().run(seen))


def test_two_articles_that_are_not_each_other_s_are_left_alone_and_the_report_says_so() -> None:
    other = (
        "Le festival de jazz s’ouvre demain à Lourmeil.",
        "Dix mille spectateurs, dont 3 000 étrangers, sont attendus !",
        "Entrée libre ?",
        "Non : comptez de douze à trente euros (tarif réduit : huit euros) selon la place choisie.",
        "Un bus de nuit relie la gare au parc ; il part à 23 h 15.",
    )
    seen = context(ENGLISH, other)
    assert not [*Omission().run(seen), *Addition().run(seen)]
    assert "is it the source of this article?" in str(Omission().left_out(seen))


def test_without_a_source_the_report_says_that_one_is_needed() -> None:
    right = article(FRENCH, "fr")
    alone = CheckContext(right, tuple(None for _ in right.segments))
    assert not [*Omission().run(alone), *Addition().run(alone)]
    for check in (Omission(), Addition()):
        assert check.left_out(alone) == "needs the source article (--source)"
    assert Omission().left_out(context(ENGLISH, FRENCH)) is None


def test_a_headline_without_counterpart_is_minor() -> None:
    seen = context(("Peace returns to the docks of Valmer", *ENGLISH), FRENCH)
    (found,) = Omission().run(seen)
    assert found.severity == Severity.MINOR
    assert "missing before this" in found.message


def test_a_free_translation_is_neither_an_omission_nor_an_addition() -> None:
    left, right = article(ENGLISH, "en"), article(FRENCH, "fr")
    nothing = tuple(None for _ in right.segments)
    around = [Alignment((0,), (0,), 1.0), Alignment((2,), (2,), 1.0), Alignment((3,), (3,), 1.0)]
    for chance, count in ((0.6, 0), (0.9, 1)):
        gap = [Alignment((1,), (), chance), Alignment((), (1,), chance)]
        rows = (around[0], *gap, *around[1:])
        seen = CheckContext(right, nothing, left, rows)
        assert len(list(Omission().run(seen))) == len(list(Addition().run(seen))) == count
