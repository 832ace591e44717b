"""Links that lead outside."""

from __future__ import annotations

from urllib.parse import urlsplit


def outside(address: str | None) -> str | None:
    """Return an address that a browser may be sent to; None for what is no web address."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
