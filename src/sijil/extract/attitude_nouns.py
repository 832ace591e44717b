"""What somebody is told to think, want or judge by a noun or an adjective ("her claim that", "he was afraid of")."""

from __future__ import annotations

from sijil.extract.base import Attribution
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.slots import antecedent, is_passive, subjects
from sijil.extract.tree import Tree

_NOBODY = frozenset({"it", "that", "this", "there", "you"})
_CASES = frozenset({"as", "for", "over", "about", "of", "to", "on", "against", "in", "that", "toward", "towards"})
_STATES = frozenset({"as", "for", "over", "about", "of", "to", "on", "against", "in", "with", "by", "at"})
_GIVERS = frozenset({"by", "from", "among", "within"})  # prepositions of who says or thinks something
_CLAUSES = frozenset({"that", "whether", "if"})  # what opens a clause that is told whole
_THAT = frozenset({"that", "whether"})  # what opens a clause that a noun tells
_OF_TIME = frozenset({"since", "when", "while", "before", "after", "until", "because", "although", "though", "as"})
_HOLDERS = frozenset({"person", "group"})  # kinds of those who think
_FEWEST = 2  # words of what somebody thinks or judges


def read_noun(tree: Tree, lexicon: Lexicon, cue: int) -> Attribution | None:
    """Read what somebody's saying or wish is about ("her claim that", "calls from the families for")."""
    whose = _whose(tree, lexicon, cue)
    about = [child for child in _around(tree, lexicon, cue) if child > cue and _is_about(tree, child)]
    if not about and (received := _received(tree, lexicon, cue)):
        return received
    if not about and whose:
        about = _equated(tree, cue)
    claims = any(_THAT & {tree.lower[mark] for mark in tree.dependents(child, "mark")} for child in about)
    if not about or not (whose or claims or _is_charge(tree, lexicon, cue)):
        return None
    content = frozenset(word for child in about for word in tree.subtree(child))
    if about == _equated(tree, cue):
        content -= {*tree.subtree(cue), *tree.dependents(about[0], "cop", "punct")}
    content -= set(tree.subtree(whose[0], without=frozenset({tree.heads[cue]}))) if whose else set()
    told = without_preposition(tree, content, cue)
    source = antecedent(tree, whose[0]) if whose else -1
    return Attribution(cue=cue, source=source, content=told) if told and len(content) >= _FEWEST else None


def read_holder(tree: Tree, cue: int) -> Attribution | None:
    """Read what somebody is a supporter or a critic of ("she is a critic of the law")."""
    about = [child for child in tree.dependents(cue, "nmod") if child > cue and tree.case(child) == "of"]
    own = tree.first(cue, "nsubj") if tree.dependents(cue, "cop") else -1
    source = tree.heads[cue] if own < 0 and tree.rels[cue] == "appos" else own
    if not about or source < 0 or source > cue or tree.lower[source] in _NOBODY:
        return None
    return Attribution(cue, antecedent(tree, source), without_preposition(tree, frozenset(tree.subtree(about[0])), cue))


def _whose(tree: Tree, lexicon: Lexicon, cue: int) -> list[int]:
    """List those who say or think what a noun names, the surest first."""
    own = [child for child in tree.children[cue] if tree.fullrels[child] == "nmod:poss"]
    behind = [child for child in tree.children[cue] if child > cue and tree.rels[child] == "nmod"]
    by = [child for child in behind if tree.case(child) in _GIVERS]
    before = [child for child in tree.dependents(cue, "amod", "compound") if child < cue]
    named = [child for child in before if _is_somebody(tree, lexicon, child)]
    told = any(_THAT & {tree.lower[mark] for mark in tree.dependents(child, "mark")} for child in tree.children[cue])
    of = [child for child in behind if tree.case(child) == "of" and told and _is_somebody(tree, lexicon, child)]
    voicing = _voicing(tree, lexicon, cue)
    if voicing and not by and all(tree.tags[word] == "PRON" for word in own):
        return voicing
    return own + by or of or named


def _is_somebody(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word before a noun names who says it ("Syrian claims", "army warnings")."""
    body = tree.names.get(word) in {"ORG", "PER"} or tree.lower[word] in lexicon.nations
    return body or bool(kinds_of(tree, lexicon, word) & _HOLDERS)


def _around(tree: Tree, lexicon: Lexicon, cue: int) -> list[int]:
    """List what hangs on a noun, and on the verb that only voices it ("raised concerns at the meeting about X")."""
    verb = tree.heads[cue]
    voiced = tree.rels[cue] == "obj" and lexicon.has("voicing", tree.lemmas[verb])
    exists = tree.rels[cue] == "nsubj" and bool(tree.dependents(verb, "expl"))
    return tree.children[cue] + (tree.dependents(verb, "obl", "ccomp", "advcl") if voiced or exists else [])


def _is_about(tree: Tree, child: int) -> bool:
    if tree.rels[child] in {"acl", "ccomp"}:
        return bool(tree.dependents(child, "mark"))
    if tree.rels[child] == "advcl":
        return any(tree.lower[mark] in _THAT for mark in tree.dependents(child, "mark"))
    if tree.rels[child] == "obl":
        return tree.case(child) in {"about", "over", "against"}
    return tree.rels[child] == "nmod" and tree.case(child) in _CASES


def _is_charge(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a noun is one of what is said against or for something, whoever says it."""
    return lexicon.has("charge_noun", tree.lemmas[cue])


def _equated(tree: Tree, cue: int) -> list[int]:
    """List the clause that a noun is said to be ("his goal is to win", "their fear is that the town falls")."""
    above = tree.heads[cue]
    is_so = tree.fullrels[cue] in {"nsubj:outer", "nsubj"} and above > cue and bool(tree.dependents(above, "cop"))
    clause = is_so and {tree.lower[mark] for mark in tree.dependents(above, "mark")} & {"to", "that"}
    return [above] if clause else []


def _received(tree: Tree, lexicon: Lexicon, cue: int) -> Attribution | None:
    """Read what met with words of others ("the plan drew criticism from aid groups")."""
    verb = tree.heads[cue]
    if tree.rels[cue] != "obj" or not lexicon.has("receiving", tree.lemmas[verb]):
        return None
    near = tree.dependents(cue, "nmod") + tree.dependents(verb, "obl")
    givers = [child for child in near if child > cue and tree.case(child) in _GIVERS]
    met = tree.dependents(verb, "nsubj")
    if not givers or not met:
        return None
    return Attribution(cue=cue, source=givers[0], content=frozenset(tree.subtree(met[0])))


def _voicing(tree: Tree, lexicon: Lexicon, noun: int) -> list[int]:
    """Return who voices what a noun names ("she raised concerns about", "he made a promise to")."""
    verb = tree.heads[noun]
    if tree.rels[noun] != "obj" or not lexicon.has("voicing", tree.lemmas[verb]) or is_passive(tree, verb):
        return []
    return [word for word in subjects(tree, verb) if tree.lower[word] not in _NOBODY][:1]


def read_state(tree: Tree, lexicon: Lexicon, cue: int) -> Attribution | None:
    """Read what somebody is sure, afraid or critical of ("she was worried that", "a man afraid to")."""
    if (open_to_all := _is_so(tree, cue)) is not None:
        return open_to_all
    who = _whose_state(tree, lexicon, cue)
    about = [child for child in tree.children[cue] if child > cue and _is_of_state(tree, child)]
    content = frozenset(word for child in about for word in tree.subtree(child))
    if who < 0 or tree.lower[who] in _NOBODY or len(content) < _FEWEST:
        return None
    told = without_preposition(tree, content, cue)
    return Attribution(cue=cue, source=antecedent(tree, who), content=told) if told else None


def _is_so(tree: Tree, cue: int) -> Attribution | None:
    """Read what is said to be clear or certain, or not, by nobody named ("it is not clear whether the town fell")."""
    known = tree.rels[cue] == "obl" and tree.heads[cue] >= 0 and tree.case(cue) == "from"
    top = tree.heads[cue] if known else cue
    it = any(tree.lower[word] == "it" for word in tree.dependents(top, "expl", "nsubj"))
    clauses = [child for word in {top, cue} for child in tree.dependents(word, "csubj", "ccomp") if child > cue]
    told = [child for child in clauses if any(tree.lower[mark] in _CLAUSES for mark in tree.dependents(child, "mark"))]
    return Attribution(cue, -1, frozenset(tree.subtree(told[0]))) if it and told else None


def _is_of_state(tree: Tree, child: int) -> bool:
    if tree.rels[child] == "advcl":
        marks = {tree.lower[mark] for mark in tree.dependents(child, "mark")}
        return bool(marks - _OF_TIME) and tree.forms[child - 1] != ","
    return tree.rels[child] in {"ccomp", "xcomp"} or (tree.rels[child] == "obl" and tree.case(child) in _STATES)


def _whose_state(tree: Tree, lexicon: Lexicon, cue: int) -> int:
    """Return who is in a state: its subject, the noun before it, or who is left in it ("came away convinced that")."""
    who = tree.first(cue, "nsubj")
    above = tree.heads[cue]
    if who >= 0 or above < 0:
        return who
    if tree.rels[cue] in {"amod", "acl"}:
        held = kinds_of(tree, lexicon, above) & (_HOLDERS | {"pron", "propn"})
        return above if above < cue and held else -1
    if tree.rels[cue] not in {"xcomp", "advmod", "advcl", "conj"} or tree.tags[above] not in {"VERB", "ADJ"}:
        return -1
    left = tree.first(above, "obj") if tree.rels[cue] == "xcomp" else -1
    return left if left >= 0 else next(iter(subjects(tree, above)), tree.first(above, "nsubj"))


def without_preposition(tree: Tree, content: frozenset[int], cue: int) -> frozenset[int]:
    """Leave out the prepositions right behind a cue, which belong to it ("called for", "put up with")."""
    at = cue + 1
    while (
        at in content
        and tree.tags[at] in {"ADP", "SCONJ"}
        and tree.rels[at] in {"case", "mark"}
        and tree.lower[at] not in _CLAUSES
    ):
        at += 1
    return frozenset(word for word in content if not cue < word < at)
