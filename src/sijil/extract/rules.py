"""Rules over the tree: each trigger word calls the rules of the packs, which look into the slots around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sijil.extract.figures import Counted, count_of
from sijil.extract.harmed import counted_with, is_numbered, number_before, shares_count
from sijil.extract.kinds import fits, is_pit, kinds_of
from sijil.extract.lexicon import Lexicon, Trigger, is_led
from sijil.extract.light import happening_of, light_of, who_holds
from sijil.extract.slots import RELATIVE, Slots, antecedent
from sijil.extract.tree import Tree, is_in_name
from sijil.parts import Rule
from sijil.records import ClaimKind

_NOUNS = frozenset({"NOUN", "PROPN"})
_NOMINAL = frozenset({"nsubj", "obj", "obl", "nmod"})
_CLOSE = frozenset({"into", "on", "upon", "onto", "at", "within"})
"""Words of a trigger that stand right behind the one before them ("march into")."""
_NEAR = 6
_THINGS = frozenset({"happening", "weapon", "gunfire", "ordnance", "round"})
"""Kinds of what acts for somebody and is nobody."""
_NO_SUFFERER = frozenset({"happening", "weapon", "bomb", "airborne", "any"})


@dataclass(slots=True)
class HarmDone:
    """A figure of a draft: the harm, the count, and the word for those counted."""

    harm: str
    counted: Counted | None
    filler: int


@dataclass(slots=True)
class Draft:
    """What one rule found at one trigger, before drafts about one happening are merged.

    Attributes:
        rule: The rule.
        type: Claim type, which merging may change.
        kind: Event, state or toll.
        slots: The slots around the trigger.
        roles: For each role the head words of its fillers, in order of preference.
        figures: What was counted.
        merged: Drafts that were folded into this one.
        score: How sure.
    """

    rule: Rule
    type: str
    kind: ClaimKind
    slots: Slots
    roles: dict[str, list[int]]
    figures: list[HarmDone] = field(default_factory=list)
    merged: list[Draft] = field(default_factory=list)
    score: float = 0.0

    def parts(self) -> Iterator[Draft]:
        """Yield this draft and all that were folded into it, at any depth."""
        yield self
        for draft in self.merged:
            yield from draft.parts()

    @property
    def head(self) -> int:
        """Return the trigger's head word."""
        return self.slots.words[0]

    @property
    def words(self) -> set[int]:
        """Collect the trigger words of this draft and all that were merged into it."""
        own = {*self.slots.words, *([self.slots.light] if self.slots.light >= 0 else [])}
        return own.union(*(draft.words for draft in self.merged)) if self.merged else own


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rule that was tried at a word, and why it did not fire (None: it did)."""

    rule: Rule
    word: int
    refusal: str | None


def find_drafts(tree: Tree, lexicon: Lexicon) -> list[Draft]:
    """Try all rules at all words; keep the best draft of each trigger word."""
    best: dict[int, Draft] = {}
    for draft, _ in _tries(tree, lexicon):
        if draft is not None:
            held = best.get(draft.head)
            if held is None or _rank(draft) > _rank(held):
                best[draft.head] = draft
    taken = {word for draft in best.values() for word in draft.slots.words[1:]}
    drafts = [draft for head, draft in sorted(best.items()) if head not in taken]
    for draft in drafts:
        if draft.rule.harm and "target" in draft.roles:
            draft.roles["target"] = [
                word for word in draft.roles["target"] if not _is_borrowed(tree, lexicon, draft, word, drafts)
            ]
        draft.figures = [done for done in draft.figures if not _is_borrowed(tree, lexicon, draft, done.filler, drafts)]
    return drafts


def list_attempts(tree: Tree, lexicon: Lexicon) -> list[Attempt]:
    """List every rule whose trigger stands in the sentence, with the reason if it did not fire."""
    return [attempt for _, attempt in _tries(tree, lexicon)]


def _rank(draft: Draft) -> tuple[int, float, int]:
    return len(draft.slots.words), draft.score, sum(map(len, draft.roles.values()))


def _tries(tree: Tree, lexicon: Lexicon) -> Iterator[tuple[Draft | None, Attempt]]:
    """Try each rule at each word that may call it."""
    for word, lemma in enumerate(tree.lemmas):
        for tag in _tags(tree, word):
            index = lexicon.triggers[tag]
            for trigger in index.get(lemma, ()) or (index.get(tree.lower[word], ()) if tag != "VERB" else ()):
                words = _match(tree, lexicon, trigger, word, tag)
                if words is None or (word and lexicon.has("nature", f"{tree.lemmas[word - 1]} {lemma}")):
                    continue
                draft, refusal = _apply(tree, lexicon, trigger.rule, words)
                yield draft, Attempt(trigger.rule, word, refusal)


def _tags(tree: Tree, word: int) -> tuple[str, ...]:
    """Return the trigger classes that a word may call."""
    tag = tree.tags[word]
    if tag in _NOUNS:
        return () if tree.rels[word] == "compound" or is_in_name(tree, word) else ("NOUN",)
    if tag == "VERB":
        gerund = tree.lower[word].endswith("ing")
        if is_in_name(tree, word):
            return ()
        if tree.rels[word] == "amod":
            return ("VERB", "ADJ") if gerund and tree.dependents(word, "obj") else ("ADJ",)
        return ("VERB", "ADJ", "NOUN") if gerund and tree.rels[word] in _NOMINAL else ("VERB", "ADJ")
    if tag == "ADJ":
        return ("ADJ", "VERB") if tree.lower[word].endswith(("ed", "en")) else ("ADJ",)
    if tag == "AUX" and tree.rels[word] == "aux":
        return ()
    return ("NOUN", "VERB") if tag in {"ADP", "AUX"} else ()


def _match(tree: Tree, lexicon: Lexicon, trigger: Trigger, word: int, tag: str) -> tuple[int, ...] | None:
    """Find the words of a trigger phrase around its head word."""
    if len(trigger.lemmas) == 1:
        phrasal = tag == "VERB" and lexicon.has("phrasal", trigger.lemmas[0])
        other = phrasal and any(tree.fullrels[at] == "compound:prt" for at in tree.children[word])
        judges = any(lexicon.has("verdict", tree.lemmas[at]) for at in tree.dependents(word, "xcomp"))
        return None if other or judges or is_pit(tree, lexicon, word) else (word,)
    if tag == "NOUN" and tree.tags[word] in _NOUNS and tree.lemmas[word] == trigger.lemmas[-1]:
        rest = trigger.lemmas[:-1]
        begin = word - len(rest)
        near = begin >= 0 and all(tree.lemmas[begin + i] == lemma for i, lemma in enumerate(rest))
        return (word, *range(begin, word)) if near else None
    if is_led(trigger.lemmas) and tag == "VERB":
        how = [at for at in tree.children[word] if tree.lower[at] == trigger.lemmas[0]]
        return (word, how[0]) if how else None
    found = [word]
    at = word
    for lemma in trigger.lemmas[1:]:
        reach = 1 if lemma in _CLOSE else _NEAR
        behind = range(at + 1, min(at + 1 + reach, len(tree)))
        at = next((i for i in behind if tree.lemmas[i] in {lemma, f"{lemma}s"}), -1)
        if at < 0:
            return None
        found.append(at)
    if tag == "VERB" and any(tree.tags[i] == "PUNCT" and tree.forms[i] != "-" for i in range(word, found[-1])):
        return None
    if not _are_bound(tree, lexicon, trigger, found):
        return None
    return tuple(found) if tag == "VERB" else (found[-1], *found[:-1])


def _are_bound(tree: Tree, lexicon: Lexicon, trigger: Trigger, words: list[int]) -> bool:
    """Tell whether the words of a phrase go together: no "call for a truce", no "fell on Wednesday"."""
    asks = "for" not in trigger.lemmas and any(tree.case(word) == "for" for word in words[1:])
    inside = set(range(words[0], words[-1])).difference(words)
    apart = any(tree.lower[word] in RELATIVE or tree.tags[word] == "ADP" for word in inside)
    dates = lexicon.has("time_noun", tree.lemmas[tree.heads[words[-1]]]) and tree.rels[words[-1]] == "case"
    if dates and tree.tags[words[0]] == "VERB":
        return False
    finite = tree.tags[words[-1]] == "VERB" and tree.lower[words[-1]] != tree.lemmas[words[-1]]
    doing = any(tree.lower[word].endswith("ing") for word in tree.dependents(words[0], "xcomp"))
    if (doing and trigger.lemmas == ("give", "up")) or (finite and "to" in trigger.lemmas[1:-1]):
        return False
    return not (asks or (tree.tags[words[0]] == "ADP" and (apart or tree.rels[words[-1]] == "compound")))


def _apply(tree: Tree, lexicon: Lexicon, rule: Rule, words: tuple[int, ...]) -> tuple[Draft | None, str | None]:
    """Fill a rule's roles; the second value says why it does not fire."""
    slots = Slots(tree, words, light_of(tree, lexicon, words) if rule.tag == "NOUN" else -1, lexicon.owners)
    if rule.harm and any(tree.lower[child] == "without" for child in tree.dependents(words[0], "mark")):
        return None, "it stands under 'without'"
    for slot, wanted in rule.where.items():
        refusal = _refuse(tree, lexicon, slots, slot, wanted)
        if refusal:
            return None, refusal
    roles = {role: _fill_role(tree, lexicon, slots, role, names) for role, names in rule.roles.items()}
    if lexicon.has("harm_of_people", rule.harm or "") and rule.tag == "VERB" and "actor" in roles:
        suffers = number_before(tree, lexicon, words[0]) and not tree.dependents(words[0], "obj")
        roles["actor"] = slots.fill("by") if suffers else roles["actor"]
    if _asks_for_aircraft(rule) and "target" in roles:
        flying = [word for word in roles["target"] if "person" not in kinds_of(tree, lexicon, word)]
        if roles["target"] and not flying:
            return None, "people are no aircraft"
        roles["target"] = flying
    if rule.harms_people and "actor" in roles:
        roles["actor"] = [word for word in roles["actor"] if not _is_building(tree, lexicon, word)]
    if "target" in roles:
        roles["target"] = [word for word in roles["target"] if word not in roles.get("actor", [])]
    if "self" in rule.roles.get("actor", ()) and tree.case(words[0]) == "as":
        return None, "it says what somebody is, not what was done"
    draft = Draft(rule, rule.type, rule.kind or lexicon.kinds[rule.type], slots, roles, score=rule.score)
    draft.figures = _figures(tree, lexicon, rule, slots)
    return draft, None


def _asks_for_aircraft(rule: Rule) -> bool:
    """Tell whether a rule is of aircraft by their names, so that nobody aboard is what was lost."""
    return any("aircraft" in wanted for slot, wanted in rule.where.items() if "object" in slot.split("|"))


def _is_building(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a word is a plain noun for a building, vehicle or place, which kills nobody."""
    kinds = kinds_of(tree, lexicon, word)
    return (
        tree.tags[word] == "NOUN"
        and bool(kinds & {"facility", "place"})
        and not kinds & {"group", "person", "happening", "weapon"}
    )


def _refuse(tree: Tree, lexicon: Lexicon, slots: Slots, slot: str, wanted: tuple[str, ...]) -> str | None:
    """Say why a slot's fillers do not meet a rule's condition, or None."""
    optional = slot.endswith("?")
    fillers = [word for name in slot.rstrip("?").split("|") for word in fill(slots, name, lexicon)]
    if not fillers:
        return None if optional else f"nothing in the slot {slot}"
    if any(fits(kinds_of(tree, lexicon, filler), wanted) for filler in fillers):
        return None
    kinds = kinds_of(tree, lexicon, fillers[0])
    return (
        f"{tree.forms[fillers[0]]!r} in the slot {slot} is {', '.join(sorted(kinds - {'any'})) or 'of no known kind'}"
    )


def fill(slots: Slots, name: str, lexicon: Lexicon) -> list[int]:
    """Return the fillers of a slot, those that only rules know (noun, holder, own, self, subjectof) among them."""
    tree, head = slots.tree, slots.words[0]
    match name:
        case "own" | "self":
            return [head]
        case "noun":
            described = tree.rels[head] in {"amod", "acl", "xcomp", "advcl"} or tree.fullrels[head] == "nmod:desc"
            above = tree.heads[head]
            nominal = described and above >= 0 and tree.tags[above] in {"NOUN", "PROPN", "NUM", "PRON"}
            return [above] if nominal else []
        case "phrase":
            return list(slots.words[-1:])
        case "number":
            return number_before(tree, lexicon, head)
        case "holder":
            return _holders(tree, head)
        case "subjectof":
            return _said_of(tree, slots.words)
        case _:
            return [_bearer(tree, lexicon, word) for word in slots.fill(name)]


def _bearer(tree: Tree, lexicon: Lexicon, word: int) -> int:
    """Return whose a part of the body is ("the woman whose eye was hurt"), or the word itself."""
    if not lexicon.has("limb", tree.lemmas[word]):
        return word
    owner = next((child for child in tree.children[word] if tree.fullrels[child] == "nmod:poss"), word)
    whose = antecedent(tree, owner)
    return word if tree.tags[whose] == "PRON" else whose


def _holders(tree: Tree, head: int) -> list[int]:
    """Find who holds in "rebel-held town": the noun before the hyphen."""
    nominal = {"NOUN", "PROPN", "ADJ"}
    before = head - 2
    if before >= 0 and tree.forms[head - 1] == "-" and tree.tags[before] in nominal:
        return [before]
    return [child for child in tree.children[head] if child < head and tree.tags[child] in nominal]


def _said_of(tree: Tree, words: tuple[int, ...]) -> list[int]:
    """Find what is "under control": the subject of the phrase, of the verb that it hangs on, or the noun before it."""
    for word in words:
        own = [child for child in tree.children[word] if tree.rels[child] == "nsubj"]
        if own:
            return own
    above = tree.heads[words[0]]
    if above < 0:
        return []
    if tree.tags[above] in _NOUNS:
        return [above]
    return [child for child in tree.children[above] if tree.rels[child] in {"nsubj", "obj"}][-1:]


def _fill_role(tree: Tree, lexicon: Lexicon, slots: Slots, role: str, names: tuple[str, ...]) -> list[int]:
    """Return the fillers of the first slots that suit a role, the best first."""
    found: list[int] = []
    for name in names:
        fillers = fill(slots, name, lexicon)
        if role == "actor" and name == "from":
            fillers = [doer for word in fillers for doer in who_holds(tree, lexicon, word)]
        for word in _named(tree, lexicon, role, fillers):
            if word in found or _is_barred(tree, lexicon, role, name, word):
                continue
            if _suits(role, kinds_of(tree, lexicon, word)):
                found.append(word)
        if found and role != "place":
            break
    return found


def _is_barred(tree: Tree, lexicon: Lexicon, role: str, slot: str, word: int) -> bool:
    """Tell whether a word is no target ("on the street", "a volley of rockets"), or acts on nobody ("this")."""
    barred = {"on": ("street", "fitting"), "of": ("ordnance",)}.get(slot, ()) if role == "target" else ()
    if any(lexicon.has(name, tree.lemmas[word]) for name in barred):
        return True
    reckons = tree.case(word) == "by" and lexicon.has("reckoning", tree.lemmas[word])
    some = any(tree.case(child) == "among" for child in tree.dependents(word, "nmod"))
    return role == "actor" and (reckons or some or tree.lower[word] in {"this", "that"})


def _named(tree: Tree, lexicon: Lexicon, role: str, fillers: list[int]) -> list[int]:
    """Replace a happening that acts by the one whose it is ("a Turkish operation" -> "Turkish")."""
    if role != "actor":
        return fillers
    named: list[int] = []
    for filler in fillers:
        word = happening_of(tree, lexicon, filler)
        owner = Slots(tree, (word,), owners=lexicon.owners)
        kinds = kinds_of(tree, lexicon, word)
        thing = bool(kinds & _THINGS) and not kinds & {"person", "group", "aircraft"}
        happens = thing and tree.tags[word] in _NOUNS
        named += [*owner.fill("by"), *owner.fill("poss"), *owner.fill("mod")][:1] if happens else [word]
    return named


def _suits(role: str, kinds: frozenset[str]) -> bool:
    """Tell whether a filler of these kinds can play a role at all."""
    if "reciprocal" in kinds:
        return False
    if "time" in kinds and not kinds & {"person", "facility"}:
        return False
    if role == "actor":
        return not kinds & (_THINGS | {"fault"}) or bool(kinds & {"person", "group", "aircraft"})
    if role == "place":
        return (bool(kinds & {"place", "facility", "propn"}) and not kinds & {"person", "group"}) or "place" in kinds
    return not (kinds & {"happening", "tenure"}) or bool(kinds & {"person", "group"})


def _figures(tree: Tree, lexicon: Lexicon, rule: Rule, slots: Slots) -> list[HarmDone]:
    """Count who is in the counted slots."""
    if rule.harm is None:
        return []
    for name in rule.counted:
        if name == "uncounted":
            return [HarmDone(rule.harm, None, -1)]
        for filler in fill(slots, name, lexicon):
            if name in {"own", "phrase"} and not is_numbered(tree, lexicon, filler):
                continue
            kinds = kinds_of(tree, lexicon, filler)
            if rule.harms_people and frozenset({"any"}) < kinds <= _NO_SUFFERER:
                continue
            if _asks_for_aircraft(rule) and "person" in kinds:
                continue
            found = [
                HarmDone(rule.harm, counted, word)
                for word in counted_with(tree, lexicon, filler, slots.words[0])
                if (counted := count_of(tree, lexicon, word))
            ]
            if found:
                return [one for one in found if not _is_counted_within(one, found)]
    return []


def _is_counted_within(done: HarmDone, others: list[HarmDone]) -> bool:
    """Tell whether a number is a part of another count ("between 36 and 65": not 36 to 65 and 65 more)."""
    counts = [other.counted.count for other in others if other is not done and other.counted]
    return any(count.start <= done.filler < count.end for count in counts)


def _is_borrowed(tree: Tree, lexicon: Lexicon, draft: Draft, filler: int, drafts: list[Draft]) -> bool:
    """Tell whether people are those of another harm, which this one does not share ("killed 5 and wounded more")."""
    others = (
        other.head
        for other in drafts
        if other.rule.harm != draft.rule.harm and any(held.filler == filler for held in other.figures)
    )
    return any(not shares_count(tree, lexicon, filler, draft.head, other) for other in others)
