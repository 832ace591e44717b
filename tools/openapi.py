"""Write docs/openapi.json, the description of the workbench's API, from the routes of the server.

Run it after a change to `sijil.web`: make docs
"""

from __future__ import annotations

import json
from pathlib import Path

from sijil.web.app import create_app
from sijil.web.sessions import Sessions

PAGE = Path(__file__).parents[1] / "docs" / "openapi.json"


def describe_api() -> str:
    """Return the description as JSON, one value a line, with sorted keys."""
    return json.dumps(create_app(None, Sessions()).openapi(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PAGE.write_text(describe_api(), encoding="utf-8")
