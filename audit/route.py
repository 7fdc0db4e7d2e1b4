"""Which languages a text goes through and back, and why, in a sentence for the editor."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from audit.language.names import english_name
from audit.model.document import UNDETERMINED
from audit.model.translation import Route
from audit.reference import Entry, load_file, root

Pair = tuple[str, str]
Path = Callable[[str, str], tuple[str, ...]]
"""The languages between two, both included, where an engine chains pairs."""

_NAMED_BY = {
    "notice": "named by the notice",
    "metadata": "named by the page's metadata",
    "option": "named by --source-lang",
    "source": "the language of the source article",
}


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
    ``reference/engines/pivots.toml`` with both (English, for a text that is not).

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
        return NoRoute("the language of the text is not known", asked is not None)
    if asked is not None:
        problem = _problem(text, asked, pairs)
        if problem is not None:
            return NoRoute(f"--pivot {asked}: {problem}", True)
        return _route(text, asked, f"{language_name(asked)} was asked for with --pivot", path)
    source = None if named is None else _source(named, origin)
    if named is not None and _problem(text, named, pairs) is None:
        return _route(text, named, f"{source}, is the pivot", path)
    why = _why_not(text, named, source, pairs)
    for pivot in _preferred(text):
        if _problem(text, pivot, pairs) is None:
            used = f"{language_name(pivot)} is used" + ("" if named is None else " instead")
            return _route(text, pivot, f"{why}; {used}", path)
    return NoRoute(_nothing(text, named, pairs))


def language_name(code: str) -> str:
    """What a language is called in English; ``language xx`` when it has no name here."""
    return english_name(code) or f"language {code}"


def _problem(text: str, pivot: str, pairs: AbstractSet[Pair]) -> str | None:
    """Why ``pivot`` cannot be used; None if it can."""
    if pivot == text:
        return f"the text itself is in {language_name(text)}"
    missing = [pair for pair in ((text, pivot), (pivot, text)) if pair not in pairs]
    if not missing:
        return None
    names = " or ".join(f"{language_name(one)} to {language_name(two)}" for one, two in missing)
    wanted = " ".join(f"{one}-{two}" for one, two in missing)
    return (
        f"no model is ready for {names}: run `traudit models pull {wanted}`, or install Apertium "
        "packages that lead there (`apt-cache search ^apertium-`)"
    )


def _why_not(text: str, named: str | None, source: str | None, pairs: AbstractSet[Pair]) -> str:
    if named is None:
        return "nothing names the language of the original"
    if named == text:
        return f"{source}, is the language of the text itself"
    one_way = (text, named) in pairs or (named, text) in pairs
    return f"{source}, has no model" + (" in both directions" if one_way else "")


def _nothing(text: str, named: str | None, pairs: AbstractSet[Pair]) -> str:
    tried = [
        pivot for pivot in dict.fromkeys((named, *_preferred(text))) if pivot not in (None, text)
    ]
    name = language_name(text)
    both = sorted({two for one, two in pairs if one == text and (two, one) in pairs})
    if both:
        ways = ", ".join(f"--pivot {code}" for code in both)
        return (
            f"none of {', '.join(map(str, tried))} can be reached from {name} and back; {ways} can"
        )
    return str(_problem(text, str(tried[0]), pairs))


def _source(named: str, origin: str | None) -> str:
    how = _NAMED_BY.get(origin or "", "named as the original's language")
    return f"{language_name(named)}, {how}"


def _route(text: str, pivot: str, reason: str, path: Path | None) -> Route:
    forward = path(text, pivot) if path else (text, pivot)
    back = path(pivot, text) if path else (pivot, text)
    return Route(text, pivot, reason[0].upper() + reason[1:], forward, back)


def _base(language: str | None) -> str | None:
    """The primary subtag, None for none and for an undetermined language."""
    base = (language or UNDETERMINED).lower().replace("_", "-").split("-", 1)[0]
    return None if base == UNDETERMINED else base


def _preferred(text: str) -> tuple[str, ...]:
    pivots = _pivots()
    return pivots.of.get(text, pivots.default)


@cache
def _pivots() -> _Pivots:
    path = root() / "engines" / "pivots.toml"
    return load_file(path, _Pivots, shown="reference/engines/pivots.toml")
