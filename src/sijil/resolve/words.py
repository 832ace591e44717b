"""The words of a phrase or sentence, in the two spellings by which registers are searched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sijil.folding import folded, is_article, plain

APOSTROPHES = frozenset("'\u2019\u02bc\u2018`")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their characters in `text`; hyphens and apostrophes part words, full stops inside them do not.

    Attributes:
        text: The text that was split.
        starts: First character of each word.
        ends: One past the last character.
        plains: Each word in lower case without accents and full stops.
        folds: Each word's transliteration key; empty for an article.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    plains: tuple[str, ...]
    folds: tuple[str, ...]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.starts)

    def printed(self, index: int) -> str:
        """Return a word as printed."""
        return self.text[self.starts[index] : self.ends[index]]

    def gap(self, index: int) -> str:
        """Return what stands between a word and the next."""
        after = self.starts[index + 1] if index + 1 < len(self) else len(self.text)
        return self.text[self.ends[index] : after]

    def at(self, offset: int) -> int:
        """Return the index of the word that holds or follows a character."""
        return next((i for i, end in enumerate(self.ends) if end > offset), len(self) - 1)


@lru_cache(maxsize=512)
def split_words(text: str) -> Words:
    """Split a text into words; the sentences of one report are asked for several times."""
    found = list(_WORD.finditer(text))
    printed = [match.group() for match in found]
    plains = tuple(plain(word.replace(".", "")) for word in printed)
    folds = tuple("" if is_article(word) else folded(word) for word in plains)
    return Words(text, tuple(m.start() for m in found), tuple(m.end() for m in found), plains, folds)
