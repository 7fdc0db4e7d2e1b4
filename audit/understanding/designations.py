"""Names of things with a code behind a hyphen: ``Zagrel-S4``.

Cyrillic and Latin capitals that look alike are others in transliteration, so that one thing gets
two codes (``S4``, ``C4``) when one of them is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.understanding import Spot
from audit.understanding.reading import Reading

_CODED = re.compile(
    r"(?<![\w-])([^\W\d_][\w’']{2,20})[-‑]([A-ZА-Я]{0,3}\d{0,4}[A-ZА-Я]{0,3})(?![\w-])"
)
_COPIED = {
    "С": "S", "C": "S", "В": "V", "B": "V", "Н": "N", "H": "N", "Р": "R", "P": "R", "У": "U",
}  # fmt: skip
"""What a copied capital is in transliteration: of a Cyrillic letter or the Latin one like it."""


@dataclass(frozen=True, slots=True)
class Designation:
    """``Zagrel-S4``."""

    base: str
    """Small letters."""
    code: str
    spot: Spot

    @property
    def key(self) -> str:
        """The code with its letters as transliterated."""
        return "".join(_COPIED.get(letter, letter) for letter in self.code)


def designations(reading: Reading) -> Iterator[Designation]:
    """The names with codes of an article, in its order."""
    for sentence in reading.sentences:
        for match in _CODED.finditer(sentence.text):
            if match.group(2):
                spot = sentence.spot(match.start(), match.end())
                yield Designation(match.group(1).casefold(), match.group(2), spot)
