"""Texts as the index of names has them: same length, so that offsets hold."""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans(
    {
        "İ": "i",
        "ı": "i",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "\t": " ",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "ё": "е",
        "Ё": "е",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "＝": "・",
    }
)


def fold(text: str) -> str:
    """Lower case, one kind of apostrophe, hyphen and space; as many code points as before."""
    return text.translate(_SAME).lower()


def bare(text: str) -> str:
    """A text without the marks on its letters: another length."""
    # What has no decomposition but is typed so where keyboards lack it.
    plain = text.translate(str.maketrans("øØłŁđĐı", "oOlLdDi")).replace("ß", "ss")
    split = unicodedata.normalize("NFD", plain)
    return unicodedata.normalize("NFC", "".join(c for c in split if not unicodedata.combining(c)))
