"""Noun phrases as quotes: the words that name an actor, a group or a place."""

from __future__ import annotations

from sijil.extract.base import Quote
from sijil.extract.harmed import ALONG
from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_LONG = 12  # words of a phrase that still names somebody
_PARTING = frozenset({"including", "among"})


def quote_range(tree: Tree, start: int, end: int, head: int) -> Quote:
    """Quote words `start:end`, whose head is `head`."""
    low, _ = tree.characters(start, end)
    return Quote(text=tree.cut(start, end), near=low, head=tree.passage.starts[head])


def quote_phrase(tree: Tree, lexicon: Lexicon, head: int) -> Quote:
    """Quote the noun phrase at a head word; a very long one is cut behind its first complement or its head."""
    start, end = tree.phrase(head)
    while start < head and (tree.tags[start] == "CCONJ" or tuple(tree.lower[start : start + 2]) in ALONG):
        start += 1 if tree.tags[start] == "CCONJ" else 2
    end = _before_open_bracket(tree, head, _with_allegiance(tree, lexicon, end))
    end = _without_age(tree, head, _with_name(tree, lexicon, head, end))
    if end - start > _LONG:
        behind = next((child for child in tree.children[head] if child > head and tree.rels[child] == "nmod"), -1)
        end = tree.phrase(behind)[1] if behind >= 0 else head + 1
    if end - start > _LONG or end <= head:
        end = head + 1
    return quote_range(tree, max(start, head + 1 - _LONG), end, head)


def _before_open_bracket(tree: Tree, head: int, end: int) -> int:
    """Leave out a bracket behind the head that the phrase does not close ("Adam Musa (39")."""
    forms = tree.forms[head:end]
    return head + forms.index("(") if "(" in forms and ")" not in forms else end


def _without_age(tree: Tree, head: int, end: int) -> int:
    """Leave out the age behind the comma of a name ("Adam Musa, 35")."""
    aged = tree.names.get(head) == "PER" and end - 2 > head and tree.forms[end - 2] == ","
    return end - 2 if aged and tree.tags[end - 1] == "NUM" else end


def _with_name(tree: Tree, lexicon: Lexicon, head: int, end: int) -> int:
    """Take in the name behind one person of whom it is first said who that is ("the mayor of Kafra, Adam Musa")."""
    single = tree.tags[head] == "NOUN" and tree.lower[head] == tree.lemmas[head] and not tree.dependents(head, "nummod")
    if not single:
        return end
    end = _with_calling(tree, lexicon, head, end)
    if tree.forms[end : end + 1] != [","]:
        return end
    for name in tree.dependents(head, "appos"):
        if tree.names.get(name) == "PER" and tree.phrase(name)[0] == end + 1:
            return _end_of_name(tree, name)
    return end


def _with_calling(tree: Tree, lexicon: Lexicon, head: int, end: int) -> int:
    """Take in by what name somebody goes, and no more ("a trader, identified as Adam Musa")."""
    for verb in tree.dependents(head, "acl"):
        aside = lexicon.has("naming", tree.lower[verb]) and tree.forms[verb - 1] == ","
        for name in tree.dependents(verb, "obl", "xcomp", "obj") if aside else ():
            if tree.names.get(name) == "PER" and name > verb:
                return _end_of_name(tree, name)
    return end


def _end_of_name(tree: Tree, name: int) -> int:
    return max(name, *tree.dependents(name, "flat"), -1) + 1


def _with_allegiance(tree: Tree, lexicon: Lexicon, end: int) -> int:
    """Take in the words behind "loyal to", where the tree hung them elsewhere."""
    if end + 1 >= len(tree) or tree.rels[end] != "case" or not lexicon.has("allegiance", tree.lemmas[end - 1]):
        return end
    low, high = tree.phrase(tree.heads[end])
    return high if low <= end + 2 else end


def quote_group(tree: Tree, lexicon: Lexicon, group: int, counted: int) -> Quote:
    """Quote those who are counted, without the number, whose last word ends before `counted`."""
    quote = _without_parts(tree, group, quote_phrase(tree, lexicon, group))
    start, _ = tree.phrase(group)
    if quote.near is None or not start < counted <= group:
        return quote
    low = tree.passage.starts[counted]
    return Quote(text=quote.text[low - quote.near :], near=low, head=quote.head)


def _without_parts(tree: Tree, group: int, quote: Quote) -> Quote:
    """Cut a quote before those of a group who are counted apart ("people, including a child")."""
    _, end = tree.phrase(group)
    cut = next((word for word in range(group + 1, end) if tree.lower[word] in _PARTING), -1)
    if cut < 0 or quote.near is None:
        return quote
    _, last = tree.characters(group, cut - (tree.forms[cut - 1] == ","))
    return Quote(text=quote.text[: last - quote.near], near=quote.near, head=quote.head)
