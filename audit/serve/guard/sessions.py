"""Sessions in signed cookies, and tokens against forged requests. Nothing is kept on the server."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

import msgspec

LIFE = 12 * 3600
"""Seconds after which somebody must log in again: a working day."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who is looking at the pages."""

    id: str
    """Random; the token against forged requests is made from it."""
    reviewer: str


class _Claims(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    reviewer: str
    until: int


class Sessions:
    """Makes and checks cookies.

    Args:
        secret: of the work folder, so that sessions outlive the server.
        token: what a login asks for; with another one all sessions end.
    """

    def __init__(self, secret: bytes, token: str | None) -> None:
        self._token = token
        self._key = hmac.digest(secret, b"session\0" + (token or "").encode(), "sha256")
        # Cookies do not know ports: two servers on one machine need two names.
        self.cookie = "traudit_" + hashlib.sha256(secret).hexdigest()[:8]

    @property
    def open(self) -> bool:
        """True when nobody is asked for a token."""
        return self._token is None

    def is_token(self, given: str) -> bool:
        """Whether that is the token, in a time that says nothing about it."""
        if self._token is None:
            return False
        # Digests, since the comparison itself would tell the length.
        ours, theirs = (
            hashlib.sha256(one.encode("utf-8", "surrogatepass")).digest()
            for one in (self._token, given)
        )
        return hmac.compare_digest(ours, theirs)

    def begin(self, reviewer: str) -> Session:
        """A new session."""
        return Session(secrets.token_urlsafe(18), reviewer)

    def seal(self, session: Session) -> str:
        """The value of its cookie."""
        claims = _Claims(session.id, session.reviewer, int(time.time()) + LIFE)
        # Without the padding, which a cookie can hold only between quotation marks.
        payload = urlsafe_b64encode(msgspec.json.encode(claims)).decode().rstrip("=")
        return f"{payload}.{self._sign('cookie', payload)}"

    def unseal(self, value: str) -> Session | None:
        """The session of a cookie; None when it is forged, changed or old."""
        payload, _, signature = value.partition(".")
        if not _same(signature, self._sign("cookie", payload)):
            return None
        claims = msgspec.json.decode(urlsafe_b64decode(payload + "=="), type=_Claims)
        return Session(claims.id, claims.reviewer) if claims.until > time.time() else None

    def csrf(self, session: Session) -> str:
        """What a form or script of this session's pages sends back."""
        return self._sign("csrf", session.id)

    def is_csrf(self, session: Session, given: str) -> bool:
        """Whether a request carries the token of its session."""
        return _same(given, self.csrf(session))

    def placeholder(self, report: str) -> str:
        """What stands for that token in the pages of a report until somebody asks for them."""
        return self._sign("placeholder", report)

    def _sign(self, what: str, text: str) -> str:
        message = f"{what}\0{text}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, "sha256").hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode())
