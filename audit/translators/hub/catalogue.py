"""Which models on the hub translate which pair: ``reference/models/catalogue.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

import msgspec

from audit.core.reference import Entry, load_file, root
from audit.errors import EngineError, UsageError
from audit.translators.marian.manifest import Direction

_PAIR = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
_NAMED_PAIR = re.compile(r".*[-_]([a-z]{2})-([a-z]{2})")
_DIRECTION_TOKEN = re.compile(r">>\w+<<")


class Source(Entry, frozen=True):
    """Where an entry was seen."""

    id: str
    title: str
    url: str


class CatalogueModel(Entry, frozen=True):
    """One model on the hub."""

    id: str
    """``owner/name``."""
    sources: tuple[str, ...]
    """BCP 47 codes."""
    targets: tuple[str, ...]
    seen: tuple[str, ...]
    """Ids of the sources that name the model."""
    licence: str | None = None
    """SPDX identifier, where one was seen; the model card decides at the pull."""

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(source, target) of every direction."""
        return tuple((s, t) for s in self.sources for t in self.targets if s != t)


class Language(Entry, frozen=True):
    """What is needed to ask a model for a language, and to try it."""

    code: str
    name: str
    tokens: tuple[str, ...]
    """Names of the language in direction tokens, in order of preference."""
    test: str
    """A plain sentence in the language, for self-tests."""


class Catalogue(Entry, frozen=True):
    """The whole file."""

    source: tuple[Source, ...]
    model: tuple[CatalogueModel, ...]
    language: tuple[Language, ...]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a pull asks for."""

    model: str
    pairs: tuple[tuple[str, str], ...]
    """In the order in which they are to be tried; empty when the name does not tell."""
    licence: str | None


@cache
def catalogue() -> Catalogue:
    """The catalogue.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    return load_file(root() / "models" / "catalogue.toml", Catalogue)


def language(code: str) -> Language | None:
    """The entry of a language, if there is one."""
    return next((entry for entry in catalogue().language if entry.code == code), None)


def wanted(what: str) -> Wanted:
    """The model that a pair (``fr-id``) or a model id (``owner/name``) stands for.

    Raises:
        UsageError: it is neither, or the catalogue has no model for the pair.
    """
    if "/" in what:
        return _by_id(what)
    match = _PAIR.fullmatch(what)
    if match is None:
        raise UsageError(f"neither a language pair (fr-id) nor a model id (owner/name): {what!r}")
    pair = match.group(1), match.group(2)
    for model in catalogue().model:
        if pair in model.pairs():
            others = tuple(other for other in model.pairs() if other != pair)
            return Wanted(model=model.id, pairs=(pair, *others), licence=model.licence)
    raise UsageError(
        f"no model for {what} in the catalogue (`traudit models list` shows it); "
        f"a model can also be pulled by its id: `traudit models pull owner/name`"
    )


def _by_id(model: str) -> Wanted:
    for entry in catalogue().model:
        if entry.id == model:
            return Wanted(model=model, pairs=entry.pairs(), licence=entry.licence)
    match = _NAMED_PAIR.fullmatch(model)
    pairs = ((match.group(1), match.group(2)),) if match else ()
    return Wanted(model=model, pairs=pairs, licence=None)


def directions(asked: Wanted, vocabulary: Collection[str]) -> tuple[Direction, ...]:
    """The directions of a model, with the tokens that its vocabulary has for them.

    Raises:
        EngineError: the languages cannot be told, or the vocabulary has direction tokens but none
            for a language wanted.
    """
    if not asked.pairs:
        raise EngineError(
            f"{asked.model}: not in the catalogue, and its name does not end in a pair (-fr-id)"
        )
    tokens = {word for word in vocabulary if _DIRECTION_TOKEN.fullmatch(word)}
    found = []
    for source, target in asked.pairs:
        token = _token(target, tokens) if tokens else None
        if tokens and token is None:
            known = ", ".join(sorted(tokens)[:12])
            raise EngineError(f"{asked.model}: no direction token for {target!r} among {known}")
        found.append(Direction(source=source, target=target, token=token))
    return tuple(found)


def _token(target: str, tokens: Collection[str]) -> str | None:
    entry = language(target)
    names = (target,) if entry is None else entry.tokens
    spelled = (f">>{name}{script}<<" for name in names for script in ("", "_Latn"))
    return next((token for token in spelled if token in tokens), None)
