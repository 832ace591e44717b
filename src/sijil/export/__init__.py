"""Write tables of a record to files: one small module per format."""

from __future__ import annotations

from sijil.export.tables import NOTICE, write_table

__all__ = ["NOTICE", "write_table"]
