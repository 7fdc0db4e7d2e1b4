"""Pairs of human translations, as they are and with one place made worse."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from audit.language.text.pieces import pieces
from training.config import RecipeError
from training.corpus import Cleaner, read_pairs
from training.quality.perturb import EDITS, KEPT, SLIGHT, Material, worse
from training.quality.recipe import Clean
from training.quality.rows import Marked

_TYPES = {
    "untranslate": "untranslated", "other-word": "mistranslation", "number": "number",
    "name": "wrong_entity", "add-word": "addition", "add-phrase": "addition",
    "other-sentence": "mistranslation",
}  # fmt: skip
"""Types of the marks that an edit leaves; all others are of fluency."""
_SLIGHT = {name: edit for name, edit in EDITS.items() if name in SLIGHT}
_GRAVE = {name: edit for name, edit in EDITS.items() if name not in SLIGHT} | KEPT


@dataclass(frozen=True, slots=True)
class Twin:
    """A translation, and what an edit made of it."""

    document: str
    languages: tuple[str, str]
    source: str
    good: str
    bad: str
    edit: str
    other: str = ""
    """The good one made worse in another way: gravely where ``bad`` is slightly worse, slightly
    where it is gravely; empty where nothing was found."""
    other_edit: str = ""


def twins(sources: Sequence[Clean], data: Path, seed: int) -> list[Twin]:
    """One twin per pair, every second pair in the other direction, in random order.

    Raises:
        RecipeError: when a source has no file in ``data``.
    """
    rng, cleaner = random.Random(seed), Cleaner(frozenset())
    found: list[Twin] = []
    for source in sources:
        files = sorted(data.glob(f"{source.name}.*.tsv*"))
        if not files:
            raise RecipeError(f"{data}: no file of {source.name}")
        every = [pair for path in files for pair in read_pairs(path)]
        rng.shuffle(every)
        good = (pair for pair in cleaner.clean(every) if all(map(_is_usual, pair)))
        found += _edited(source.name, list(islice(good, source.pairs)), rng)
    rng.shuffle(found)
    return found


def _is_usual(text: str) -> bool:
    return 3 < len(text.split()) < 50


def _edited(name: str, pairs: Sequence[tuple[str, str]], rng: random.Random) -> Iterator[Twin]:
    sides = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    for at, (french, english) in enumerate(pairs):
        source, good, others = (
            (french, english, sides[1]) if at % 2 else (english, french, sides[0])
        )
        languages = ("fr", "en") if at % 2 else ("en", "fr")
        made = worse(good, Material(rng, source, others))
        if made is not None:
            kind, bad = made
            # Drawn by its own numbers, so that the twins stay as they are.
            second = Material(random.Random(f"{name}-{at}"), source, others)
            edit, other = worse(good, second, _GRAVE if kind in SLIGHT else _SLIGHT) or ("", "")
            yield Twin(f"{name}-{at}", languages, source, good, bad, kind, other, edit)


def marked(every: Sequence[Twin]) -> Iterator[Marked]:
    """Every second twin as it was, the others with the mark of their edit."""
    for at, twin in enumerate(every):
        if at % 2:
            yield Marked(twin.document, twin.source, twin.good, twin.languages, ())
        else:
            errors = _marks(twin)
            yield Marked(twin.document, twin.source, twin.bad, twin.languages, errors)


def _marks(twin: Twin) -> tuple[tuple[int, int, str], ...]:
    """What the worse text has and the good one has not, piece by piece."""
    old, new = pieces(twin.good), pieces(twin.bad)
    kind = _TYPES.get(twin.edit, "fluency_style")
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], False)
    return tuple(
        (new[first].start, new[last - 1].end, kind)
        for tag, _, _, first, last in matcher.get_opcodes()
        if tag in ("replace", "insert")
    )
