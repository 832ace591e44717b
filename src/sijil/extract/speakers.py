"""Who says what in a sentence: attributions, each a source, a cue and the words that it covers."""

from __future__ import annotations

from dataclasses import dataclass

from sijil.extract.hearsay import is_bare_saying
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.slots import antecedent, is_passive, subjects
from sijil.extract.tree import Tree

_LABEL = 6  # words of a source in front of a colon
_QUOTED = 3  # quoted words that make a quotation, not a term
OPENING = frozenset({'"', "“", "``", "''", "«", "„"})
CLOSING = frozenset({'"', "”", "''", "»", "“"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """That somebody says something.

    Attributes:
        cue: The reporting word.
        source: Head word of who says it, or -1 where nobody is named.
        content: The words that are said.
        channel: Head word of the medium or agency through which it is said, or -1.
        quoted: Whether the content is in quotation marks.
        passed_on: Whether the channel names the source as its own ("SANA said, quoting a military source").
    """

    cue: int
    source: int
    content: frozenset[int]
    channel: int = -1
    quoted: bool = False
    passed_on: bool = False


def find_attributions(tree: Tree, lexicon: Lexicon, *, opened: bool = False) -> list[Attribution]:
    """List the attributions of a sentence, the widest content first.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        opened: Whether a quotation was still open when the sentence began.
    """
    quoted = quoted_words(tree, opened=opened)
    found = [*_by_verbs(tree, lexicon, quoted), *_according(tree), *_by_colon(tree, lexicon)]
    named = [one for one in found if one.source >= 0 or not any(one.cue in o.content for o in found if o is not one)]
    return sorted(named, key=lambda attribution: (-len(attribution.content), attribution.cue))


def innermost(said: list[Attribution]) -> list[Attribution]:
    """Keep of the attributions of a statement, the widest first, the last that names a source, and those inside it."""
    at = max((index for index, one in enumerate(said) if one.source >= 0), default=0)
    return said[at:]


def quoted_words(tree: Tree, *, opened: bool = False) -> frozenset[int]:
    """Collect the words inside quotation marks; an unclosed mark runs to the end of the sentence."""
    inside, words = opened, set()
    for word, form in enumerate(tree.forms):
        if form in OPENING or form in CLOSING:
            inside = form in OPENING if form in (OPENING ^ CLOSING) else not inside
        elif inside:
            words.add(word)
    return frozenset(words)


def _by_verbs(tree: Tree, lexicon: Lexicon, quoted: frozenset[int]) -> list[Attribution]:
    """Find "X said that ...", '"...", said X', "as X put it", "X announced the death of Y"."""
    found = []
    for cue, lemma in enumerate(tree.lemmas):
        speaks = (
            lexicon.has("speech", lemma)
            or (quoted and lexicon.has("quoting", lemma))
            or _owns_up(tree, lexicon, cue)
            or _is_witnessed(tree, lexicon, cue)
        )
        if tree.tags[cue] != "VERB" or not speaks or tree.rels[cue] == "amod":
            continue
        content, is_quote = _content(tree, lexicon, cue, quoted)
        if not content:
            continue
        content = _within_marks(tree, content, quoted) if is_quote else content
        source = _source(tree, lexicon, cue, content)
        if source >= 0 and "nobody" in kinds_of(tree, lexicon, source):
            continue
        if source < 0 and tree.rels[cue] in {"conj", "xcomp"} and not lexicon.has("announcing", lemma):
            continue
        found.append(_attribute(tree, lexicon, cue, source, content, quoted=is_quote))
    return found


def _content(tree: Tree, lexicon: Lexicon, cue: int, quoted: frozenset[int]) -> tuple[frozenset[int], bool]:
    """Collect the words that a cue reports, and tell whether they are a quotation."""
    if lexicon.has("quoting", tree.lemmas[cue]) and not lexicon.has("speech", tree.lemmas[cue]):
        apart = quoted if cue not in quoted else frozenset()
        return (apart, True) if len(apart) >= _QUOTED else (frozenset(), False)
    for child in tree.children[cue]:
        beside = tree.rels[cue] == "parataxis" and tree.dependents(child, "cc")
        if (tree.rels[child] == "ccomp" and not beside) or (tree.rels[child] == "xcomp" and _is_reported(tree, child)):
            return frozenset(tree.subtree(child)), child in quoted
    above = tree.heads[cue]
    answers = _owns_up(tree, lexicon, cue)
    if (
        above >= 0
        and not answers
        and (tree.rels[cue] == "parataxis" or (tree.rels[cue] == "advcl" and _marked_as(tree, cue)))
    ):
        return frozenset(tree.subtree(above, without=frozenset({cue}))), above in quoted
    said = [
        child
        for child in tree.children[cue]
        if tree.rels[child] == "parataxis" and (child in quoted or not lexicon.has("speech", tree.lemmas[child]))
    ]
    if said:
        return frozenset(tree.subtree(said[0])), said[0] in quoted
    if (
        cue not in quoted
        and len(quoted) >= _QUOTED
        and (lexicon.has("quoting", tree.lemmas[cue]) or not lexicon.has("announcing", tree.lemmas[cue]))
    ):
        return quoted, True
    told = lexicon.has("announcing", tree.lemmas[cue]) or _owns_up(tree, lexicon, cue)
    if told or _is_witnessed(tree, lexicon, cue):
        return _announced(tree, lexicon, cue), False
    return frozenset(), False


def _within_marks(tree: Tree, content: frozenset[int], quoted: frozenset[int]) -> frozenset[int]:
    """Cut what is said down to the quotation, where it begins with one ('"We go on," he said on Monday')."""
    words = [word for word in sorted(content) if tree.tags[word] != "PUNCT"]
    inside = content & quoted
    return inside if words and words[0] in quoted and len(inside) >= _QUOTED else content


def _is_reported(tree: Tree, child: int) -> bool:
    """Tell whether an infinitive or gerund is what is said ("claimed to have taken", "denied bombing")."""
    marks = (mark for mark in tree.children[child] if tree.rels[mark] == "mark")
    return tree.lower[child].endswith("ing") or any(tree.lower[mark] in {"to", "as"} for mark in marks)


def _marked_as(tree: Tree, cue: int) -> bool:
    return any(
        tree.lower[child] == "as" for child in tree.children[cue] if tree.rels[child] in {"mark", "advmod", "case"}
    )


def _announced(tree: Tree, lexicon: Lexicon, cue: int) -> frozenset[int]:
    """Collect what is said in "announced the death of X", "blamed X for Y", without when and where it was said.

    Who accuses says the accusation itself too, and the clause that tells it ("accused X of killing Y").
    """
    content: set[int] = set()
    accuses = lexicon.has("accusing", tree.lemmas[cue])
    if accuses:
        told = [child for child in tree.children[cue] if tree.rels[child] in {"advcl", "acl"}]
        content = {cue, *(word for child in told for word in tree.subtree(child) if _is_charge(tree, child))}
        content.update(
            word for child in tree.dependents(cue, "nsubj") if is_passive(tree, cue) for word in tree.subtree(child)
        )
    if _owns_up(tree, lexicon, cue):
        content.add(cue)
    for child in tree.children[cue]:
        bare = tree.case(child) == "" and lexicon.has("hearsay", tree.lemmas[child])
        reported = bare or tree.case(child) in {"for", "of", "at"}
        if tree.rels[child] == "obj" or (tree.rels[child] == "obl" and reported):
            content.update(tree.subtree(child))
    return frozenset(content)


def _owns_up(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb says that its subject did something, or did not ("took responsibility for", "denied it")."""
    denies = lexicon.has("denial", tree.lemmas[cue])
    if denies and tree.fullrels[cue] == "acl:relcl" and is_bare_saying(tree, lexicon, tree.heads[cue]):
        return True
    return any(
        lexicon.has("responsibility", tree.lemmas[child])
        or (denies and (tree.lower[child] in {"it", "that", "this"} or is_bare_saying(tree, lexicon, child)))
        for child in tree.dependents(cue, "obj")
    )


def _is_witnessed(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb says what a witness saw or an inquiry found ("an investigation found that")."""
    if not lexicon.has("witnessing", tree.lemmas[cue]) or is_passive(tree, cue):
        return False
    who = tree.dependents(cue, "nsubj")
    return any(tree.names.get(word) == "ORG" or lexicon.has("witness", tree.lemmas[word]) for word in who)


def _is_charge(tree: Tree, clause: int) -> bool:
    """Tell whether a clause says of what somebody is accused."""
    return any(tree.lower[child] in {"of", "for"} for child in tree.children[clause] if tree.rels[child] == "mark")


def _source(tree: Tree, lexicon: Lexicon, cue: int, content: frozenset[int]) -> int:
    """Find who speaks: the cue's subject, unless it is part of what is said."""
    own = [] if is_passive(tree, cue) else tree.dependents(cue, "nsubj") or _sayer_above(tree, lexicon, cue)
    for word in (*own[::-1], *subjects(tree, cue)):
        source = antecedent(tree, word)
        if source not in content and not kinds_of(tree, lexicon, source) & {"time", "fault"}:
            return _author(tree, lexicon, source)
    return _named_before(tree, cue, content)


def _sayer_above(tree: Tree, lexicon: Lexicon, cue: int) -> list[int]:
    """Return who says both of two things ("the army said rebels did it, blaming X": not the rebels blame)."""
    if tree.rels[cue] != "advcl" or not tree.lower[cue].endswith("ing") or tree.forms[cue - 1] != ",":
        return []
    for verb in tree.ancestors(cue):
        above = tree.heads[verb]
        if tree.rels[verb] == "ccomp" and lexicon.has("speech", tree.lemmas[above]):
            return tree.dependents(above, "nsubj")
    return []


def _author(tree: Tree, lexicon: Lexicon, source: int) -> int:
    """Return who wrote what speaks, where the sentence says so ("X posted a message blaming Y")."""
    above = tree.heads[source]
    written = lexicon.has("channel", tree.lemmas[source]) or lexicon.has("message", tree.lemmas[source])
    if not written or above < 0 or tree.rels[source] not in {"obj", "obl"}:
        return source
    who = tree.dependents(above, "nsubj")
    return who[0] if who and not is_passive(tree, above) else source


def _named_before(tree: Tree, cue: int, content: frozenset[int]) -> int:
    """Find the person or body named before a cue to which the tree gives no subject."""
    if tree.rels[cue] not in {"root", "parataxis"}:
        return -1
    named = [word for word in range(cue) if tree.names.get(word) in {"PER", "ORG"} and word not in content]
    return next((word for word in named if tree.rels[word] not in {"flat", "appos"}), -1)


def _attribute(
    tree: Tree, lexicon: Lexicon, cue: int, source: int, content: frozenset[int], *, quoted: bool
) -> Attribution:
    """Settle through whom it was said; an outlet that quotes somebody else is the channel."""
    channel = _channel(tree, lexicon, cue, content)
    passed = _passing_on(tree, lexicon, cue, content)
    cited = tree.first(passed, "obj") if passed >= 0 else -1
    if cited >= 0 and _may_be_cited(tree, lexicon, cited):
        outlet = channel if passed == cue else source
        own = set(tree.subtree(passed if passed != cue else cited))
        return Attribution(cue, cited, content - own, outlet, quoted, passed_on=True)
    above = tree.heads[cue]
    if above >= 0 and lexicon.has("passing_on", tree.lemmas[above]) and _marked_as(tree, cue):
        cited = tree.first(above, "obj")
        return Attribution(cue, cited, content, tree.first(above, "nsubj"), quoted, passed_on=True)
    return Attribution(cue, source, content, channel, quoted)


def _may_be_cited(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun means somebody, or something written, and no reason ("citing security fears")."""
    written = any(lexicon.has(name, tree.lemmas[word]) for name in ("source_noun", "channel", "message", "outlet"))
    return written or bool(kinds_of(tree, lexicon, word) & {"person", "group", "propn", "pron"})


def _passing_on(tree: Tree, lexicon: Lexicon, cue: int, content: frozenset[int]) -> int:
    """Find the word by which an outlet names its own source ("SANA said, quoting a military source"), or -1."""
    if lexicon.has("passing_on", tree.lemmas[cue]):
        return cue
    near = (*tree.children[cue], *(below for child in tree.children[cue] for below in tree.children[child]))
    return next(
        (w for w in near if w not in content and tree.tags[w] == "VERB" and lexicon.has("passing_on", tree.lemmas[w])),
        -1,
    )


def _channel(tree: Tree, lexicon: Lexicon, cue: int, content: frozenset[int]) -> int:
    """Find the medium: "told AFP", "posted on Facebook", "in a statement", "confirmed to the agency"."""
    for child in tree.children[cue]:
        if child in content or tree.rels[child] not in {"obj", "iobj", "obl"}:
            continue
        case = tree.case(child)
        if lexicon.has("channel", tree.lemmas[child]) and case in {"on", "in", "via", "through", "at", "over", ""}:
            return child
        told = tree.rels[child] in {"obj", "iobj"} and lexicon.has("address", tree.lemmas[cue])
        if (told or case == "to") and _is_outlet(tree, lexicon, child):
            return child
    return -1


def _is_outlet(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether somebody was told who passes it on: an organisation, or reporters."""
    start, end = tree.phrase(word)
    inside = range(start, end)
    if any(lexicon.has("outlet", tree.lemmas[i]) or tree.forms[i] in lexicon.agencies for i in inside):
        return True
    named = any(tree.names.get(i) == "ORG" for i in inside)
    return (
        named
        and not kinds_of(tree, lexicon, word) & {"facility", "person"}
        and not lexicon.has("group", tree.lemmas[word])
    )


def _according(tree: Tree) -> list[Attribution]:
    """Find "according to X" and "by X's account": the clause around it is what X says."""
    found = []
    for word in range(len(tree)):
        if tree.lower[word] != "according" or word + 1 >= len(tree) or tree.lower[word + 1] != "to":
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
        content = frozenset(tree.subtree(clause)) - set(tree.subtree(top)) - _joined_clauses(tree, clause)
        found.append(Attribution(word, source, content))
    return found


def _clause_of(tree: Tree, top: int) -> int:
    """Return the head of what "according to X" covers: at the ends of a sentence all of it, else its clause."""
    if tree.heads[top] < 0:
        return -1
    words = tree.subtree(top)
    rest = [word for word in range(words[-1] + 1, len(tree)) if tree.tags[word] != "PUNCT"]
    if words[0] == 0 or not rest:
        return next((word for word in (top, *tree.ancestors(top)) if tree.heads[word] < 0), -1)
    return tree.clause(tree.heads[top])


def _joined_clauses(tree: Tree, clause: int) -> set[int]:
    """Collect the words of clauses joined behind with "but"."""
    joined: set[int] = set()
    for child in tree.children[clause]:
        if tree.rels[child] == "conj" and any(tree.lower[below] == "but" for below in tree.children[child]):
            joined.update(tree.subtree(child))
    return joined


def _by_colon(tree: Tree, lexicon: Lexicon) -> list[Attribution]:
    """Find "Ali Saleh: we go on", "Official: 70 percent freed" and, in headlines, "Five killed in strike: report"."""
    colons = [word for word, form in enumerate(tree.forms) if form == ":"]
    if len(colons) != 1:
        return []
    at = colons[0]
    before, after = range(at), range(at + 1, len(tree))
    named = [word for word in before if tree.names.get(word) in {"PER", "ORG"}]
    if (
        named
        and len(before) <= _LABEL
        and len(after) >= _QUOTED
        and not any(tree.tags[word] == "VERB" for word in before)
    ):
        return [Attribution(at, named[0], frozenset(after))]
    if tree.passage.kind.value != "headline":
        return []
    for side, other in ((before, after), (after, before)):
        heads = [word for word in side if lexicon.has("source_noun", tree.lemmas[word])]
        if heads and len(side) <= _LABEL and len(other) >= _QUOTED:
            return [Attribution(at, heads[-1], frozenset(other))]
    return []
