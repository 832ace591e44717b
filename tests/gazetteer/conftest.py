"""Rows of GeoNames by hand, and the command line in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Row = Callable[..., str]


@pytest.fixture
def geonames_row() -> Row:
    """Build a line of a dump; what is not given is as of a village in Libya."""

    def row(number: object = 1, name: str = "Wadi Xaruq", feature: str = "P.PPL", **given: object) -> str:
        known = {"others": "", "lat": 31.5, "lon": 14.9, "country": "LY", "area": "77", "people": 0} | given
        kind, _, code = feature.partition(".")
        cells = [number, name, name, known["others"], known["lat"], known["lon"], kind, code, known["country"], ""]
        cells += [known["area"], "", "", "", known["people"], "", "", "UTC", "2020-01-01"]
        return "\t".join(map(str, cells)) + "\n"

    return row


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file and return its path."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written
