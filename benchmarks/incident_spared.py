"""Incidents of which a report says that nobody was hurt."""

from __future__ import annotations

import re
from collections.abc import Sequence

HARM = r"(?:injur|hurt|wound|kill|harm|casualt|victim|death|fatalit|loss of (?:human )?li[fv]e)\w*"
NOBODY = re.compile(
    rf"\b(?:no|without|not|nor)(?: (?!only\b)[\w-]+){{0,4}} {HARM}|\b(?:no one|nobody|none)(?: [\w-]+){{0,3}} {HARM}"
    rf"|{HARM} (?:no one|nobody|any(?:one|body))\b",
    re.IGNORECASE,
)
"""No injuries, "nobody was hurt", "did not cause any casualties"."""
SENTENCES = 3
"""Sentences in which a report says what became of those whom an incident struck: its own and those behind it."""
END = re.compile(r"(?<=[.!?])[\"']?\s+(?=[A-Z\"'])")


class Spared:
    """What a report says of incidents that hurt nobody.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        """Keep the text on one line."""
        self._text = " ".join(text.split())

    def nobody_hurt(self, quotes: Sequence[str]) -> bool:
        """Tell whether the sentence of a quote, or one of the two behind it, says that nobody was hurt."""
        return any(NOBODY.search(behind) for behind in self._behind(quotes))

    def _behind(self, quotes: Sequence[str]) -> list[str]:
        """List the sentences from each quote on."""
        flat = [" ".join(quote.split()) for quote in quotes]
        starts = [start for quote in flat if (start := self._text.find(quote)) >= 0]
        return [" ".join(END.split(self._text[start : start + 900])[:SENTENCES]) for start in starts]
