"""The frozen record types, their key fields, canonical JSON, digests and ids.

A record's id is its prefix and 16 base32 characters of the sha256 over the canonical JSON of its key fields: no
counters, clocks or random numbers, so the same input gives the same id on every machine.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import ClassVar, Protocol, TypeVar

import msgspec

T = TypeVar("T")


class Keyed(Protocol):
    """What `record_id` needs of a record type."""

    PREFIX: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]


def canonical(value: object) -> bytes:
    """Encode a record or built-in value as JSON with sorted keys, without white space."""
    return msgspec.json.encode(value, order="sorted")


def decode(line: bytes, kind: type[T]) -> T:
    """Decode one canonical JSON line as a record of type `kind`."""
    return msgspec.json.decode(line, type=kind)


def digest(*parts: bytes) -> str:
    """Return the sha256, in hexadecimal, of length-prefixed `parts`."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def record_id(record: Keyed) -> str:
    """Return the id of a record: a function of its key fields alone."""
    key = {name: getattr(record, name) for name in record.KEY}
    return make_id(record.PREFIX, key)


def make_id(prefix: str, key: object) -> str:
    """Return `prefix-` and 16 base32 characters of the sha256 of the canonical JSON of `key`."""
    return f"{prefix}-{base64.b32encode(hashlib.sha256(canonical(key)).digest())[:16].decode().lower()}"


def rows_digest(rows: Iterable[object]) -> str:
    """Return the digest of rows in any order."""
    return digest(*sorted(canonical(row) for row in rows))
