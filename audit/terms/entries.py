"""Termbases written in TOML: those of ``reference/concepts/termbases/``, and a newsroom's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audit.core.reference import Entry, load_file, load_folder
from audit.errors import ConfigError
from audit.terms.model import Concept, Conditions, Match, Status, Term, Termbase

_FOLDER = "concepts/termbases"


class FormEntry(Entry, frozen=True):
    """A form that needs more said about it than how it is written."""

    form: str
    note: str | None = None
    match: Match = Match.INFLECTED
    wrong: bool = False
    instead: str | None = None
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class WordingEntry(Entry, frozen=True):
    """One concept in one language."""

    preferred: tuple[str | FormEntry, ...]
    """The first is what is suggested."""
    admitted: tuple[str | FormEntry, ...] = ()
    deprecated: tuple[str | FormEntry, ...] = ()
    left_alone: tuple[str, ...] = ()
    note: str | None = None
    """Why the deprecated forms are, where they do not say so themselves."""
    wrong: bool = False
    """True where all deprecated forms mean something else or nothing."""


class ConceptEntry(Entry, frozen=True):
    """One concept."""

    id: str
    domain: str
    definition: str
    source: str
    strict: bool = False
    lang: dict[str, WordingEntry] = {}


class TermbaseFile(Entry, frozen=True):
    """``reference/concepts/termbases/<name>.toml``."""

    name: str
    sources: tuple[str, ...]
    cues: dict[str, dict[str, tuple[str, ...]]] = {}
    """By domain and language."""
    concept: tuple[ConceptEntry, ...] = ()

    def __post_init__(self) -> None:
        ids = [one.id for one in self.concept]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"concepts given twice: {', '.join(twice)}")


@cache
def shipped() -> tuple[Termbase, ...]:
    """The termbases of ``reference/concepts/termbases/``.

    Raises:
        ConfigError: when a file is wrong.
    """
    return tuple(
        _termbase(file, digest=f"shipped:{file.name}", house=False)
        for file in load_folder(_FOLDER, TermbaseFile)
    )


def read_toml(path: Path) -> Termbase:
    """A termbase that a user wrote in the form of ours.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    file = load_file(path, TermbaseFile)
    return _termbase(file, digest=hashlib.sha256(path.read_bytes()).hexdigest(), house=True)


def _termbase(file: TermbaseFile, *, digest: str, house: bool) -> Termbase:
    cues = tuple(
        (domain, language, words)
        for domain, by_language in file.cues.items()
        for language, words in by_language.items()
    )
    concepts = tuple(_concept(entry, file.name) for entry in file.concept)
    return Termbase(file.name, digest, concepts, cues, is_house=house)


def _concept(entry: ConceptEntry, where: str) -> Concept:
    terms = tuple(
        (language, term)
        for language, wording in entry.lang.items()
        for term in _terms(wording, f"{where}: {entry.id}")
    )
    return Concept(
        entry.id, entry.domain, entry.definition, entry.source, terms, strict=entry.strict
    )


def _terms(wording: WordingEntry, where: str) -> Iterator[Term]:
    for status, forms in (
        (Status.PREFERRED, wording.preferred),
        (Status.ADMITTED, wording.admitted),
        (Status.LEFT_ALONE, wording.left_alone),
        (Status.DEPRECATED, wording.deprecated),
    ):
        for form in forms:
            entry = form if isinstance(form, FormEntry) else FormEntry(form=form)
            yield _term(entry, status, wording, where)


def _term(entry: FormEntry, status: Status, wording: WordingEntry, where: str) -> Term:
    if not any(char.isalnum() for char in entry.form):
        raise ConfigError(f"{where}: not a form: {entry.form!r}")
    deprecated = status is Status.DEPRECATED
    conditions = {
        name: getattr(entry, name)
        for name in ("after", "not_after", "before", "not_before", "needs", "unless")
    }
    return Term(
        text=entry.form,
        status=status,
        match=entry.match,
        note=entry.note or (wording.note if deprecated else None),
        wrong=deprecated and (entry.wrong or wording.wrong),
        instead=entry.instead,
        conditions=Conditions(**conditions),
    )
