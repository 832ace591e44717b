"""What "they" and "it" mean as subjects: those who bear arms, or what happened, in the words before them."""

from __future__ import annotations

from sijil.extract.custody import is_irregular
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.slots import subjects
from sijil.extract.tree import Tree

ARMED = "armed_pron"
HAPPENING = "happening_pron"
_SAID = frozenset({"ccomp", "parataxis"})
_STRIKES = frozenset({"happening", "bomb", "ordnance"})


def settle_pronouns(trees: list[Tree], lexicon: Lexicon) -> None:
    """Note what the pronouns mean that are subjects, sentence by sentence."""
    told: str | None = None
    plural = False
    for tree in trees:
        for word, form in enumerate(tree.lower):
            if tree.rels[word] != "nsubj" or not lexicon.has("back_to", form):
                continue
            near, is_led = _in_sentence(tree, lexicon, word)
            if near is None and not is_led and _opens(tree, word) and (plural or form == "it"):
                near = told
            if near:
                tree.meant[word] = near
        first = _main_subject(tree, lexicon)
        told = _meaning(tree, lexicon, first) if first >= 0 else None
        plural = first >= 0 and (_is_plural(tree, first) or told == ARMED)


def _in_sentence(tree: Tree, lexicon: Lexicon, pronoun: int) -> tuple[str | None, bool]:
    """Return what a pronoun means by who says its clause or does what it follows, and whether somebody does before it.

    "The army said it had destroyed ...", "the rebels withdrew after they had ...".
    """
    clause = tree.heads[pronoun]
    for above in tree.ancestors(clause):
        if tree.tags[above] != "VERB" or not (
            lexicon.has("speech", tree.lemmas[above]) or tree.rels[clause] == "advcl"
        ):
            continue
        found = [word for word in subjects(tree, above) if word != pronoun and not tree.under(word, clause)]
        for word in found[:1]:
            return (_meaning(tree, lexicon, word) if _agrees(tree, pronoun, word) else None), word < pronoun
    return None, False


def is_pronoun_for(tree: Tree, lexicon: Lexicon, pronoun: int, word: int) -> bool:
    """Tell whether a pronoun of those who speak may be one for a word before it: people one by one, bodies as one."""
    if not 0 <= word < pronoun or tree.tags[word] not in {"NOUN", "PROPN"}:
        return False
    kinds = kinds_of(tree, lexicon, word)
    if lexicon.has("of_one_person", tree.lower[pronoun]):
        return "person" in kinds and not _is_plural(tree, word) and "group" not in kinds
    return lexicon.has("back_to", tree.lower[pronoun]) and ("group" in kinds or tree.lower[pronoun] == "they")


def _agrees(tree: Tree, pronoun: int, word: int) -> bool:
    """Tell whether a pronoun may be one for a word by its number: bodies are "it" and "they"."""
    if tree.lower[word] == tree.lower[pronoun]:
        return True
    return tree.lower[pronoun] != "it" or not _is_plural(tree, word)


def _is_plural(tree: Tree, word: int) -> bool:
    return tree.lower[word] != tree.lemmas[word] or bool(tree.dependents(word, "nummod", "conj"))


def _opens(tree: Tree, pronoun: int) -> bool:
    """Tell whether a pronoun is the first subject of its sentence, in its main clause or the words that it reports."""
    clause = tree.heads[pronoun]
    main = clause >= 0 and (tree.rels[clause] == "root" or (tree.rels[clause] in _SAID and tree.heads[clause] > clause))
    return main and not any(tree.rels[word] == "nsubj" for word in range(pronoun))


def _main_subject(tree: Tree, lexicon: Lexicon) -> int:
    """Return who acts in the main clause of a sentence, or in what it reports; -1 for nobody."""
    clause = next((word for word, head in enumerate(tree.heads) if head < 0), -1)
    if clause < 0:
        return -1
    if lexicon.has("speech", tree.lemmas[clause]):
        clause = next(iter(tree.dependents(clause, *_SAID)), clause)
    found = subjects(tree, clause) or tree.dependents(clause, "nsubj")
    return found[0] if found else -1


def _meaning(tree: Tree, lexicon: Lexicon, word: int) -> str | None:
    """Return what a subject is: one who bears arms, something that happened, or neither."""
    if tree.tags[word] == "PRON":
        return tree.meant.get(word)
    kinds = kinds_of(tree, lexicon, word)
    named = "group" in kinds and tree.names.get(word) == "ORG"
    if named or kinds & {"fighter", "nation"} or is_irregular(tree, lexicon, word):
        return ARMED
    before = (tree.lemmas[child] for child in tree.children[word])
    arms = lexicon.has("state_force", tree.lemmas[word]) or any(lexicon.has("of_arms", near) for near in before)
    if "group" in kinds and arms:
        return ARMED
    return HAPPENING if kinds & _STRIKES and "person" not in kinds else None
