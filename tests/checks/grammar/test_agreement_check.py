"""ART006: which subjects, verbs and participles are read, sentence by sentence."""

from __future__ import annotations

import pytest

from audit.checks.grammar.agreement.check import AgreementCheck
from audit.checks.interface import CheckContext
from audit.model.document import RawBlock, RawDocument, SourceText
from audit.model.text import TextMap
from audit.reading.ingest import ingest


def told(text: str, language: str = "fr") -> list[tuple[str, str | None]]:
    block = RawBlock(text, TextMap.identity(0, len(text)))
    source = SourceText("article.txt", text, "utf-8", "0")
    document = ingest(source, "text", RawDocument((block,)), language=language)
    where = CheckContext(document, tuple(None for _ in document.segments))
    return [(found.text, str(found.suggestion)) for found in AgreementCheck().run(where)]


@pytest.mark.parametrize(
    ("text", "quoted", "suggestion"),
    [
        ("Les deux grues sera livrées.", "Les deux grues sera", "Write `seront`."),
        ("Le ministre ont signé.", "Le ministre ont", "Write `a`."),
        ("Selon lui, ils n'a rien dit.", "ils n'a", "Write `ont`."),
        ("Il a dit que les ministres était là.", "les ministres était", "Write `étaient`."),
        ("Il a dit que la loi seront votée.", "la loi seront", "Write `sera`."),
        ("« Les avions décollent », mais les avions va partir.", "les avions va", "Write `vont`."),
        ("Les deux délégations ont été reçus.", "Les deux délégations ont été reçus", "Write `reçues`."),
        ("La loi a déjà été adopté.", "La loi a déjà été adopté", "Write `adoptée`."),
        ("Elles sont demandé.", "Elles sont demandé", "Write `demandées`."),
        ("Il achète une tente qui est conçu pour lui.", "une tente qui est conçu", None),
        ("Il achète des avion neufs.", "des avion", "Write `avions`."),
        ("Il signe cette accords demain.", "cette accords", "Write `accord`, or a plural before it."),
        ("Il signe un loi demain.", "un loi", "Write a feminine form before `loi`."),
        ("Les États-Unis a refusé.", "Les États-Unis a", "Write `ont`."),
    ],
)  # fmt: skip
def test_faults(text: str, quoted: str, suggestion: str | None) -> None:
    found = told(text)
    if suggestion is None:
        # Not every participle is in the list; the relative clause is still read.
        assert found in ([(quoted, "Write `conçue`.")], [])
        assert told(text.replace("conçu", "construit")) == [
            (quoted.replace("conçu", "construit"), "Write `construite`.")
        ]
    else:
        assert found == [(quoted, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Les deux grues seront livrées.",
        "La plupart ont été reçus, et la majorité sont partis.",
        "Le maire et la ministre ont été reçus.",
        "Notre niveau de vie ainsi que le salaire moyen ont augmenté.",
        "Ce matin ont été arrêtés deux hommes.",
        "L'abandon dont sont victimes les ports dure.",
        "Les contrôles a priori sont rares.",
        "Le pire sont ceux qui crient.",
        "La Russie est partie au traité.",
        "Elles se sont fait entendre.",
        "Il les place, la ferme et le marche.",
        "En les considérant, il sourit. Avant de les placer, il attend.",
        "Il a vingt et un ans, et l'un porte un sac.",
        "Les Échos a publié un article.",
        "Parmi elles est née une amitié.",
        "Les malades hospitalisés sont examinés.",
        "L'index plus long que l'annulaire sont rares.",
        "Nos cent amis et ces quatre bateaux attendent.",
        "LES GRUES SERA LIVRÉES.",
        "",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "quoted", "suggestion"),
    [
        ("They was there.", "They was", "Write `were`."),
        ("He left because she have a boat.", "she have", "Write `has`."),
        ("It are good.", "It are", "Write `is`."),
        ("The minister don't know.", "The minister don't", "Write `doesn't`."),
        ("The officials of the port was late.", "The officials of the port was", "Write `were`."),
        ("He met a man who were late.", "a man who were", "Write `was`."),
        ("He visited these country.", "these country", "Write `countries`."),
        ("A reports of May.", "A reports", "Write `report`, or a plural before it."),
        ("He has many advice.", "many advice", "Write a singular before `advice`."),
        ("For two new week.", "two new week", "Write `weeks`."),
    ],
)
def test_english_faults(text: str, quoted: str, suggestion: str) -> None:
    assert told(text, "en") == [(quoted, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "They were there, and he has a boat.",
        "Class A reports are read. Chapter two minister in hand.",
        "He told the number two minister in May.",
        "These report that all is well. Those present at the talks left.",
        "In these government and opposition circles, all is well.",
        "The talks, the minister have said. The poor have left.",
        "Every two weeks he leaves. A hundred soldiers in May left.",
        "THEY WAS THERE.",
        "",
    ],
)
def test_english_that_is_left_alone(text: str) -> None:
    assert told(text, "en") == []
