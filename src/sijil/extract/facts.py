"""Whether a clause tells of what was done: what is to come, kept from happening or only foreseen is no fact."""

from __future__ import annotations

from sijil.extract.lexicon import Lexicon
from sijil.extract.tree import Tree


def is_finite(tree: Tree, word: int) -> bool:
    """Tell whether a clause has a verb that tells of what is or was so, by its form or an auxiliary."""
    helps = [child for child in tree.children[word] if tree.rels[child] in {"aux", "cop"}]
    if helps:
        return all(tree.lower[child] not in {"be", "should"} for child in helps)
    plain = tree.lower[word] == tree.lemmas[word] or tree.lower[word].endswith("ing")
    return tree.tags[word] == "VERB" and not plain


def is_to_come(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether an auxiliary leaves open whether something happens, or puts it in the future."""
    listed = lexicon.has("modal", tree.lower[word]) or lexicon.has("future", tree.lower[word])
    return tree.rels[word] == "aux" and listed and not is_sensed(tree, lexicon, word)


def is_sensed(tree: Tree, lexicon: Lexicon, auxiliary: int) -> bool:
    """Tell whether "could" only says that something was there to hear or see ("gunfire could be heard")."""
    verb = tree.heads[auxiliary]
    return tree.lower[auxiliary] == "could" and verb >= 0 and lexicon.has("sensed", tree.lemmas[verb])


def is_habit(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether "would" says what was done again and again ("they would often burn the farms")."""
    would = any(tree.lower[child] == "would" for child in tree.dependents(word, "aux"))
    return would and any(lexicon.has("usually", tree.lower[child]) for child in tree.dependents(word, "advmod"))


def is_kept(tree: Tree, lexicon: Lexicon, word: int, above: int) -> bool:
    """Tell whether somebody is kept from something, or given it as a task ("prevented them from retaking")."""
    marks = {tree.lower[child] for child in tree.dependents(word, "mark")}
    kept = "from" in marks and lexicon.has("keep_from", tree.lemmas[above])
    return kept or ("with" in marks and lexicon.has("task", tree.lemmas[above]))


def is_forestalled(tree: Tree, lexicon: Lexicon, word: int, above: int) -> bool:
    """Tell whether something was undone before it happened ("defused before it exploded")."""
    before = tree.rels[word] == "advcl" and any(
        tree.lower[child] == "before" for child in tree.dependents(word, "mark")
    )
    verbs = (above, *tree.dependents(above, "conj"))
    return before and any(lexicon.has("forestall", tree.lemmas[verb]) for verb in verbs)


def is_told(tree: Tree, lexicon: Lexicon, word: int, above: int) -> bool:
    """Tell whether a verb that may ask for something only says it ("insisted that five people died")."""
    return lexicon.has("speech", tree.lemmas[above]) and is_finite(tree, word)


def is_fact(tree: Tree, word: int, above: int) -> bool:
    """Tell whether a clause beside one under a modal tells a fact ("could not flee when rebels fired", "since")."""
    marks = {tree.lower[child] for child in tree.children[word] if child < word}
    could = any(tree.lower[child] == "could" for child in tree.dependents(above, "aux"))
    past = is_finite(tree, word) and not tree.dependents(word, "cop")
    return past and bool(marks & {"since", "because"} or (could and marks & {"when", "while", "as", "after"}))


def goes_on(tree: Tree, lexicon: Lexicon, word: int, above: int) -> bool:
    """Tell whether something is to go on or to come ("will continue to strike", "there will be more attacks")."""
    if not any(lexicon.has("future", tree.lower[child]) for child in tree.dependents(above, "aux")):
        return False
    there = tree.rels[word] == "nsubj" and bool(tree.dependents(above, "expl"))
    return there or (tree.rels[word] == "xcomp" and is_infinitive(tree, word))


def is_infinitive(tree: Tree, word: int) -> bool:
    """Tell whether a verb stands behind "to"."""
    return any(tree.rels[child] == "mark" and tree.lower[child] == "to" for child in tree.children[word])
