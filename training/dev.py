"""The dev score: chrF2 and BLEU of greedy translations of held-out lines, both ways."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from training.config import Languages, RecipeError
from training.corpus import open_text
from training.decode import translate
from training.model import Translator
from training.vocabulary import Vocabulary

TOKENS = 32_768


@dataclass(frozen=True, slots=True)
class DevScore:
    """Scores of one direction, 0..100, and how long the decoding took."""

    direction: str
    chrf: float
    bleu: float
    unfinished: int
    """Sentences whose translation never ended."""
    seconds: float


@dataclass(frozen=True, slots=True)
class DevSet:
    """Lines of both languages, one to one."""

    first: tuple[str, ...]
    second: tuple[str, ...]

    @classmethod
    def read(cls, first: Path, second: Path, lines: int) -> DevSet:
        """The first ``lines`` lines of two files.

        Raises:
            RecipeError: when they are not of one length.
        """
        sides = [tuple(islice(open_text(path), lines)) for path in (first, second)]
        if not sides[0] or len(sides[0]) != len(sides[1]):
            raise RecipeError(f"{first} and {second}: {len(sides[0])} and {len(sides[1])} lines")
        return cls(*sides)

    def score(
        self, model: Translator, vocabulary: Vocabulary, languages: Languages
    ) -> tuple[DevScore, ...]:
        """Both directions."""
        first, second = languages.first, languages.second
        return (
            self._score(model, vocabulary, (self.first, self.second), (first, second)),
            self._score(model, vocabulary, (self.second, self.first), (second, first)),
        )

    @staticmethod
    def _score(
        model: Translator,
        vocabulary: Vocabulary,
        sides: tuple[tuple[str, ...], tuple[str, ...]],
        pair: tuple[str, str],
    ) -> DevScore:
        from sacrebleu.metrics import BLEU, CHRF

        begun = time.perf_counter()
        found = translate(model, vocabulary, sides[0], pair[1], TOKENS)
        seconds = time.perf_counter() - begun
        texts, references = [text or "" for text in found], [list(sides[1])]
        return DevScore(
            direction="-".join(pair),
            chrf=CHRF().corpus_score(texts, references).score,
            bleu=BLEU(force=True).corpus_score(texts, references).score,
            unfinished=sum(text is None for text in found),
            seconds=seconds,
        )
