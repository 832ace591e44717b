"""The layout of a gazetteer file, which `writer` writes and `reader` reads.

All numbers are big-endian. `HEADER`; the length of the head (4 bytes); the head as JSON: credit, counts of rows, keys
and bytes of names, kinds as [kind, space, precision], regions as [country, code, lon, lat, radius in km]; the rows of
`ROW` bytes, sorted by space and number (lon 3, lat 3, size 2, region 2, kind 1, number 4, where its name starts 4);
the keys of `KEY` bytes, sorted (hashes of skeleton 5, folded 2, plain 2; row 4); the names as UTF-8. The size is the
population of a town and the radius of any other place. Where the head says `best_first`, keys with the same hashes are
sorted by `prominence`, the most prominent first.
"""

from __future__ import annotations

import hashlib
import math

from sijil.folding import folded, plain, skeleton

HEADER = b"sijil gazetteer 2\n"
LENGTH = 4
ROW = 19
SKELETON, FOLDED_BYTES, PLAIN_BYTES, INDEX = 5, 2, 2, 4
KEY = SKELETON + FOLDED_BYTES + PLAIN_BYTES + INDEX
FIELDS = ((0, 3), (3, 6), (6, 8), (8, 10), (10, 11), (11, 15), (15, 19))
"""Where the fields of a row lie: lon, lat, size, region, kind, number, name."""
TOWN = "town"
AROUND = frozenset({"region", "county", "district"})
"""Kinds of places that others lie in."""
MOST_PROMINENT = 2**16 - 1
_DEGREES = 2**24 / 360
_SIZE = 3000


def short_hash(key: str, size: int) -> bytes:
    """Return `size` bytes that stand for a key."""
    return hashlib.blake2b(key.encode(), digest_size=size).digest()


def hash_name(name: str) -> bytes:
    """Return the part of a key that a name makes: its skeleton, its folded and its plain form."""
    return (
        short_hash(skeleton(name), SKELETON)
        + short_hash(folded(name), FOLDED_BYTES)
        + short_hash(plain(name), PLAIN_BYTES)
    )


def pack_degrees(degrees: float) -> bytes:
    """Write degrees in three bytes, good to two metres."""
    return min(round((degrees + 180) * _DEGREES), 2**24 - 1).to_bytes(3, "big")


def unpack_degrees(number: int) -> float:
    """Return degrees to five digits."""
    return round(number / _DEGREES - 180, 5)


def pack_size(size: float) -> bytes:
    """Write a population or a radius in two bytes, good to one in a thousand."""
    return min(round(math.log1p(size) * _SIZE), 2**16 - 1).to_bytes(2, "big")


def unpack_size(number: int) -> float:
    """Return a population or a radius."""
    return math.expm1(number / _SIZE)


def prominence(kind: str, size: int) -> int:
    """Return how early a place is read among all that bear its name: divisions first, then towns by packed size."""
    if kind == TOWN:
        return min(1 + size, MOST_PROMINENT)
    return MOST_PROMINENT if kind in AROUND else 0
