"""How a sentence was made, for ``audit.json``: beside ``message`` stands ``message_parts``."""

from __future__ import annotations

from typing import Any

from audit.model.wording import Listing, Name, Value, Wording


def worded(key: str, text: str | None) -> dict[str, Any]:
    """A sentence under its key and, where something was filled in, its parts beside it.

    Without parts the sentence is its own template.
    """
    if isinstance(text, Wording) and text.values:
        return {key: text, f"{key}_parts": parts(text)}
    return {key: text}


def parts(text: Wording) -> dict[str, Any]:
    """The template and the values of a sentence."""
    counted = {} if text.plural is None else {"plural": text.plural, "number": text.number}
    values = {name: _value(value) for name, value in text.values.items()}
    return {"template": text.template, **counted, "values": values}


def _value(value: Value) -> Any:
    if isinstance(value, Wording):
        return {"text": value, **parts(value)}
    if isinstance(value, Listing):
        items = [_value(one) for one in value.items]
        return {"text": value, "items": items, "link": value.link}
    if isinstance(value, Name):
        return {"text": value, "name": value.kind, "code": value.code}
    return value
