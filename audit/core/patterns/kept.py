"""The needs of patterns, kept between runs: working them out takes a tenth of a short run."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from audit.core import prepared
from audit.core.patterns import needs as pattern_needs
from audit.core.patterns.needs import Need

_FILE = "needs"
_MOST = 20_000
"""Patterns kept; those of the reference data are a tenth of that."""
_new: list[bytes] = []
"""The hashes of patterns first read in this run."""


def needs(source: str) -> Need:
    """:func:`audit.core.patterns.needs.needs`, looked up where an earlier run worked it out."""
    known, key = _known(), sha256(source.encode("utf-8", "surrogatepass")).digest()
    if key not in known:
        known[key] = pattern_needs.needs(source)
        _new.append(key)
    return known[key]


def keep() -> None:
    """Keeps what was worked out in this process for later runs."""
    if _new and len(_known()) <= _MOST:
        prepared.write(_FILE, _made_from(), msgspec.msgpack.encode(_known()))
        _new.clear()


@cache
def _known() -> dict[bytes, Need]:
    data = prepared.read(_FILE, _made_from())
    return {} if data is None else msgspec.msgpack.decode(data, type=dict[bytes, Need])


@cache
def _made_from() -> str:
    """Of the code that reads patterns, so that a change of it is not answered with old needs."""
    return sha256(Path(pattern_needs.__file__).read_bytes()).hexdigest()
