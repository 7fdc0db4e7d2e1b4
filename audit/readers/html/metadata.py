"""What a page says about its origin and language outside its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from audit.readers.html.tokens import Token

_NAMES = frozenset(
    {"author", "language", "generator", "og:locale", "og:locale:alternate", "content-language"}
)
_PREFIXES = ("article:", "dc.", "dcterms.")
_KEYS = (
    "inLanguage",
    "translationOfWork",
    "translator",
    "isBasedOn",
    "digitalSourceType",
    "articleSection",
)
_BY_LOWER_CASE = {key.lower(): key for key in _KEYS}
_ORIGINALS = frozenset({"translationOfWork", "isBasedOn"})
"""Works that are not the page itself: what is said of them gets their name as a prefix."""
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class Metadata:
    """Collects names and values from ``meta`` and ``link`` tags and from JSON-LD."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], None] = {}
        self._in_json = False

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """In the order of the page, each pair once."""
        return tuple(self._found)

    def value(self, name: str) -> str | None:
        """The first value of that name."""
        return next((value for key, value in self._found if key == name), None)

    def token(self, token: Token, content: str) -> None:
        """One tag or text of the page."""
        if token.kind == "raw":
            if self._in_json:
                self._json(content[token.start : token.end])
            return
        self._in_json = False
        if token.kind != "start":
            return
        if token.name in ("meta", "link"):
            self._tag(token, content)
        elif token.name == "script":
            kind = token.value(content, "type") or ""
            self._in_json = kind.strip().lower() == "application/ld+json"

    def _tag(self, token: Token, content: str) -> None:
        value = token.value(content, "content" if token.name == "meta" else "href")
        if value is None:
            return
        for attribute in ("name", "property", "http-equiv", "itemprop"):
            name = (token.value(content, attribute) or "").strip().lower()
            if attribute == "itemprop":
                name = _BY_LOWER_CASE.get(name, "")
            elif not (name in _NAMES or name.startswith(_PREFIXES) or "translat" in name):
                continue
            if name:
                self._add(name, value)

    def _json(self, text: str) -> None:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            # Metadata only adds to what is known; a broken script is not a broken article.
            return
        for name, value in _interesting(data):
            self._add(name, value)

    def _add(self, name: str, value: str) -> None:
        value = " ".join(_NO_TEXT.sub(" ", value).split())
        if value:
            self._found[(name, value)] = None


def _interesting(data: Any) -> Iterator[tuple[str, str]]:
    """Keys of interest at any depth; ``translationOfWork.inLanguage`` is the original's."""
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        prefix, node = waiting.pop()
        if isinstance(node, list):
            waiting.extend((prefix, item) for item in reversed(node))
        if not isinstance(node, dict):
            continue
        inner = []
        for key, value in node.items():
            if key in _KEYS:
                for item in value if isinstance(value, list) else [value]:
                    scalar = _scalar(item)
                    if scalar:
                        yield prefix + key, scalar
            inner.append((f"{prefix}{key}." if key in _ORIGINALS else prefix, value))
        waiting.extend(reversed(inner))


def _scalar(value: Any) -> str:
    if isinstance(value, dict):
        names = (value.get(key) for key in ("alternateName", "name", "@id", "url"))
        value = next((name for name in names if isinstance(name, str)), "")
    return value if isinstance(value, str) else ""
