"""Which names and addresses a server answers to: the defence against DNS rebinding.

A page elsewhere can point a name of its own at this machine's address and then read what the
server says to it. The browser still sends that name in ``Host``. Addresses cannot be pointed.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def bare(authority: str) -> str | None:
    """The host of a ``Host`` header, lower case, without port; None when it is none."""
    if not authority or any(c in authority for c in "/@?#\\ \t"):
        return None
    try:
        parts = urlsplit(f"//{authority}")
        # Reading the port checks it.
        return parts.hostname if parts.port is None or parts.port else None
    except ValueError:
        return None


class Hosts:
    """The names that hold.

    Args:
        bound: the address that the server listens on.
        names: further ones, as reverse proxies pass on.
    """

    def __init__(self, bound: str, names: Iterable[str]) -> None:
        self._local = is_loopback(bound)
        own = {"localhost"} if self._local else {"localhost", bound.lower()}
        self._names = frozenset(own | {name.lower() for name in names})

    def accepts(self, authority: str) -> bool:
        """Whether a request with this ``Host`` header is answered."""
        host = bare(authority)
        if host is None:
            return False
        if host in self._names:
            return True
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return address.is_loopback or not self._local
