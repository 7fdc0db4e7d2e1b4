"""Which script letters belong to, and the stretches of a text that are in another one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

SCRIPTS = {
    "LATIN": "Latin", "CYRILLIC": "Cyrillic", "ARABIC": "Arabic", "CJK": "Chinese",
    "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "GREEK": "Greek",
    "HEBREW": "Hebrew", "DEVANAGARI": "Devanagari", "THAI": "Thai", "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian", "BENGALI": "Bengali", "TAMIL": "Tamil", "ETHIOPIC": "Ethiopic",
}  # fmt: skip
"""First word of a Unicode character name, and what an editor calls the script."""
_MAIN = 0.8
"""Part of the letters that the script of a text must have."""
_KANA = 0.02
"""Part of words with Kana from which a text in Chinese characters is Japanese."""
_DENSE = frozenset({"Chinese", "Japanese", "Korean"})
_WORD = re.compile(r"[^\W\d_]+")
_KANA_LETTER = re.compile(r"[\u3041-\u30ff]")
_FROM, _TO = (
    "аеорсухіјѕԁɡАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο",
    "aeopcyxijsdgABESIJKMHOPCTYXABEZHIKMNOPTYXvo",
)
_LATIN_FOR = str.maketrans(_FROM, _TO)
"""Letters of Cyrillic and Greek that cannot be told from Latin ones (Unicode TR 39)."""
_CYRILLIC_FOR = str.maketrans("aeopcyxiABEKMHOPCTX", "аеорсухіАВЕКМНОРСТХ")
"""The same the other way, without letters that make words of two scripts (``SMSки``)."""


@dataclass(frozen=True, slots=True)
class ScriptRun:
    """Neighbouring words of one script."""

    start: int
    """Code point in the text."""
    end: int
    script: str
    words: int


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str | None:
    """``Latin``, ``Cyrillic``, ...; None for what is no letter or of a script not listed."""
    return SCRIPTS.get(unicodedata.name(letter, "").split(" ", 1)[0])


def script_counts(text: str) -> Counter[str]:
    """How many letters are in each script; a word counts for the script of its first letter.

    Letters of scripts that write a syllable or a word with one count twice.
    """
    counts: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        script = _word_script(match.group())
        if script is not None:
            counts[script] += len(match.group()) * (2 if script in _DENSE else 1)
    return counts


def main_script(texts: Iterable[str]) -> str | None:
    """The script that most letters are in, or None. Kana make Chinese letters Japanese."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(script_counts(text))
    total = counts.total()
    if counts["Japanese"] > _KANA * total:
        counts["Japanese"] += counts.pop("Chinese", 0)
    best = max(counts, key=lambda script: counts[script], default=None)
    return best if best is not None and counts[best] >= _MAIN * total else None


def stray_runs(text: str, home: str) -> Iterator[ScriptRun]:
    """Neighbouring words of one other script than ``home``. One letter alone is a symbol (β)."""
    own = {home, "Chinese"} if home == "Japanese" else {home}
    run: ScriptRun | None = None
    for match in _WORD.finditer(text):
        script = _word_script(match.group())
        stray = script is not None and script not in own and len(match.group()) > 1
        if run is not None and (not stray or script != run.script):
            yield run
            run = None
        if stray and script is not None:
            start, words = (run.start, run.words) if run is not None else (match.start(), 0)
            run = ScriptRun(start, match.end(), script, words + 1)
    if run is not None:
        yield run


def disguised(text: str) -> Iterator[tuple[int, int, str]]:
    """Words with look-alike letters of another script in them: (start, end, the word mended)."""
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or not 2 <= len(word) <= 60:
            continue
        scripts = {script_of(letter) for letter in word}
        if "Latin" not in scripts or len(scripts - {None}) < 2:
            continue
        for mended in (word.translate(_LATIN_FOR), word.translate(_CYRILLIC_FOR)):
            if len({script_of(letter) for letter in mended}) == 1:
                yield match.start(), match.end(), mended
                break


def _word_script(word: str) -> str | None:
    """The script of a stretch of letters; one with Kana in it is Japanese, whatever it starts."""
    script = script_of(word[0])
    return "Japanese" if script == "Chinese" and _KANA_LETTER.search(word) else script
