"""RTL001 beyond its cases: when it says nothing, and how much it says."""

from __future__ import annotations

from collections.abc import Sequence

from audit.checks.completeness.round_trip_loss import RoundTripLoss
from audit.checks.interface import CheckContext
from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.text import TextMap
from audit.model.translation import BackTranslation
from audit.reading.ingest import ingest

LOST = (
    "Le syndicat dénonce un débrayage soudain dans la grande raffinerie portuaire de Lourmeil depuis "
    "mardi matin."
)
BACK = LOST.replace("débrayage", "dérapage")


def article(lines: Sequence[str]) -> Document:
    text, blocks, at = "\n\n".join(lines), [], 0
    for line in lines:
        blocks.append(RawBlock(line, TextMap.identity(at, len(line))))
        at += len(line) + 2
    source = SourceText("a.txt", text, "utf-8", "0" * 64)
    return ingest(source, "text", RawDocument(tuple(blocks)), language="fr")


def context(lines: Sequence[str], backs: Sequence[str]) -> CheckContext:
    document = article(lines)
    trips = tuple(BackTranslation("en", "pivot", back, "case", True) for back in backs)
    return CheckContext(document, trips)


def test_rare_words_are_at_most_one_in_a_thousand() -> None:
    lines = [LOST.replace("matin", f"matin numéro {i}") for i in range(20)]
    seen = context(lines, [line.replace("débrayage", "dérapage") for line in lines])
    assert len(list(RoundTripLoss().run(seen))) == 1


def test_the_report_says_why_nothing_was_looked_for() -> None:
    check = RoundTripLoss()
    document = article([LOST])
    assert check.left_out(CheckContext(document, (None,))) == "no sentence came back reliably"
    bilingual = CheckContext(document, (None,), source=document)
    assert "source is known" in str(check.left_out(bilingual))
    poor = context([LOST] * 5, ["Quelque chose revient autrement, tout autrement."] * 5)
    assert check.left_out(poor) == "only 0% of the content words survive the round trip"
    assert list(check.run(poor)) == []
    assert check.left_out(context([LOST], [BACK])) is None


def test_a_synonym_is_no_loss() -> None:
    line = (
        "Le facteur a rangé sa bicyclette et un paquet carton devant la boutique grise de la place."
    )
    for back, lost in (("trompette", ["bicyclette"]), ("vélo", [])):
        seen = context([line], [line.replace("bicyclette", back)])
        assert [one.text for one in RoundTripLoss().run(seen)] == lost
