"""What came of an example that stands in a pack: checkers in extract and resolve yield these."""

from __future__ import annotations

from dataclasses import dataclass

from sijil.packrows import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One example of a pack, what it must give, and what it gives.

    Attributes:
        part: Pack part of the row that the example belongs to (`rules`, `times`).
        item: Key of that row.
        location: Where the example stands (`Packs.locate(row_location, ("examples", 0))`).
        text: The example.
        expected: What must come out, in words a rule writer knows.
        found: What comes out; equal to `expected` where all is well.
        passed: Whether what came out is what must.
    """

    part: str
    item: str
    location: Location
    text: str
    expected: str
    found: str
    passed: bool
