"""Counts before which articles French nouns and adjectives stand, and writes their genders.

    python -m training.genders DATA reference/languages/fr/genders.toml

DATA holds files ``NAME.fr-en.tsv.xz``: French, a tab, English. A word has the gender of the
articles right before it where nearly all agree; words of two genders (``le livre``, ``la livre``)
are left out, as are those after a pronoun (``il la place``) and those that no word list holds.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from audit.language.lexicon.words import is_known

LEAST = 4
"""Times that a word stands after an article that tells."""
STRAY = 0.02
"""Part of them that may disagree: slips, and articles of another word."""
_MASCULINE = frozenset({"le", "un", "ce", "au", "du", "aucun"})
_FEMININE = frozenset({"la", "une", "cette", "aucune", "ma", "ta", "sa"})
_PRONOUNS = frozenset({"le", "la"})
_BEFORE_VERBS = frozenset({
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "qui", "ne", "n'", "j'", "se",
    "me", "te", "lui", "y", "en", "leur",
})  # fmt: skip
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*['’]?|[.,;:!?]")


def pairs(sentence: str) -> Iterator[tuple[str, str]]:
    """(gender, word) for each word in small letters right after an article that tells."""
    words = [word.replace("’", "'") for word in _TOKEN.findall(sentence)]
    for at, word in enumerate(words[1:], 1):
        article = words[at - 1].casefold()
        gender = "m" if article in _MASCULINE else "f" if article in _FEMININE else ""
        is_pronoun = article in _PRONOUNS and at > 1 and words[at - 2].casefold() in _BEFORE_VERBS
        if gender and not is_pronoun and word.islower() and len(word) > 2 and word[-1] != "'":
            yield gender, word


def genders(counts: dict[str, Counter[str]]) -> dict[str, list[str]]:
    """The words of each gender, sorted."""
    found: dict[str, list[str]] = {"f": [], "m": []}
    for word in sorted(counts):
        (gender, most), total = counts[word].most_common(1)[0], counts[word].total()
        if total >= LEAST and total - most <= STRAY * total and is_known(word, "fr"):
            found[gender].append(word)
    return found


def main() -> None:
    """Reads the corpus and writes the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    for path in sorted(options.data.glob("*.fr-en.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for gender, word in pairs(line.split("\t")[0]):
                    counts.setdefault(word, Counter())[gender] += 1
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(_written(genders(counts)), encoding="utf-8")


def _written(found: dict[str, list[str]]) -> str:
    lines = [
        "# Genders of French nouns and adjectives in the singular. Written by training/genders.py."
    ]
    lines += ['language = "fr"', 'sources = ["the corpus of training/README.md, by count"]']
    for field, gender in (("feminine", "f"), ("masculine", "m")):
        lines += [
            f'{field} = """',
            *wrap(" ".join(found[gender]), 99, break_on_hyphens=False),
            '"""',
        ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
