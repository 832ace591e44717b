"""Files that come through the browser: taken in as `sijil add` takes in files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from sijil.contract import Json, failure_row
from sijil.read.dates import read_iso
from sijil.web.desk import Desk
from sijil.web.errors import Refusal

LONGEST_NAME = 200
"""Bytes of a file's name."""
LONGEST_VALUE = 2000
GIVEN = ("published", "outlet", "url", "title")
"""What may be said of a file, in headers `X-Sijil-...`."""
_SIDECAR = "about.csv"


def take_in(desk: Desk, name: str, content: bytes, given: Mapping[str, str]) -> Json:
    """Take a file into the project.

    Args:
        desk: The project.
        name: Its name, without folder.
        content: Its bytes.
        given: What is known of it, by column of a sidecar.
    """
    check_file_name(name)
    with TemporaryDirectory(prefix="sijil-upload-") as folder:
        file = Path(folder) / "files" / name
        file.parent.mkdir()
        file.write_bytes(content)
        sidecar = Path(folder) / _SIDECAR
        with sidecar.open("w", encoding="utf-8", newline="") as table:
            csv.writer(table).writerows([["file", *GIVEN], [f"files/{name}", *(given.get(one, "") for one in GIVEN)]])
        added = desk.project.add([file], sidecar, base=file.parent)
    return {
        "new": added.new,
        "known": added.known,
        "failures": [failure_row(failure, None) for failure in added.failures],
    }


def check_file_name(name: str) -> None:
    """Refuse what is no plain name of a file.

    Raises:
        Refusal: With what is wrong.
    """
    is_plain = name.isprintable() and not set(name) & set('/\\:*?"<>|') and name.strip(". ") == name
    if not is_plain or not 1 <= len(name.encode("utf-8", "replace")) <= LONGEST_NAME:
        raise Refusal(422, "that is no name of a file", remedy="send a plain name, such as page.html")


def read_given(headers: Mapping[str, str]) -> dict[str, str]:
    """Read what headers say of a file; they are percent-encoded UTF-8."""
    found = {one: unquote(headers.get(f"x-sijil-{one}", "")) for one in GIVEN}
    if any(len(value) > LONGEST_VALUE or not value.isprintable() for value in found.values()):
        raise Refusal(422, "a header says too much, or not in printable characters", remedy="send less")
    if found["published"] and read_iso(found["published"]) is None:
        raise Refusal(422, f"{found['published']!r} is no ISO 8601 date", remedy="write 2016-11-17, 2016-11 or 2016")
    return {one: value for one, value in found.items() if value}
