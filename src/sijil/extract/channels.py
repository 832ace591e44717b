"""Through which agency or medium something was said."""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_CARRYING = frozenset({"by", "on", "to", "through", "via"})  # prepositions before the outlet that carries a message


def find_channel(tree: Tree, lexicon: Lexicon, cue: int, content: frozenset[int]) -> int:
    """Find the medium: "told AFP", "posted on Facebook", "in a statement", "confirmed to the agency"."""
    for child in tree.children[cue]:
        if child in content or tree.rels[child] not in {"obj", "iobj", "obl"}:
            continue
        case = tree.case(child)
        if lexicon.has("channel", tree.lemmas[child]) and case in {"on", "in", "via", "through", "at", "over", ""}:
            return _carrier(tree, lexicon, child)
        told = tree.rels[child] in {"obj", "iobj"} and lexicon.has("address", tree.lemmas[cue])
        if (told or case == "to") and _is_outlet(tree, lexicon, child):
            return child
    return -1


def _carrier(tree: Tree, lexicon: Lexicon, message: int) -> int:
    """Find the outlet that has what was said: "a statement carried by MRTV radio", "an interview with GMA News"."""
    for child in tree.children[message]:
        if tree.rels[child] == "nmod" and tree.case(child) == "with" and _is_outlet(tree, lexicon, child):
            return child
        if tree.rels[child] == "nmod" and tree.case(child) in _CARRYING and _is_medium(tree, lexicon, child):
            return child
        if tree.rels[child] == "acl":
            given = tree.dependents(child, "obl", "obl:agent")
            by = (w for w in given if tree.case(w) in _CARRYING and _is_medium(tree, lexicon, w))
            if (carrier := next(by, -1)) >= 0:
                return carrier
    return message


def _is_medium(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a phrase names an agency or a broadcaster by word or by name."""
    inside = range(*tree.phrase(word))
    return any(lexicon.has("outlet", tree.lemmas[i]) or tree.forms[i] in lexicon.agencies for i in inside)


def _is_outlet(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether somebody was told who passes it on: an organisation, or reporters."""
    if _is_medium(tree, lexicon, word):
        return True
    named = any(tree.names.get(i) == "ORG" for i in range(*tree.phrase(word)))
    return (
        named
        and not kinds_of(tree, lexicon, word) & {"facility", "person"}
        and not lexicon.has("group", tree.lemmas[word])
    )
