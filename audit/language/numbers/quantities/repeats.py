"""One figure of an article with two scales: 2,4 milliards and 2,4 millions de mètres cubes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.language.numbers.quantities.value import Quantity, Strength

_MILLION = 10**6
_FOLLOWING = 14
"""Code points after a number that must be the same for it to count the same things."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number with a scale word in one of the sentences of an article."""

    sentence: int
    quantity: Quantity
    counted: str
    """What stands after the scale word."""


def mixed_scales(
    sentences: Sequence[tuple[str, Sequence[Quantity]]],
) -> Iterator[tuple[Mention, Mention]]:
    """Mentions of a figure with another scale than the article mostly or first gives it.

    Only figures of two places and more are looked at, which seldom recur by chance.

    Args:
        sentences: text and quantities, in the order of the article.

    Yields:
        The doubtful mention, and the one that it contradicts.
    """
    groups: dict[tuple[Fraction, str], list[Mention]] = defaultdict(list)
    for number, (text, quantities) in enumerate(sentences):
        for atom in (atom for one in quantities for atom in one.atoms()):
            mention = _mention(number, text, atom)
            if mention is not None:
                groups[atom.values[0] / atom.scale, mention.counted].append(mention)
    for mentions in groups.values():
        by_scale: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_scale[mention.quantity.scale].append(mention)
        # The first of equals stays first: articles say a number right before they repeat it.
        usual = max(by_scale.values(), key=len)
        for doubtful in (one for rest in by_scale.values() if rest is not usual for one in rest):
            yield doubtful, usual[0]


def _mention(sentence: int, text: str, atom: Quantity) -> Mention | None:
    if atom.scale < _MILLION or atom.strength is not Strength.FIRM or len(atom.values) != 1:
        return None
    mantissa = atom.values[0] / atom.scale
    if len(str(mantissa.numerator).strip("0")) < 2:
        return None
    place = atom.text.find(atom.scale_text)
    if place < 0:
        return None
    after = text[atom.start + place + len(atom.scale_text) :]
    counted = " ".join(after.split())[:_FOLLOWING].lower()
    return Mention(sentence, atom, counted) if len(counted) == _FOLLOWING else None
