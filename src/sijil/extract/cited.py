"""Who is cited without a verb of speech: "according to X", and labels before a colon."""

from __future__ import annotations

from sijil.extract.base import Attribution
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import CLOSING, quoted_words
from sijil.extract.tree import Tree

_LABEL = 6  # words of a source in front of a colon
_SHORTEST = 3  # words behind a colon that say something
DASHES = frozenset({"-", "–", "—", "―", "--"})


def find_cited(tree: Tree, lexicon: Lexicon) -> list[Attribution]:
    """Find "according to X", "per X" and "by X's account": the clause around it is what X says."""
    found = []
    for word in range(len(tree)):
        if not _cites(tree, lexicon, word):
            continue
        source = (
            tree.heads[word]
            if tree.rels[word] == "case"
            else next((child for child in tree.children[word] if tree.rels[child] == "obl"), -1)
        )
        if source < 0:
            continue
        top = source if tree.rels[word] == "case" else word
        clause = _clause_of(tree, top)
        if clause < 0:
            continue
        cited = _whose(tree, lexicon, source)
        phrase = {*tree.subtree(top), *tree.subtree(cited)} if cited > top else set(tree.subtree(top))
        content = frozenset(tree.subtree(clause)) - phrase - _joined_clauses(tree, clause, top)
        found.append(Attribution(word, cited, content))
    return [*found, *_find_reckoned(tree, lexicon)]


def _cites(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word opens who is cited: "according to X", or "per X" at the edge of a sentence."""
    if tree.lower[word] == "per" and tree.rels[word] == "case":
        edge = word == 0 or tree.forms[word - 1] == ","
        return edge and may_be_cited(tree, lexicon, tree.heads[word])
    return tree.lower[word] == "according" and tree.lower[word + 1 : word + 2] == ["to"]


def _find_reckoned(tree: Tree, lexicon: Lexicon) -> list[Attribution]:
    """Find "by the ministry's count", "in the mayor's view" and "in the words of X": the clause is what they say."""
    found = []
    for word in range(len(tree)):
        reckons = tree.case(word) == "by" and lexicon.has("reckoning", tree.lemmas[word])
        views = tree.case(word) == "in" and lexicon.has("viewing", tree.lemmas[word])
        if not (reckons or views):
            continue
        owners = [child for child in tree.children[word] if tree.fullrels[child] == "nmod:poss"]
        owners += [child for child in tree.dependents(word, "nmod") if views and tree.case(child) == "of"]
        clause = _clause_of(tree, word)
        if owners and clause >= 0 and may_be_cited(tree, lexicon, owners[0]):
            found.append(Attribution(word, owners[0], frozenset(tree.subtree(clause)) - {*tree.subtree(word)}))
    return found


def _whose(tree: Tree, lexicon: Lexicon, source: int) -> int:
    """Return who gave what is cited ("data from the UN", "what residents said"), or the cited word itself."""
    teller = next((tree.first(clause, "nsubj") for clause in tree.dependents(source, "acl")), -1)
    if tree.lower[source] == "what" and teller > source:
        return teller
    if not lexicon.has("findings", tree.lemmas[source]):
        return source
    behind = (word for word in range(source + 1, len(tree)) if tree.tags[word] in {"NOUN", "PROPN"})
    near = next((word for word in behind if tree.rels[word] in {"nmod", "obl"}), -1)
    given = near > source and tree.case(near) in {"from", "by"} and "," not in tree.forms[source:near]
    return near if given and (tree.forms[near][0].isupper() or may_be_cited(tree, lexicon, near)) else source


def _clause_of(tree: Tree, top: int) -> int:
    """Return the head of what "according to X" covers: at the ends of a sentence all of it, else its clause."""
    if tree.heads[top] < 0:
        return -1
    words = tree.subtree(top)
    rest = [word for word in range(words[-1] + 1, len(tree)) if tree.tags[word] != "PUNCT"]
    if words[0] == 0 or not rest:
        return next((word for word in (top, *tree.ancestors(top)) if tree.heads[word] < 0), -1)
    return tree.clause(tree.heads[top])


def _joined_clauses(tree: Tree, clause: int, cited: int) -> set[int]:
    """Collect the words of clauses joined with "but" behind the words that name who is cited."""
    joined: set[int] = set()
    for child in tree.children[clause]:
        behind = child > cited and tree.rels[child] == "conj"
        if behind and any(tree.lower[below] == "but" for below in tree.children[child]):
            joined.update(tree.subtree(child))
    return joined


def find_labels(tree: Tree, lexicon: Lexicon) -> list[Attribution]:
    """Find "Ali Saleh: we go on", "Official: 70 percent freed" and, in headlines, "Five killed in strike: report"."""
    if signed := _find_signed(tree):
        return [signed]
    colons = [word for word, form in enumerate(tree.forms) if form == ":"]
    if len(colons) != 1:
        return []
    at = colons[0]
    before, after = _without_brackets(tree, at), range(at + 1, len(tree))
    named = [word for word in before if tree.names.get(word) in {"PER", "ORG"}]
    if (
        named
        and len(before) <= _LABEL
        and len(after) >= _SHORTEST
        and not any(_is_predicate(tree, word) or lexicon.has("place", tree.lower[word]) for word in before)
    ):
        return [Attribution(at, named[0], frozenset(after))]
    if tree.passage.kind.value != "headline":
        return []
    for side, other in ((before, after), (after, before)):
        heads = [word for word in side if lexicon.has("source_noun", tree.lemmas[word])]
        if heads and len(side) <= _LABEL and len(other) >= _SHORTEST:
            return [Attribution(at, heads[-1], frozenset(other))]
    return []


def _find_signed(tree: Tree) -> Attribution | None:
    """Read a name behind a dash that signs a quotation ('"Nobody came." - Ali Saleh')."""
    dashes = [
        word for word in range(1, len(tree) - 1) if tree.forms[word] in DASHES and tree.forms[word - 1] in CLOSING
    ]
    at = dashes[-1] if dashes else len(tree)
    named = [word for word in range(at + 1, len(tree)) if tree.names.get(word) == "PER"]
    if not named or len(tree) - at - 1 > _LABEL:
        return None
    readings = (quoted_words(tree), quoted_words(tree, opened=True))
    said = next((words for words in readings if at - 2 in words), frozenset())
    return Attribution(at, named[0], said, quoted=True) if said else None


def _is_predicate(tree: Tree, word: int) -> bool:
    """Tell whether a word is a verb, and no part of a word with a hyphen ("London-based")."""
    return tree.tags[word] == "VERB" and tree.forms[word - 1] != "-"


def _without_brackets(tree: Tree, end: int) -> list[int]:
    """List the words before a colon without those in brackets; none where the colon itself stands in brackets."""
    words: list[int] = []
    depth = 0
    for word in range(end):
        depth += (tree.forms[word] in {"(", "["}) - (tree.forms[word - 1] in {")", "]"} if word else 0)
        if depth <= 0:
            words.append(word)
    closed = depth <= 0 or (end > 0 and tree.forms[end - 1] in {")", "]"})
    return words if closed else []


def may_be_cited(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun means somebody, or something written, and no reason ("citing security fears")."""
    written = any(lexicon.has(name, tree.lemmas[word]) for name in ("source_noun", "channel", "message", "outlet"))
    return written or bool(kinds_of(tree, lexicon, word) & {"person", "group", "propn", "pron"})
