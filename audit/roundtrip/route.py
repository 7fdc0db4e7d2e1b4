"""Which languages a text goes through and back, and why, in a sentence for the editor."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from audit.core.reference import Entry, load_shipped
from audit.language.codes.names import english_name
from audit.model.document import UNDETERMINED
from audit.model.translation import Route
from audit.model.wording import Name, Wording, listing, marked, say

Pair = tuple[str, str]
Path = Callable[[str, str], tuple[str, ...]]
"""The languages between two, both included, where an engine chains pairs."""

_NAMED_BY = {
    "notice": marked("{language}, named by the notice"),
    "metadata": marked("{language}, named by the page's metadata"),
    "option": marked("{language}, named by --source-lang"),
    "source": marked("{language}, the language of the source article"),
}
_NAMED = marked("{language}, named as the original's language")


@dataclass(frozen=True, slots=True)
class NoRoute:
    """Why a text cannot go there and back."""

    reason: str
    """One line, with the command that mends it where there is one."""
    asked: bool = False
    """True when a pivot was asked for: then it is an error and not only a gap."""


class _Pivots(Entry, frozen=True):
    default: tuple[str, ...]
    of: dict[str, tuple[str, ...]]


def choose(
    language: str,
    provenance_source: str | None,
    pairs: AbstractSet[Pair],
    pivot_option: str | None = None,
    path: Path | None = None,
    *,
    origin: str | None = None,
) -> Route | NoRoute:
    """The route of a text in ``language``.

    The pivot is ``pivot_option``, else the source language that the provenance names where
    the engine has both directions, else the first language of
    ``reference/models/engines/pivots.toml`` with both (English, for a text that is not).

    Args:
        language: BCP 47; region and script are ignored, here and in the other arguments.
        provenance_source: what the article says it was translated from.
        pairs: (source, target) that the engine is ready for, as BCP 47 codes.
        pivot_option: the value of ``--pivot``.
        path: gives the chain behind a pair, for engines that chain.
        origin: what named the source: ``notice``, ``metadata``, ``option`` or ``source``.
    """
    text, named, asked = _base(language), _base(provenance_source), _base(pivot_option)
    if text is None:
        return NoRoute(say("the language of the text is not known"), asked is not None)
    if asked is not None:
        problem = _problem(text, asked, pairs)
        if problem is not None:
            return NoRoute(say("--pivot {code}: {problem}", code=asked, problem=problem), True)
        reason = say("{language} was asked for with --pivot", language=language_name(asked))
        return _route(text, asked, reason, path)
    source = None if named is None else _source(named, origin)
    if named is not None and source is not None and _problem(text, named, pairs) is None:
        return _route(text, named, say("{source}, is the pivot", source=source), path)
    why = _why_not(text, named, source, pairs)
    for pivot in _preferred(text):
        if _problem(text, pivot, pairs) is None:
            values = {"why": why, "language": language_name(pivot)}
            used = say("{why}; {language} is used", **values)
            if named is not None:
                used = say("{why}; {language} is used instead", **values)
            return _route(text, pivot, used, path)
    return NoRoute(_nothing(text, named, pairs))


def nowhere(
    language: str,
    provenance_source: str | None,
    pairs: AbstractSet[Pair],
    pivot_option: str | None,
) -> NoRoute:
    """Why no engine at hand takes a text there and back, with what would help, if anything does.

    Args:
        pairs: of all engines; the others as for :func:`choose`.
    """
    text, named, asked = _base(language), _base(provenance_source), _base(pivot_option)
    if text is None:
        return NoRoute(say("the language of the text is not known"), asked is not None)
    if asked is not None:
        problem = _problem(text, asked, pairs)
        if problem is not None:
            return NoRoute(say("--pivot {code}: {problem}", code=asked, problem=problem), True)
    pivots = [one for one in (asked, named, *_preferred(text)) if one and one != text]
    reason = say(
        "no engine at hand translates from {language} and back", language=language_name(text)
    )
    for pivot in dict.fromkeys(pivots):
        missing = [pair for pair in ((text, pivot), (pivot, text)) if pair not in pairs]
        if _can_pull(missing):
            command = " ".join(f"{one}-{two}" for one, two in missing)
            return NoRoute(
                say("{reason}: run `traudit models pull {pairs}`", reason=reason, pairs=command)
            )
    return NoRoute(reason)


def _can_pull(missing: list[Pair]) -> bool:
    """Whether the catalogue has a model for each pair: no advice that fails."""
    from audit.translators.hub.catalogue import catalogue

    known = {pair for model in catalogue().model for pair in model.pairs()}
    return known.issuperset(missing)


def language_name(code: str) -> Name:
    """What a language is called in English; ``language xx`` when it has no name here."""
    return Name(english_name(code) or f"language {code}", "language", code)


def _problem(text: str, pivot: str, pairs: AbstractSet[Pair]) -> Wording | None:
    """Why ``pivot`` cannot be used; None if it can."""
    if pivot == text:
        return say("the text itself is in {language}", language=language_name(text))
    missing = [pair for pair in ((text, pivot), (pivot, text)) if pair not in pairs]
    if not missing:
        return None
    ways = [
        say("{language} to {other}", language=language_name(one), other=language_name(two))
        for one, two in missing
    ]
    lacking = say("no model is ready for {ways}", ways=listing(ways, "or"))
    if not _can_pull(missing):
        return lacking
    return say(
        "{lacking}: run `traudit models pull {pairs}`, for the engines auto and opus",
        lacking=lacking, pairs=" ".join(f"{one}-{two}" for one, two in missing),
    )  # fmt: skip


def _why_not(
    text: str, named: str | None, source: Wording | None, pairs: AbstractSet[Pair]
) -> Wording:
    if named is None or source is None:
        return say("nothing names the language of the original")
    if named == text:
        return say("{source}, is the language of the text itself", source=source)
    if (text, named) in pairs or (named, text) in pairs:
        return say("{source}, has no model in both directions", source=source)
    return say("{source}, has no model", source=source)


def _nothing(text: str, named: str | None, pairs: AbstractSet[Pair]) -> Wording:
    tried = [
        pivot for pivot in dict.fromkeys((named, *_preferred(text))) if pivot not in (None, text)
    ]
    both = sorted({two for one, two in pairs if one == text and (two, one) in pairs})
    if both:
        return say(
            "none of {codes} can be reached from {language} and back; {ways} can",
            codes=listing(map(str, tried)), language=language_name(text),
            ways=listing(f"--pivot {code}" for code in both),
        )  # fmt: skip
    problem = _problem(text, str(tried[0]), pairs)
    assert problem is not None
    return problem


def _source(named: str, origin: str | None) -> Wording:
    return say(_NAMED_BY.get(origin or "", _NAMED), language=language_name(named))


def _route(text: str, pivot: str, reason: Wording, path: Path | None) -> Route:
    forward = path(text, pivot) if path else (text, pivot)
    back = path(pivot, text) if path else (pivot, text)
    return Route(text, pivot, say("{reason:C}", reason=reason), forward, back)


def _base(language: str | None) -> str | None:
    """The primary subtag, None for none and for an undetermined language."""
    base = (language or UNDETERMINED).lower().replace("_", "-").split("-", 1)[0]
    return None if base == UNDETERMINED else base


def _preferred(text: str) -> tuple[str, ...]:
    pivots = _pivots()
    return pivots.of.get(text, pivots.default)


@cache
def _pivots() -> _Pivots:
    return load_shipped("models/engines/pivots.toml", _Pivots)
