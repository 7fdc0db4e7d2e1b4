"""Kinds of blocks: whole articles line by line, then single rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.model.document import BlockKind, RawBlock, RawDocument, SourceText
from audit.model.text import TextMap
from audit.readers.text import TextReader
from audit.reading.structure.kinds import structure
from audit.reading.structure.place import is_quotation

ARTICLES = sorted(Path(__file__).with_name("articles").glob("*.txt"))


def read(text: str) -> RawDocument:
    return TextReader().read(SourceText("article.txt", text, "utf-8", "0"))


def kinds(*blocks: str | RawBlock) -> list[tuple[str, str]]:
    raw = RawDocument(
        tuple(
            RawBlock(block, TextMap.identity(0, len(block))) if isinstance(block, str) else block
            for block in blocks
        )
    )
    return [(kind.value, block.text) for kind, block in structure(raw)]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_block_has_the_kind_a_person_would_give_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    found = [f"{kind.value}\t{block.text}" for kind, block in structure(read(text))]
    assert found == expected


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_nothing_visible_is_lost_or_changed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = [block for _, block in structure(read(text))]
    assert "".join("".join(block.text.split()) for block in blocks) == "".join(text.split())
    for block in blocks:
        span = block.map.span(0, len(block.text))
        assert text[span.start : span.end] == block.text


BODY = "Le conseil municipal a voté mardi soir la fermeture de la piscine pour six mois."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Par Jeanne Martin", "credit"),
        ("Par Jeanne Martin et Paul de la Tour, à Paris", "credit"),
        ("Par ailleurs", "headline"),
        ("Par ailleurs, la pluie est attendue dans le sud.", "body"),
        ("By Jane Doe", "credit"),
        ("By the sea", "headline"),
        ("(Reuters)", "credit"),
        ("Source : AFP", "credit"),
        ("Avec AFP et Reuters", "credit"),
        ("© AFP", "credit"),
        ("AFP", "credit"),
        ("Photo : Jeanne Martin", "credit"),
        ("Photo : un homme marche dans la rue", "caption"),
        ("Crédit photo : mairie de la ville", "credit"),
        ("[Photo/Agences]", "credit"),
        ("Traduction : l'IA remplace les interprètes", "headline"),
        ("12 mars 2024", "dateline"),
        ("Publié le mardi 12 mars 2024 à 14h30", "dateline"),
        ("2024-03-12 14:30", "dateline"),
        ("Le Courrier des Deux Rives, 14 mars 2026", "credit"),
        ("Le 12 mars 2024 a tout changé", "headline"),
        ("Le 12 mars, la ville a fermé sa piscine.", "body"),
        ("vladimir putin alexander lukashenko", "caption"),
        ("piscine_vide-2024.jpg", "caption"),
        ("le maire a fermé la piscine de la ville", "body"),
        ("400 emplois délocalisés", "headline"),
        ("Illustration de la piscine.", "caption"),
        ("Le maire (à gauche) et son adjointe visitent le chantier.", "caption"),
        ("Le candidat de la droite (droite) a perdu.", "body"),
        ("« Je veux que cela cesse. »", "quote"),
        ("« Je veux que cela cesse », a-t-il dit.", "body"),
        ("Que va-t-il se passer ?", "headline"),
        ("Bien sûr !", "body"),
        ("- premier point", "body"),
        ("1 200", "body"),
        ("Les travaux seront répartis ainsi :", "body"),
        ("Facebook", "furniture"),
    ],
)
def test_a_block_in_the_middle_of_an_article(text: str, kind: str) -> None:
    others = ("Les clubs nageront ailleurs.", "Le maire le regrette.")
    found = kinds("Une piscine ferme", BODY, text, *others)
    assert found[2] == (kind, text)
    assert [name for name, _ in found[:2] + found[3:]] == ["headline", "body", "body", "body"]


@pytest.mark.parametrize(
    ("text", "dateline", "rest"),
    [
        ("MOSCOU – Le président a parlé devant les députés.", "MOSCOU –", "Le président"),
        ("JAKARTA - Le ministre est arrivé lundi soir.", "JAKARTA -", "Le ministre"),
        ("NEW YORK (AP) — Stocks fell on Monday afternoon.", "NEW YORK (AP) —", "Stocks"),
        ("Paris, 12 mars (AFP) — Le ministre est arrivé lundi.", "Paris, 12 mars (AFP) —", "Le"),
        ("Madrid, 12 mar (EFE).- El alcalde votó el martes.", "Madrid, 12 mar (EFE).-", "El"),
        ("PARIS : le ministre est arrivé lundi soir tard.", None, "PARIS"),
        ("L'OTAN - et elle seule - décidera de la suite.", None, "L'OTAN"),
        ("Le maire - un ancien professeur - a parlé hier.", None, "Le maire"),
        ("Paris - Le ministre est arrivé lundi soir tard.", None, "Paris"),
        ("NOT ONLY GRAPEFRUIT JUICE – Other fruits do so as well.", None, "NOT"),
        ("MOSCOU – Oui.", None, "MOSCOU"),
    ],
)
def test_datelines(text: str, dateline: str | None, rest: str) -> None:
    found = kinds("Une piscine ferme", text)[1:]
    if dateline is not None:
        assert found.pop(0) == ("dateline", dateline)
    ((kind, body),) = found
    assert kind == "body"
    assert body.startswith(rest)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("Une piscine ferme",), ["headline"]),
        (("Une piscine ferme", "Six mois de travaux", BODY), ["headline", "headline", "body"]),
        (("Une piscine ferme.", BODY), ["body", "body"]),
        (("Une piscine ferme.", BODY * 3), ["headline", "body"]),
        (("Une piscine ferme.", "Une piscine ferme.", BODY), ["headline", "headline", "body"]),
        ((BODY, "Une piscine ferme"), ["body", "body"]),
        ((BODY, "Une piscine ferme", BODY), ["body", "headline", "body"]),
        (("Partager", "Une piscine ferme", BODY), ["furniture", "headline", "body"]),
        (("« Une piscine ferme »", BODY), ["headline", "body"]),
        (("Ma maison " * 20, BODY), ["body", "body"]),
    ],
)
def test_titles(blocks: tuple[str, ...], expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(*blocks)] == expected


def marked(text: str, kind: BlockKind) -> RawBlock:
    return RawBlock(text, TextMap.identity(0, len(text)), kind)


def test_a_kind_given_by_the_markup_is_kept() -> None:
    for kind in BlockKind:
        if kind is not BlockKind.NOTICE:
            assert kinds(marked("Une piscine ferme", kind))[0][0] == kind.value


def test_a_notice_wins_over_the_markup() -> None:
    text = "Cet article a été traduit automatiquement du turc."
    for kind in BlockKind:
        assert kinds(marked(text, kind)) == [("notice", text)]


def test_a_label_marked_up_as_a_heading_is_furniture() -> None:
    assert kinds(marked("Leave a Comment", BlockKind.HEADLINE)) == [
        ("furniture", "Leave a Comment")
    ]
    assert kinds(marked("Facebook", BlockKind.HEADLINE)) == [("headline", "Facebook")]


def test_white_space_is_no_block() -> None:
    assert kinds("", " \n\t", BODY) == [("body", BODY)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("« Oui. »", True),
        ("« Oui. ».", True),
        ("“Oui.”", True),
        ("„Ja.“", True),
        ('"Oui."', True),
        ("« Oui », dit-il. « Non »", False),
        ('"Oui", dit-il. "Non"', False),
        ("« Il a dit « oui » hier »", True),
        ("« Un discours qui continue plus loin", True),
        ("Oui.", False),
        ("«", False),
        ("", False),
    ],
)
def test_quotations(text: str, whole: bool) -> None:
    assert is_quotation(text) == whole


def test_hostile_text_keeps_every_visible_character(hostile_text: str) -> None:
    blocks = [block for _, block in structure(read(hostile_text))]
    assert all(block.text == block.text.strip() and block.text for block in blocks)
    for block in blocks[:50]:
        assert block.map.length == len(block.text)
