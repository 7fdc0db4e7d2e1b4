from __future__ import annotations

import time

import pytest


def texts(document):
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Un.\n\nDeux.\n \t\nTrois.", ["Un.", "Deux.", "Trois."]),
        ("  Un.\u00a0\r\n\r\n\tDeux.\r\n", ["Un.", "Deux."]),
        ("Un.\rDeux.\r\rTrois.", ["Un.", "Deux.", "Trois."]),
        (
            "Facebook\nTwitter\nPartager cet article",
            ["Facebook", "Twitter", "Partager cet article"],
        ),
        (
            "Un.\fDeux.\u2029Trois.\u2028Quatre.\x85Cinq.",
            ["Un.", "Deux.", "Trois.", "Quatre.", "Cinq."],
        ),
        ("Un \u200b\n\u200b\nDeux \u202etrois", ["Un \u200b", "Deux \u202etrois"]),
        ("Des  espaces\u00a0: gardés\tici.", ["Des  espaces\u00a0: gardés\tici."]),
        ("\ufeffTitre", ["\ufeffTitre"]),
    ],
)
def test_paragraphs_and_lines(read, sound, text, blocks):
    document = read(text, "a.txt")
    sound(text, document)
    assert texts(document) == blocks


WRAPPED = """\
Le maire de la ville a présenté mardi un plan de rénovation du pont, que
les habitants réclament depuis dix ans. Les travaux commenceront en mars
et dureront deux ans, selon la mairie. Une passerelle sera installée
pour les piétons.
"""


def test_hard_wrapped_lines_are_one_block(read, sound):
    text = "Un pont neuf\n\n" + WRAPPED + "\n" + WRAPPED.replace("\n", "\r\n")
    document = read(text, "a.txt")
    sound(text, document)
    joined = " ".join(WRAPPED.split())
    assert texts(document) == ["Un pont neuf", joined, joined]
    block = document.blocks[1]
    start = block.text.index("que les habitants")
    span = block.map.span(start, start + len("que les habitants"))
    assert text[span.start : span.end] == "que\nles habitants"


def test_a_headline_on_the_line_above_stays_apart(read):
    document = read("Un pont neuf en mars\n" + WRAPPED, "a.txt")
    assert texts(document) == ["Un pont neuf en mars", " ".join(WRAPPED.split())]


def test_indentation_and_broken_words_leave_no_trace(read, sound):
    text = (
        "Le président du conseil a rencontré mardi soir à Genève la porte-\n"
        "   parole de la délégation, qui a salué un accord sans précé\u00ad\n"
        "   dent entre les deux pays.\n"
    )
    document = read(text, "a.txt")
    sound(text, document)
    assert texts(document) == [
        "Le président du conseil a rencontré mardi soir à Genève la porte-parole de la délégation, "
        "qui a salué un accord sans précé\u00addent entre les deux pays."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Une légende courte de la photo, sans point\nPhoto : Agence centrale / Jean Dupont",
        "- Le premier point de la liste est assez long, voyez\n- le deuxième point aussi, et même plus",
        "Le président a parlé devant les députés mardi soir.\nLes députés ont voté la loi de finances.",
        "Une très longue ligne " + "qui continue encore et toujours " * 5 + "\nsans être pliée",
        "1. Un premier titre assez long pour être plié ici\n2. un second titre assez long pour être plié",
    ],
)
def test_other_lines_stay_apart(read, text):
    assert texts(read(text, "a.txt")) == [line.strip() for line in text.split("\n")]


def test_two_wrapped_lines_are_joined(read):
    text = "Le ministre a répondu aux questions des journalistes pendant\nplus d’une heure."
    assert texts(read(text, "a.txt")) == [text.replace("\n", " ")]


def test_wrapped_text_without_capitals_is_joined(read):
    line = "قال الرئيس إن الاتفاق جاهز وإن التوقيع سيكون يوم الخميس المقبل في"
    assert len(texts(read(f"{line}\nالعاصمة بحضور الوفدين", "a.txt"))) == 1


def test_hostile_strings_keep_their_places(read, sound, visible, hostile_text):
    if any(c in hostile_text for c in "\0\x01\ud83d"):
        return
    started = time.process_time()
    document = read(hostile_text, "a.txt")
    assert time.process_time() - started < 5
    sound(hostile_text, document)
    assert visible("".join(texts(document))) == visible(hostile_text)
