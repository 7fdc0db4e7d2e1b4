"""What is known about each piece of a translation, as a matrix: the input of the word model.

The recipe that trains the model and the code that uses it share this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from audit.language.text.tokens import Token
from audit.qe.words.pair import Pair, Side

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

Columns = dict[str, "Array"]
KINDS = {"word": 0.0, "elided": 1.0, "number": 2.0, "mark": 3.0, "address": 4.0}
NOTHING = -9.0
"""Beyond the ends of the text."""
_FLOOR = 1e-4
_LINK = 0.05
"""Least joint posterior of a link."""
_NEAR = (
    "kind", "length", "capital", "zipf", "zipf_gap", "copied", "chance", "back_chance",
    "covered", "link", "known",
)  # fmt: skip
_FAR = ("kind", "capital", "zipf", "zipf_gap", "link", "covered")


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """The features of the pieces of one translation."""

    names: tuple[str, ...]
    matrix: Array
    """(pieces, names) float32."""
    links: Array
    """(pieces,) number of the source piece that each translates, -1 for none."""


def features(pair: Pair) -> Features:
    """The features of each piece of the target."""
    import numpy

    links, strength = _links(pair)
    if not len(links):
        return Features((), numpy.zeros((0, 0), numpy.float32), links)
    own = _own(pair, links, strength)
    columns = dict(own)
    columns |= _around_source(pair, links)
    order = _order(links)
    columns |= order | _places(pair) | _fluency(pair)
    for step in (1, -1):
        columns |= _shifted({name: own[name] for name in _NEAR} | order, step)
        columns |= _shifted({name: columns[name] for name in ("surprise", "unusual")}, step)
    for step in (2, -2):
        columns |= _shifted({name: own[name] for name in _FAR}, step)
    columns |= _sentence(pair, own, links)
    matrix = numpy.column_stack(list(columns.values())).astype(numpy.float32)
    return Features(tuple(columns), matrix, links)


def _links(pair: Pair) -> tuple[Array, Array]:
    """For each target piece the source piece that it belongs to most, and how much."""
    import numpy

    count = len(pair.target.pieces)
    if not len(pair.source.pieces) or not count:
        return numpy.full(count, -1), numpy.zeros(count)
    best = pair.joint.argmax(0)
    strength = pair.joint.max(0)
    return numpy.where(strength >= _LINK, best, -1), strength


def _at(values: Array, links: Array, otherwise: float = -1.0) -> Array:
    """The source's values at the linked pieces."""
    import numpy

    if not len(values):
        return numpy.full(len(links), otherwise)
    return numpy.where(links >= 0, values[links], otherwise)


def _own(pair: Pair, links: Array, strength: Array) -> Columns:
    import numpy

    target, source = pair.target, pair.source
    texts = [piece.text for piece in target.pieces]
    there = {piece.text for piece in source.pieces}
    fertility = numpy.bincount(links[links >= 0], minlength=max(1, len(source.pieces)))
    return {
        "kind": numpy.array([KINDS[piece.kind] for piece in target.pieces]),
        "length": numpy.array([float(len(text)) for text in texts]),
        "capital": numpy.array([float(text[:1].isupper()) for text in texts]),
        "upper": numpy.array([float(piece.is_upper) for piece in target.pieces]),
        "zipf": target.own,
        "zipf_other": target.other,
        "zipf_gap": target.own - target.other,
        "known": target.known,
        "known_other": target.known_other,
        "copied": pair.copied.any(0).astype(float),
        "same": numpy.array([float(text in there) for text in texts]),
        "chance": _log(_greatest(pair.forward)),
        "back_chance": _log(_greatest(pair.backward)),
        "mean_chance": _log(pair.forward.sum(0) / (len(source.pieces) + 1)),
        "covered": pair.covered,
        "link": strength,
        "fertility": _at(fertility.astype(float), links),
        "source_zipf": _at(source.own, links),
        "source_capital": _at(_capitals(source), links),
        "source_length": _at(numpy.array([float(len(one.text)) for one in source.pieces]), links),
    }


def _around_source(pair: Pair, links: Array) -> Columns:
    """What stands beside the linked source piece, and whether it was translated."""
    import numpy

    count = len(pair.source.pieces)
    marks, rendered = pair.source.marks.astype(float), pair.rendered
    before = numpy.where(links > 0, links - 1, -1)
    after = numpy.where((links >= 0) & (links < count - 1), links + 1, -1)
    return {
        "source_before_mark": _at(marks, before),
        "source_after_mark": _at(marks, after),
        "source_before_rendered": _at(rendered, before),
        "source_after_rendered": _at(rendered, after),
        "source_before_capital": _at(_capitals(pair.source), before),
        "source_after_capital": _at(_capitals(pair.source), after),
    }


def _order(links: Array) -> Columns:
    """How far the source pieces of neighbours lie from this piece's."""
    import numpy

    def jumps(values: Array, forward: bool) -> Array:
        out, last = numpy.full(len(values), 99.0), -1
        for at, link in enumerate(values):
            if link >= 0:
                if last >= 0:
                    out[at] = link - last if forward else last - link
                last = int(link)
            elif last >= 0:
                out[at] = 50.0
        return out

    return {"jump": jumps(links, True), "next_jump": jumps(links[::-1], False)[::-1]}


def _places(pair: Pair) -> Columns:
    import numpy

    target = pair.target
    count = len(target.pieces)
    places = numpy.arange(count, dtype=float)
    return {
        "place": places,
        "left": count - 1 - places,
        "spaces": numpy.array([_spaces(target.text, piece) for piece in target.pieces]),
    }


def _spaces(text: str, piece: Token) -> float:
    before = piece.start > 0 and text[piece.start - 1].isspace()
    return float(before) + 2 * float(text[piece.end : piece.end + 1].isspace())


def _fluency(pair: Pair) -> Columns:
    """How usual each piece is here, with it, without it, and changed with its neighbour."""
    import numpy

    from audit.qe.fluency.keys import END, START, numbers
    from audit.qe.fluency.model import model

    target = pair.target
    fluent = model(target.language)
    assert fluent is not None
    count, chances = len(target.pieces), target.surprise
    row = numbers([START, START, *target.lower, END, END])
    at = numpy.arange(count) + 2
    alone = fluent.alone(row[at])
    own, following = chances[:count], chances[1 : count + 1]
    further = numpy.append(chances[2 : count + 1], 0.0)
    skipped = fluent.after(row[at - 2], row[at - 1], row[at + 1])
    swapped = (
        fluent.after(row[at - 2], row[at - 1], row[at + 1])
        + fluent.after(row[at - 1], row[at + 1], row[at])
        + fluent.after(row[at + 1], row[at], row[at + 2])
        - own - following - further
    )  # fmt: skip
    swapped[-1:] = NOTHING
    return {
        "surprise": own,
        "next_surprise": following,
        "further_surprise": further,
        "worth": own + following - skipped,
        "alone": alone,
        "unusual": own - alone,
        "next_unusual": following - fluent.alone(row[at + 1]),
        "swapped": swapped,
        "swapped_before": numpy.append(NOTHING, swapped[:-1])[:count],
        "mean_surprise": numpy.full(count, chances.mean()),
        "mean_unusual": numpy.full(count, (own - alone).mean() if count else 0.0),
    }


def _shifted(columns: Columns, step: int) -> Columns:
    """The same of the piece ``step`` before (after, when negative)."""
    import numpy

    found = {}
    for name, values in columns.items():
        beyond = numpy.full(min(abs(step), len(values)), NOTHING)
        kept = values[: len(values) - len(beyond)] if step > 0 else values[len(beyond) :]
        parts = (beyond, kept) if step > 0 else (kept, beyond)
        found[f"{name}{-step:+d}"] = numpy.concatenate(parts)
    return found


def _sentence(pair: Pair, own: Columns, links: Array) -> Columns:
    """What holds for the whole segment, the same in each row."""
    import numpy

    source, target = pair.source, pair.target
    words = ~target.marks
    sizes = len(source.pieces), len(target.pieces)
    linked = links[links >= 0]
    values = {
        "source_size": float(sizes[0]),
        "target_size": float(sizes[1]),
        "ratio": (sizes[1] + 1) / (sizes[0] + 1),
        "source_titled": _mean(_capitals(source)[~source.marks]),
        "target_titled": _mean(own["capital"][words]),
        "all_linked": _mean(links[words] >= 0),
        "all_link": _mean(own["link"][words]),
        "all_covered": _mean(pair.covered[words]),
        "all_rendered": _mean(pair.rendered[~source.marks]),
        "all_zipf": _mean(target.own[words]),
        "all_copied": _mean(own["copied"][words]),
        "all_known": _mean(target.known[words] > 0),
        "all_foreign": _mean(own["zipf_gap"] < -1),
        "all_chance": _mean(own["mean_chance"][words]),
        "ends_sentence": float(source.text.rstrip()[-1:] in (".", "!", "?")),
        "crossed": _mean(linked[1:] < linked[:-1]),
    }
    return {name: numpy.full(sizes[1], value) for name, value in values.items()}


def _capitals(side: Side) -> Array:
    import numpy

    return numpy.array([float(piece.text[:1].isupper()) for piece in side.pieces])


def _greatest(values: Array) -> Array:
    import numpy

    return values.max(0) if values.size else numpy.zeros(values.shape[1])


def _log(values: Array) -> Array:
    import numpy

    logs: Array = numpy.log10(values + _FLOOR)
    return logs


def _mean(values: Array) -> float:
    return float(values.mean()) if len(values) else 0.0
