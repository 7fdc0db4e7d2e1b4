"""The grammar of suppressions: comments, lines of plain text, entries of front matter."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date

from audit.core.yaml_text import Listing, Place, Scalar, Table, Value, parse
from audit.errors import ConfigError
from audit.model.document import Document
from audit.model.suppression import Directive, Suppression
from audit.model.text import LineIndex, Span

_VERBS = ("traudit-ignore", "traudit-off", "traudit-on")
_DELIMITED = re.compile(r"\s*(?:<!--(?P<comment>.*?)--!?>|\[(?P<line>.*)\])\s*", re.DOTALL)
_VERB = re.compile(r"\s*+(traudit-[\w-]*+)\s*+")
_UNTIL = re.compile(r"\(?\buntil\s++(\d[\d./-]*+)\)?\s*+\.?\s*+\Z", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in an article."""

    suppressions: tuple[Suppression, ...]
    errors: tuple[str, ...]
    """``path:line:column: what is wrong``."""


class _Wrong(Exception):
    """What is wrong with one directive."""


def read_directives(document: Document, known: Container[str]) -> Read:
    """The suppressions of an article, in the order of its text, and what is wrong with others."""
    reader = _Reader(document, known)
    for directive, target in document.directives:
        reader.take(directive, target)
    return reader.read()


class _Reader:
    def __init__(self, document: Document, known: Container[str]) -> None:
        self._path = document.path
        self._text = document.source.text
        self._lines = LineIndex(document.source.text)
        self._known = known
        self._found: list[Suppression] = []
        self._errors: list[tuple[int, str]] = []
        self._off: dict[str, Suppression] = {}
        """Rules that are switched off where the reader stands."""

    def take(self, directive: Directive, target: Span) -> None:
        """One directive, with the text that it speaks of."""
        if directive.block is None and not directive.text.startswith("["):
            self._front_matter(directive, target)
            return
        try:
            verb, body = _verb(directive.text)
            if verb == "traudit-on":
                self._switch_on(directive, body)
            elif verb == "traudit-off":
                self._switch_off(directive, body)
            else:
                self._found.append(self._suppression(directive.span, body, target))
        except _Wrong as error:
            self._error(directive.span, str(error))

    def read(self) -> Read:
        """All that was taken; what is still off stays off to the end of the file."""
        for one in dict.fromkeys(self._off.values()):
            self._found.append(replace(one, rules=self._still(one)))
        self._off.clear()
        found = sorted(self._found, key=lambda one: (one.span, one.target))
        return Read(tuple(found), tuple(text for _, text in sorted(self._errors)))

    def _switch_off(self, directive: Directive, body: str) -> None:
        one = self._suppression(directive.span, body, Span(directive.span.end, len(self._text)))
        twice = [rule for rule in one.rules if rule in self._off]
        if twice:
            raise _Wrong(f"{', '.join(twice)} is off already")
        self._off.update(dict.fromkeys(one.rules, one))

    def _switch_on(self, directive: Directive, body: str) -> None:
        rules = self._rules(body)
        for rule in rules:
            if rule not in self._off:
                raise _Wrong(f"{rule} is not off")
        ended = list(dict.fromkeys(self._off[rule] for rule in rules))
        for one in ended:
            target = Span(one.target.start, max(one.target.start, directive.span.start))
            mine = tuple(rule for rule in rules if self._off[rule] is one)
            self._found.append(replace(one, rules=mine, target=target))
        for rule in rules:
            del self._off[rule]

    def _still(self, one: Suppression) -> tuple[str, ...]:
        return tuple(rule for rule, by in self._off.items() if by is one)

    def _suppression(self, span: Span, body: str, target: Span) -> Suppression:
        listed, colon, rest = body.partition(":")
        rules = self._rules(listed)
        reason, until = _reason(rest)
        if not colon or not reason:
            raise _Wrong("a suppression needs a reason: RULE: reason")
        line, column = self._lines.position(span.start)
        return Suppression(rules, reason, until, span, line, column, target)

    def _rules(self, listed: str) -> tuple[str, ...]:
        rules = tuple(dict.fromkeys(word.strip() for word in listed.split(",") if word.strip()))
        if not rules:
            raise _Wrong("no rule is named")
        unknown = [rule for rule in rules if rule not in self._known]
        if unknown:
            raise _Wrong(f"unknown rule {unknown[0]!r}; `traudit rules` lists them")
        return rules

    def _front_matter(self, directive: Directive, target: Span) -> None:
        """``traudit_ignore:`` with a list of ``RULE: reason``."""
        line, column = self._lines.position(directive.span.start)
        try:
            root = parse(directive.text, self._path, Place(line, column))
        except ConfigError as error:
            self._errors.extend((directive.span.start, one) for one in str(error).splitlines())
            return
        assert isinstance(root, Table)
        for place, entry in _entries(root.items[0][1]):
            start = min(self._lines.offset(place.line, place.column), len(self._text))
            written = self._text[start : directive.span.end].splitlines()
            span = Span(start, start + len(written[0]) if written else start)
            try:
                if entry is None:
                    raise _Wrong("an entry is a text: RULE: reason")
                self._found.append(self._suppression(span, entry, target))
            except _Wrong as error:
                self._error(span, str(error))

    def _error(self, span: Span, what: str) -> None:
        line, column = self._lines.position(span.start)
        self._errors.append((span.start, f"{self._path}:{line}:{column}: {what}"))


def _entries(value: Value) -> Iterator[tuple[Place, str | None]]:
    """``RULE: reason`` of front matter, as YAML reads it with and without quotation marks."""
    for item in value.items if isinstance(value, Listing) else (value,):
        if isinstance(item, Scalar):
            yield item.place, item.text
        elif isinstance(item, Table):
            for rules, reason in item.items:
                written = f"{rules.text}: {reason.text}" if isinstance(reason, Scalar) else None
                yield rules.place, written
        else:
            yield item.place, None


def _verb(text: str) -> tuple[str, str]:
    """What a directive does, and the rest of it."""
    delimited = _DELIMITED.fullmatch(text)
    if delimited is None:
        raise _Wrong(f"not closed: {'-->' if text.lstrip().startswith('<') else ']'} is missing")
    inner = next(part for part in delimited.groups() if part is not None)
    found = _VERB.match(inner)
    assert found is not None
    if found[1] not in _VERBS:
        raise _Wrong(f"unknown directive {found[1]!r}; known: {', '.join(_VERBS)}")
    return found[1], " ".join(inner[found.end() :].split())


def _reason(text: str) -> tuple[str, date | None]:
    """The reason, and the day after ``until``."""
    until = _UNTIL.search(text)
    if until is None:
        return text.strip(), None
    written = until[1]
    try:
        if not _ISO.fullmatch(written):
            raise ValueError
        return text[: until.start()].rstrip().removesuffix(",").removesuffix(
            ";"
        ).strip(), date.fromisoformat(written)
    except ValueError:
        raise _Wrong(f"not a date: {written!r}; write it as 2027-01-31") from None
