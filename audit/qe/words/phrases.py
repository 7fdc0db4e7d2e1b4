"""Pieces that are probably wrong, joined to phrases of one kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from audit.qe.words.surprise import Said, decoded, surer
from audit.qe.words.tagger import Tags, tagger

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

ALONE = frozenset({"untranslated", "number"})
"""Kinds that are not joined with others: what is wrong there is clear by itself."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the translation that a person would probably mark."""

    start: int
    """Code point in the translation."""
    end: int
    rule: str
    kind: str
    confidence: float
    """Mean calibrated probability of its letters, 0 to 1."""
    pieces: tuple[int, ...]


def phrases(tags: Tags, said: Said | None = None) -> tuple[Phrase, ...]:
    """The phrases of a translation, in order.

    Args:
        said: what an engine says of each piece; None without one.
    """
    manifest = tagger().manifest
    least, rise = manifest.threshold, manifest.rise
    if said is not None:
        tags = replace(tags, wrong=surer(tags, said))
        least, rise = decoded().threshold, decoded().rise
    if not len(tags.wrong):
        return ()
    names = [kind.name for kind in manifest.kinds]
    tags = replace(tags, kinds=_kinds(tags, names.index("untranslated")))
    # Where everything is doubtful, only what stands out; where all is well, what is a little odd.
    taken = tags.wrong >= least + rise * tags.wrong.mean()
    groups: list[list[int]] = []
    kinds: list[str] = []
    for at in taken.nonzero()[0].tolist():
        kind = names[int(tags.kinds[at].argmax())]
        kind = kind if kind in ALONE else ""
        if groups and kinds[-1] == kind and _touch(tags, groups[-1][-1], at):
            groups[-1].append(at)
        else:
            groups.append([at])
            kinds.append(kind)
    return tuple(_phrase(tags, group) for group in groups)


def _kinds(tags: Tags, untranslated: int) -> Array:
    """(pieces, kinds): what is wrong with a word of the language is not that it is another's."""
    kinds = tags.kinds.copy()
    kinds[tags.pair.owned, untranslated] = 0.0
    return kinds


def _touch(tags: Tags, left: int, right: int) -> bool:
    side = tags.pair.target
    return not side.text[side.pieces[left].end : side.pieces[right].start].strip()


def _phrase(tags: Tags, group: list[int]) -> Phrase:
    import numpy

    every = tags.pair.target.pieces
    sizes = numpy.array([float(every[at].end - every[at].start) for at in group])
    wrong = float((tags.wrong[group] * sizes).sum() / sizes.sum())
    shares = (tags.kinds[group] * sizes[:, None]).sum(0)
    kind = tagger().manifest.kinds[int(shares.argmax())]
    start, end = every[group[0]].start, every[group[-1]].end
    return Phrase(start, end, kind.rule, kind.name, round(wrong, 4), tuple(group))
