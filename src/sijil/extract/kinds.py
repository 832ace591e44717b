"""What kind of thing a phrase names, as far as its head word, its name label and the word lists tell."""

from __future__ import annotations

import re

from sijil.extract.hearsay import is_bare_saying
from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree

_LISTS = (
    "fighter",
    "civil_force",
    "civilian",
    "captive",
    "defendant",
    "esteem",
    "group",
    "place",
    "facility",
    "aircraft",
    "weapon",
    "bomb",
    "target",
    "vehicle",
    "tenure",
    "hostage",
    "toll",
    "lifeless",
    "fault",
    "slain",
    "deceased",
    "nature",
    "ordnance",
    "gunfire",
    "midst",
    "limb",
    "truce",
    "route",
    "wound",
    "refugee",
    "round",
    "vest",
    "house",
    "structure",
    "fitting",
    "anyone",
    "store",
    "aid",
    "abstract",
    "firearm",
    "flag",
    "tract",
)
_ARMS = frozenset({"weapon", "bomb", "ordnance", "target", "happening", "midst"})
_BEFORE_MINE = frozenset({"compound", "amod", "nmod"})
_PERSONAL = frozenset("he she they we i you him her them us who whom those others one many several".split())
_MANY = frozenset({"tens", "dozens", "scores", "hundreds", "thousands", "millions"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = 4  # digits of a time of day without a colon
_HALVES = ("a.m", "p.m", "am", "pm")
_HOURLY = frozenset({"at", "around", "about", "since", "until", "from", "by"})
_AIR = frozenset({"air", "aerial", "drone", "drones"})


def kinds_of(tree: Tree, lexicon: Lexicon, word: int) -> frozenset[str]:
    """Return the kinds of the phrase headed by `word`; see docs/packs.md for what each means."""
    lemma = tree.lemmas[word]
    found = {name for name in _LISTS if lexicon.has(name, lemma)}
    if found & {"fighter", "civilian", "captive"} or lexicon.has("person", lemma):
        found.add("person")
    if (lexicon.has("time_noun", lemma) and tree.tags[word] != "NUM") or _is_hour(tree, word):
        found.add("time")
    if lemma in lexicon.happenings:
        found.add("happening")
    if _is_model(tree, lexicon, word):
        found = (found - {"weapon", "place"}) | {"aircraft"}
    if "aircraft" in found or _mentions_air(tree, lexicon, word):
        found.add("airborne")
    before = [tree.lower[child] for child in tree.children[word] if tree.rels[child] in {"compound", "amod"}]
    found = _paid(tree, lexicon, word, _fired(tree, lexicon, word, found, before), before)
    people = "person" in found or lexicon.has("head_of_many", lemma)
    found |= _looks(lexicon, lemma, before) if people else set()
    found |= {"fighter", "group", "person"} if _follows(tree, lexicon, word) else set()
    laden = tree.subtree(word) if "vehicle" in found else []
    if any(lexicon.has("aid", near) for near in (*before, *(tree.lemmas[below] for below in laden))):
        found.add("aid")
    if any(lexicon.has("hurt", near) for near in (lemma, tree.lower[word], *before)):
        found.add("hurt")
    if is_bare_saying(tree, lexicon, word) and "bomb" not in found:
        found.add("hearsay")
    if _is_nobody(tree, lexicon, word):
        found.add("nobody")
    found |= _tag_kinds(tree, lexicon, word)
    found = (found - _ARMS) | {"facility"} if is_pit(tree, lexicon, word) else found
    return frozenset(_sifted(tree, lexicon, word, _built(tree, lexicon, word, found, before)) | {"any"})


def is_pit(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a mine is one where people dig: it has a name, or what is dug there before it."""
    before = [child for child in tree.children[word] if child < word and tree.rels[child] in _BEFORE_MINE]
    named = any(tree.names.get(child) or lexicon.has("mineral", tree.lower[child]) for child in before)
    return lexicon.has("pit", tree.lemmas[word]) and named


def _built(tree: Tree, lexicon: Lexicon, word: int, found: set[str], before: list[str]) -> set[str]:
    """Take what the words before it make a building for one ("power grid", "border post", "the mayor's office")."""
    if any(lexicon.has("facility", f"{near} {tree.lemmas[word]}") for near in before):
        found = found | {"facility"}
    owners = [tree.lemmas[child] for child in tree.children[word] if tree.fullrels[child] == "nmod:poss"]
    posted = any(lexicon.has("posted", near) for near in (*before, *owners))
    beside = any(lexicon.has("beside", tree.case(child) or "") for child in tree.dependents(word, "nmod"))
    return found - {"tenure"} if (posted or beside) and "facility" in found else found


def _looks(lexicon: Lexicon, lemma: str, before: list[str]) -> set[str]:
    """Judge people by the words before them ("armed men", "newly displaced persons")."""
    armed = any(lexicon.has("armed_look", near) for near in before)
    displaced = any(lexicon.has("refugee", f"{near} {lemma}") for near in before)
    return ({"fighter", "group"} if armed else set()) | ({"refugee"} if displaced else set())


def _follows(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun means men of an armed group that its phrase names ("dissidents of the FARC")."""
    if not lexicon.has("adherent", tree.lemmas[word]):
        return False
    of = [child for child in tree.dependents(word, "nmod") if tree.case(child) == "of"]
    spans = ((" ".join(tree.lower[start:end])).removeprefix("the ") for start, end in map(tree.phrase, of))
    return any(span in lexicon.irregulars for span in spans)


def _is_nobody(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a phrase means nobody ("no group", "no one", "none of them", "neither side")."""
    negated = word in tree.negated and tree.tags[word] != "VERB"
    return lexicon.has("nobody", tree.lower[word]) or negated


def _paid(tree: Tree, lexicon: Lexicon, word: int, found: set[str], before: list[str]) -> set[str]:
    """Take losses of money for no dead ("economic losses", "losses exceeding $180 million", "losses of 9 pesos")."""
    if "toll" not in found:
        return found
    said = tree.dependents(tree.heads[word], "obj", "obl") if tree.rels[word] == "nsubj" else [word]
    sums = (tree.lemmas[below] for top in said for below in tree.subtree(top))
    paid = any(lexicon.has("of_money", near) for near in before) or any(lexicon.has("money", one) for one in sums)
    return (found - {"toll", "slain"}) | {"money"} if paid else found


def _sifted(tree: Tree, lexicon: Lexicon, word: int, found: set[str]) -> set[str]:
    """Drop the kinds that others of a word rule out; a make of weapon ("Grad") is no organisation.

    A garrison that does something is its men; else it is the place that they hold.
    """
    if tree.tags[word] == "PROPN" and "weapon" in found:
        found = found - {"group", "person"}
    if "part" in found or ({"tenure", "facility"} <= found and tree.lower[word] != tree.lemmas[word]):
        found = found - {"part", "tenure"}
    if lexicon.has("manned", tree.lemmas[word]):
        acts = tree.fullrels[word] == "nsubj"
        found = found - ({"facility", "place"} if acts else {"fighter", "group", "person"})
    if {"fighter", "group"} <= found and _is_one(tree, lexicon, word):
        found = found - {"group"}  # a guard of a gate is no National Guard
    if "person" in found and (tree.forms[word].islower() or found & {"fighter", "civilian"}):
        found = found - {"place", "propn"}
    return found


def _fired(tree: Tree, lexicon: Lexicon, word: int, found: set[str], before: list[str]) -> set[str]:
    """Take a mortar bomb for what guns fire, their fire for no disaster, and a dynamite charge for a bomb."""
    if "bomb" in found and any(lexicon.has("ordnance", f"{near} {tree.lemmas[word]}") for near in before):
        return (found - {"bomb"}) | {"ordnance"}
    if any(lexicon.has("bomb", f"{near} {tree.lemmas[word]}") for near in before):
        found = found | {"bomb", "weapon", "happening"}
    return found - {"nature"} if is_gunfire(tree, lexicon, word) else found


def is_gunfire(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether "fire" is that of guns ("an exchange of fire", "killed by sniper fire", "fire from a tank")."""
    if tree.lemmas[word] != "fire":
        return False
    near = (*tree.lemmas[max(word - 3, 0) : word], *tree.lower[max(word - 3, 0) : word])
    if tree.tags[word] == "VERB":
        return True
    if word and tree.lower[word - 1] in lexicon.nations and tree.case(word) in {"by", "from", "under", "in"}:
        return True
    return any(lexicon.has("of_guns", lemma) for lemma in near) or tree.lower[word + 1 : word + 2] == ["from"]


def is_lit(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a fire is one that somebody lit ("set fire to the clinic", "set on fire")."""
    above = tree.heads[word]
    lit = tree.lemmas[word] == "fire" and above >= 0 and lexicon.has("kindle", tree.lemmas[above])
    return lit and not any(tree.lower[it].endswith(("self", "selves")) for it in tree.dependents(above, "obj"))


def _is_hour(tree: Tree, word: int) -> bool:
    """Tell whether a number is a time of day ("2:05", "at 0300")."""
    form = tree.forms[word]
    hours, _, minutes = form.partition(":")
    if tree.tags[word] != "NUM" or not hours.isdecimal():
        return False
    if form.isdecimal() and tree.lower[word + 1 : word + 2] and tree.lower[word + 1].startswith(_HALVES):
        return True
    military = len(form) == _CLOCK and form < "2400" and form[2] < "6" and tree.case(word) in _HOURLY
    return minutes.isdecimal() or military


def _is_model(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word is of the name of an aircraft's model ("Mi-17", "F-16s", "Su-25")."""
    for start in (word, word - 1, word - 2):
        forms = tree.lower[max(start, 0) : max(start, 0) + 3]
        apart = len(forms) == 3 and forms[1] == "-" and forms[2][:1].isdigit()  # noqa: PLR2004
        if start >= 0 and apart and lexicon.has("aircraft_mark", forms[0]):
            return True
    mark, _, number = tree.lower[word].partition("-")
    return number[:1].isdigit() and lexicon.has("aircraft_mark", mark)


def _mentions_air(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a modifier says that the thing flies ("air force", "drone strike")."""
    return any(
        tree.lower[child] in _AIR or lexicon.has("aircraft", tree.lemmas[child])
        for child in tree.children[word]
        if tree.rels[child] in {"compound", "amod"}
    )


def _is_one(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a common noun is of one person: a singular that stands for itself and is no body ("police")."""
    lemma = tree.lemmas[word]
    stands_alone = tree.tags[word] == "NOUN" and tree.rels[word] not in {"compound", "amod"}
    return (
        stands_alone
        and tree.lower[word] == lemma
        and not any(lexicon.has(name, lemma) for name in ("same_in_plural", "manned"))
    )


def _tag_kinds(tree: Tree, lexicon: Lexicon, word: int) -> set[str]:
    """Judge pronouns, numbers and names."""
    tag, label = tree.tags[word], tree.names.get(word)
    found: set[str] = set()
    found |= _pronoun_kinds(tree, word)
    if tag in {"NUM", "ADJ", "DET", "PRON"} or lexicon.has("part_of", tree.lemmas[word]):
        found |= _part_kinds(tree, lexicon, word)
    if tag == "PROPN" and label != "PER":
        found.add("propn")
    if label == "PER" or tree.lower[word] in lexicon.lists["sole"]:
        found.add("individual")
    if label == "PER" or _is_of_nation(tree, lexicon, word):
        found.add("person")
    elif label == "ORG" and not (tag == "NOUN" and lexicon.has("weapon", tree.lemmas[word])):
        found.add("group")
    elif label == "LOC":
        counted = tag == "PROPN" and tree.tags[word - 1] == "NUM" and tree.heads[word - 1] == word
        found.add("person" if counted else "place")  # "200 Amhara" are people
    if tag == "PROPN" and any(
        " ".join(tree.lower[at : word + 1]) in lexicon.nations for at in range(max(0, word - 2), word + 1)
    ):
        found.add("nation")
    return found


def _is_of_nation(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a common noun is for people of a nation ("two Italians", "a German")."""
    counted = tree.lower[word] != tree.lemmas[word] or bool(tree.dependents(word, "det", "nummod"))
    named = tree.forms[word][:1].isupper() and tree.lemmas[word] in lexicon.nations
    return tree.tags[word] == "NOUN" and counted and named


def _pronoun_kinds(tree: Tree, word: int) -> set[str]:
    """Judge pronouns: of people, in -self, "each other"; by what they go back to."""
    if _is_reciprocal(tree, word):
        return {"pron", "reciprocal"}
    personal = tree.lower[word] in _PERSONAL
    if tree.lower[word] == "'s" or (tree.tags[word] != "PRON" and not (personal and tree.tags[word] == "DET")):
        return set()
    selfish = tree.lower[word].endswith(("self", "selves"))
    meant = {tree.meant[word]} if word in tree.meant else set()
    return {"pron"} | meant | ({"person"} if personal else set()) | ({"reflexive"} if selfish else set())


def _is_reciprocal(tree: Tree, word: int) -> bool:
    """Tell whether a word opens "each other" or "one another"."""
    return tree.lower[word : word + 2] in (["each", "other"], ["one", "another"])


def _part_kinds(tree: Tree, lexicon: Lexicon, word: int) -> set[str]:
    """Judge a number or a part by what stands behind its "of"; a bare number may count anybody, unless it dates."""
    whole = whole_of(tree, word)
    if whole >= 0:
        members = lexicon.has("person", tree.lemmas[word]) and bool(tree.dependents(word, "nummod"))
        some = {"any", "group", "place"} if members else {"any"}  # "two members of the militia" are no militia
        return {"number", "part"} | set(kinds_of(tree, lexicon, whole)) - some
    around = (tree.heads[word], *tree.children[word])
    if any(near >= 0 and lexicon.has("month", tree.lower[near]) for near in around) or _dates(tree, lexicon, word):
        return {"time"}
    return {"number"} if tree.tags[word] == "NUM" or tree.lower[word] in _MANY else set()


def _dates(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a bare number is the year of a happening ("the massacre of 2012"), and no toll of it."""
    above = tree.heads[word]
    is_bare = bool(_YEAR.fullmatch(tree.lower[word])) and tree.rels[word] == "nmod" and above >= 0
    return is_bare and tree.lemmas[above] in lexicon.happenings and not lexicon.has("toll", tree.lemmas[above])


def whole_of(tree: Tree, word: int) -> int:
    """Return what stands behind the "of" of a number or part ("70 percent” of the city", "two among them"), or -1."""
    own = next((child for child in tree.children[word] if child > word and tree.case(child) == "of"), -1)
    if own < 0 and tree.tags[word] == "NUM":
        own = next((child for child in tree.children[word] if tree.case(child) == "among"), -1)
    if own >= 0:
        return own
    mark = next((at for at in range(word + 1, min(word + 3, len(tree))) if tree.lower[at] == "of"), -1)
    behind = tree.heads[mark] if mark >= 0 and tree.rels[mark] == "case" else -1
    verb = mark > 0 and tree.tags[mark - 1] == "VERB" and tree.heads[word] == mark - 1  # "a second died of wounds"
    return behind if behind > word and not verb else -1


def fits(kinds: frozenset[str], wanted: tuple[str, ...]) -> bool:
    """Tell whether kinds meet a condition: one of the plain names, none of those with `!`."""
    refused = {name[1:] for name in wanted if name.startswith("!")}
    allowed = {name for name in wanted if not name.startswith("!")}
    return not kinds & refused and (not allowed or bool(kinds & allowed))
