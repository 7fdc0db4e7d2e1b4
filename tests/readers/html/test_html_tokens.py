from __future__ import annotations

import time

import pytest

from audit.readers.html.tokens import tokenize


def tokens(content, **options):
    found = []
    for token in tokenize(content, **options):
        whole = content[token.start : token.end]
        found.append((token.kind, token.name or whole))
    return found


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a<b>c</b>", [("text", "a"), ("start", "b"), ("text", "c"), ("end", "b")]),
        ("<A HREF=x>", [("start", "a")]),
        ("1 < 2 <3 a<", [("text", "1 < 2 <3 a<")]),
        ("a<!-- <p> -->b", [("text", "a"), ("text", "b")]),
        ("a<!-->b<!--->c<!----!>d", [("text", part) for part in "abcd"]),
        ("<!DOCTYPE html><?php a ?>b</ >c</>", [("text", "b"), ("text", "c")]),
        ("<p title='a > b'>c", [("start", "p"), ("text", "c")]),
        ('<p title="a\n> b"\n>c', [("start", "p"), ("text", "c")]),
        ("<p a=b/c>d<br/>", [("start", "p"), ("text", "d"), ("start", "br")]),
        ("<script>if (a<b) '<p>'</script >c", [("start", "script"), ("raw", "if (a<b) '<p>'"), ("end", "script"), ("text", "c")]),
        ("<SCRIPT>var a = '</scripts>'</Script>b", [("start", "script"), ("raw", "var a = '</scripts>'"), ("end", "script"), ("text", "b")]),
        ("<script>'</script>'", [("start", "script"), ("raw", "'"), ("end", "script"), ("text", "'")]),
        ("<script><!-- <script> </script> --></script>a", [("start", "script"), ("raw", "<!-- <script> </script> -->"), ("end", "script"), ("text", "a")]),
        ("<title>a &amp; <b></title>c", [("start", "title"), ("text", "a &amp; <b>"), ("end", "title"), ("text", "c")]),
        ("<script>a</\u017fcript>b", [("start", "script"), ("raw", "a</\u017fcript>b")]),
        ("a<!-- jamais fini <p>b", [("text", "a"), ("text", "b")]),
        ("a<!-- jamais", [("text", "a<!-- jamais")]),
        ('a<p title="jamais>b', [("text", "a"), ("start", "p"), ("text", "b")]),
        ("a<p title='jamais", [("text", "a<p title='jamais")]),
    ],
)  # fmt: skip
def test_tags_and_texts(content, expected):
    assert tokens(content) == expected


def test_in_xml_a_script_may_be_closed_at_once_and_sections_are_text():
    content = "<script src='a'/>b<![CDATA[c & <d>]]>"
    assert tokens(content, xml=True) == [("start", "script"), ("text", "b"), ("raw", "c & <d>")]
    assert tokens(content)[1][0] == "raw"


def test_attributes_have_places_and_decoded_values():
    content = """<img alt = 'Il dit "&eacute;t&eacute;"' ALT=deux data-x src=a&b hidden = "">"""
    [token] = tokenize(content)
    assert token.value(content, "alt") == 'Il dit "été"'
    start, end = token.attributes["alt"]
    assert content[start:end] == 'Il dit "&eacute;t&eacute;"'
    assert token.value(content, "data-x") == token.value(content, "hidden") == ""
    assert token.value(content, "src") == "a&b"
    assert token.value(content, "width") is None


N = 20_000


@pytest.mark.parametrize(
    "content",
    [
        "<" * N, "<a " * N, "<a x='" * N, '<a x="1>" ' * N, "<!--" * N, "<!" * N, "</" * N,
        "<![CDATA[" * N, "<script><!--<script></script>" * N, "<a " + "x=1 " * N, "<a" + " " * N,
        "<a " + "=" * N + ">", "<title>" * N, "<!--" + "--!" * N, "&" * N, "<?" * N,
    ],
    ids=range(16),
)  # fmt: skip
def test_hostile_markup_takes_linear_time(content):
    started = time.process_time()
    for xml in (False, True):
        for _ in tokenize(content, xml=xml):
            pass
    assert time.process_time() - started < 5
