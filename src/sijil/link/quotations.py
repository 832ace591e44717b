"""Direct quotations: the words between the quotation marks that something stands in."""

from __future__ import annotations

import re

SHORTEST = 5
"""Words of a quotation by which it can be known again."""
LONGEST = 600
"""Characters before and behind something within which its quotation opens and closes."""
_PAIRS = {"“": "”", "«": "»", "„": "“", '"': '"'}
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def find_quotation(text: str, start: int, end: int) -> str | None:
    """Return the words of the quotation that a span stands in, in lower case; None where it stands in none.

    Marks are looked for in the span's own paragraph. Straight marks open and close in turn from its beginning; where
    the last one stays open (the quotation goes on in the next paragraph), the paragraph's end closes it.
    """
    first = max(0, start - LONGEST, text.rfind("\n\n", 0, start))
    last = text.find("\n\n", end)
    paragraph = text[first : min(last if last >= 0 else len(text), end + LONGEST)]
    for opened, closed in _find_marks(paragraph):
        if opened <= start - first and end - first <= closed:
            words = _WORD.findall(paragraph[opened:closed].casefold())
            return " ".join(words) if len(words) >= SHORTEST else None
    return None


def _find_marks(paragraph: str) -> list[tuple[int, int]]:
    """Return where quotations of a paragraph begin and end, their marks left out."""
    found: list[tuple[int, int]] = []
    closing, opened = "", 0
    for at, sign in enumerate(paragraph):
        if closing and sign == closing:
            found.append((opened, at))
            closing = ""
        elif not closing and sign in _PAIRS:
            closing, opened = _PAIRS[sign], at + 1
    return [*found, (opened, len(paragraph))] if closing else found
