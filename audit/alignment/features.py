"""What two texts in different languages share without a dictionary: anchors for the alignment.

Numbers by their digits, names by sound, cognates by their first letters (Simard, Foster and
Isabelle 1992), punctuation, and length (Gale and Church 1993).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.language.names.key import name_key
from audit.language.text.fold import folded

COGNATE = 4
"""First letters that cognates share."""
_WORD = re.compile(
    r"(?P<number>\d+(?:[.,:\u00a0\u202f\u2009 ]\d{3}(?!\d))*(?:[.,:]\d+)?)|(?P<word>[^\W\d_]+)"
)
_SCALE = 10.0
_SHORT = 3
"""Added to lengths, so that those of very short texts say little."""
_VARIANCE = 6.8
"""Of the length of a translation, a character (Gale and Church 1993)."""

MARKS: tuple[tuple[str, str], ...] = (
    ("question", "?？؟"),
    ("quotes", '"«»“”„「」『』'),
    ("brackets", "(（["),
    ("colon", ":："),
    ("percent", "%％٪"),
    ("exclamation", "!！"),
    ("semicolon", ";；؛"),
)
"""Punctuation that translators keep; each with what writes it in any language."""

_SETS = ("cognates", "numbers", "names", "words")
_STOPS = ".!?…。！？؟।"
_AFTER_STOP = "\"'»”’)]』」 \u00a0\u202f"
FEATURES: tuple[str, ...] = (
    *(f"{name}_{of}" for name in _SETS for of in ("likeness", "shared", "one_sided", "disjoint")),
    *(
        f"{name}_{of}"
        for name in (*(name for name, _ in MARKS), "stop")
        for of in ("differ", "agree")
    ),
    "commas",
    "length",
    "ratio",
)
"""Names of the features, in the order of :func:`compare`."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The anchors of a text: how often each occurs."""

    length: int
    """Letters, digits and signs, without white space."""
    cognates: Mapping[str, int]
    numbers: Mapping[str, int]
    names: Mapping[str, int]
    marks: tuple[int, ...]
    commas: int
    words: Mapping[str, int]
    """Words in the source's language: the text's own, or those of its back-translation."""

    def sets(self) -> tuple[Mapping[str, int], ...]:
        """The four sets, in the order of ``_SETS``."""
        return self.cognates, self.numbers, self.names, self.words


def profile(text: str, words: str | None = None) -> Profile:
    """The anchors of ``text``.

    Args:
        words: the same in the source's language, where that is known: the text itself for the
            source, the back-translation for the target.
    """
    cognates: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match.group()
        if match.lastgroup == "number":
            numbers["".join(filter(str.isdigit, word))] += 1
            continue
        if len(word) >= COGNATE:
            cognates[folded(word)[:COGNATE]] += 1
        if _is_name(word, text, match.start()):
            names[name_key(word)] += 1
    return Profile(
        length=sum(not char.isspace() for char in text),
        cognates=cognates,
        numbers=numbers,
        names=names,
        marks=(*(sum(map(text.count, signs)) for _, signs in MARKS), _is_stopped(text)),
        commas=sum(map(text.count, ",，、،")),
        words=_words(words) if words else {},
    )


def joined(left: Profile, right: Profile) -> Profile:
    """The anchors of two neighbouring texts together."""
    cognates, numbers, names, words = (
        Counter(one) + Counter(two) for one, two in zip(left.sets(), right.sets(), strict=True)
    )
    return Profile(
        length=left.length + right.length,
        cognates=cognates,
        numbers=numbers,
        names=names,
        marks=tuple(one + two for one, two in zip(left.marks, right.marks, strict=True)),
        commas=left.commas + right.commas,
        words=words,
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """A profile and what its anchors weigh, set by set."""

    profile: Profile
    sums: tuple[float, ...]


class Comparer:
    """Compares texts of one pair of articles, in which anchors that are everywhere say little.

    Args:
        source: profiles of the source's segments.
        target: profiles of the target's segments.
    """

    def __init__(self, source: Iterable[Profile], target: Iterable[Profile]) -> None:
        left, right = list(source), list(target)
        every = [*left, *right]
        self._ratio = _length(right) / _length(left)
        self._weights: list[dict[str, float]] = []
        for index in range(len(_SETS)):
            counts = Counter(anchor for one in every for anchor in one.sets()[index])
            self._weights.append({a: math.log(len(every) / n) for a, n in counts.items()})

    def weigh(self, text: Profile) -> Weighed:
        """A profile ready for comparison."""
        sums = (
            sum(weights[anchor] * count for anchor, count in anchors.items())
            for weights, anchors in zip(self._weights, text.sets(), strict=True)
        )
        return Weighed(text, tuple(sums))

    def shared(self, pairs: Iterable[tuple[Profile, Profile]]) -> float:
        """What the anchors weigh that the two sides of each pair have in common, in nats."""
        return sum(
            _shared(weights, one, two)
            for left, right in pairs
            for weights, one, two in zip(self._weights, left.sets(), right.sets(), strict=True)
        )

    def ratio(self, source: Profile, target: Profile) -> float:
        """How far the lengths are from those expected here, as a logarithm, 0 or more."""
        return abs(math.log((target.length + _SHORT) / (source.length * self._ratio + _SHORT)))

    def compare(self, source: Weighed, target: Weighed) -> list[float]:
        """The values of ``FEATURES`` for one pair of texts."""
        values: list[float] = []
        left, right = source.profile, target.profile
        for index, weights in enumerate(self._weights):
            one, two = source.sums[index], target.sums[index]
            if one <= 0 or two <= 0:
                values += (0.0, 0.0, float((one > 0) != (two > 0)), 0.0)
            else:
                shared = _shared(weights, left.sets()[index], right.sets()[index])
                likeness = shared / math.sqrt(one * two)
                values += (likeness, shared / _SCALE, 0.0, float(shared == 0))
        for here, there in zip(left.marks, right.marks, strict=True):
            values += (float((here > 0) != (there > 0)), float(here > 0 and there > 0))
        values.append(min(abs(left.commas - right.commas), 5) / 5)
        lengths = left.length * self._ratio + _SHORT, right.length + _SHORT
        spread = sum(lengths) / 2 * _VARIANCE
        values.append(min((lengths[1] - lengths[0]) ** 2 / spread, 50.0) / 10)
        values.append(self.ratio(left, right))
        return values


def _is_stopped(text: str) -> bool:
    """False for headlines and other lines that are no sentences."""
    bare = text.rstrip(_AFTER_STOP)
    return bool(bare) and bare[-1] in _STOPS


def _is_name(word: str, text: str, start: int) -> bool:
    """Capitalised, and not only because it starts the sentence."""
    if len(word) < 2 or not word[0].isupper():
        return False
    return word[1].isupper() or any(map(str.isalnum, text[:start]))


def _words(text: str) -> Counter[str]:
    """Words as compared in one language: cut at six letters, so that endings do not matter."""
    return Counter(folded(match.group())[:6] for match in _WORD.finditer(text))


def _length(profiles: Iterable[Profile]) -> int:
    return sum(one.length for one in profiles) or 1


def _shared(
    weights: Mapping[str, float], left: Mapping[str, int], right: Mapping[str, int]
) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weights[a] * min(n, right[a]) for a, n in left.items() if a in right)
