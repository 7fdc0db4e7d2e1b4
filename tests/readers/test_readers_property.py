"""What holds for every file, however strange."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import ReadError
from audit.model.document import RawDocument

PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<p",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<h1>",
        "</h1>",
        "<h2",
        "<li>",
        "<ul>",
        "</ul>",
        "<br>",
        "<br/>",
        "<hr>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<article>",
        "</article>",
        "<aside>",
        "</aside>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<!--",
        "-->",
        "--!>",
        "<!",
        ">",
        "</",
        "<",
        "&",
        "&amp;",
        "&eacute",
        "&nbsp;",
        "&notit;",
        "&#233;",
        "&#xe9",
        "&#0;",
        "&#32;",
        "<img",
        'alt="a&amp;b">',
        "<img",
        "alt='c",
        '"d"',
        "alt=e>",
        "lang=fr",
        "<span",
        "lang=en>",
        "</span>",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<svg>",
        "</svg>",
        "<![CDATA[",
        "]]>",
        "```",
        "`",
        "``",
        "*",
        "**",
        "_",
        "~~",
        "#",
        "##",
        ">",
        "-",
        "+",
        "1.",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](u)",
        "[a]:",
        "|",
        "|-",
        ":-:",
        "---",
        "===",
        "+++",
        "\\",
        "\\*",
        "\\|",
        '"q"',
        "«",
        "»",
        "é",
        "mot",
        "Deux",
        "trois.",
        "l’eau",
        "porte-",
    ]
)
SPACES = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\t", "  \n", "\u00a0", "\u2028", "\f", ""])
SOUP = st.lists(st.tuples(PIECES, SPACES), min_size=1, max_size=40).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)
TAGS = ["p", "div", "b", "i", "span", "a", "em", "li", "ul", "h2", "td", "table", "blockquote",
        "article", "main", "aside", "nav", "figcaption", "section", "dl", "dd", "small"]  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30)

TREES = st.recursive(
    WORDS.map(lambda word: (html.escape(word), word)),
    lambda inside: st.tuples(st.sampled_from(TAGS), st.lists(inside, max_size=4)).map(
        lambda node: (
            f"<{node[0]}>{''.join(child[0] for child in node[1])}</{node[0]}>",
            "".join(child[1] for child in node[1]),
        )
    ),
    max_leaves=20,
)
"""HTML, and the text in it."""


@pytest.mark.parametrize("path", ["a.html", "a.xhtml", "a.md", "a.txt"])
@settings(max_examples=150, deadline=None)
@given(text=SOUP)
def test_every_block_points_at_what_it_was_made_from(read, sound, path, text):
    try:
        document = read(text, path)
    except ReadError as error:
        assert re.search(r"is never closed$", str(error)), error
        return
    sound(text, document)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(SOUP, WORDS))
def test_plain_text_loses_nothing_visible(read, sound, visible, text):
    if not visible(text):
        return
    document = read(text, "a.txt")
    sound(text, document)
    assert visible("".join(block.text for block in document.blocks)) == visible(text)


@settings(max_examples=100, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=5))
def test_escaped_text_comes_back_from_html(read, sound, visible, words):
    text = "".join(f"<p>{html.escape(word)}</p>" for word in words)
    if not visible("".join(words)):
        return
    document = read(text, "a.html")
    sound(text, document)
    wanted = [" ".join(re.split("[ \t\n\r\f]+", word)).strip() for word in words if visible(word)]
    assert [block.text for block in document.blocks] == wanted


@settings(max_examples=100, deadline=None)
@given(tree=TREES)
def test_a_page_loses_nothing_visible(read, sound, visible, tree):
    text, words = "<p>" + tree[0], tree[1]
    document = read(text, "a.html")
    sound(text, document)
    assert visible("".join(block.text for block in document.blocks)) == visible(words)


@settings(max_examples=100, deadline=None)
@given(word=WORDS)
def test_escaped_text_comes_back_from_markdown(read, sound, visible, word):
    text = "Mot " + re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word) + " fin"
    document = read(text, "a.md")
    sound(text, document)
    [block] = document.blocks
    assert block.text == re.sub("[ \t\n\r\f]+", " ", f"Mot {word} fin")


@settings(max_examples=150, deadline=None)
@given(text=SOUP.filter(lambda text: "<" not in text and not text.startswith("+++")))
def test_markdown_text_is_what_its_rendering_shows(read, text, visible):
    from markdown_it import MarkdownIt
    from mdit_py_plugins.front_matter import front_matter_plugin

    document = read(text, "a.md")
    plain = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
    assert visible(_shown(document)) == visible(_text_of(plain.render(text)))


def _shown(document: RawDocument) -> str:
    shown = (block.text for block in document.blocks if block.kind != "caption")
    return "".join(shown).replace("\ufffc", "")


def _text_of(page: str) -> str:
    class Text(HTMLParser):
        code = 0
        found = ""

        def handle_starttag(self, tag, attrs):
            self.code += tag == "code"

        def handle_endtag(self, tag):
            self.code -= tag == "code"

        def handle_data(self, data):
            self.found += "" if self.code else data

    parser = Text()
    parser.feed(page)
    parser.close()
    return parser.found
