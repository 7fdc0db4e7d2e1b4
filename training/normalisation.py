"""The text normalisation built into the sentencepiece model: ``nmt_nfkc`` and the recipe's own.

The recipe adds one style of quotation marks, apostrophes and dashes. As the rules lie in the
model file, every engine that reads it applies them, to sources and targets alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from training.config import RecipeError

BASE = "nmt_nfkc"
_SURROGATES = range(0xD800, 0xE000)


def rules(style: Mapping[str, str]) -> dict[str, str]:
    """What each character or sequence becomes: the base rules, then ``style`` over them.

    The base rules are read off sentencepiece's normaliser, since its table is not in the package:
    every single character, and every decomposed form of a composed one.

    Raises:
        RecipeError: when a style rule's outcome would be changed by another rule.
    """
    from sentencepiece import SentencePieceNormalizer

    normaliser = SentencePieceNormalizer(
        rule_name=BASE,
        add_dummy_prefix=False,
        escape_whitespaces=False,
        remove_extra_whitespaces=False,
    )
    found: dict[str, str] = {}
    for code in range(1, 0x110000):
        if code in _SURROGATES:
            continue
        char = chr(code)
        for text in {char, unicodedata.normalize("NFD", char)}:
            normal = normaliser.normalize(text)
            if normal != text:
                found[text] = normal
    for old, new in style.items():
        if any(char in found or char in style for char in new):
            raise RecipeError(f"normalisation: {old!r} becomes {new!r}, which is changed again")
        found[old] = new
    return found


def write(style: Mapping[str, str], path: Path) -> None:
    """Writes the rules in sentencepiece's format: code points in hex, a tab, code points."""
    lines = (f"{_hex(old)}\t{_hex(new)}\n" for old, new in sorted(rules(style).items()))
    path.write_text("".join(lines), encoding="ascii")


def _hex(text: str) -> str:
    return " ".join(f"{ord(char):X}" for char in text)
