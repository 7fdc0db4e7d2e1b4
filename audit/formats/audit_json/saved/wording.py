"""Sentences with the parts that they were made of, as ``audit.json`` writes them."""

from __future__ import annotations

from typing import Any

from audit.model.wording import LINKS, Listing, Name, Value, Wording

DEEPEST = 8
"""Sentences inside sentences."""


def sentence(text: Any, parts: Any) -> Any:
    """A sentence that another language can say again; ValueError for parts that are none.

    The file may come from anywhere, so nothing is filled in here: the text stands as it was saved.
    """
    if parts is None or text is None:
        return text
    return _wording(text, parts, DEEPEST)


def _wording(text: str, parts: Any, depth: int) -> Wording:
    template, values = _of(parts, "template", str), _of(parts, "values", dict)
    plural = parts.get("plural")
    number = _of(parts, "number", int) if plural is not None else 1
    filled = {name: _value(value, depth) for name, value in values.items()}
    return Wording(text, template, filled, plural, number)


def _value(value: Any, depth: int) -> Value:
    if isinstance(value, (str, int, float)):
        return value
    if depth == 0:
        raise ValueError("sentences inside sentences without end")
    text = _of(value, "text", str)
    if "template" in value:
        return _wording(text, value, depth - 1)
    if "items" in value:
        items = tuple(_value(one, depth - 1) for one in _of(value, "items", list))
        if value.get("link") not in LINKS:
            raise ValueError(f"a listing with the unknown link {value.get('link')!r}")
        return Listing(text, items, value["link"])
    return Name(text, _of(value, "name", str), _of(value, "code", str))


def _of(found: Any, key: str, kind: type) -> Any:
    if not isinstance(found, dict) or not isinstance(found.get(key), kind):
        raise ValueError(f"parts of a sentence without {key!r}")
    return found[key]
