"""The list of users: one line each, `name:scrypt$N$r$p$salt$hash`, for servers that other machines can reach."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections import defaultdict, deque
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from sijil.errors import UsageError
from sijil.store import write_atomically
from sijil.web.sessions import check_name

COST, BLOCK, LANES = 2**15, 8, 1
"""Parameters of scrypt (RFC 7914); 32 MiB and about 0.1 s for each password that is tried."""
SALT_BYTES = 16
SHORTEST_PASSWORD = 10
_MEMORY = 128 * COST * BLOCK * 2
_HIGHEST_COST = 2**18
TRIES, WINDOW = 5, 300.0
"""A name, or an address, may fail so often in so many seconds."""
_REMEDY = "write it anew with `sijil serve --add-user NAME --users FILE`"


class _Secret(NamedTuple):
    cost: int
    block: int
    lanes: int
    salt: bytes
    digest: bytes


class Users:
    """The users of a file, and how often each has failed to log in."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            UsageError: If it cannot be read or a line of it is wrong.
        """
        self._secrets = read_users(path)
        if not self._secrets:
            remedy = f"add one: `sijil serve --add-user NAME --users {path}`"
            raise UsageError(f"{path}: holds no user", remedy=remedy)
        self._failed: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()
        self._hashing = Lock()
        """One password is tried at a time: each takes memory and a processor."""
        self._nobody = _hash(secrets.token_hex(SALT_BYTES))

    def admit(self, name: str, password: str, address: str) -> bool:
        """Tell whether a password is right; a name that is unknown takes as long as one that is known."""
        secret = self._secrets.get(name, self._nobody)
        with self._hashing:
            is_right = _matches(secret, password) and name in self._secrets
        if not is_right:
            with self._lock:
                for key in (f"name {name}", f"address {address}"):
                    self._failed[key].append(time.monotonic())
        return is_right

    def must_wait(self, name: str, address: str) -> bool:
        """Tell whether a name or an address has failed too often of late."""
        with self._lock:
            return any([self._is_full(f"name {name}"), self._is_full(f"address {address}")])

    def _is_full(self, key: str) -> bool:
        times = self._failed[key]
        while times and time.monotonic() - times[0] > WINDOW:
            times.popleft()
        if not times:
            del self._failed[key]
        return len(times) >= TRIES


def read_users(path: Path) -> dict[str, _Secret]:
    """Read a list of users; a missing file holds none.

    Raises:
        UsageError: With the line that is wrong.
    """
    if not path.exists():
        return {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}", remedy="name a list of users") from error
    return dict(_read_line(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _read_line(path: Path, number: int, line: str) -> tuple[str, _Secret]:
    name, _, rest = line.rpartition(":")
    try:
        kind, cost, block, lanes, salt, digest = rest.split("$")
        found = _Secret(int(cost), int(block), int(lanes), base64.b64decode(salt), base64.b64decode(digest))
    except ValueError as error:
        raise UsageError(f"{path}:{number}: is no user", remedy=_REMEDY) from error
    is_sound = kind == "scrypt" and name and found.salt and found.digest and found.cost <= _HIGHEST_COST
    if not is_sound or found.block != BLOCK or found.lanes != LANES:
        raise UsageError(f"{path}:{number}: is no user", remedy=_REMEDY)
    return name, found


def add_user(path: Path, name: str, password: str) -> None:
    """Add a user to the list, or give one another password.

    Raises:
        UsageError: If the name or the password will not do.
    """
    name = check_name(name)
    if ":" in name or len(password) < SHORTEST_PASSWORD:
        what = f"a name without colon and a password of {SHORTEST_PASSWORD} characters or more are needed"
        raise UsageError(what, remedy="choose others")
    users = read_users(path) | {name: _hash(password)}
    lines = [f"{one}:{_shown(secret)}\n" for one, secret in sorted(users.items())]
    write_atomically(path, "".join(lines).encode())


def _shown(secret: _Secret) -> str:
    salt, digest = (base64.b64encode(part).decode() for part in (secret.salt, secret.digest))
    return f"scrypt${secret.cost}${secret.block}${secret.lanes}${salt}${digest}"


def _hash(password: str) -> _Secret:
    salt = secrets.token_bytes(SALT_BYTES)
    return _Secret(COST, BLOCK, LANES, salt, _digest(password, salt, COST))


def _matches(secret: _Secret, password: str) -> bool:
    return hmac.compare_digest(_digest(password, secret.salt, secret.cost), secret.digest)


def _digest(password: str, salt: bytes, cost: int) -> bytes:
    memory = max(_MEMORY, 128 * cost * BLOCK * 2)
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=BLOCK, p=LANES, maxmem=memory)
