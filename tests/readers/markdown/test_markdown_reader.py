from __future__ import annotations

import time

import pytest

from audit.errors import ReadError
from audit.model.document import BlockKind

ALL = """\
---
title: "Un \\"grand\\" pont" # fin
lang: fr_CA
tags: [a, b]
date: 2026-01-01 # jour
nested:
  key: value
quote: 'l''été'
---

# Titre *un* #

# # # Deux #

Trois `non` *quatre*
cinq
===

Six \\*sept\\* &eacute;t&eacute; **huit _neuf_** [dix *onze*](http://a/x "non") [douze][r]\\
treize@@
quatorze<br>quinze <!-- traudit-ignore X: non --> <span lang=en>seize</span> ~~dix-sept~~ <http://a/b>

[r]: http://a "non"

> Citation
suite
>> profonde ![alt **un** &amp; deux ![trois](u)](u "non") fin
>
> - point `` ` `` a
>   b
>   1. c

| En | tête \\| a |
|----|:--:|
| `non` x | *y* ![z](u) |
| w | |

    code

```python
code
```

<figure lang="en"><img alt="Une &eacute;cole"><figcaption>L&eacute;gende</figcaption></figure>

> <div>
> dans le
> bloc
> </div>

<aside>

Dans l’**encadré**.

</aside>

***
Fin.
""".replace("@@", "  ")

EXPECTED = [
    ('Un "grand" pont', "headline"),
    ("Titre un", "headline"),
    ("# # Deux", "headline"),
    ("Trois \ufffc quatre cinq", "headline"),
    (
        "Six *sept* été huit neuf dix onze douze treize quatorze quinze seize dix-sept http://a/b",
        None,
    ),
    ("Citation suite", "quote"),
    ("profonde \ufffc fin", "quote"),
    ("alt un & deux trois", "caption"),
    ("point \ufffc a b", "quote"),
    ("c", "quote"),
    ("En", None),
    ("tête | a", None),
    ("\ufffc x", None),
    ("y", None),
    ("z", "caption"),
    ("w", None),
    ("Une école", "caption"),
    ("Légende", "caption"),
    ("dans le bloc", "quote"),
    ("Dans l’encadré.", "furniture"),
    ("Fin.", None),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_construct(read, sound, end):
    text = ALL.replace("\n", end)
    document = read(text, "a.md")
    sound(text, document)
    assert [(block.text, block.kind) for block in document.blocks] == EXPECTED
    assert document.language == "fr-CA"
    assert document.metadata == (
        ("title", 'Un "grand" pont'),
        ("lang", "fr_CA"),
        ("date", "2026-01-01"),
        ("quote", "l'été"),
    )
    assert [block.language for block in document.blocks[16:19]] == ["en", "en", None]


def raw(text, block, part):
    start = block.text.index(part)
    span = block.map.span(start, start + len(part))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("index", "part", "expected"),
    [
        (1, "un", "un"),
        (2, "# Deux", "# Deux"),
        (4, "*sept*", "\\*sept\\*"),
        (4, "été", "&eacute;t&eacute;"),
        (4, "dix onze", "dix *onze"),
        (4, "onze douze", 'onze*](http://a/x "non") [douze'),
        (4, "douze treize", "douze][r]\\\r\ntreize"),
        (5, "Citation suite", "Citation\r\nsuite"),
        (7, "& deux", "&amp; deux"),
        (8, "a b", "a\r\n>   b"),
        (11, "tête | a", "tête \\| a"),
        (17, "é", "&eacute;"),
        (18, "dans le bloc", "dans le\r\n> bloc"),
    ],
)
def test_places_in_the_file(read, index, part, expected):
    text = ALL.replace("\n", "\r\n")
    assert raw(text, read(text, "a.md").blocks[index], part) == expected


def test_what_interrupts_a_paragraph(read):
    text = "un\n# deux\ntrois\n> quatre\n\n- cinq\n<div>six</div>\n\nsept\na | b\n--|--\nc | d"
    assert [block.text for block in read(text, "a.md").blocks] == [
        "un", "deux", "trois", "quatre", "cinq", "six", "sept", "a", "b", "c", "d",
    ]  # fmt: skip


def test_html_around_markdown_counts_for_it(read):
    text = (
        "<div lang=en>\n\nOne *two*\n\n</div>\n\nTrois\n\n<blockquote>\n\nquatre\n\n</blockquote>"
    )
    document = read(text, "a.md")
    assert [(block.text, block.kind, block.language) for block in document.blocks] == [
        ("One two", None, "en"),
        ("Trois", None, None),
        ("quatre", BlockKind.QUOTE, None),
    ]


def test_toml_front_matter(read, sound):
    text = '+++\nlanguage = "pt"\ntitle = "Um"\nn = 3\n[params]\na = "b"\n+++\nTexte *a*.\n'
    document = read(text, "a.md")
    sound(text, document)
    assert document.language == "pt"
    assert document.metadata == (("language", "pt"), ("title", "Um"), ("n", "3"))
    assert [block.text for block in document.blocks] == ["Um", "Texte a."]
    assert len(read("+++\npas du TOML\n+++\n", "a.md").blocks) == 1


@pytest.mark.parametrize(
    "text", ["---\n", "---\na: b\n  ", '---\nlang: "\n---\nx', "---\n \n---\nx"]
)
def test_odd_front_matter_breaks_nothing(read, sound, text):
    sound(text, read(text, "a.md"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("un\n" + "> " * 150 + "mot", "a.md:2: nested deeper than 100 levels"),
        ("- " * 150 + "mot", "a.md:1: nested deeper than 100 levels"),
        ("![" * 10_001, "a.md: more than 10000 opening brackets"),
        ("un\n\n<textarea>\ndeux", "a.md:3:1: <textarea> is never closed"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(read, text, message):
    with pytest.raises(ReadError) as caught:
        read(text, "a.md")
    assert str(caught.value) == message


def test_deep_but_bearable_nesting_loses_nothing(read):
    assert [block.text for block in read("> " * 90 + "mot", "a.md").blocks] == ["mot"]


@pytest.mark.parametrize(
    "text",
    [
        "![" * 2000 + "a" + "](b)" * 2000,
        "[" * 3000 + "a" + "](b)" * 3000,
        "*a " * 5000,
        "**a_ b* " * 3000,
        "# Titre\n\n" * 10_000,
        "a | b\n-|-\n" + "c | d\n" * 2000,
        "a|" * 3000 + "\n" + "-|" * 3000 + "\n" + "b|" * 3000,
        "Le président a parlé. " * 20_000,
        "ligne\n" * 20_000,
        "`" * 3000 + " " + "``" * 3000,
        "<a x='" * 5000,
    ],
    ids=range(11),
)
def test_large_and_hostile_input_ends_soon(read, sound, text):
    started = time.process_time()
    try:
        sound(text, read(text, "a.md"))
    except ReadError as error:
        assert "nested too deeply" in str(error)
    assert time.process_time() - started < 15


def test_hostile_strings_keep_their_places(read, sound, hostile_text):
    if any(c in hostile_text for c in "\0\x01\ud83d"):
        return
    for text in (hostile_text, f"> - {hostile_text}", f"| {hostile_text} |\n|--|\n| x |"):
        started = time.process_time()
        sound(text, read(text, "a.md"))
        assert time.process_time() - started < 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le [plan]({{< ref \"p.md\" >}}) et {{< b >}}gras{{< /b >}} ici", ["Le plan et gras ici"]),
        ("{{< notice \"info\" >}}\nUn texte\n{{< /notice >}}\nDeux", ["Un texte", "Deux"]),
        ("Il coûte {{ prix.total | arrondi }} euros", ["Il coûte \ufffc euros"]),
        ("Il coûte {{< prix \"a\" >}} euros", ["Il coûte \ufffc euros"]),
        ("Il a {% if a > 1 %}deux{% endif %} roues", ["Il a deux roues"]),
        ("![Une roue]({% asset a.jpg %})", ["Une roue"]),
        ("Voir {{LINK_1}} et [[LINK_2]]", ["Voir {{LINK_1}} et [[LINK_2]]"]),
        ("Voir [[a|le plan]], [[b#c]] et ![[d.png]]", ["Voir le plan, b#c et"]),
        (":::tip Un titre\nUn texte\n:::", ["Un titre", "Un texte"]),
        (":::note\nUn texte\n:::", ["Un texte"]),
        ("> [!NOTE]\n> Un texte", ["Un texte"]),
        (">[!info]- Un titre\n>Un texte", ["Un titre", "Un texte"]),
        ('!!! note "Un titre"\n\n    Un texte\n\nDeux', ["Un titre", "Un texte", "Deux"]),
        ("# Un titre {#ancre}\n\nUn mot[^1].\n\n[^1]: Une note", ["Un titre", "Un mot.", "Une note"]),
        ("Cliquez sur ![un bouton](a.png) ici. ![Un port](b.png) Fin.",
         ["Cliquez sur \ufffc ici. Fin.", "un bouton", "Un port"]),
        ("Ouvrez `a.txt`.", ["Ouvrez \ufffc."]),
        ("`a`\n\n![](b)\n\n{{ page.corps }}", []),
    ],
)  # fmt: skip
def test_markup_of_generators_is_no_text(read, sound, text, expected):
    document = read(text, "a.md")
    sound(text, document)
    assert [block.text for block in document.blocks] == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ('title: "Un \\"titre\\" \\u00e9"', [('Un "titre" é', "headline")]),
        ("title: 'L''été' # fin", [("L'été", "headline")]),
        ("title: Un titre # fin\ndraft: true", [("Un titre", "headline")]),
        ("summary: >\n  Une ligne\n  et deux\n\ndate: 1", [("Une ligne et deux", None)]),
        ("description: Une ligne\n  et deux", [("Une ligne et deux", None)]),
        ('title: [a]\ndescription: &a b\nsummary: "a', []),
        ("title: Le corps.", []),
        ("tags: title\nauthor: Jeanne", []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_texts_of_the_front_matter(read, sound, front, expected, end):
    text = f"---\n{front}\n---\n\nLe corps.\n".replace("\n", end)
    document = read(text, "a.md")
    sound(text, document)
    found = [(block.text, block.kind) for block in document.blocks]
    assert found == [*expected, ("Le corps.", None)]
