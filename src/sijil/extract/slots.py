"""The slots of a trigger: who stands where around a verb or a noun, the same for active, passive and reduced clauses.

`subject` is the one who acts, `object` the one acted upon; a preposition names what stands behind it. Tree relations
come first; PropBank roles fill what the tree leaves open.
"""

from __future__ import annotations

from sijil.extract.tree import Tree

_DURING = frozenset({"in", "by", "from", "during", "after", "through"})
RELATIVE = frozenset({"who", "which", "that", "whom", "where"})
_OF_OBJECT = ("object_control", "found_so")
"""Word lists of the verbs behind whose object a verb says what that does, or how it was left, found or reported."""
_LINKS = frozenset({"obl", "nmod", "advmod"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})


class Slots:
    """The fillers around one trigger.

    Attributes:
        tree: The sentence.
        words: The trigger's words, its head first.
        light: The verb that carries a noun trigger ("carried out" of "carried out a strike"), or -1.
        owners: Lower-case words that name an actor in front of a noun ("Turkish", "rebel").
    """

    def __init__(
        self, tree: Tree, words: tuple[int, ...], light: int = -1, owners: frozenset[str] = frozenset()
    ) -> None:
        """Look around the trigger `words` of `tree`."""
        self.tree = tree
        self.words = words
        self.light = light
        self.owners = owners

    def fill(self, slot: str) -> list[int]:
        """Return the head words in a slot, in order of preference; conjuncts are not listed."""
        head = self.words[0]
        if slot == "subject":
            return self._clean(subjects(self.tree, head))
        if slot == "mover":
            own = self.tree.dependents(head, "nsubj")[::-1]
            moved = [] if self.tree.dependents(head, "obj") else _role(self.tree, head, "ARG1")
            holder = gerund_holder(self.tree, head)
            return self._clean(own or subjects(self.tree, head) or moved or ([holder] if holder >= 0 else []))
        if slot in {"direct", "hands"}:
            return self._clean(self.tree.dependents(head, "obj") if slot == "direct" else _at_hands(self.tree, head))
        if slot == "object":
            return self._clean([word for trigger in self.words for word in objects(self.tree, trigger)])
        if slot == "light":
            doers = subjects(self.tree, self.light) if self.light >= 0 else []
            return self._clean([word for word in doers if not self.tree.under(head, word)])
        if slot == "lightobject":
            return self._clean(objects(self.tree, self.light)) if self.light >= 0 else []
        if slot == "carrier":
            return [self.light] if self.light >= 0 else []
        if slot in {"poss", "mod"}:
            owned = self.words[-1] if self.tree.tags[head] == "VERB" else head
            return self._clean(getattr(self, f"_{slot}")(owned))
        if slot in {"appos", "predicate"}:
            return self._clean(getattr(self, f"_{slot}")(self._whole(head)))
        return self._clean(self._behind(slot))

    def _clean(self, found: list[int]) -> list[int]:
        """Replace relative pronouns by what they stand for; drop the trigger's own words and repeats."""
        clean: list[int] = []
        for word in found:
            whom = antecedent(self.tree, word)
            if whom not in self.words and whom not in clean and whom != self.light:
                clean.append(whom)
        return clean

    def _behind(self, preposition: str) -> list[int]:
        """List the nominals behind a preposition of the trigger, of its light verb, or of its bare object."""
        tree = self.tree
        anchors = list(self.words)
        if self.light >= 0:
            anchors.append(self.light)
        elif tree.tags[self.words[0]] in {"NOUN", "PROPN"}:
            told = [child for child in tree.children[self.words[0]] if tree.rels[child] == "acl"]
            anchors += [child for child in told if not tree.is_listed(child, "blaming")]
        else:
            anchors += objects(tree, self.words[0])[:1]
        own = [child for anchor in anchors for child in self._linked(anchor, preposition)]
        return own or self._shared(preposition)

    def _linked(self, anchor: int, preposition: str) -> list[int]:
        """List the nominals that a preposition hangs on a word."""
        near = (child for child in self.tree.children[anchor] if self.tree.rels[child] in _LINKS)
        return [child for child in near if preposition in self.tree.case(child).split(" ")]

    def _shared(self, preposition: str) -> list[int]:
        """List what stands behind a preposition of two joined nouns ("the torture and killing of nine farmers")."""
        tree, head = self.tree, self.words[0]
        first = tree.heads[head]
        if tree.rels[head] != "conj" or first < 0 or {tree.tags[head], tree.tags[first]} != {"NOUN"}:
            return []
        return [child for child in self._linked(first, preposition) if child > head]

    def _poss(self, head: int) -> list[int]:
        return [child for child in self.tree.children[head] if self.tree.fullrels[child] == "nmod:poss"]

    def _mod(self, head: int) -> list[int]:
        """List the modifiers in front of a noun that may name an actor ("Israeli strike", "Taliban attack")."""
        tree = self.tree
        before = [c for c in tree.children[head] if c < head and tree.rels[c] in {"compound", "amod", "nmod"}]
        before += [c for c in tree.dependents(head, "nsubj") if c == head - 1]  # "Government shelling killed ten"
        inner = [below for c in before for below in tree.children[c] if tree.rels[below] in {"compound", "amod"}]
        return [child for child in (*before, *inner) if self._owns(child)]

    def _owns(self, word: int) -> bool:
        """Tell whether a modifier names an actor: a state, an armed group, an organisation; no mere place."""
        tree = self.tree
        if tree.lower[word] in self.owners or tree.lemmas[word] in self.owners:
            return True
        label = tree.names.get(word)
        named = tree.forms[word][:1].isupper() or label == "ORG"
        dates = word + 1 < len(tree) and tree.is_listed(word + 1, "time_noun")  # "the Easter Sunday bombings"
        return named and tree.tags[word] == "PROPN" and label != "LOC" and not dates

    def _whole(self, head: int) -> int:
        """Return the noun that an adjective describes, and for "one of the X" the "one"."""
        tree = self.tree
        if tree.rels[head] == "amod" and tree.heads[head] >= 0:
            head = tree.heads[head]
        above = tree.heads[head]
        return above if above >= 0 and tree.case(head) == "of" and tree.lower[above] in {"one", "some", "two"} else head

    def _appos(self, head: int) -> list[int]:
        """Return the noun to which the trigger is an apposition, also where the tree joins them otherwise."""
        tree = self.tree
        if tree.rels[head] == "appos":
            return [tree.heads[head]]
        before = tree.phrase(head)[0] - 2
        if (
            tree.rels[head] not in {"parataxis", "dep", "conj", "list", "nmod"}
            or before < 0
            or tree.forms[before + 1] != ","
        ):
            return []
        while tree.rels[before] in {"flat", "compound", "punct"} and tree.heads[before] >= 0:
            before = tree.heads[before]
        return [before] if tree.tags[before] in {"NOUN", "PROPN"} and before < head else []

    def _predicate(self, head: int) -> list[int]:
        """Return the subject of which the trigger is said ("X is a stronghold")."""
        has_copula = any(self.tree.rels[child] == "cop" for child in self.tree.children[head])
        return self.tree.dependents(head, "nsubj") if has_copula else []


def antecedent(tree: Tree, word: int) -> int:
    """Return what a relative pronoun stands for, or the word itself."""
    if tree.tags[word] not in {"PRON", "DET"} or tree.lower[word] not in {*RELATIVE, "whose"}:
        return word
    for above in tree.ancestors(word):
        if tree.fullrels[above] in {"acl:relcl", "acl"}:
            return _named(tree, tree.heads[above])
    return word


def _named(tree: Tree, noun: int) -> int:
    """Return the person of whom a noun says who they are ("Adam Musa, a teacher who was killed"), or the noun."""
    who = tree.heads[noun]
    one = tree.rels[noun] == "appos" and who < noun and not tree.dependents(noun, "nummod")
    return who if one and tree.names.get(who) == "PER" and tree.lower[noun] == tree.lemmas[noun] else noun


def is_passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is passive: marked so, or a past participle that describes a noun."""
    children = tree.children[verb]
    marked = any(tree.fullrels[child] in {"nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"} for child in children)
    if marked:
        has_object = any(tree.rels[child] == "obj" for child in children)
        return not has_object or any(tree.fullrels[child] == "aux:pass" for child in children)
    if any(tree.rels[child] in {"obj", "aux", "nsubj", "mark"} for child in children):
        return False
    if tree.tags[verb] == "ADJ" and tree.rels[verb] == "ccomp" and _controller(tree, verb):
        return True
    if tree.lower[verb].endswith("ing") or tree.lower[verb] == tree.lemmas[verb]:
        return False
    if tree.rels[verb] in {"acl", "amod"} and tree.fullrels[verb] != "acl:relcl":
        return True
    above = tree.heads[verb]
    if _controller(tree, verb):
        return True
    if tree.rels[verb] == "conj" and tree.tags[above] == "ADJ" and tree.dependents(above, "cop"):
        return True  # "were missing, presumed kidnapped"
    return tree.rels[verb] in {"conj", "advcl", "xcomp"} and above >= 0 and is_passive(tree, above)


def _controller(tree: Tree, verb: int) -> list[int]:
    """Find of whom a participle says how they were left or found ("the blast left three *guards* hurt")."""
    above = tree.heads[verb]
    clause = tree.rels[verb] == "ccomp" and not tree.dependents(verb, "nsubj", "mark", "aux", "cop")
    controls = (tree.rels[verb] == "xcomp" or clause) and any(tree.is_listed(above, name) for name in _OF_OBJECT)
    return tree.dependents(above, "obj")[:1] if controls else []


def subjects(tree: Tree, verb: int) -> list[int]:
    """List the words that may name who acts, the surest first."""
    if _is_counted(tree, verb):
        return []
    if is_passive(tree, verb):
        return _agents(tree, verb)
    own = tree.dependents(verb, "nsubj")[::-1]
    if own:
        return [] if _undergoes(tree, verb, own[0]) else own
    inherited = _inherited(tree, verb, set())
    return inherited or _role(tree, verb, "ARG0")


def gerund_holder(tree: Tree, verb: int) -> int:
    """Return the subject of the passive clause that a gerund hangs on ("she was booed after telling them"), or -1."""
    above = tree.heads[verb]
    hangs = tree.rels[verb] == "advcl" and tree.lower[verb].endswith("ing") and above >= 0
    return tree.first(above, "nsubj") if hangs and is_passive(tree, above) else -1


def _is_counted(tree: Tree, word: int) -> bool:
    """Tell whether an adjective stands for those whom the number before it counts ("medics counted 40 dead")."""
    told = tree.tags[word] == "ADJ" and tree.rels[word] in {"obj", "xcomp", "obl", "conj"}
    numbers = [child for child in (word - 1, *tree.children[word]) if 0 <= child < word and tree.tags[child] == "NUM"]
    return told and bool(numbers)


def _agents(tree: Tree, verb: int) -> list[int]:
    """List the nominals behind "by" of a passive verb."""
    by = [child for child in tree.children[verb] if tree.rels[child] == "obl" and tree.case(child) == "by"]
    given = bool(tree.dependents(verb, "obj"))  # "the convoy was denied passage": not by the convoy
    doers = _role(tree, verb, "ARG0")
    clause = tree.heads[verb] if tree.rels[verb] == "conj" else verb
    if any(tree.fullrels[child] == "aux:pass" for child in tree.children[clause]):
        suffer = [antecedent(tree, word) for word in tree.dependents(clause, "nsubj")]
        doers = [word for word in doers if not any(tree.under(word, child) for child in suffer)]
    if tree.fullrels[verb] == "acl":
        doers = [word for word in doers if tree.under(word, verb)]
    return by or _at_hands(tree, verb) or [word for word in doers if not (given and tree.heads[word] == verb)]


def _at_hands(tree: Tree, verb: int) -> list[int]:
    """List those "at the hands of" whom something was done; behind a noun the tree may hang them on its verb."""
    above = tree.heads[verb] if tree.tags[verb] == "NOUN" and tree.rels[verb] in {"nsubj", "obj"} else verb
    for word in range(verb + 1, len(tree) - 2):
        if tree.lower[word : word + 3] == ["at", "the", "hands"] and tree.under(word, above):
            return [child for child in tree.dependents(word + 2, "nmod") if tree.case(child) == "of"]
    return []


def _undergoes(tree: Tree, verb: int, subject: int) -> bool:
    """Tell whether the grammatical subject is the one acted upon ("12 killed in blast", "the town fell")."""
    if any(tree.rels[child] == "obj" for child in tree.children[verb]):
        return False
    labels = tree.roles.get(verb, {})
    return labels.get("ARG1") == subject and "ARG0" not in labels


def objects(tree: Tree, verb: int) -> list[int]:
    """List the words that may name who or what is acted upon, the surest first."""
    if tree.tags[verb] not in {"VERB", "AUX", "ADJ"} or _is_counted(tree, verb):
        return []
    if is_passive(tree, verb):
        return _patients(tree, verb, set())
    own = [child for child in tree.children[verb] if tree.rels[child] in {"obj", "iobj"}]
    own.sort(key=lambda child: (tree.rels[child] != "obj", child < verb))
    if own:
        return own
    subject = tree.first(verb, "nsubj")
    if subject >= 0 and _undergoes(tree, verb, subject):
        return [subject]
    if tree.fullrels[verb] == "acl:relcl" and subject >= 0 and tree.lower[subject] not in RELATIVE:
        gap = not any(tree.rels[child] in {"obl", "xcomp", "ccomp"} for child in tree.children[verb])
        return [tree.heads[verb]] if gap else _role(tree, verb, "ARG1")
    shared = _shared_object(tree, verb) or _object_beside(tree, verb)
    infinitive = tree.rels[verb] == "xcomp" and tree.lower[verb] == tree.lemmas[verb]
    inherited = _inherited(tree, verb, set()) if infinitive else []
    doers = {antecedent(tree, word) for word in inherited}
    meant = [word for word in _role(tree, verb, "ARG1") if word not in doers]
    return shared or [word for word in meant if tree.names.get(word) != "LOC" or not tree.case(word)]


def _shared_object(tree: Tree, verb: int) -> list[int]:
    """Find the object of a joined verb that stands for both ("killed and wounded 12")."""
    joined = [child for child in tree.children[verb] if tree.rels[child] == "conj" and tree.tags[child] == "VERB"]
    return [child for other in joined[:1] for child in tree.children[other] if tree.rels[child] == "obj"]


def _object_beside(tree: Tree, verb: int) -> list[int]:
    """Find the object of a joined verb that the tree gave to the verb before ("toppled and killed X")."""
    if tree.rels[verb] != "conj":
        return []
    behind = [child for child in tree.children[tree.heads[verb]] if child > verb]
    shared = [child for child in behind if tree.rels[child] == "obj"]
    beside = shared or [child for child in behind if tree.rels[child] == "conj"]
    return [child for child in beside if tree.tags[child] in {"NOUN", "NUM", "PROPN"}][:1]


def _patients(tree: Tree, verb: int, seen: set[int]) -> list[int]:
    """List who undergoes a passive verb: its subject, the noun it describes, or the subject of what it joins."""
    own = [child for child in tree.children[verb] if tree.fullrels[child] in {"nsubj:pass", "nsubj"}]
    if own:
        return own[::-1]
    seen.add(verb)
    head = tree.heads[verb]
    if tree.rels[verb] in {"acl", "amod"}:
        return [head]
    if controller := _controller(tree, verb):
        return controller
    if tree.rels[verb] in {"conj", "xcomp", "advcl"} and head >= 0 and head not in seen:
        if beside := _subject_beside(tree, verb):
            return beside
        if _controller(tree, verb):
            return tree.dependents(head, "obj")
        if is_passive(tree, head):
            return _patients(tree, head, seen)
        return [child for child in tree.children[head] if tree.rels[child] in {"nsubj", "obj"}][:1]
    return _role(tree, verb, "ARG1")


def _subject_beside(tree: Tree, verb: int) -> list[int]:
    """Find the subject of a joined passive that the tree joined beside it ("5 were hurt and 18 rebels were held")."""
    if tree.rels[verb] != "conj" or not any(tree.fullrels[child] == "aux:pass" for child in tree.children[verb]):
        return []
    beside = [child for child in tree.children[tree.heads[verb]] if tree.rels[child] == "conj" and child < verb]
    return [child for child in beside[-1:] if tree.tags[child] in {"NOUN", "PROPN", "NUM"}]


def _inherited(tree: Tree, verb: int, seen: set[int]) -> list[int]:
    """Find the subject that a clause without one shares with the clause above."""
    head, relation = tree.heads[verb], tree.rels[verb]
    seen.add(verb)
    if head < 0 or head in seen:
        return []
    if relation == "acl" and (blamed := _blamed_above(tree, verb)):
        return blamed
    if relation == "acl":
        return [head] if tree.lower[verb].endswith("ing") else _noun_controller(tree, head)
    if relation not in {"conj", "xcomp", "advcl"}:
        return []
    if relation == "advcl" and is_passive(tree, head) and any(tree.lower[c] in _DURING for c in tree.children[verb]):
        return []
    if relation == "xcomp" and tree.is_listed(head, "object_control"):
        controlled = objects(tree, head)
        if controlled:
            return controlled
    apart = relation == "conj" or verb < head or tree.forms[verb - 1] == ","
    if not apart and tree.is_listed(head, "blaming") and (blamed := objects(tree, head)):
        return blamed
    own = [child for child in tree.children[head] if tree.rels[child] == "nsubj"]
    return own or (
        _agents(tree, head) if is_passive(tree, head) and relation == "conj" else _inherited(tree, head, seen)
    )


def _blamed_above(tree: Tree, verb: int) -> list[int]:
    """Find who is accused "of" something, where the tree hung that on a word between ("accused X in turn of")."""
    noun = tree.heads[verb]
    blames = tree.rels[noun] == "obl" and tree.is_listed(tree.heads[noun], "blaming")
    return objects(tree, tree.heads[noun]) if blames else []


def _noun_controller(tree: Tree, noun: int) -> list[int]:
    """Find who wants what a noun's infinitive says ("its bid to retake the town")."""
    own = [child for child in tree.children[noun] if tree.fullrels[child] == "nmod:poss"]
    above = tree.heads[noun]
    while not own and above >= 0 and tree.case(noun) == "of" and tree.tags[above] == "NOUN":
        noun, above = above, tree.heads[above]
    if own or above < 0:
        return own
    return [child for child in tree.children[above] if tree.rels[child] == "nsubj"]


def _role(tree: Tree, verb: int, label: str) -> list[int]:
    """Return the word that bears a numbered PropBank role, if it is a nominal, be it "the dead"."""
    word = tree.roles.get(verb, {}).get(label, -1)
    nominal = word >= 0 and (tree.tags[word] in _NOMINAL or (tree.tags[word] == "ADJ" and tree.rels[word] == "nsubj"))
    return [word] if nominal else []
