"""Points as GeoPackage keeps them (standard 1.3, section 2.1.3): a header and well-known binary."""

from __future__ import annotations

import struct

WGS84 = 4326
_HEADER = struct.Struct("<2sBBi")
_POINT = struct.Struct("<BIdd")
_FLAGS = 0b0000_0001  # little-endian, no envelope, not empty


def encode_point(lon: float, lat: float) -> bytes:
    """Encode a point in degrees east and north."""
    return _HEADER.pack(b"GP", 0, _FLAGS, WGS84) + _POINT.pack(1, 1, lon, lat)


def decode_point(blob: bytes) -> tuple[float, float]:
    """Return degrees east and north of a point that `encode_point` made."""
    _, _, lon, lat = _POINT.unpack_from(blob, _HEADER.size)
    return lon, lat
