"""JSON lines: the JSON contract of the commands, unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from sijil.contract import Json


def write_jsonl(rows: Iterable[Json], file: TextIO) -> None:
    """Write one JSON object per line."""
    file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
