"""What is only said, and what becomes of it: "no truth to rumours", "claims that X are false", questions."""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree
from sijil.records import Stance

_ASKING = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
_OPENS = frozenset({"nsubj", "root", "ccomp"})
"""How a noun of hearsay hangs that opens a clause; with "that" behind it the parser may take it for a verb."""
_BELOW = frozenset({"acl", "nmod", "nsubj", "ccomp"})


def judge_noun(tree: Tree, lexicon: Lexicon, word: int, above: int) -> Stance | None:
    """Judge what hangs on a noun of evidence or hearsay ("no sign that X", "false reports of X"); None: not by it."""
    if tree.rels[word] in {"csubj", "ccomp"} and _denies(tree, lexicon, above):
        return Stance.DENIED
    if tree.rels[word] not in _BELOW or tree.tags[above] != "NOUN":
        return None
    lemma = tree.lemmas[above]
    if tree.rels[word] == "nmod" and lexicon.has("prospective", lemma):
        return Stance.HYPOTHETICAL
    known = tree.rels[word] == "nmod" and any(tree.lower[child] == "the" for child in tree.dependents(word, "det"))
    none = above in tree.negated and not known
    if none and lexicon.has("substance", lemma):
        return Stance.DENIED
    if none and lexicon.has("evidence", lemma):
        return Stance.DOUBTED
    false = any(lexicon.has("untrue", tree.lower[child]) for child in tree.dependents(above, "amod"))
    return Stance.DENIED if false and lexicon.has("hearsay", lemma) else None


def _denies(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a predicate holds its clause false ("it is not true that", "it is a lie that")."""
    truth = word in tree.negated and tree.lower[word] in {"true", "correct", "accurate"}
    return truth or (lexicon.has("untrue", tree.lower[word]) and word not in tree.negated)


def is_called_untrue(tree: Tree, lexicon: Lexicon, head: int) -> bool:
    """Tell whether a sentence says of the report in which a trigger stands that it is false.

    The parser seldom joins the two ends of "claims spread online that X did Y are false"; so the words are read in
    their order: what is said, "that", the trigger, and behind it what is held of the saying.
    """
    for word in range(head + 1, len(tree)):
        if tree.forms[word] in {";", ":"}:
            return False
        if lexicon.has("untrue", tree.lower[word]) and tree.dependents(word, "cop"):
            cop = tree.first(word, "cop")
            return head < cop and _is_hearsay_before(tree, lexicon, head)
    return False


def _is_hearsay_before(tree: Tree, lexicon: Lexicon, head: int) -> bool:
    """Tell whether a clause opens with a noun of hearsay whose "that" or "of" stands before a trigger."""
    said = [word for word in range(head) if lexicon.has("hearsay", tree.lemmas[word]) and tree.rels[word] in _OPENS]
    said = [word for word in said if not tree.dependents(word, "nsubj")]
    return bool(said) and any(tree.lower[word] in {"that", "of", "about"} for word in range(said[-1] + 1, head))


def is_bare_saying(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun of hearsay stands for what was said before it, and not for what it says itself."""
    own = any(tree.fullrels[child] == "acl" or tree.case(child) in {"of", "about"} for child in tree.children[word])
    return lexicon.has("hearsay", tree.lemmas[word]) and not own


def is_asked(tree: Tree, word: int) -> bool:
    """Tell whether a clause is asked with a yes or no for an answer ("Have the rebels taken the town?")."""
    if tree.forms[-1] != "?" or tree.heads[word] >= 0:
        return False
    subject = tree.first(word, "nsubj", "expl")
    before = range(max(subject, 0))
    if any(tree.lower[at] in _ASKING for at in before):
        return False
    return any(tree.tags[at] == "AUX" and tree.heads[at] == word for at in before)
