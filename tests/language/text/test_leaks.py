"""What language models say around a translation, and credits of subtitles."""

from __future__ import annotations

import pytest

from audit.language.text.leaks import subtitle_credit, talk


@pytest.mark.parametrize(
    "text",
    [
        "Here is the translation of the article:",
        "Here’s the translation",
        "As an AI language model, I cannot",
        "I'm sorry, but I can't translate this",
        "Voici la traduction de l'article :",
        "En tant que modèle de langage, je",
        "Je ne peux pas traduire ce texte.",
        "Voici ma version corrigée et quelques remarques",
        "**Traduction finale**",
        "[End of translation]",
        "(Note : j'ai laissé les noms en anglais.)",
        "Natürlich! Hier ist die Übersetzung des Textes:",
        "Claro, aquí tienes la traducción:",
        "Ecco il testo tradotto:",
        "Segue a tradução completa:",
        "Hier is de vertaling:",
        "Конечно! Вот перевод статьи:",
        "Ось переклад тексту:",
        "Oto tłumaczenie artykułu:",
        "Berikut adalah terjemahan lengkap:",
        "İşte metnin çevirisi:",
        "فيما يلي الترجمة:",
        "以下是完整的译文：",
        "以下が翻訳です。",
        "다음은 번역문입니다.",
    ],
)
def test_talk_is_known_at_the_start(text: str) -> None:
    assert talk().match(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Le texte dit : voici la traduction.",
        "Voici la traduction d'un poème oublié.",
        "Traduction : Jeanne Martin",
        "La traduction finale du traité est prête.",
        "Bien sûr, voici venir l'été.",
        "Here is the harbour that opened on Monday.",
        "As an aide to the mayor, she knew.",
        "Voici le port.",
        "La traduction du roman est belle.",
        "Translations are expensive.",
        "The final translation was printed in May.",
        "Die Übersetzung des Romans erscheint im Mai.",
        "以下是周一的新闻。",
    ],
)
def test_prose_is_not(text: str) -> None:
    assert talk().match(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sous-titres réalisés par la communauté d’Amara.org", True),
        ("Subtitles by the Amara.org community", True),
        ("Thank you for watching!", True),
        ("Untertitel im Auftrag des ZDF für funk, 2017", True),
        ("Субтитры создавал DimaTorzok", True),
        ("ご視聴ありがとうございました", True),
        ("Les sous-titres du film sont de la mairie.", False),
        ("Thank you for watching the children, she said.", False),
    ],
)
def test_credits_of_subtitles(text: str, found: bool) -> None:
    assert (subtitle_credit().match(text) is not None) is found
