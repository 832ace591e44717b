"""The description of the API is that of the server, and the docs name every route."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tools.openapi import describe_api

DOCS = Path(__file__).parents[2] / "docs"


def shapes(text: str) -> object:
    """What a description says, without the words that another version of the framework may put otherwise."""
    found = json.loads(text)
    return {path: sorted(ways) for path, ways in found["paths"].items()}, {
        name: (sorted(one.get("properties", {})), sorted(one.get("required", [])))
        for name, one in found["components"]["schemas"].items()
    }


def test_the_description_in_the_docs_is_not_stale() -> None:
    assert shapes((DOCS / "openapi.json").read_text(encoding="utf-8")) == shapes(describe_api()), "run `make docs`"


def test_the_docs_name_every_route() -> None:
    page = (DOCS / "workbench.md").read_text(encoding="utf-8")
    found = re.findall(r"`(GET|PUT|POST) (/api/[\w/{}.-]+)", page)
    named = {(way, re.sub(r"\{\w+\}", "{id}", path)) for way, path in found}
    paths = json.loads(describe_api())["paths"]
    known = {(way.upper(), re.sub(r"\{\w+\}", "{id}", path)) for path, ways in paths.items() for way in ways}
    assert named - {("GET", "/api/openapi.json")} == known
