"""Who sits at the workbench: sessions in memory, each with a secret and the name that its decisions are signed with."""

from __future__ import annotations

import hmac
import secrets
import time
import unicodedata
from dataclasses import dataclass, field
from threading import Lock

from sijil.web.errors import Refusal

TOKEN_BYTES = 32
LONGEST_NAME = 60
MOST_SESSIONS = 1000
LIFETIME = 7 * 24 * 3600.0
"""Seconds after which a session that nobody used ends."""


@dataclass(slots=True)
class Session:
    """One browser; `can_rename` unless its name comes from the list of users."""

    name: str | None
    can_rename: bool
    used: float = field(default_factory=time.monotonic)


class Sessions:
    """All sessions of one server, and the token that opens one where there is no list of users."""

    def __init__(self, *, name: str | None = None, has_users: bool = False) -> None:
        """Begin without any; `name` is what each browser is called until it says otherwise."""
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self.has_users = has_users
        self._name = name
        self._lock = Lock()
        self._by_secret: dict[str, Session] = {}
        self._bearer = Session(name, can_rename=True)

    def open(self, name: str | None = None) -> str:
        """Open a session and return its secret; the one that was not used for longest makes room."""
        secret = secrets.token_urlsafe(TOKEN_BYTES)
        with self._lock:
            while len(self._by_secret) >= MOST_SESSIONS:
                del self._by_secret[min(self._by_secret, key=lambda key: self._by_secret[key].used)]
            self._by_secret[secret] = Session(name or self._name, can_rename=not self.has_users)
        return secret

    def close(self, secret: str) -> None:
        """End a session."""
        with self._lock:
            self._by_secret.pop(secret, None)

    def is_token(self, said: str) -> bool:
        """Tell whether somebody knows the token, in a time that does not tell how much of it is right."""
        return not self.has_users and hmac.compare_digest(said.encode(), self.token.encode())

    def find(self, secret: str | None, bearer: str | None) -> Session | None:
        """Return the session of a cookie, or that of all programs which bear the token."""
        if bearer is not None and self.is_token(bearer):
            return self._bearer
        if secret is None:
            return None
        with self._lock:
            found = self._by_secret.get(secret)
            now = time.monotonic()
            if found is None or now - found.used > LIFETIME:
                self._by_secret.pop(secret, None)
                return None
            found.used = now
            return found


def check_name(name: str) -> str:
    """Return a reviewer's name without space around it.

    Raises:
        Refusal: If it is empty, too long, or holds characters that are not printed.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable():
        what = f"a name has 1 to {LONGEST_NAME} printable characters"
        raise Refusal(422, what, remedy="choose another name")
    return name
