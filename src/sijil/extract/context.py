"""How a report holds a statement (asserted, denied, doubted, ordered ...) and whether it is history.

In the manner of ConText (Chapman et al. 2007; Harkema et al. 2009): cues, their direction and reach, and what ends it;
here the reach follows the tree from the trigger up.
"""

from __future__ import annotations

import re

from sijil.extract.base import Attribution
from sijil.extract.facts import (
    goes_on,
    is_fact,
    is_finite,
    is_forestalled,
    is_habit,
    is_infinitive,
    is_kept,
    is_sensed,
    is_to_come,
    is_told,
)
from sijil.extract.hearsay import is_asked, is_called_untrue, judge_noun
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import OPENING
from sijil.extract.speakers import innermost
from sijil.extract.tree import Tree
from sijil.extract.trials import is_aftermath, top_of_old
from sijil.extract.when import TimePhrase, is_clock
from sijil.records import Published, Stance

_FREE = frozenset({"root", "ccomp", "parataxis"})
_OPENING = OPENING | {"'", "‘"}
_OPENED = frozenset({"nsubj", "advcl", "obj", "obl", "ccomp", "xcomp"})
_LISTED = frozenset({"NOUN", "PROPN", "NUM"})
_TOLD = frozenset({"ccomp", "csubj", "nsubj", "obj", "xcomp"})
_BESIDE = frozenset({"in", "after", "during", "following", "since", "over", "despite", "amid"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_QUESTIONS = frozenset({"who", "what", "whether", "how", "where", "which", "when", "why"})
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)s?\b")


def judge_stance(tree: Tree, lexicon: Lexicon, words: set[int], said: list[Attribution]) -> Stance | None:
    """Judge the stance of the statement triggered by `words`; None where it is only the aim of another statement.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        words: Trigger words, those of the carrying verb included.
        said: The attributions whose content holds the trigger, the widest first.
    """
    if any(lexicon.has("denial", tree.lemmas[attribution.cue]) for attribution in innermost(said)):
        return Stance.DENIED
    stops = {attribution.cue for attribution in said}
    top = min(words, key=lambda word: len(list(tree.ancestors(word))))
    direct = _own_stance(tree, lexicon, words)
    if direct is not None:
        return direct
    if lexicon.has("threat", tree.lemmas[top]) and any(tree.heads[word] == top for word in words):
        return Stance.THREATENED
    if is_called_untrue(tree, lexicon, top):
        return Stance.DENIED
    judged = _climb(tree, lexicon, top, stops)
    if judged is not Stance.ASSERTED:
        return judged
    if any(_threatens(tree, lexicon, attribution, top) for attribution in said[-1:]):
        return Stance.THREATENED
    charged = any(one.source < 0 and lexicon.has("accusing", tree.lemmas[one.cue]) for one in innermost(said))
    return Stance.DOUBTED if charged else Stance.ASSERTED


def _climb(tree: Tree, lexicon: Lexicon, top: int, stops: set[int]) -> Stance | None:
    """Judge by what stands above a trigger, step by step, up to who says it; None for a mere aim or mention."""
    word, mentioned = top, False
    for above in tree.ancestors(top):
        if tree.fullrels[word] == "acl:relcl" or tree.rels[word] in {"appos", "parataxis"}:
            return Stance.ASSERTED
        if tree.rels[word] == "advcl" and _is_open(tree, lexicon, above, "advcl") and is_fact(tree, word, above):
            return Stance.ASSERTED
        if _is_presumed(tree, lexicon, word, above):
            return Stance.ASSERTED
        by_noun = judge_noun(tree, lexicon, word, above)
        judged = by_noun or _from_above(tree, lexicon, word, above)
        if mentioned and judged is not None and by_noun is None:
            judged = Stance.ASSERTED
        if judged != Stance.ASSERTED:
            return judged
        if above in stops and tree.rels[word] == "ccomp":
            return Stance.HYPOTHETICAL if is_asked(tree, above) else Stance.ASSERTED
        mentioned = mentioned or _is_mention(tree, lexicon, word, above)
        word = above
    return Stance.HYPOTHETICAL if not mentioned and is_asked(tree, word) else Stance.ASSERTED


def _is_presumed(tree: Tree, lexicon: Lexicon, word: int, above: int) -> bool:
    """Tell whether a happening is taken to have been, whoever means to do what about it ("to protest the killing of").

    So also where it is said what was, or is not, done about it ("the murder of X did not go unpunished").
    """
    verb = " ".join(filter(None, (tree.lemmas[above], tree.case(word))))
    meant = tree.rels[word] in {"obj", "obl"} and lexicon.has("presuming", verb)
    told = [child for child in tree.dependents(word, "nmod") if tree.case(child) == "of"]
    happens = any(lexicon.has(name, tree.lemmas[above]) for name in ("take_place", "light", "stop"))
    happens = happens or (lexicon.has("occur", tree.lemmas[above]) and not tree.dependents(above, "xcomp"))
    said = tree.rels[word] == "nsubj" and bool(told) and above in tree.negated and not happens
    if tree.tags[word] != "NOUN" or not (meant or said):
        return False
    single = all(
        tree.forms[child].istitle() or tree.dependents(child, "det", "nummod") or _before(tree, child) for child in told
    )
    return single and any(tree.lower[child] in _KNOWN for child in _before(tree, word))


def _is_mention(tree: Tree, lexicon: Lexicon, word: int, above: int) -> bool:
    """Tell whether a happening is only what another noun is about ("demand an end to the raids"), or when and where."""
    nouns = tree.tags[word] == tree.tags[above] == "NOUN" and tree.rels[word] == "nmod"
    if tree.tags[word] == "NOUN" and tree.rels[word] == "obl" and tree.case(word) in _BESIDE:
        return any(tree.lower[child] in _KNOWN or tree.rels[child] == "nmod" for child in _before(tree, word))
    return nouns and not any(lexicon.has(name, tree.lemmas[above]) for name in ("aim", "threat", "onset", "part_of"))


def _before(tree: Tree, noun: int) -> list[int]:
    """List the articles and owners before a noun."""
    return [child for child in tree.children[noun] if child < noun and tree.fullrels[child] in {"det", "nmod:poss"}]


def _threatens(tree: Tree, lexicon: Lexicon, said: Attribution, top: int) -> bool:
    """Tell whether somebody says what they will do, and does not warn of what is or was so."""
    if not lexicon.has("threat", tree.lemmas[said.cue]):
        return False
    told = tree.heads[top] == said.cue and tree.rels[top] == "ccomp"
    return not (told and is_finite(tree, top))


def _own_stance(tree: Tree, lexicon: Lexicon, words: set[int]) -> Stance | None:
    """Judge by what hangs on the trigger itself: a negation, a modal, a condition."""
    if any(_is_imperative(tree, word) for word in words):
        return Stance.ORDERED
    for word in words:
        shared = tree.heads[word] if tree.rels[word] == "conj" and not tree.dependents(word, "nsubj", "aux") else word
        for child in {*tree.children[word], *tree.children[shared]}:
            if is_to_come(tree, lexicon, child) and not is_habit(tree, lexicon, word):
                return Stance.HYPOTHETICAL
            if tree.rels[child] == "mark" and lexicon.has("condition", tree.lower[child]):
                return Stance.HYPOTHETICAL
        if word in tree.negated or any(_is_nobody(tree, lexicon, one) for one in tree.dependents(word, "nsubj", "obj")):
            return Stance.DENIED
    return None


def _is_nobody(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a subject or object is nobody ("no group", "none of them", "neither the mayor nor his wife")."""
    return tree.lower[word] in lexicon.lists["denying_subject"] or (word in tree.negated and tree.tags[word] != "VERB")


def _is_imperative(tree: Tree, word: int) -> bool:
    """Tell whether a verb tells somebody to do something: a bare form without a subject ("Release the prisoners")."""
    before = tree.tags[word - 1] if word else ""
    opens = before == "PUNCT" and tree.forms[word - 1] in _OPENING and tree.forms[word].istitle()
    bare = tree.tags[word] == "VERB" and tree.lower[word] == tree.lemmas[word]
    if before == "NUM" or not bare or not (opens or tree.rels[word] in _FREE):
        return False
    return not tree.dependents(word, "nsubj", "aux", "mark", "cop", "csubj") and tree.passage.kind.value != "headline"


def _from_above(tree: Tree, lexicon: Lexicon, word: int, above: int) -> Stance | None:
    """Judge one step up the tree; None for a mere aim or mention."""
    relation = tree.rels[word]
    if judged := _from_negated(lexicon, relation, tree.lemmas[above], is_negated=above in tree.negated):
        return judged
    if _is_subject_or_kept(tree, lexicon, word, above):
        return None
    if relation in {"xcomp", "advcl", "acl", "ccomp"} and is_infinitive(tree, word):
        judged = _from_purpose(lexicon, relation, tree.lemmas[above])
        if judged is not Stance.ASSERTED:
            return judged
    if relation == "ccomp":
        judged = _from_clause(tree, lexicon, word, above)
        if judged is not Stance.ASSERTED:
            return judged
    if relation in {"obl", "obj"} and tree.tags[above] == "VERB":
        judged = _from_carrier(tree, lexicon, word, above)
        if judged is not Stance.ASSERTED:
            return judged
    opened = relation in _OPENED and _is_open(tree, lexicon, above, relation)
    if opened or goes_on(tree, lexicon, word, above) or is_forestalled(tree, lexicon, word, above):
        return Stance.HYPOTHETICAL
    negated = above in tree.negated and relation in {"ccomp", "xcomp", "obj"}
    return Stance.DENIED if negated and not lexicon.has("speech", tree.lemmas[above]) else Stance.ASSERTED


def _is_subject_or_kept(tree: Tree, lexicon: Lexicon, word: int, above: int) -> bool:
    """Tell whether a clause is only the subject of another, or what somebody is kept from."""
    gerund = tree.lower[word].endswith("ing") and tree.tags[word] == "VERB"
    subject = tree.rels[word] == "csubj" or (tree.rels[word] == "nsubj" and gerund)
    return subject or (gerund and is_kept(tree, lexicon, word, above))


def _from_clause(tree: Tree, lexicon: Lexicon, word: int, above: int) -> Stance | None:
    """Judge a clause by the verb that it is the object of: asked (None), asked for, or told."""
    if _is_question(tree, word) and not _is_related(tree, lexicon, word, above):
        return None
    asked = lexicon.has("ask_for", tree.lemmas[above]) and not is_told(tree, lexicon, word, above)
    return Stance.ORDERED if asked else Stance.ASSERTED


def _from_negated(lexicon: Lexicon, relation: str, lemma: str, *, is_negated: bool) -> Stance | None:
    """Judge what a verb leaves undone, or, negated, does not report or confirm ("refused to", "could not verify")."""
    if relation in {"xcomp", "ccomp", "advcl"} and lexicon.has("undone", lemma):
        return Stance.DENIED
    if not is_negated:
        return None
    if relation in _TOLD and lexicon.has("verify", lemma):
        return Stance.DOUBTED
    return Stance.DENIED if relation == "nsubj" and lexicon.has("take_place", lemma) else None


def _is_question(tree: Tree, word: int) -> bool:
    """Tell whether a clause asks rather than tells ("did not say who had fired")."""
    return any(tree.lower[child] in _QUESTIONS for child in tree.children[word] if child < word)


def _is_related(tree: Tree, lexicon: Lexicon, word: int, above: int) -> bool:
    """Tell whether somebody relates how a thing was done ("survivors described how gunmen had shot the men")."""
    asks = [tree.lower[child] for child in tree.children[word] if child < word and tree.lower[child] in _QUESTIONS]
    return asks == ["how"] and lexicon.has("relating", tree.lemmas[above]) and above not in tree.negated


def _from_purpose(lexicon: Lexicon, relation: str, lemma: str) -> Stance | None:
    """Judge an infinitive by what governs it: an order, a threat, an aim (None)."""
    if relation == "xcomp" and lemma == "be":
        return Stance.HYPOTHETICAL
    if relation == "xcomp" and lexicon.has("order", lemma):
        return Stance.ORDERED
    if relation in {"xcomp", "acl"} and lexicon.has("threat", lemma):
        return Stance.THREATENED
    return None if relation in {"advcl", "acl"} or lexicon.has("aim", lemma) else Stance.ASSERTED


def _from_carrier(tree: Tree, lexicon: Lexicon, word: int, above: int) -> Stance:
    """Judge a noun by the verb that carries it: "vowed a new operation", "called for a ceasefire"."""
    if tree.rels[word] == "obj" and lexicon.has("threat", tree.lemmas[above]):
        return Stance.THREATENED
    if tree.rels[word] == "obj" and lexicon.has("foresee", tree.lemmas[above]):
        return Stance.HYPOTHETICAL
    asked = lexicon.has("ask_for", tree.lemmas[above]) and tree.case(word) in {"for", ""}
    return Stance.ORDERED if asked else Stance.ASSERTED


def _is_open(tree: Tree, lexicon: Lexicon, above: int, relation: str) -> bool:
    """Tell whether the governing clause is conditional or stands under a modal."""
    for child in tree.children[above]:
        modal = tree.rels[child] == "aux" and lexicon.has("modal", tree.lower[child])
        if modal and relation != "ccomp" and not is_sensed(tree, lexicon, child):
            return True
        if tree.rels[child] == "mark" and lexicon.has("condition", tree.lower[child]):
            return True
    return False


def find_doubt(lexicon: Lexicon, text: str) -> bool:
    """Tell whether words cast doubt on the figures or statements beside them."""
    plain = " ".join(text.lower().replace("’", "'").split())
    return any(phrase in plain for phrase in lexicon.lists["doubt"])


def is_doubted(tree: Tree, lexicon: Lexicon, head: int, heads: list[int]) -> bool:
    """Tell whether words of the sentence cast doubt on a statement, not on another statement beside it.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        head: The trigger of the statement.
        heads: The triggers of all statements of the sentence.
    """
    plain = " ".join(tree.lower)
    for phrase in lexicon.lists["doubt"]:
        at = plain.find(phrase)
        if at < 0:
            continue
        word = plain[:at].count(" ") + phrase.count(" ")
        clause = tree.clause(word)
        told = [other for other in heads if _stands_in(tree, other, clause)]
        opens = tree.rels[clause] == "advcl" and tree.under(head, tree.heads[clause])
        if head in told or (not told and (head < word or opens)):
            return True
    return False


def _stands_in(tree: Tree, head: int, clause: int) -> bool:
    """Tell whether a trigger stands in a clause or in what that clause governs, not in a clause joined to it."""
    for word in (head, *tree.ancestors(head)):
        if word == clause:
            return True
        if tree.rels[word] in {"parataxis", "advcl"} or (tree.rels[word] == "conj" and tree.clause(word) == word):
            return False
    return False


def is_background(
    tree: Tree,
    lexicon: Lexicon,
    times: list[TimePhrase],
    published: Published,
    words: set[int],
    *,
    lasts: bool = False,
) -> bool:
    """Tell whether a statement is of before the reported episode and over: another year, "last year", "in the past".

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        times: The time phrases that date the statement.
        published: When the report was published.
        words: Trigger words.
        lasts: Whether it is a state, which what began years ago may still be.
    """
    if is_aftermath(tree, lexicon, words) or _describes_accused(tree, lexicon, words):
        return True
    if any(top_of_old(tree, lexicon, word) >= 0 for word in words):
        return True
    year = int(published.latest[:4]) if published.latest else None
    for phrase in times:
        forms = [tree.lower[word] for word in range(phrase.start, phrase.end) if not is_clock(tree, word)]
        if _compares(tree, lexicon, phrase):
            continue
        if forms and lexicon.has("open_time", forms[0]) and (lasts or not lexicon.has("since", forms[0])):
            return False
        for match in _YEAR.finditer(" ".join(forms)):
            if year is None or int(match[1]) < year:
                return True
    dated = " ".join(
        " ".join(tree.lower[phrase.start : phrase.end]) for phrase in times if not _compares(tree, lexicon, phrase)
    )
    held = {word for word in words if tree.rels[word] == "amod" and word and tree.forms[word - 1] == "-"}
    near = words | {tree.heads[word] for word in held} - {-1}
    adverbs = {
        tree.lower[child] for word in near for child in tree.children[word] if tree.rels[child] in {"advmod", "amod"}
    }
    return any(cue in adverbs or f" {cue} " in f" {dated} " for cue in lexicon.lists["history"])


def _compares(tree: Tree, lexicon: Lexicon, phrase: TimePhrase) -> bool:
    """Tell whether "since" only looks back to the last time that something was as high, deadly or new."""
    if not any(lexicon.has("since", form) for form in tree.lower[phrase.start : phrase.start + 1]):
        return False
    for word in range(phrase.start - 1, -1, -1):
        if lexicon.has("superlative", tree.lower[word]):
            return True
        if tree.tags[word] == "PUNCT" or (tree.tags[word] == "VERB" and tree.rels[word] != "acl"):
            return False
    return False


def _describes_accused(tree: Tree, lexicon: Lexicon, words: set[int]) -> bool:
    """Tell whether a happening only says who they are that were caught or gave up ("the killer of X was arrested")."""
    for word in words:
        for above in (word, *tree.ancestors(word)):
            noun = tree.heads[above]
            behind = tree.rels[above] == "amod" and above > noun
            if noun < 0 or not (behind or tree.rels[above] == "acl"):
                continue
            head = _head_of_list(tree, noun)
            verb = tree.heads[head]
            caught = tree.fullrels[head] in {"nsubj:pass", "obj"} and lexicon.has("catch", tree.lemmas[verb])
            gives_up = tree.rels[head] == "nsubj" and lexicon.has("give_up", tree.lemmas[verb])
            if verb >= 0 and verb not in words and (caught or gives_up):
                return True
    return False


def _head_of_list(tree: Tree, noun: int) -> int:
    """Return the noun that another one is joined to, put beside, or a part of ("one of the men", "X, a commander")."""
    while tree.rels[noun] in {"appos", "conj", "nmod"} and tree.tags[tree.heads[noun]] in _LISTED:
        noun = tree.heads[noun]
    return noun
