"""Quotations as they stand on the page: the words between two marks, over as many sentences as they run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijil.extract.base import Attribution
from sijil.extract.cited import DASHES
from sijil.extract.lexicon import Lexicon
from sijil.extract.slots import is_passive
from sijil.extract.tree import Tree

if TYPE_CHECKING:
    from sijil.extract.said import Voice

_LONGEST = 24  # words of a sentence that only says who spoke
_TOLD = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "conj"})  # clauses of a sentence that says more


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between an opening and a closing mark.

    Attributes:
        parts: The number of each sentence and the words of it, in order; never empty.
    """

    parts: tuple[tuple[int, frozenset[int]], ...]

    @property
    def first(self) -> int:
        """Number of the sentence in which it begins."""
        return self.parts[0][0]

    @property
    def last(self) -> int:
        """Number of the sentence in which it ends."""
        return self.parts[-1][0]


def find_quotations(voices: list[Voice]) -> list[Quotation]:
    """List the quotations of a text."""
    found: list[Quotation] = []
    parts: list[tuple[int, frozenset[int]]] = []
    for index, voice in enumerate(voices):
        words: list[int] = []
        for word in range(len(voice.tree)):
            if word in voice.quoted:
                words.append(word)
                continue
            parts += [(index, frozenset(words))] if words else []
            found += [Quotation(tuple(parts))] if parts else []
            parts, words = [], []
        parts += [(index, frozenset(words))] if words else []
    return [*found, Quotation(tuple(parts))] if parts else found


def find_tag(tree: Tree, lexicon: Lexicon, quoted: frozenset[int]) -> Attribution | None:
    """Read a sentence that only says who spoke the quotation before it ("Ali Saleh said on Monday.", "- Ali Saleh")."""
    if tree.forms[0] in DASHES and all(tree.names.get(word) == "PER" for word in range(1, len(tree))) and len(tree) > 1:
        return Attribution(0, 1, frozenset(), quoted=True)
    cue = next(word for word, head in enumerate(tree.heads) if head < 0)
    speaks = any(lexicon.has(kind, tree.lemmas[cue]) for kind in ("speech", "quoting", "attitude"))
    who = tree.dependents(cue, "nsubj")
    if quoted or not speaks or not who or len(tree) > _LONGEST or tree.forms[-1] == ":" or cue in tree.negated:
        return None
    more = any(tree.rels[child] in _TOLD for child in tree.children[cue])
    return None if more or is_passive(tree, cue) else Attribution(cue, who[-1], frozenset(), quoted=True)
