from __future__ import annotations

import pytest


def metadata(read, text):
    return list(read(text + "<p>texte").metadata)


def test_meta_tags_that_speak_of_origin_or_language(read):
    assert metadata(
        read,
        """<meta charset=utf-8><meta name=Author content="A&eacute; B"><meta name=viewport content=x>
        <meta property="og:locale" content=fr_FR><meta name=generator content="CMS 1">
        <meta property="article:published_time" content=2026-01-01><meta name="DC.Language" content=fr>
        <meta name="translator-name" content="Machine"><meta name="author" content="">
        <meta itemprop="inlanguage" content=fr><link itemprop=translationOfWork href="/en">
        <link rel=stylesheet href=a><meta name=author><meta name=author content="A&eacute; B">""",
    ) == [
        ("author", "Aé B"),
        ("og:locale", "fr_FR"),
        ("generator", "CMS 1"),
        ("article:published_time", "2026-01-01"),
        ("dc.language", "fr"),
        ("translator-name", "Machine"),
        ("inLanguage", "fr"),
        ("translationOfWork", "/en"),
    ]


def test_json_ld_tells_the_page_from_its_original(read):
    script = """[{"@graph": [{"@type": "NewsArticle", "inLanguage": {"@type": "Language",
    "alternateName": "fr"}, "translator": [{"name": "Robot"}, {"@id": "#bot"}, 3, null],
    "digitalSourceType": "https://schema.org/AlgorithmicMedia",
    "translationOfWork": {"@id": "/id/1", "inLanguage": "id", "isBasedOn": {"inLanguage": "jv"}},
    "author": {"name": "X", "inLanguage": "de"}}]}]"""
    assert metadata(read, f"<script type='application/LD+json'>{script}</script>") == [
        ("inLanguage", "fr"),
        ("translator", "Robot"),
        ("translator", "#bot"),
        ("digitalSourceType", "https://schema.org/AlgorithmicMedia"),
        ("translationOfWork", "/id/1"),
        ("translationOfWork.inLanguage", "id"),
        ("translationOfWork.isBasedOn.inLanguage", "jv"),
        ("inLanguage", "de"),
    ]


@pytest.mark.parametrize("script", ["{", "[" * 100_000, "null", '"a"', "", '{"inLanguage": 3}'])
def test_json_ld_that_says_nothing_is_passed_over(read, script):
    assert metadata(read, f"<script type=application/ld+json>{script}</script>") == []


def test_other_scripts_are_no_metadata(read):
    assert metadata(read, '<script>{"inLanguage": "fr"}</script>') == []


def test_values_are_one_line_and_can_be_written(read):
    script = r'{"inLanguage": "f\ud800r\u0000\u001b[31m\n a"}'
    [(_, value)] = metadata(read, f"<script type=application/ld+json>{script}</script>")
    assert value == "f r [31m a"
