"""Reads TBX: ISO 30042:2008 (``termEntry``) and 2019 (``conceptEntry``), DCA and DCT style.

The parser is expat, which knows the line of everything. Entities that a file defines are refused,
and nothing outside the file is read: neither a DTD nor an entity can name another file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from audit.errors import ConfigError
from audit.terms.model import Concept, Status, Term, Termbase

LARGEST = 64 * 1024 * 1024
"""Bytes; larger files are no termbases."""
_CONCEPTS = {"conceptEntry", "termEntry"}
_LANGUAGES = {"langSec", "langSet"}
_TERMS = {"termSec", "tig", "ntig"}
_ROOTS = {"tbx", "martif"}
_INLINE = {"hi", "foreign", "bpt", "ept", "it", "ph", "sc", "ec"}
_REFERENCES = {"xref", "ref", "externalCrossReference"}
_XML_LANG = "http://www.w3.org/XML/1998/namespace lang"
_STATUSES = {
    "preferred": Status.PREFERRED,
    "standardized": Status.PREFERRED,
    "legal": Status.PREFERRED,
    "regulated": Status.PREFERRED,
    "admitted": Status.ADMITTED,
    "deprecated": Status.DEPRECATED,
    "superseded": Status.DEPRECATED,
    "obsolete": Status.DEPRECATED,
    "forbidden": Status.DEPRECATED,
}
_STATUS_TYPES = {"administrativeStatus", "normativeAuthorization"}
_KEPT = {"subjectField", "definition", "externalCrossReference", "source", *_STATUS_TYPES}


def read_tbx(path: Path) -> Termbase:
    """The termbase of a TBX file.

    A term without a status is admitted. Languages, subject fields, definitions and external
    references are read; all else is passed over.

    Raises:
        ConfigError: ``path:line: what is wrong``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(data) > LARGEST:
        raise ConfigError(f"{path}: larger than {LARGEST // 1024 // 1024} MiB")
    concepts = _Reader(str(path)).parse(data)
    return Termbase(path.name, hashlib.sha256(data).hexdigest(), concepts)


@dataclass(slots=True)
class _Term:
    line: int
    text: str = ""
    status: Status = Status.ADMITTED
    note: str | None = None


@dataclass(slots=True)
class _Concept:
    id: str
    line: int
    facts: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[str, _Term]] = field(default_factory=list)


class _Reader:
    """One pass over the events of expat; the element names carry no namespace here."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._stack: list[str] = []
        self._text: list[str] = []
        self._type = ""
        self._concept: _Concept | None = None
        self._language: str | None = None
        self._term: _Term | None = None
        self._done: list[Concept] = []
        self._ids: dict[str, int] = {}
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.SkippedEntityHandler = self._refuse_skipped

    def parse(self, data: bytes) -> tuple[Concept, ...]:
        """The concepts, in order."""
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            what = expat.errors.messages[error.code]
            raise ConfigError(
                f"{self._shown}:{error.lineno}: not well-formed XML: {what}"
            ) from error
        except (LookupError, ValueError) as error:
            raise ConfigError(f"{self._shown}:1: {error}") from error
        if not self._done:
            raise ConfigError(f"{self._shown}:1: no concept with a term in it")
        return tuple(self._done)

    def _fault(self, what: str, line: int | None = None) -> ConfigError:
        return ConfigError(f"{self._shown}:{line or self._parser.CurrentLineNumber}: {what}")

    def _refuse_entity(self, name: str, *_: Any) -> None:
        raise self._fault(f"entity {name!r} is defined: termbases with entities are refused")

    def _refuse_skipped(self, name: str, *_: Any) -> None:
        raise self._fault(f"unknown entity {name!r}")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.rpartition(" ")[2]
        line = self._parser.CurrentLineNumber
        if not self._stack and name not in _ROOTS:
            raise self._fault(f"not TBX: the root is <{name}>, not <tbx> or <martif>")
        for family in (_CONCEPTS, _LANGUAGES, _TERMS):
            if name in family and not family.isdisjoint(self._stack):
                raise self._fault(f"<{name}> stands inside another one")
        self._stack.append(name)
        if name in _INLINE:
            return
        self._text.clear()
        self._type = attributes.get("type", name)
        if name in _CONCEPTS:
            self._open_concept(attributes.get("id") or f"line-{line}", line)
        elif name in _LANGUAGES:
            self._language = attributes.get(_XML_LANG)
            if not self._language:
                raise self._fault(f"<{name}> without xml:lang")
        elif name in _TERMS:
            self._term = _Term(line)
        if name in _REFERENCES and self._concept is not None and attributes.get("target"):
            self._concept.facts.setdefault("externalCrossReference", attributes["target"])

    def _open_concept(self, id_: str, line: int) -> None:
        if id_ in self._ids:
            raise self._fault(f"concept {id_!r} was given in line {self._ids[id_]} already")
        self._ids[id_] = line
        self._concept = _Concept(id_, line)

    def _end(self, qualified: str) -> None:
        name = self._stack.pop()
        if name in _INLINE:
            return
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if name == "term" and self._term is not None:
            self._term.text = text
        elif name in _TERMS:
            self._close_term()
        elif name in _LANGUAGES:
            self._language = None
        elif name in _CONCEPTS:
            self._close_concept()
        elif self._concept is not None and text:
            self._fact(name, text)

    def _fact(self, name: str, text: str) -> None:
        """``<descrip type="definition">`` in DCA style, ``<basic:definition>`` in DCT style."""
        assert self._concept is not None
        kind = name if name in _KEPT else self._type
        if kind in _STATUS_TYPES and self._term is not None:
            self._term.status = self._status(text)
        elif name == "note" and self._term is not None:
            self._term.note = text
        elif kind in _KEPT:
            self._concept.facts.setdefault(kind, text)

    def _status(self, text: str) -> Status:
        """``preferredTerm-admn-sts``, ``deprecatedTerm``, ``admitted`` ..."""
        word = text.split("-", 1)[0].removesuffix("Term")
        if word not in _STATUSES:
            raise self._fault(f"unknown status {text!r}")
        return _STATUSES[word]

    def _close_term(self) -> None:
        term, self._term = self._term, None
        assert term is not None
        if self._concept is None or self._language is None:
            raise self._fault("a term outside a language of a concept", term.line)
        if not any(char.isalnum() for char in term.text):
            raise self._fault("a term without text", term.line)
        self._concept.terms.append((self._language, term))

    def _close_concept(self) -> None:
        found, self._concept = self._concept, None
        assert found is not None
        if not found.terms:
            raise self._fault(f"concept {found.id!r} has no term", found.line)
        reference = found.facts.get("externalCrossReference") or found.facts.get("source", "")
        self._done.append(
            Concept(
                id=found.id,
                domain=found.facts.get("subjectField", ""),
                definition=found.facts.get("definition", ""),
                source=reference,
                terms=tuple(
                    (code, Term(one.text, one.status, note=one.note)) for code, one in found.terms
                ),
                strict=True,
            )
        )
