"""ENT004 beyond its cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audit.checks.entities.names.mismatch import NameMismatch
from audit.checks.interface import CheckContext
from audit.decision.assessment import assess
from audit.model.document import Document, RawBlock, RawDocument, SourceText
from audit.model.entity import Entity, EntityKind
from audit.model.finding import Finding
from audit.model.text import TextMap
from audit.model.translation import Alignment
from audit.reading.ingest import ingest


def article(lines: Sequence[str], language: str) -> Document:
    text, blocks, at = "\n\n".join(lines), [], 0
    for line in lines:
        blocks.append(RawBlock(line, TextMap.identity(at, len(line))))
        at += len(line) + 2
    source = SourceText("a.txt", text, "utf-8", "0" * 64)
    return ingest(source, "text", RawDocument(tuple(blocks)), language=language)


def context(
    source: Document, target: Document, alignments: Sequence[Alignment] | None = None
) -> CheckContext:
    if alignments is None:
        count = min(len(source.segments), len(target.segments))
        alignments = [Alignment((i,), (i,), 1.0) for i in range(count)]
    return CheckContext(target, (None,) * len(target.segments), source, tuple(alignments))


def findings(seen: CheckContext) -> tuple[Finding, ...]:
    return assess("a.txt", seen.document.source.text, NameMismatch().run(seen))


def test_a_swap_in_merged_sentences_points_at_the_name() -> None:
    source = article(["Minister Jana Svobodova resigned on Friday and left the capital."], "en")
    target = article(
        ["La ministre a démissionné vendredi.", "Puis Petra Havlova a quitté la capitale."], "fr"
    )
    (found,) = findings(context(source, target, [Alignment((0,), (0, 1), 1.0)]))
    assert found.text == "Petra Havlova"
    assert target.source.text[found.span.start : found.span.end] == "Petra Havlova"
    assert found.severity.label == "major"


def test_a_swap_in_a_doubtful_alignment_is_minor() -> None:
    source, target = (
        article(["He met Jana Svobodova."], "en"),
        article(["Il a vu Petra Havlova."], "fr"),
    )
    (found,) = findings(context(source, target, [Alignment((0,), (0,), 0.3)]))
    assert found.severity.label == "minor"


def test_sentences_that_are_not_each_other_s_are_left_alone() -> None:
    source = article(["He met Jana Svobodova, Karel Dolezal and Milos Prochazka."], "en")
    target = article(["Ainsi, Irène Castel, Paul Arnoux et Hervé Lanoux dansent."], "fr")
    assert findings(context(source, target)) == ()


def test_a_name_is_reported_once() -> None:
    source = article(["The judge saw the witness."] * 2, "en")
    target = article(["Le juge a vu Marek Dolezal.", "Encore, le juge a vu Marek Dolezal."], "fr")
    assert len(findings(context(source, target))) == 1


def test_what_could_not_be_compared_is_said() -> None:
    french = article(["Le juge a vu Marek Dolezal à Tarbes."], "fr")
    german = article(["Der Richter sah Marek Dolezal in Tarbes."], "de")
    russian = article(["Судья видел Марека Долежала в Тарбе."], "ru")
    check = NameMismatch()
    alone = CheckContext(french, (None,))
    assert "source" in str(check.left_out(alone))
    assert "'de'" in str(check.left_out(context(german, french)))
    assert "different scripts" in str(check.left_out(context(russian, french)))
    for seen in (alone, context(german, french), context(russian, french)):
        assert list(check.run(seen)) == []
    assert not check.supports("de")


def test_what_is_recognised_as_no_person_place_or_organisation_is_left_alone() -> None:
    source = article(["The town hall opened its doors online on Friday."], "en")
    target = article(["La mairie a ouvert ses portes sur Altavox vendredi."], "fr")
    seen = context(source, target)
    assert [one.text for one in findings(seen)] == ["Altavox"]
    at = target.segments[0].text.find("Altavox")

    def with_kind(*kinds: EntityKind) -> CheckContext:
        return replace(seen, entities=(tuple(Entity(at, at + 7, kind) for kind in kinds),))

    assert findings(with_kind()) == findings(with_kind(EntityKind.OTHER)) == ()
    assert len(findings(with_kind(EntityKind.ORGANISATION))) == 1


def test_a_lost_name_is_looked_at_in_the_source() -> None:
    source = article(["La mairie a ouvert ses portes sur Altavox vendredi."], "fr")
    target = article(["The town hall opened its doors online on Friday."], "en")
    seen = context(source, target)
    assert len(findings(seen)) == 1
    assert findings(replace(seen, source_entities=((),))) == ()


def test_swaps_are_slight_where_names_decline_unmeasured() -> None:
    from audit.language.names.firm import are_names_firm

    assert are_names_firm("fr-CA") and are_names_firm("de")
    assert not are_names_firm("pl") and not are_names_firm("xx")
