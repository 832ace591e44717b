"""Check a page with axe-core, out of the packages that the pages are made with."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parent.parent.parent / "web" / "node_modules" / "axe-core" / "axe.min.js"


@lru_cache(maxsize=1)
def _source() -> str:
    if not SCRIPT.exists():
        pytest.skip("axe-core is not installed: npm ci in web/")
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:  # noqa: ANN401  # Playwright is not there where types are checked
    """Return what axe finds on a page: rule, what is wrong, and where."""
    page.evaluate(_source())
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {one['help']} at {node['target']}" for one in found["violations"] for node in one["nodes"]]
