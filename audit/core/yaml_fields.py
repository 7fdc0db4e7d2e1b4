"""The keys of one YAML mapping, decoded strictly: what is wrong is noted and the rest is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from audit.core.yaml_text import Faults, Listing, Scalar, Table, Value

_TRUE, _FALSE = "true", "false"


class Fields:
    """One mapping.

    Args:
        table: the mapping.
        known: its keys; others are noted as faults.
        required: those that must be there.
        faults: where faults are noted.
    """

    def __init__(
        self, table: Table, known: Iterable[str], required: Iterable[str], faults: Faults
    ) -> None:
        self.table = table
        self.faults = faults
        self._values: Mapping[str, Value] = {key.text: value for key, value in table.items}
        names = sorted(known)
        for key, _ in table.items:
            if key.text not in names:
                faults.add(key.place, f"unknown key `{key.text}`; known: {', '.join(names)}")
        for name in required:
            if name not in self._values:
                faults.add(table.place, f"the key `{name}` is missing")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def items(self, key: str) -> tuple[Value, ...]:
        """One value, or those of a list; empty without the key."""
        value = self._values.get(key)
        if value is None:
            return ()
        if not isinstance(value, Listing):
            return (value,)
        if not value.items:
            self.faults.add(value.place, f"`{key}` is empty")
        return value.items

    def scalar(self, key: str) -> Scalar | None:
        """A text that is not empty, or None."""
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, Scalar) or not value.text.strip():
            self.faults.add(value.place, f"`{key}` must be a text")
            return None
        return value

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """One text or a list of texts."""
        found = []
        for item in self.items(key):
            if isinstance(item, Scalar):
                found.append(item)
            else:
                self.faults.add(item.place, f"`{key}` must be a text or a list of texts")
        return tuple(found)

    def flag(self, key: str, *, default: bool) -> bool:
        """``true`` or ``false``."""
        found = self.scalar(key)
        if found is None:
            return default
        if found.plain and found.text in (_TRUE, _FALSE):
            return found.text == _TRUE
        self.faults.add(found.place, f"`{key}` must be true or false")
        return default

    def choice(self, key: str, names: Iterable[str]) -> str | None:
        """One of the names, or None."""
        found = self.scalar(key)
        return None if found is None else self._among(key, found, tuple(names))

    def choices(self, key: str, names: Iterable[str]) -> tuple[str, ...]:
        """Some of the names."""
        known = tuple(names)
        found = (self._among(key, one, known) for one in self.scalars(key))
        return tuple(one for one in found if one is not None)

    def matching(self, key: str, pattern: re.Pattern[str], what: str) -> str | None:
        """A text that the whole pattern matches, or None; ``what`` says how it must look."""
        found = self.scalar(key)
        if found is None or pattern.fullmatch(found.text):
            return None if found is None else found.text
        self.faults.add(found.place, f"`{key}` must be {what}")
        return None

    def _among(self, key: str, found: Scalar, names: tuple[str, ...]) -> str | None:
        if found.text in names:
            return found.text
        self.faults.add(found.place, f"`{key}` must be one of: {', '.join(names)}")
        return None
