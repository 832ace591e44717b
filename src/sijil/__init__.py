"""Sijil turns news reports of armed conflict into an evidence-linked record of claims.

The names below load on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijil.attribution import Attribution, attributions
    from sijil.geoparsing import NamedPlace, geoparse
    from sijil.language.parse import parse
    from sijil.project import Project
    from sijil.record import Record

    __version__: str

__all__ = ["Attribution", "NamedPlace", "Project", "Record", "__version__", "attributions", "geoparse", "parse"]


def __getattr__(name: str) -> object:
    """Load a public name on first use."""
    homes = {
        "Attribution": "attribution",
        "NamedPlace": "geoparsing",
        "Project": "project",
        "Record": "record",
        "attributions": "attribution",
        "geoparse": "geoparsing",
        "parse": "language.parse",
    }
    if name == "__version__":
        return import_module("importlib.metadata").version("sijil")
    if name not in homes:
        raise AttributeError(f"module 'sijil' has no attribute {name!r}")
    return getattr(import_module(f"sijil.{homes[name]}"), name)
