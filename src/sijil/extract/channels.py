"""Through which agency or medium something was said."""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_SAID_IN = frozenset({"on", "in", "via", "through", "at", "over", "by", ""})  # prepositions before a medium
_CARRYING = frozenset({"by", "on", "to", "through", "via"})  # prepositions before the outlet that carries a message


def find_channel(tree: Tree, lexicon: Lexicon, cue: int, content: frozenset[int]) -> int:
    """Find the medium: "told AFP", "posted on Facebook", "in a statement", "speaking to reporters by telephone"."""
    beside = [word for word in tree.dependents(cue, "advcl") if lexicon.has("addressing", tree.lemmas[word])]
    around = [(verb, child) for verb in (cue, *beside) for child in tree.children[verb] if child not in content]
    found = [_channel(tree, lexicon, verb, child) for verb, child in around]
    known = [word for word in found if word >= 0]
    media = (word for word in known if is_channel(tree, lexicon, word) or tree.tags[word] == "PROPN")
    return next(media, next(iter(known), -1))


def _channel(tree: Tree, lexicon: Lexicon, cue: int, word: int) -> int:
    """Return the medium that a word below a cue of speech names, or -1."""
    case = tree.case(word)
    if tree.rels[word] not in {"obj", "iobj", "obl"}:
        return -1
    if is_channel(tree, lexicon, word) and case in _SAID_IN:
        return _carrier(tree, lexicon, word)
    told = tree.rels[word] in {"obj", "iobj"} and lexicon.has("address", tree.lemmas[cue])
    passed_on = (told or case == "to") and _is_outlet(tree, lexicon, word)
    return word if passed_on or (case in {"through", "via"} and _is_medium(tree, lexicon, word)) else -1


def is_channel(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun, or it with the word before it, is a medium ("a statement", "a news conference")."""
    before = (child for child in tree.children[word] if child < word and tree.rels[child] in {"compound", "amod"})
    pairs = (f"{tree.lower[child]} {tree.lemmas[word]}" for child in before)
    return lexicon.has("channel", tree.lemmas[word]) or any(lexicon.has("channel", pair) for pair in pairs)


def _carrier(tree: Tree, lexicon: Lexicon, message: int) -> int:
    """Find the outlet that has what was said: "a statement carried by MRTV radio", "an interview with GMA News"."""
    for child in tree.children[message]:
        if tree.rels[child] == "nmod" and tree.case(child) == "with" and _is_outlet(tree, lexicon, child):
            return child
        if tree.rels[child] == "nmod" and _carries(tree, lexicon, child):
            return child
        if tree.rels[child] == "acl":
            given = tree.dependents(child, "obl", "obl:agent")
            if (carrier := next((word for word in given if _carries(tree, lexicon, word)), -1)) >= 0:
                return carrier
    return message


def _carries(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a message was carried by an agency or a medium ("a message posted on Facebook")."""
    carried = tree.case(word) in _CARRYING
    return carried and (_is_medium(tree, lexicon, word) or is_channel(tree, lexicon, word))


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
