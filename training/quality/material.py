"""What the segment score learns from: translations, what is known of them, which are worse."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy

from audit.model.segments import SegmentPair
from audit.qe.segments.opinion import opinion
from audit.qe.words.pair import is_supported
from audit.qe.words.tagger import tags
from training.config import RecipeError
from training.quality.compared import Judged, pairs, read_compared, some
from training.quality.curves import Signals
from training.quality.decode import decode
from training.quality.gather import Cases, gather
from training.quality.perturb import SLIGHT
from training.quality.recipe import Recipe
from training.quality.synthetic import Twin, twins

Array = numpy.ndarray[Any, Any]
DECODED = "decoded"
"""The case with word tables and an engine."""
TABLES = frozenset({DECODED, "tables"})
PLAIN = frozenset({"spelling", "formal"})
"""Cases without word tables."""
GRAVER = "graver"
"""Pairs of a grave and a slight edit of one translation; a kind of their own."""
GROSS = frozenset({"other-sentence", "drop-phrase", "drop-end", "add-phrase", "shuffle"})
"""Edits that weigh more where little is known."""
_KINDS = ("good", "bad", "other")


@dataclass(frozen=True, slots=True)
class Graded:
    """A translation with an error, and whether that is grave."""

    signals: Signals
    grave: bool
    set: str
    """Name of the set; empty for twins."""
    held: bool
    """Kept back to see how well the others teach."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two translations of a source, one of them worse."""

    worse: Signals
    better: Signals
    set: str
    held: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """What the score learns from, in one case."""

    worse: list[Signals]
    better: list[Signals]
    weights: list[float]
    kinds: list[str]
    """Name of the set, ``GRAVER`` or the edit that made it worse."""
    held: list[bool]
    """Kept back to see how well the others teach."""

    def add(self, worse: Signals, better: Signals, weight: float, kind: str, held: bool) -> None:
        """One more pair."""
        self.worse.append(worse)
        self.better.append(better)
        self.weights.append(weight)
        self.kinds.append(kind)
        self.held.append(held)

    def share(self, low: int, weight: float) -> None:
        """Makes the pairs from ``low`` on weigh so much in all."""
        total = sum(self.weights[low:]) or 1.0
        self.weights[low:] = [one * weight / total for one in self.weights[low:]]


@dataclass(frozen=True, slots=True)
class Material:
    """Twins and judged translations, and what is known of them."""

    recipe: Recipe
    made: Sequence[Twin]
    judged: Sequence[Judged]
    found: Mapping[str, Cases]
    opinions: Mapping[str, Signals]
    """What word models that had not seen a translation say of it; none of twins, half of which they
    have seen.
    """

    def signals(self, name: str, case: str) -> Signals:
        """The signals of a translation."""
        found = self.found[name][case]
        return found | dict(self.opinions.get(name, {})) if case in TABLES else found

    def decoded(self, work: Path) -> Material:
        """What the engine force-decoded, with what it says beside the other signals."""
        settings = self.recipe.score
        made = self.made[: settings.graver]
        judged = [
            one
            for kind in settings.compared
            if kind.tables
            for one in some([it for it in self.judged if it.set == kind.name], kind.decoded)
        ]
        segments = [*(one.segment for one in judged), *_twin_segments(made)]
        said = decode(segments, work, settings.engine)
        found = {
            name: {DECODED: self.found[name]["tables"] | dict(one)} for name, one in said.items()
        }
        missing = {segment.id for segment in segments} - found.keys()
        return replace(
            self,
            made=[one for one in made if not missing & {it.id for it in _twin_segments([one])}],
            judged=[one for one in judged if not missing & {one.segment.id, one.rival}],
            found=found,
        )

    def pairs(self, case: str) -> Pairs:
        """All pairs; those of some twins and documents are held back."""
        made = self._of_twins(case)
        settings, rng = self.recipe.score, random.Random(self.recipe.seed)
        for one in settings.compared:
            if one.tables is (case in PLAIN):
                continue
            low = len(made.worse)
            for held in (True, False):
                every = [
                    it
                    for it in self.judged
                    if it.set == one.name and self._is_held(it.document) is held
                ]
                for worse, better, weight in pairs(every, one.others, rng):
                    both = self.signals(worse, case), self.signals(better, case)
                    made.add(*both, weight, one.name, held)
            made.share(low, one.weight)
        made.share(0, len(made.weights))
        return made

    def graded(self, case: str) -> list[Graded]:
        """Translations with errors that are known to be grave or slight: the worse of two of the
        same source, those that people marked, and twins that are made worse in both ways.
        """
        found = [
            Graded(
                self.signals(one.segment.id, case), one.grave, one.set, self._is_held(one.document)
            )
            for one in self.judged
            if one.set in self._severe and (one.rival or (one.marked and one.fault))
        ]
        for at, twin in enumerate(self.made):
            if twin.other:
                for kind, edit in (("bad", twin.edit), ("other", twin.other_edit)):
                    signals = self.signals(_id(twin, kind), case)
                    found.append(Graded(signals, edit not in SLIGHT, "", self._is_apart(at)))
        return found

    def rivals(self, case: str) -> list[Rivals]:
        """The worse and the better of two translations of the same source."""
        found = [
            Rivals(
                self.signals(one.segment.id, case), self.signals(one.rival, case), one.set,
                self._is_held(one.document),
            )
            for one in self.judged
            if one.rival and one.set in self._severe
        ]  # fmt: skip
        for at, twin in enumerate(self.made):
            good = self.signals(_id(twin, "good"), case)
            for kind in ("bad", "other") if twin.other else ("bad",):
                worse = self.signals(_id(twin, kind), case)
                found.append(Rivals(worse, good, "", self._is_apart(at)))
        return found

    @property
    def _severe(self) -> frozenset[str]:
        """The sets that grave errors are told from slight ones by."""
        return frozenset(one.name for one in self.recipe.score.compared if one.severity)

    def _is_apart(self, twin: int) -> bool:
        return twin % self.recipe.folds == 0

    def _is_held(self, name: str) -> bool:
        return int(hashlib.sha256(name.encode()).hexdigest()[-8:], 16) % self.recipe.folds == 0

    def _of_twins(self, case: str) -> Pairs:
        made, settings = Pairs([], [], [], [], []), self.recipe.score
        for at, twin in enumerate(self.made):
            held = self._is_apart(at)
            good, bad, other = (
                self.signals(_id(twin, kind), case) if kind != "other" or twin.other else {}
                for kind in _KINDS
            )
            gross = twin.edit in GROSS and case not in TABLES
            made.add(bad, good, settings.gross_weight if gross else 1.0, twin.edit, held)
            # Without word tables nothing tells a grave edit from a slight one.
            if other and case in TABLES:
                made.add(other, good, 1.0, twin.other_edit, held)
                graver, slighter = (other, bad) if twin.edit in SLIGHT else (bad, other)
                made.add(graver, slighter, settings.graver_weight, GRAVER, held)
        made.share(0, settings.plain_weight if case in PLAIN else settings.twin_weight)
        return made


def collect(recipe: Recipe, marked: Path, data: Path, work: Path) -> Material:
    """Everything that needs no engine.

    Raises:
        RecipeError: when the data is missing or wrong.
    """
    made = twins(recipe.clean, data, recipe.seed)[: recipe.score.twins]
    # Only those that are decoded are made worse twice.
    made = [
        one if at < recipe.score.graver else replace(one, other="") for at, one in enumerate(made)
    ]
    judged = [it for one in recipe.score.compared for it in read_compared(marked, one)]
    segments = [*_twin_segments(made), *(one.segment for one in judged)]
    found = gather(segments, work)
    unseen = _unseen(work)
    opinions = {one.segment.id: _opinion(one.segment, unseen) for one in judged}
    return Material(recipe, made, judged, found, opinions)


def _twin_segments(made: Iterable[Twin]) -> list[SegmentPair]:
    return [
        SegmentPair(_id(twin, kind), text, twin.source, *twin.languages)
        for twin in made
        for kind, text in zip(_KINDS, (twin.good, twin.bad, twin.other), strict=True)
        if text
    ]


def _id(twin: Twin, kind: str) -> str:
    return f"{twin.document} {kind}"


def _unseen(work: Path) -> dict[str, Array]:
    """What word models that had not seen a marked translation say of its pieces, in place of the
    model's own opinion of what it learnt from.
    """
    path = work / "unseen.npz"
    if not path.is_file():
        raise RecipeError(f"{path}: missing; training.quality.words writes it")
    arrays = numpy.load(path)
    names, chance = arrays["names"].tolist(), arrays["chance"]
    ends = numpy.searchsorted(arrays["text"], numpy.arange(len(names) + 1)).tolist()
    return {name: chance[ends[at] : ends[at + 1]] for at, name in enumerate(names)}


def _opinion(segment: SegmentPair, unseen: Mapping[str, Array]) -> Signals:
    assert segment.source and segment.source_language and segment.target_language
    if not is_supported(segment.source_language, segment.target_language):
        return {}
    found = tags(segment.source, segment.target, segment.source_language, segment.target_language)
    chance = unseen.get(segment.id)
    if chance is not None and len(chance) == len(found.wrong):
        found = replace(found, wrong=chance)
    return dict(opinion(found))
