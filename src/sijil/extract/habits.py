"""What is said to happen again and again, or ever more: no one happening, but a state of things."""

from __future__ import annotations

from collections.abc import Iterable

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree
from sijil.extract.when import TimePhrase


def is_habit(tree: Tree, lexicon: Lexicon, carriers: Iterable[int], times: Iterable[TimePhrase]) -> bool:
    """Tell whether a clause tells of habitual conduct ("often attack", "killed every day", "have stepped up raids").

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        carriers: The words of the claim, up to its clause's verb.
        times: The time phrases that date it.
    """
    if any(lexicon.has("each", word) for time in times for word in tree.lower[time.start : time.head]):
        return True
    return any(_is_usual(tree, lexicon, word) or _is_rising(tree, lexicon, word) for word in carriers)


def _is_usual(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether it happens again and again: by an adverb, or "stages regular attacks"."""
    present = tree.tags[word] == "VERB" and tree.lower[word] in {tree.lemmas[word], f"{tree.lemmas[word]}s"}
    done = tree.dependents(word, "obj") if present and not tree.dependents(word, "aux") else []
    usual = any(lexicon.has("usual", tree.lower[how]) for noun in done for how in tree.dependents(noun, "amod"))
    return usual or any(lexicon.has("usually", tree.lower[child]) for child in tree.dependents(word, "advmod"))


def _is_rising(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a verb says that something has become more or less of late ("have stepped up")."""
    if tree.tags[word] != "VERB" or not any(tree.lower[aux] in {"have", "has"} for aux in tree.dependents(word, "aux")):
        return False
    particles = [tree.lower[child] for child in tree.children[word] if tree.fullrels[child] == "compound:prt"]
    return any(lexicon.has("rising", " ".join((tree.lemmas[word], *rest))) for rest in ((), particles))
