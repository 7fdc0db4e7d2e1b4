"""Locks between processes, the same on every system."""

from __future__ import annotations

from typing import IO, Any


def hold(file: IO[Any], *, wait: bool = True) -> bool:
    """Locks an open file for this process until it is closed.

    Args:
        wait: until another process lets go; else return at once.

    Returns:
        Whether this process holds it; always True with ``wait``.
    """
    import portalocker

    flags = portalocker.LockFlags.EXCLUSIVE
    if not wait:
        flags |= portalocker.LockFlags.NON_BLOCKING
    try:
        portalocker.lock(file, flags)
    except portalocker.LockException:
        if wait:
            raise
        return False
    return True
