"""How ENT001 decides, and what an editor gets to read."""

from __future__ import annotations

import pytest

from audit.checks.entities.confusable.check import ConfusableConcept
from audit.checks.interface import CheckContext
from audit.model.document import RawBlock, RawDocument, SourceText
from audit.model.finding import Candidate, Evidence, Severity, SignalKind
from audit.model.text import TextMap
from audit.model.translation import BackTranslation
from audit.reading.ingest import ingest

WRONG = (
    "Les ministres des Transports de la Biélorussie et de la Russie se sont retrouvés mardi à "
    "Minsk pour parler du fret. Le document sera soumis en décembre au Conseil suprême des "
    "États-Unis, qui réunit les deux présidents. Alexandre Loukachenko a demandé que les "
    "entreprises biélorusses paient le même prix que leurs concurrentes russes."
)


def context(
    text: str, language: str = "fr", back: dict[int, BackTranslation] | None = None
) -> CheckContext:
    source = SourceText("article.txt", text, "utf-8", "0")
    blocks = tuple(
        RawBlock(line, TextMap.identity(text.index(line), len(line)))
        for line in text.split("\n")
        if line
    )
    document = ingest(source, "text", RawDocument(blocks), language=language)
    found = back or {}
    return CheckContext(document, tuple(found.get(s.index) for s in document.segments))


def framed(text: str, **options: dict[int, BackTranslation]) -> list[Candidate]:
    """What the hand-written groups find alone."""
    read = context(text, "fr", **options)
    segments = [one for one in read.document.segments if one.is_article]
    return list(ConfusableConcept()._framed(read, segments, "fr"))


def candidates(
    text: str, language: str = "fr", **options: dict[int, BackTranslation]
) -> list[Candidate]:
    return list(ConfusableConcept().run(context(text, language, **options)))


def signal(candidate: Candidate, kind: SignalKind) -> Evidence:
    (found,) = [item for item in candidate.evidence if item.signal is kind]
    return found


def test_an_editor_reads_what_is_wrong_what_is_meant_and_why() -> None:
    (found,) = candidates(WRONG)
    assert found.severity is Severity.CRITICAL
    assert found.message == (
        "`États-Unis` (the United States) looks wrong here: the context speaks of the Union State "
        "of Russia and Belarus (État de l'Union)."
    )
    assert str(found.suggestion) == "État de l'Union"
    assert found.key == "union-state:united-states>union-state"
    assert WRONG[found.span.start : found.span.end] == "États-Unis"
    assert "`Conseil suprême des États-Unis`" in signal(found, SignalKind.CHECK).detail
    termbase = signal(found, SignalKind.TERMBASE)
    assert "https://" in termbase.detail
    assert dict(termbase.data)["preferred"] == "État de l'Union"


def test_every_cue_is_listed_with_its_count_and_place() -> None:
    (found,) = candidates(WRONG)
    facts = dict(signal(found, SignalKind.CONTEXT).data)
    cues = facts["for_cues"]
    assert isinstance(cues, tuple)
    assert "Loukachenko ×1 (neighbouring sentences)" in cues
    assert "Minsk ×1 (neighbouring sentences)" in cues
    assert facts["for_frames"] == 1
    assert facts["against_cues"] == ()
    assert "nothing in the article" in signal(found, SignalKind.CONTEXT).detail


def test_the_concept_is_nowhere_in_the_code() -> None:
    (found,) = candidates(WRONG.replace("États-Unis", "Etats-Unis"))
    assert found.text == "Etats-Unis"
    assert not candidates(WRONG.replace("des États-Unis", "d’État"))


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_apostrophes_and_spaces_do_not_hide_a_mention(apostrophe: str, space: str) -> None:
    text = (
        f"Les dirigeants des Vingt-Sept ont adopté les conclusions du Conseil de l{apostrophe}Europe. "
        "À Bruxelles, la Commission européenne avait déposé un compromis sur le budget de l’UE."
    ).replace("Conseil de", f"Conseil{space}de")
    (found,) = candidates(text)
    assert found.text == f"Conseil{space}de l{apostrophe}Europe"
    assert text[found.span.start : found.span.end] == found.text


def test_a_frame_alone_is_minor() -> None:
    (found,) = framed("Le président nigérian Mohamed Bazoum a parlé.")
    assert found.severity is Severity.MINOR
    (found,) = framed("Le président nigérian Mohamed Bazoum a parlé à Niamey.")
    assert found.severity is Severity.CRITICAL


def test_a_neighbour_alone_among_the_cities_of_the_other_is_suspect_until_it_has_its_own() -> None:
    text = (
        "Le Nigeria a livré du riz. Niamey, Agadez, Zinder et Diffa en recevront. Le général Tiani "
        "a remercié les donateurs, et Orano a prêté des camions pour Arlit et Tahoua."
    )
    (found,) = candidates(text)
    assert found.severity >= Severity.MAJOR
    assert (
        candidates(f"{text} À Abuja, le ministre Wike a salué Bola Tinubu et les Haoussas.") == []
    )


def test_the_adjective_is_answered_with_an_adjective() -> None:
    (found,) = candidates("Le président nigérian Mohamed Bazoum a parlé à Niamey.")
    assert str(found.suggestion) == "nigérien"


def test_an_error_is_likelier_where_the_same_one_was_found() -> None:
    first = "Bratislava, la capitale de la Slovénie, a fermé ses écoles. À Košice aussi."
    second = "La Slovénie attend de la neige à Poprad. Robert Fico a remercié les soldats à Nitra."
    (alone,) = framed(first)
    both = framed(f"{first} {second}")
    assert [item.text for item in both] == ["Slovénie", "Slovénie"]
    assert alone.severity is both[0].severity is Severity.CRITICAL
    assert both[1].severity is Severity.MINOR
    assert "Another mention" in signal(both[1], SignalKind.CONTEXT).detail


def test_naming_both_tells_them_apart() -> None:
    text = "Le gouvernement slovène a répondu à Bratislava. Robert Fico a reçu la lettre à Košice."
    assert [item.severity for item in framed(text)] == [Severity.MINOR]
    assert framed(f"La Slovaquie et la Slovénie discutent. {text}") == []


def test_a_back_translation_confirms_or_weakens() -> None:
    def heard(pivot: str) -> dict[int, BackTranslation]:
        return {0: BackTranslation("en", pivot, "", "case", reliable=True)}

    text = "Le président nigérian Mohamed Bazoum a parlé."
    (confirmed,) = framed(text, back=heard("Nigerien President Mohamed Bazoum spoke."))
    assert confirmed.severity is Severity.CRITICAL
    assert "Niger" in signal(confirmed, SignalKind.BACK_TRANSLATION).detail
    (plain,) = framed(text)
    (repeated,) = framed(text, back=heard("Nigerian President Mohamed Bazoum spoke."))
    assert repeated.severity is Severity.MINOR
    assert repeated.confidence < plain.confidence < confirmed.confidence


def test_an_unreliable_back_translation_is_not_heard() -> None:
    text = "Le président nigérian Mohamed Bazoum a parlé."
    loop = BackTranslation("en", "Nigerien Nigerien", "", "case", reliable=False, reason="loop")
    (found,) = framed(text, back={0: loop})
    assert found.severity is Severity.MINOR


def test_a_language_without_data_is_not_supported() -> None:
    check = ConfusableConcept()
    assert check.supports("fr") and check.supports("fr-CA") and check.supports("en-GB")
    assert check.supports("de") and not check.supports("und")


def test_confidence_grows_with_the_evidence_and_is_never_certain() -> None:
    (found,) = candidates(WRONG)
    assert 0.9 < found.confidence < 1
