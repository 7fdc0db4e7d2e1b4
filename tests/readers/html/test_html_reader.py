from __future__ import annotations

import time

import pytest

from audit.errors import ReadError
from audit.model.document import BlockKind


def texts(document):
    return [block.text for block in document.blocks]


def raw(text, block, part):
    start = block.text.index(part)
    span = block.map.span(start, start + len(part))
    return text[span.start : span.end]


def test_offsets_point_through_references_and_white_space(read, sound):
    text = "<p>\r\n  L&rsquo;&eacute;t&eacute;&nbsp;:\r\n\t<b>deux</b> <i>\n fin</i> &amp;&#x20;puis</p>"
    document = read(text)
    sound(text, document)
    [block] = document.blocks
    assert block.text == "L’été\u00a0: deux fin & puis"
    assert raw(text, block, "été") == "&eacute;t&eacute;"
    assert raw(text, block, "’") == "&rsquo;"
    assert raw(text, block, "deux fin") == "deux</b> <i>\n fin"
    assert raw(text, block, " deux") == "\r\n\t<b>deux"
    assert raw(text, block, "& puis") == "&amp;&#x20;puis"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "&eacute &eacutes &notit; &bogus; &amp;amp; & &#233 &#xE9;",
            "é és ¬it; &bogus; &amp; & é é",
        ),
        ("&#0; &#xD800; &#x110000; &#128;", "\ufffd \ufffd \ufffd €"),
        ("a&NotEqualTilde;b", "a≂̸b"),
        ("un<!-- <b>non</b> -->deux", "undeux"),
        ("un <!-- --> deux", "un deux"),
        ("<p title='a > b'>oui</p>", "oui"),
        ("un<br>deux<br/>\n trois<wbr>quatre", "un deux troisquatre"),
        ("un <code>x = 1</code> deux<svg><path/><text>non</text></svg>", "un \ufffc deux"),
        ("un<span hidden>non</span> deux", "un deux"),
        ("Il a dit <q>oui</q>.", "Il a dit oui."),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢"),
        ("pré&shy;sident&#8203;.", "pré\u00adsident\u200b."),
    ],
)
def test_text_inside_a_line(read, sound, text, expected):
    document = read(text)
    sound(text, document)
    assert texts(document) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>un<p>deux<div>trois</div>quatre", ["un", "deux", "trois", "quatre"]),
        ("un<br><br>deux<br>&nbsp;<br>trois<br>quatre", ["un", "deux", "trois quatre"]),
        ("<ul><li>un<li>deux<ul><li>trois</ul>quatre</ul>", ["un", "deux", "trois", "quatre"]),
        ("<table><tr><td>un<td>deux<tr><th>trois</table>", ["un", "deux", "trois"]),
        ("<p>&nbsp;</p><p>&#8203;</p><p>un</p>", ["un"]),
        ("un<script>var a = '<p>non</p>';</script><style>p{}</style>", ["un"]),
        ('<script>var a = "<\\/script>";</script>un', ["un"]),
        ("un<pre>non</pre><select><option>non</select><button>non</button>", ["un"]),
        ("un<noscript><img alt='non'></noscript><template><p>non</template>", ["un"]),
        ("<p>un <b>deux</p></b><p>trois</i>", ["un deux", "trois"]),
        ("</div></p>un</article>", ["un"]),
        ("<p>un<code>non</p><p>deux", ["un\ufffc", "deux"]),
        ("<dl><dt>un<dd>deux<dt>trois</dl>", ["un", "deux", "trois"]),
        ("un<hr>deux", ["un", "deux"]),
    ],
)
def test_elements_begin_blocks(read, sound, text, expected):
    document = read(text)
    sound(text, document)
    assert texts(document) == expected


def test_kinds_come_from_the_markup(read, sound):
    text = """<h1>Un</h1><h3>Deux</h3><p>Trois<figure><img alt="Quatre &eacute;"><figcaption>Cinq
    </figcaption></figure><blockquote><p>Six</p><h2>Sept</h2></blockquote><nav>Huit</nav>
    <div role=navigation>Neuf</div><aside><h2>Dix</h2></aside><footer>Onze</footer>
    <div hidden>Douze</div><table><caption>Treize</caption></table><p>Quatorze"""
    document = read(text)
    sound(text, document)
    assert [(block.text, block.kind) for block in document.blocks] == [
        ("Un", BlockKind.HEADLINE),
        ("Deux", BlockKind.HEADLINE),
        ("Trois", None),
        ("Quatre é", BlockKind.CAPTION),
        ("Cinq", BlockKind.CAPTION),
        ("Six", BlockKind.QUOTE),
        ("Sept", BlockKind.HEADLINE),
        ("Huit", BlockKind.FURNITURE),
        ("Neuf", BlockKind.FURNITURE),
        ("Dix", BlockKind.FURNITURE),
        ("Onze", BlockKind.FURNITURE),
        ("Douze", BlockKind.FURNITURE),
        ("Treize", BlockKind.CAPTION),
        ("Quatorze", None),
    ]


def test_an_unclosed_headline_ends_at_the_next_paragraph(read):
    document = read("<h2>Un <p>Deux <h2>Trois <h2>Quatre</h3> Cinq")
    assert [(block.text, block.kind) for block in document.blocks] == [
        ("Un", BlockKind.HEADLINE),
        ("Deux", None),
        ("Trois", BlockKind.HEADLINE),
        ("Quatre", BlockKind.HEADLINE),
        ("Cinq", None),
    ]


def test_the_alt_text_of_an_image_does_not_cut_a_sentence(read, sound):
    text = "<p>Le pont <img src=a alt='Un pont &agrave;\nParis' lang=EN> est neuf. <img alt=''><img alt='--'>"
    document = read(text)
    sound(text, document)
    assert [(block.text, block.kind, block.language) for block in document.blocks] == [
        ("Le pont \ufffc est neuf.", None, None),
        ("Un pont à Paris", BlockKind.CAPTION, "en"),
    ]
    assert raw(text, document.blocks[1], "à Paris") == "&agrave;\nParis"


def test_languages(read):
    document = read(
        "<html lang=' fr_CA'><body><p>un<div lang=EN-gb><p>deux<p lang=''>trois</div>"
        "<p><span lang=de>quatre</span></p><p>cinq <i lang=de>sechs</i></p><p xml:lang=es>seis"
        "<p lang='pas une langue'>sept"
    )
    assert document.language == "fr-CA"
    assert [(block.text, block.language) for block in document.blocks] == [
        ("un", None),
        ("deux", "en-gb"),
        ("trois", "en-gb"),
        ("quatre", "de"),
        ("cinq sechs", None),
        ("seis", "es"),
        ("sept", None),
    ]


def test_the_language_of_the_page_may_stand_in_a_meta_tag(read):
    assert read("<meta http-equiv=Content-Language content=pt-BR>a").language == "pt-BR"
    assert read("<meta http-equiv=Content-Language content='fr, en'>a").language is None


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Un pont neuf à Paris", False),
        ("Un  pont neuf &agrave; paris - Le Journal", False),
        ("Un pont neuf", False),
        ("Un pont neuf à Paris | Le grand journal indépendant du matin", False),
        ("Le Courrier – Un pont neuf à Paris - Éco", False),
        ("Le Journal indépendant du matin de Paris et du soir | Le Journal", True),
        ("Journal du matin de l’Ouest | Un pont neuf à Paris | Éco", True),
        ("Le Journal", True),
        ("Le maire inaugure un pont", True),
    ],
)
def test_the_title_is_read_unless_the_headline_says_the_same(read, title, kept):
    document = read(f"<head><title>{title}</title></head><main><h1>Un pont neuf à Paris</h1><p>a")
    kinds = [block.kind for block in document.blocks]
    assert kinds == [BlockKind.HEADLINE] * (1 + kept) + [None]


def furniture(document):
    return [block.text for block in document.blocks if block.kind is BlockKind.FURNITURE]


def test_only_the_article_is_the_article(read):
    document = read(
        "<p>un</p><main><p>deux<article><h1>trois</h1><p>quatre</article><p>cinq</main>"
        "<aside><article>six</article></aside><p>Traduit automatiquement."
    )
    assert furniture(document) == ["un", "deux", "cinq", "six", "Traduit automatiquement."]
    assert texts(document)[2:4] == ["trois", "quatre"]
    assert furniture(read("<p>un<main>deux</main>trois")) == ["un", "trois"]
    assert furniture(read("<p>un<div role=main>deux</div>trois")) == ["un", "trois"]
    assert furniture(read("<p>un<p>deux")) == []


def test_a_headline_before_the_article_belongs_to_it(read):
    page = (
        "<p>un</p><h1>deux</h1><p>chapeau</p><nav>trois</nav><article>quatre</article><h1>cinq</h1>"
    )
    assert furniture(read(page.replace("<h1>cinq</h1>", ""))) == ["un", "trois"]
    assert furniture(read(page)) == ["un", "deux", "chapeau", "trois", "cinq"]
    own = page.replace("quatre", "<h1>quatre</h1>")
    assert furniture(read(own)) == ["un", "deux", "chapeau", "trois", "cinq"]


def test_xhtml_closes_what_it_says_is_closed(read):
    text = '<?xml version="1.0"?><html><head><title/><script src="a"/></head><p>un<![CDATA[ & deux]]></p>'
    assert texts(read(text, "a.xhtml")) == texts(read(text, "a.html")) == ["un & deux"]


@pytest.mark.parametrize("tag", ["script", "style", "title", "textarea", "pre", "svg", "noscript"])
def test_text_swallowed_by_an_open_element_is_no_clean_page(read, tag):
    with pytest.raises(ReadError, match=rf"^a.html:2:2: <{tag}> is never closed$"):
        read(f"<p>un</p>\n <{tag}>deux <p>trois", "a.html")


def test_an_open_element_at_the_end_that_swallows_nothing_is_harmless(read):
    assert texts(read("<p>un</p><svg> <script>a()</script> </p><svg><style>")) == ["un"]


def test_ten_thousand_headlines_are_quick(read, sound):
    line = "<h2 class=a>Titre n&deg;&nbsp;{}</h2>\n<p>Texte.\n".format
    spent = []
    for count in (2_000, 10_000):
        text = "".join(map(line, range(count)))
        started = time.process_time()
        document = read(text)
        spent.append(time.process_time() - started)
    # Five times the text: 25 times as long would be quadratic.
    assert spent[1] < 15 * spent[0]
    assert len(document.blocks) == 20_000
    sound(text, document)


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "svg"])
def test_deep_nesting_is_quick_and_loses_nothing(read, tag):
    closing = tag.split("><")[0]
    text = f"<{tag}>" * 50_000 + "" + f"</{closing}>" * 50_000 + "<p>fin</p>" + "</b>" * 50_000
    started = time.process_time()
    assert texts(read(text)) == ["fin"]
    assert time.process_time() - started < 8
    assert texts(read("<div>" * 50_000 + "fin")) == ["fin"]


def test_one_long_line_is_quick(read, sound):
    text = "<p>" + "L&rsquo;&eacute;t&eacute; <b>fut</b> long. " * 25_000
    started = time.process_time()
    document = read(text)
    assert time.process_time() - started < 8
    sound(text, document)


def test_hostile_strings_keep_their_places(read, sound, hostile_text):
    if any(c in hostile_text for c in "\0\x01\ud83d"):
        return
    for text in (hostile_text, f"<p title='{hostile_text}'>{hostile_text}</p>"):
        started = time.process_time()
        sound(text, read(text))
        assert time.process_time() - started < 8
