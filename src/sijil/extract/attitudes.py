"""Attributions that are no speech: what somebody is told to think, want, judge or show.

They never give a claim its speaker; `sijil.attributions` lists them beside what is said.
"""

from __future__ import annotations

from dataclasses import replace

from sijil.extract.attitude_nouns import read_holder, read_noun, read_state, without_preposition
from sijil.extract.base import Attribution
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import is_near
from sijil.extract.slots import RELATIVE, antecedent, gerund_holder, is_passive, subjects
from sijil.extract.speakers import ends_sentence
from sijil.extract.tree import Tree

_APART = frozenset({"conj", "cc", "parataxis", "advcl", "punct", "mark", "discourse", "vocative", "dep"})
_MARKS = frozenset({",", "-", "–", "—", "("})
_NOBODY = frozenset({"it", "that", "this", "there"})
_SPEECH_ROLES = frozenset({"you"})
_SEEN = ("nsubj", "csubj", "expl", "xcomp", "ccomp")  # parts of what seems to be so
_MARKED = frozenset(
    {"for", "of", "as", "from", "against", "over", "to", "about", "on", "at", "with"}
)  # what opens a clause of what is judged
_CASES = frozenset({"as", "for", "over", "about", "of", "to"})  # prepositions of what is said of an object
_ABOUT = frozenset({"as", "about", "of", "against", "like"})  # prepositions of what is said, behind any verb
_CLAUSES = frozenset({"that", "whether", "if"})  # what opens a clause that is told whole
_HOLDERS = frozenset({"person", "group", "propn", "pron"})  # kinds of those who think
_THAT = frozenset({"that", "whether"})  # what opens a clause that a noun tells
_QUOTED = 3  # quoted words that make a quotation
_FEWEST = 2  # words of what somebody thinks or judges


def find_attitudes(
    tree: Tree, lexicon: Lexicon, taken: frozenset[int], quoted: frozenset[int], free: frozenset[int]
) -> list[Attribution]:
    """List the attitudes of a sentence, the widest content first.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        taken: Cues of attributions that are known already.
        quoted: Words in quotation marks: what a speaker thinks is part of what is said.
        free: Those of them that nobody is known to say.
    """
    found = [_read(tree, lexicon, cue, free) for cue in range(len(tree)) if cue not in taken | quoted]
    held = [_outside(tree, lexicon, one, quoted) for one in found if one]
    return sorted(held, key=lambda one: (-len(one.content), one.cue))


def _outside(tree: Tree, lexicon: Lexicon, one: Attribution, quoted: frozenset[int]) -> Attribution:
    """Take whoever speaks a quotation for who thinks what stands outside of it ('"...," said X, referring to')."""
    if one.source not in quoted:
        return one
    verbs = [word for word in range(one.cue) if tree.tags[word] == "VERB" and word not in quoted]
    who = [next(iter(subjects(tree, verb)), -1) for verb in verbs if lexicon.has("speech", tree.lemmas[verb])]
    return replace(one, source=who[-1]) if who and who[-1] not in quoted else one


def _read(tree: Tree, lexicon: Lexicon, cue: int, free: frozenset[int]) -> Attribution | None:
    """Read the attitude that a verb tells of; None where it tells of none."""
    if tree.tags[cue] in {"NOUN", "ADJ"}:
        return _read_nominal(tree, lexicon, cue)
    if tree.tags[cue] != "VERB" or tree.rels[cue] == "amod":
        return None
    if lexicon.has("seeming", tree.lemmas[cue]):
        return _read_seeming(tree, lexicon, cue)
    if not _holds(tree, lexicon, cue, free) or _only_voices(tree, lexicon, cue):
        return None
    passive = is_passive(tree, cue) or is_asked_of(tree, cue)
    source = _source(tree, cue)
    if source < 0 and (not passive or _is_named(tree, lexicon, cue)):
        return None
    if source >= 0 and tree.lower[source] in _SPEECH_ROLES:
        return None
    source = _holder(tree, lexicon, cue, source)
    words = {word for word in free if tree.tags[word] != "PUNCT"}
    whole = any(child > cue and words <= set(tree.subtree(child)) for child in tree.dependents(cue, "ccomp", "obl"))
    apart = not whole and not tree.dependents(cue, "obj", "xcomp")
    if len(free) >= _QUOTED and source >= 0 and source not in free and apart:
        return Attribution(cue=cue, source=source, content=free, quoted=True)
    if around := _commented(tree, cue, source):
        return Attribution(cue=cue, source=source, content=around)
    return _read_withheld(tree, lexicon, cue, source) or _read_clause(tree, lexicon, cue, source, passive=passive)


def _read_nominal(tree: Tree, lexicon: Lexicon, cue: int) -> Attribution | None:
    """Read the attitude that a noun or an adjective tells of."""
    if tree.tags[cue] == "NOUN" and lexicon.has("attitude_noun", tree.lemmas[cue]):
        return read_noun(tree, lexicon, cue)
    if tree.tags[cue] == "NOUN" and lexicon.has("holder_noun", tree.lemmas[cue]):
        return read_holder(tree, cue)
    if tree.tags[cue] == "ADJ" and lexicon.has("attitude_state", tree.lemmas[cue]):
        return read_state(tree, lexicon, cue)
    return None


def _withheld(tree: Tree, lexicon: Lexicon, cue: int) -> int:
    """Return the verb of saying that somebody does not do ("declined to comment on the strike"), or -1."""
    if not lexicon.has("withholding", tree.lemmas[cue]):
        return -1
    said = (word for word in tree.dependents(cue, "xcomp") if word > cue)
    return next((w for w in said if any(lexicon.has(kind, tree.lemmas[w]) for kind in ("speech", "attitude"))), -1)


def _read_withheld(tree: Tree, lexicon: Lexicon, cue: int, source: int) -> Attribution | None:
    """Read what somebody did not say ("declined to comment on the strike": the strike)."""
    told = _withheld(tree, lexicon, cue)
    read = _read_clause(tree, lexicon, told, source, passive=False) if told >= 0 else None
    return replace(read, cue=cue) if read else None


def _read_seeming(tree: Tree, lexicon: Lexicon, cue: int) -> Attribution | None:
    """Read what seems to be so ("the truce seems to hold")."""
    parts = [child for child in tree.dependents(cue, *_SEEN) if not tree.dependents(cue, "csubj") or child > cue]
    parts += _looks_like(tree, cue)
    content = frozenset(word for child in parts for word in tree.subtree(child))
    content -= frozenset(word for child in parts for word in _asides(tree, child))
    seems = _has_complement(tree, cue) and not _seems_to_say(tree, lexicon, cue)
    return Attribution(cue=cue, source=-1, content=content) if seems else None


def _source(tree: Tree, cue: int) -> int:
    """Return who thinks or says something, or -1."""
    by = any(tree.case(child) == "by" for child in tree.dependents(cue, "obl"))
    if is_asked_of(tree, cue) and not by:
        return -1
    return next(iter(subjects(tree, cue)), gerund_holder(tree, cue))


def _is_named(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb only gives the name of something ("a village called Hadd")."""
    seen_as = any(tree.case(child) == "as" for child in tree.children[cue])
    return tree.fullrels[cue] == "acl" and lexicon.has("calling", tree.lemmas[cue]) and not seen_as


def _read_clause(tree: Tree, lexicon: Lexicon, cue: int, source: int, *, passive: bool) -> Attribution | None:
    """Read what somebody thinks or says in the clause of a verb, or of the noun that the clause describes."""
    parts = [child for child in tree.children[cue] if _is_content(tree, lexicon, child, cue, source, passive=passive)]
    parts = _what_is_told(tree, lexicon, cue, parts)
    asides = frozenset(word for child in parts for word in _asides(tree, child))
    asides |= {word for child in parts if tree.case(child) == "about" for word in tree.dependents(child, "case")}
    content = frozenset(word for child in parts for word in tree.subtree(child)) - asides
    if tree.fullrels[cue] == "acl" and passive and not tree.dependents(cue, "ccomp", "xcomp"):
        content = _noun_before(tree, cue) if source >= 0 else frozenset()
    if not content and _is_of_noun(tree, cue):
        content = _noun_before(tree, cue)
        whom = source not in content and source >= 0
        return Attribution(cue=cue, source=source, content=content) if whom else None
    whom = any(tree.rels[child] == "obj" and tree.tags[child] in {"NOUN", "PROPN", "PRON"} for child in parts)
    told = without_preposition(tree, content, cue)
    return Attribution(cue=cue, source=source, content=told) if told and (whom or len(content) >= _FEWEST) else None


def _what_is_told(tree: Tree, lexicon: Lexicon, cue: int, parts: list[int]) -> list[int]:
    """Keep the clause that tells what is thought, or what stands behind "about", not who was told, where or how."""
    clauses = [child for child in parts if tree.rels[child] in {"ccomp", "conj"} and child > cue]
    about = [child for child in parts if tree.case(child) == "about" or _is_asked_whether(tree, lexicon, child)]
    told = lexicon.has("asking", tree.lemmas[cue]) or lexicon.has("address", tree.lemmas[cue])
    if clauses and (told or not tree.dependents(cue, "obj")):
        return [child for child in parts if child in clauses or child > clauses[0] or (child < cue and not told)]
    if about and (told or not tree.dependents(cue, "obj")):
        return [child for child in parts if child in about or child > about[0] or (child < cue and not told)]
    return parts


def _tells(tree: Tree, lexicon: Lexicon, child: int) -> bool:
    """Tell whether a part of a clause is what is thought or said, whatever the verb ("saw that", "spoke about")."""
    about = tree.case(child) if tree.rels[child] == "obl" else ""
    above = tree.heads[child]
    told = tree.dependents(above, "nsubj", "obj")
    if about in {"to", "with"} and told and lexicon.has("answering", tree.lemmas[above]):
        return not is_passive(tree, above)
    marks = {tree.lower[mark] for mark in tree.dependents(child, "mark")} if tree.rels[child] == "advcl" else set()
    return tree.rels[child] == "ccomp" or bool({about, *marks} & _ABOUT) or _is_asked_whether(tree, lexicon, child)


def _is_asked_whether(tree: Tree, lexicon: Lexicon, child: int) -> bool:
    """Tell whether a clause with "if" is what somebody asks ("asked if the road was safe")."""
    marked = any(tree.lower[mark] in {"if", "whether"} for mark in tree.dependents(child, "mark"))
    above = tree.heads[child]
    return tree.rels[child] == "advcl" and marked and child > above and lexicon.has("asking", tree.lemmas[above])


def _stands(tree: Tree, child: int) -> bool:
    """Tell whether a part of a clause is what somebody is for or against, or wants ("for talks", "to win")."""
    to_do = tree.rels[child] == "xcomp" and any(tree.lower[mark] == "to" for mark in tree.dependents(child, "mark"))
    cases = {tree.lower[word] for word in tree.dependents(child, "mark", "case")}
    held = tree.rels[child] in {"obl", "advcl"} and cases & {"for", "against"}
    return to_do or bool(held) or tree.rels[child] == "ccomp"


def _holds(tree: Tree, lexicon: Lexicon, cue: int, free: frozenset[int]) -> bool:
    """Tell whether a verb says what somebody thinks, wants or says."""
    lemma = tree.lemmas[cue]
    if lexicon.has("putting", lemma):
        return False
    if lexicon.has("standing", lemma) and any(_stands(tree, child) for child in tree.children[cue]):
        return True
    if lexicon.has("talking_back", lemma) and any(tree.lower[child] == "back" for child in tree.children[cue]):
        return is_near(cue, free)
    if lexicon.has("by_clause", lemma):
        who = tree.dependents(cue, "nsubj")
        finds = any(lexicon.has(kind, tree.lemmas[word]) for word in who for kind in ("witness", "findings"))
        finds = finds or bool(ends_sentence(tree, cue))
        return is_near(cue, free) or finds or any(_tells(tree, lexicon, child) for child in tree.children[cue])
    return lexicon.has("attitude", lemma) or lexicon.has("speech", lemma)


def _commented(tree: Tree, cue: int, source: int) -> frozenset[int]:
    """Collect what a clause stands around that says who holds it ("..., he points out", "as the mayor noted, ...")."""
    if source < 0 or tree.dependents(cue, "obj", "ccomp", "xcomp", "advcl"):
        return frozenset(range(0 if tree.dependents(cue, "ccomp", "xcomp") else ends_sentence(tree, cue)))
    as_said = any(tree.lower[child] == "as" and child < source for child in tree.dependents(cue, "mark", "advmod"))
    as_said = as_said and tree.rels[cue] == "advcl" and not tree.dependents(cue, "obl")
    if as_said or (tree.rels[cue] == "parataxis" and source > tree.heads[cue]):
        return frozenset(tree.subtree(tree.heads[cue], without=frozenset({cue})))
    return frozenset(range(ends_sentence(tree, cue)))


def _noun_before(tree: Tree, cue: int) -> frozenset[int]:
    """Collect the words of the noun that a clause describes."""
    noun = tree.heads[cue]
    without = frozenset({cue, *tree.dependents(noun, "case", "mark", "cc", "cop")})
    return frozenset(word for word in tree.subtree(noun, without=without) if word < cue)


def _is_of_noun(tree: Tree, cue: int) -> bool:
    """Tell whether a clause without object says what somebody thinks of the noun before it ("a deal she backed")."""
    who = tree.dependents(cue, "nsubj")
    noun = tree.heads[cue]
    named = bool(who) and tree.lower[who[0]] not in RELATIVE and tree.tags[noun] in {"NOUN", "PROPN"}
    return (
        tree.fullrels[cue] == "acl:relcl" and named and not tree.dependents(cue, "obl") and tree.forms[cue - 1] != ","
    )


def _holder(tree: Tree, lexicon: Lexicon, cue: int, source: int) -> int:
    """Return who holds an attitude: whom "who" stands for, and who does what shows it ("took the step of asking")."""
    source = antecedent(tree, source) if source >= 0 else source
    above = tree.heads[source] if source >= 0 else -1
    deed = tree.fullrels[cue] == "acl" and tree.heads[cue] == source and tree.rels[source] in {"obj", "obl"}
    if not deed or above < 0 or kinds_of(tree, lexicon, source) & _HOLDERS:
        return source
    who = tree.dependents(above, "nsubj")
    return who[0] if who and not is_passive(tree, above) else source


def _only_voices(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    """Tell whether a verb only utters what its object tells of ("expressed support for"), or is not said at all."""
    if tree.heads[verb] >= 0 and _withheld(tree, lexicon, tree.heads[verb]) == verb:
        return True
    nouns = tree.dependents(verb, "obj") if lexicon.has("voicing", tree.lemmas[verb]) else []
    return any(lexicon.has("attitude_noun", tree.lemmas[noun]) and read_noun(tree, lexicon, noun) for noun in nouns)


def _asides(tree: Tree, top: int) -> set[int]:
    """Collect the words of a part that only add something behind a comma."""
    return {below for word in tree.subtree(top) if _is_aside(tree, word) for below in tree.subtree(word)}


def is_asked_of(tree: Tree, cue: int) -> bool:
    """Tell whether a participle without subject says what others did ("Asked whether he knew, X said")."""
    marks = {tree.lower[mark] for mark in tree.dependents(cue, "mark", "advmod") if mark < cue}
    helped = tree.dependents(cue, "nsubj", "aux") or marks - {"when", "if", "once", "then", "later", "first"}
    alone = (cue == 0 or tree.rels[cue] in {"advcl", "acl"}) and not helped
    return alone and tree.lower[cue].endswith("ed")


def _is_content(tree: Tree, lexicon: Lexicon, child: int, cue: int, source: int, *, passive: bool) -> bool:
    """Tell whether a part of the clause belongs to what is thought or judged."""
    if _is_asked_whether(tree, lexicon, child):
        return True
    if (
        child > cue
        and tree.rels[child] == "advcl"
        and _MARKED & {tree.lower[w] for w in tree.dependents(child, "mark")}
    ):
        return True
    if tree.fullrels[child] == "compound:prt" or (passive and tree.case(child) == "by"):
        return False
    told = tree.rels[child] == "conj" and {tree.lower[mark] for mark in tree.dependents(child, "mark")} & _CLAUSES
    if told and tree.dependents(cue, "ccomp"):
        return True
    if tree.rels[child] in _APART or child == source or tree.rels[child] == "aux":
        return False
    if tree.rels[child] == "obl":
        has_object = any(tree.rels[other] == "obj" for other in tree.children[cue])
        only_says = lexicon.has("speech", tree.lemmas[cue]) and not lexicon.has("attitude", tree.lemmas[cue])
        if only_says and tree.case(child) not in _ABOUT | _MARKED - {"at", "with", "from", "to"}:
            return False
        if has_object and tree.case(child) == "to" and _is_told(tree, lexicon, cue):
            return False
        if "time" in kinds_of(tree, lexicon, child) or (has_object and tree.case(child) not in _CASES):
            return False
    relative = tree.rels[child] == "obj" and tree.lower[child] in RELATIVE
    return child > cue or relative or (passive and tree.rels[child] == "nsubj")


def _is_told(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether those behind the "to" of a verb are told ("explained it to the villagers")."""
    return lexicon.has("speech", tree.lemmas[cue]) or lexicon.has("voicing", tree.lemmas[cue])


def _is_aside(tree: Tree, word: int) -> bool:
    """Tell whether a word heads a clause or phrase that only adds something behind a comma."""
    compared = tree.is_listed(word, "compared") and tree.forms[word - 1] == ","
    if tree.fullrels[word] not in {"acl:relcl", "advcl", "parataxis"} or tree.case(word) == "including":
        return compared
    first = min(tree.subtree(word), default=word)
    return first > tree.heads[word] and bool({tree.forms[first - 1], tree.forms[first]} & _MARKS)


def _seems_to_say(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether what seems so is that somebody says or wants something ("seemed to urge a delay")."""
    return any(
        lexicon.has(kind, tree.lemmas[word])
        for word in tree.dependents(cue, "xcomp")
        for kind in ("speech", "attitude")
    )


def _has_complement(tree: Tree, cue: int) -> bool:
    return bool(tree.dependents(cue, "xcomp", "ccomp", "csubj")) or bool(_looks_like(tree, cue))


def _looks_like(tree: Tree, cue: int) -> list[int]:
    """List what something seems like ("it seems like a good plan")."""
    return [child for child in tree.dependents(cue, "obl") if child > cue and tree.case(child) == "like"]
