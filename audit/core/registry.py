"""One explicit table a registry: ``name -> "module:Class"``, imported on use.

A new entry is one file and one line of a table. Nothing is discovered, nothing registers itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Generic, TypeVar, cast

from audit.errors import UsageError

T = TypeVar("T")


class Registry(Generic[T]):
    """Names and the classes they stand for.

    Args:
        kind: what the entries are, for messages (``"engine"``).
        entries: pairs of name and ``module:Class``; a name given twice is refused.
    """

    def __init__(self, kind: str, entries: tuple[tuple[str, str], ...]) -> None:
        self.kind = kind
        self._entries: Mapping[str, str] = dict(entries)
        if len(self._entries) != len(entries):
            raise ValueError(f"{kind} registered twice in {[name for name, _ in entries]}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """In the order of the table."""
        return tuple(self._entries)

    def load(self, name: str) -> type[T]:
        """The class of that name.

        Raises:
            UsageError: when there is no such name.
        """
        if name not in self._entries:
            known = ", ".join(self._entries)
            raise UsageError(f"unknown {self.kind} {name!r}; known: {known}")
        module, _, attribute = self._entries[name].partition(":")
        return cast("type[T]", getattr(import_module(module), attribute))
