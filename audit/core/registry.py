"""One explicit table per registry: ``name -> "module:Class"``, imported on use.

A new entry is one file and one line of a table. Nothing registers itself; what other packages add
is what they declare as entry points (docs/plugins.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Generic, TypeVar, cast

from audit.errors import UsageError

T = TypeVar("T")


@cache
def _declared() -> Any:
    """What all installed packages declare: asking once for every group saves reading them again."""
    return entry_points()


class Registry(Generic[T]):
    """Names and the classes they stand for.

    Args:
        kind: what the entries are, for messages (``"engine"``).
        entries: pairs of name and ``module:Class``; a name given twice is refused.
        group: of entry points by which other packages add to it; None where they cannot.
    """

    def __init__(
        self, kind: str, entries: tuple[tuple[str, str], ...], *, group: str | None = None
    ) -> None:
        self.kind = kind
        self.own: Mapping[str, str] = dict(entries)
        """The project's own entries."""
        self._group = group
        if len(self.own) != len(entries):
            raise ValueError(f"{kind} registered twice in {[name for name, _ in entries]}")

    @cached_property
    def _entries(self) -> Mapping[str, str]:
        """The own entries, then those of other packages by name.

        Raises:
            UsageError: when another package takes a name that is taken.
        """
        entries = dict(self.own)
        found = _declared().select(group=self._group) if self._group is not None else ()
        for entry in sorted(found, key=lambda item: item.name):
            package = entry.dist.name if entry.dist is not None else entry.value
            if entries.setdefault(entry.name, entry.value) != entry.value:
                raise UsageError(f"{package}: the {self.kind} {entry.name!r} is there already")
        return entries

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
            UsageError: when there is no such name, or another package's entry cannot be imported.
        """
        if name not in self._entries:
            known = ", ".join(self._entries)
            raise UsageError(f"unknown {self.kind} {name!r}; known: {known}")
        module, _, attribute = self._entries[name].partition(":")
        try:
            return cast("type[T]", getattr(import_module(module), attribute))
        except (ImportError, AttributeError) as error:
            if name in self.own:
                raise
            where = self._entries[name]
            raise UsageError(f"{self.kind} {name!r}: {where} cannot be loaded: {error}") from error
