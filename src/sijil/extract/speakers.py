"""Who says what in a sentence: attributions, each a source, a cue and the words that it covers."""

from __future__ import annotations

from sijil.extract.base import Attribution
from sijil.extract.channels import find_channel
from sijil.extract.cited import find_cited, find_labels, may_be_cited
from sijil.extract.hearsay import is_bare_saying
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.marks import CLOSING, QUOTED, quoted_beside, quoted_words, within_marks
from sijil.extract.slots import antecedent, gerund_holder, is_passive, subjects
from sijil.extract.tree import Tree

_COUNTED = frozenset({"for", "of", "at"})  # prepositions of what is announced ("spoke of", "put the toll at")
_CHARGED = frozenset({"for", "of", "on", "to"})  # prepositions of a charge ("blamed it on X", "attributed it to X")


def find_attributions(tree: Tree, lexicon: Lexicon, *, opened: bool = False) -> list[Attribution]:
    """List the attributions of a sentence, the widest content first.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        opened: Whether a quotation was still open when the sentence began.
    """
    quoted = quoted_words(tree, opened=opened)
    found = [*_by_verbs(tree, lexicon, quoted), *find_cited(tree, lexicon), *find_labels(tree, lexicon)]
    named = [one for one in found if one.source >= 0 or not any(one.cue in o.content for o in found if o is not one)]
    return sorted(named, key=lambda attribution: (-len(attribution.content), attribution.cue))


def innermost(said: list[Attribution]) -> list[Attribution]:
    """Keep of the attributions of a statement, the widest first, the last that names a source, and those inside it."""
    at = max((index for index, one in enumerate(said) if one.source >= 0), default=0)
    return said[at:]


def _by_verbs(tree: Tree, lexicon: Lexicon, quoted: frozenset[int]) -> list[Attribution]:
    """Find "X said that ...", '"...", said X', "as X put it", "X announced the death of Y"."""
    found = []
    for cue, lemma in enumerate(tree.lemmas):
        speaks = (
            lexicon.has("speech", lemma)
            or (quoted and lexicon.has("quoting", lemma))
            or _owns_up(tree, lexicon, cue)
            or _accuses(tree, lexicon, cue)
            or _gives_figure(tree, lexicon, cue)
            or _is_witnessed(tree, lexicon, cue)
            or _calls_out(tree, cue, quoted)
        )
        if tree.tags[cue] != "VERB" or not speaks or tree.rels[cue] == "amod" or _is_withheld(tree, lexicon, cue):
            continue
        worded = _puts_in_words(tree, lexicon, cue) or _accuses(tree, lexicon, cue)
        if lexicon.has("putting", lemma) and not worded:
            continue
        if any(lexicon.has("taken_by_death", tree.lemmas[word]) for word in tree.dependents(cue, "obj")):
            continue
        content, is_quote = _content(tree, lexicon, cue, quoted)
        if not content:
            continue
        content = within_marks(tree, content, quoted) if is_quote else content
        source = _source(tree, lexicon, cue, content)
        if source >= 0 and "nobody" in kinds_of(tree, lexicon, source):
            continue
        if source < 0 and tree.rels[cue] in {"conj", "xcomp"} and not lexicon.has("announcing", lemma):
            continue
        found.append(_attribute(tree, lexicon, cue, source, content, quoted=is_quote))
    return [one for one in found if not (one.quoted and _describes_sayer(tree, one, found))]


def _describes_sayer(tree: Tree, one: Attribution, others: list[Attribution]) -> bool:
    """Tell whether a verb only says who the sayer of a quotation is ("said one of those who told the story")."""
    sayers = (other.source for other in others if other.quoted and other is not one and other.source >= 0)
    return any(one.cue != source and tree.under(one.cue, source) for source in sayers)


def _calls_out(tree: Tree, cue: int, quoted: frozenset[int]) -> bool:
    """Tell whether a verb stands right between a quotation and who says it ('"We won!" beamed Ali Saleh')."""
    if cue < QUOTED or cue - 2 not in quoted or cue in quoted or tree.forms[cue - 1] not in CLOSING:
        return False
    return any(tree.names.get(who) == "PER" and who > cue for who in tree.dependents(cue, "nsubj"))


def _goes_on(tree: Tree, clause: int) -> bool:
    """Tell whether a clause joined to a verb of saying is said too ("said that A, and that B")."""
    return any(tree.lower[mark] in {"that", "whether"} for mark in tree.dependents(clause, "mark"))


def _puts_in_words(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether "put" means to say: a figure ("put the toll at 12"), or something in words ("as X put it")."""
    told = [tree.lower[child] for child in tree.dependents(cue, "obj")]
    behind = [word for word in tree.subtree(cue) if word > cue and tree.case(word) in {"at", "in"}]
    return told == ["it"] or any(_has_number(tree, lexicon, word) for word in behind)


def _has_number(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a number stands in a phrase ("at 12", "in the hundreds")."""
    return any(tree.tags[at] == "NUM" or tree.lemmas[at] in lexicon.numbers for at in tree.subtree(word))


def _content(tree: Tree, lexicon: Lexicon, cue: int, quoted: frozenset[int]) -> tuple[frozenset[int], bool]:
    """Collect the words that a cue reports, and tell whether they are a quotation."""
    quoted = quoted_beside(tree, lexicon, cue, quoted)
    if lexicon.has("quoting", tree.lemmas[cue]) and not lexicon.has("speech", tree.lemmas[cue]):
        return _quoted_content(tree, cue, quoted) if cue not in quoted else (frozenset(), False)
    if clauses := _clauses_said(tree, lexicon, cue):
        return frozenset(word for part in clauses for word in tree.subtree(part)), clauses[0] in quoted
    above = tree.heads[cue]
    answers = _owns_up(tree, lexicon, cue)
    if (
        above >= 0
        and not (answers or _tells_own(tree, lexicon, cue))
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
    if (ends := ends_sentence(tree, cue)) and ends - 1 not in quoted and cue not in quoted:
        return frozenset(range(ends)), False
    announces = lexicon.has("announcing", tree.lemmas[cue]) and not lexicon.has("quoting", tree.lemmas[cue])
    if cue not in quoted and len(quoted) >= QUOTED and not announces:
        return quoted, True
    if _is_inverted(tree, cue):
        return frozenset(word for word in range(cue - 1) if tree.under(word, cue)), False
    if _gives_figure(tree, lexicon, cue):
        return _figure_given(tree, cue), False
    told = lexicon.has("announcing", tree.lemmas[cue]) or _owns_up(tree, lexicon, cue) or _accuses(tree, lexicon, cue)
    if told or _is_witnessed(tree, lexicon, cue):
        return _announced(tree, lexicon, cue), False
    return frozenset(), False


def _clauses_said(tree: Tree, lexicon: Lexicon, cue: int) -> list[int]:
    """List the clauses that a verb of saying reports, on both sides of it ("It falls, he said, and that soon")."""
    for child in tree.children[cue]:
        beside = tree.rels[cue] == "parataxis" and tree.dependents(child, "cc")
        reported = tree.rels[child] == "xcomp" and _is_reported(tree, child)
        if (tree.rels[child] == "ccomp" and not beside) or (reported and not _accuses_of(tree, lexicon, cue, child)):
            more = [other for other in tree.dependents(cue, "ccomp", "conj") if other > max(child, cue)]
            return [child, *(other for other in more if tree.rels[other] == "ccomp" or _goes_on(tree, other))]
    return []


def _tells_own(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb of saying behind a semicolon has a number or a blame of its own ("...; officials said 9")."""
    who = tree.dependents(cue, "nsubj")
    start = tree.phrase(who[0])[0] if who else cue
    told = (child for child in tree.dependents(cue, "obj", "obl") if child > cue)
    blames = lexicon.has("accusing", tree.lemmas[cue])
    return tree.forms[start - 1] == ";" and any(blames or tree.tags[child] == "NUM" for child in told)


def _quoted_content(tree: Tree, cue: int, quoted: frozenset[int]) -> tuple[frozenset[int], bool]:
    """Return what a verb says that speaks only beside a quotation: the quotation, or the clause that holds it."""
    told = next((child for child in tree.dependents(cue, "ccomp") if child > cue), -1)
    whole = frozenset(tree.subtree(told)) if told >= 0 else frozenset()
    if quoted and quoted <= whole:
        return whole, False
    return (quoted, True) if len(quoted) >= QUOTED else (frozenset(), False)


def _is_withheld(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb of denying says what somebody was not given ("the convoys were denied passage")."""
    return lexicon.has("denial", tree.lemmas[cue]) and is_passive(tree, cue) and bool(tree.dependents(cue, "obj"))


def _is_inverted(tree: Tree, cue: int) -> bool:
    """Tell whether who speaks stands right behind the verb, and what is said before it ("..., reported officials")."""
    who = tree.first(cue, "nsubj")
    return who == cue + 1 and cue > QUOTED and tree.forms[cue - 1] == "," and tree.rels[cue] == "root"


def ends_sentence(tree: Tree, cue: int) -> int:
    """Return the comma before who speaks at the end of a sentence, where the tree has no clause for it, or 0."""
    who = tree.dependents(cue, "nsubj")
    start = tree.phrase(who[-1])[0] if who[-1:] == [cue - 1] else 0
    last = all(tree.tags[word] == "PUNCT" for word in range(cue + 1, len(tree)))
    return start - 1 if last and start > QUOTED and tree.forms[start - 1] == "," else 0


def _is_reported(tree: Tree, child: int) -> bool:
    """Tell whether an infinitive or gerund is what is said ("claimed to have taken", "denied having bombed")."""
    marks = (mark for mark in tree.children[child] if tree.rels[mark] == "mark")
    having = any(tree.lower[word] == "having" for word in tree.dependents(child, "aux"))
    return having or tree.lower[child].endswith("ing") or any(tree.lower[mark] in {"to", "as"} for mark in marks)


def _marked_as(tree: Tree, cue: int) -> bool:
    return any(
        tree.lower[child] == "as" for child in tree.children[cue] if tree.rels[child] in {"mark", "advmod", "case"}
    )


def _announced(tree: Tree, lexicon: Lexicon, cue: int) -> frozenset[int]:
    """Collect what is said in "announced the death of X", "blamed X for Y", without when and where it was said.

    Who accuses says the accusation itself too, and the clause that tells it ("accused X of killing Y").
    """
    content: set[int] = set()
    accuses = _accuses(tree, lexicon, cue)
    if accuses:
        told = [child for child in tree.children[cue] if tree.rels[child] in {"advcl", "acl"}]
        content = {cue, *(word for child in told for word in tree.subtree(child) if _is_charge(tree, child))}
        content.update(
            word for child in tree.dependents(cue, "nsubj") if is_passive(tree, cue) for word in tree.subtree(child)
        )
    if _owns_up(tree, lexicon, cue) or _confirms(tree, lexicon, cue):
        content.add(cue)
    cases = _CHARGED if accuses else _COUNTED
    for child in tree.children[cue]:
        bare = tree.case(child) == "" and lexicon.has("hearsay", tree.lemmas[child])
        counted = tree.case(child) != "at" or _has_number(tree, lexicon, child)
        carried = bare or (tree.case(child) in cases and counted and not _is_time(tree, lexicon, child))
        behind = tree.rels[child] == "obl" and carried
        if child < cue:
            continue
        seen_as = not accuses and _is_seen_as(tree, child)
        if tree.rels[child] == "obj" or behind or seen_as or (accuses and tree.rels[child] == "xcomp"):
            content.update(tree.subtree(child))
    return frozenset(content)


def _is_seen_as(tree: Tree, child: int) -> bool:
    """Tell whether a part of a clause says what something is called ("hailed the truce as a step")."""
    marked = tree.rels[child] == "advcl" and any(tree.lower[mark] == "as" for mark in tree.dependents(child, "mark"))
    calls = marked and not tree.dependents(child, "nsubj")
    return calls or (tree.rels[child] == "obl" and tree.case(child) == "as")


def _accuses(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb says who did something ("blamed X", "attributed it to X", "held X responsible for it")."""
    if lexicon.has("accusing", tree.lemmas[cue]) or _lays_at(tree, lexicon, cue):
        return True
    held = tree.dependents(cue, "obj")
    if lexicon.has("laying", tree.lemmas[cue]) and any(lexicon.has("laid", tree.lemmas[child]) for child in held):
        return True
    near = [cue, *held]
    charged = (child for word in near for child in tree.children[word] if child > cue)
    return lexicon.has("holding_to_be", tree.lemmas[cue]) and any(
        lexicon.has("verdict", tree.lemmas[child]) for child in charged
    )


def _accuses_of(tree: Tree, lexicon: Lexicon, cue: int, child: int) -> bool:
    """Tell whether a part of a clause is the charge against the object of a verb ("accused X of lying")."""
    return lexicon.has("accusing", tree.lemmas[cue]) and _is_charge(tree, child) and bool(tree.dependents(cue, "obj"))


def _gives_figure(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether somebody gives a number of those harmed ("gave a toll of 14", "gave a figure, with 14 dead")."""
    given = (tree.lemmas[child] for child in tree.dependents(cue, "obj"))
    return lexicon.has("giving", tree.lemmas[cue]) and any(lexicon.has("figure_given", lemma) for lemma in given)


def _figure_given(tree: Tree, cue: int) -> frozenset[int]:
    parts = [
        child
        for child in tree.dependents(cue, "obj", "obl", "advcl")
        if tree.rels[child] == "obj"
        or any(tree.lower[mark] in {"with", "of", "at"} for mark in tree.dependents(child, "mark", "case"))
    ]
    return frozenset(word for part in parts for word in tree.subtree(part))


def _lays_at(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb with an object lays it at somebody's door ("attribute the attack to rebels")."""
    if not lexicon.has("ascribing", tree.lemmas[cue]) or tree.rels[cue] == "acl":
        return False
    whom = [child for word in (cue, *tree.dependents(cue, "obj")) for child in tree.dependents(word, "obl", "nmod")]
    return any(tree.case(child) == "to" for child in whom)


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


def _confirms(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb says that a happening told before did take place ("confirmed the attack")."""
    told = (tree.lemmas[child] for child in tree.dependents(cue, "obj"))
    return lexicon.has("confirming", tree.lemmas[cue]) and any(lemma in lexicon.happenings for lemma in told)


def _is_witnessed(tree: Tree, lexicon: Lexicon, cue: int) -> bool:
    """Tell whether a verb says what a witness saw or an inquiry found ("an investigation found that")."""
    if not lexicon.has("witnessing", tree.lemmas[cue]) or is_passive(tree, cue):
        return False
    if lexicon.has("founding", tree.lemmas[cue]) and not tree.dependents(cue, "ccomp"):
        return False
    who = tree.dependents(cue, "nsubj")
    return any(tree.names.get(word) == "ORG" or lexicon.has("witness", tree.lemmas[word]) for word in who)


def _is_charge(tree: Tree, clause: int) -> bool:
    """Tell whether a clause says of what somebody is accused."""
    return any(tree.lower[child] in {"of", "for"} for child in tree.children[clause] if tree.rels[child] == "mark")


def _source(tree: Tree, lexicon: Lexicon, cue: int, content: frozenset[int]) -> int:
    """Find who speaks: the cue's subject, unless it is part of what is said."""
    own = [] if is_passive(tree, cue) else tree.dependents(cue, "nsubj")
    below = [gerund_holder(tree, cue)] if gerund_holder(tree, cue) >= 0 else []
    for word in (*own[::-1], *subjects(tree, cue), *below):
        source = antecedent(tree, word)
        fit = not _is_time(tree, lexicon, source) and "fault" not in kinds_of(tree, lexicon, source)
        if source not in content and fit and not _is_spoken_of(tree, cue, source):
            return _author(tree, lexicon, source)
    return -1 if _speaks_of_subject(tree, cue) else _named_before(tree, cue, content)


def _is_time(tree: Tree, lexicon: Lexicon, word: int) -> bool:
    """Tell whether a noun is a time, or a part of one ("by the end of 2023")."""
    parts = [child for child in tree.dependents(word, "nmod") if tree.case(child) == "of"]
    dated = any(tree.tags[child] == "NUM" or "time" in kinds_of(tree, lexicon, child) for child in parts)
    return "time" in kinds_of(tree, lexicon, word) or (lexicon.has("part_of_time", tree.lemmas[word]) and dated)


def _is_spoken_of(tree: Tree, cue: int, source: int) -> bool:
    """Tell whether something is said of a noun before, which speaks of nothing ("strikes, said to have hit X")."""
    return source < cue and _speaks_of_subject(tree, cue)


def _speaks_of_subject(tree: Tree, cue: int) -> bool:
    """Tell whether a passive says by hearsay what its subject is or did ("is said to have", "believed to be")."""
    clause = tree.first(cue, "xcomp")
    to = clause > cue and any(tree.lower[mark] == "to" for mark in tree.dependents(clause, "mark", "aux"))
    return to and (tree.lower[cue] == "said" or is_passive(tree, cue))


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
    channel = find_channel(tree, lexicon, cue, content)
    written = tree.heads[cue] if tree.rels[cue] == "acl" else -1
    if channel < 0 <= written != source and lexicon.has("channel", tree.lemmas[written]):
        channel = written
    passed = _passing_on(tree, lexicon, cue, content)
    cited = tree.first(passed, "obj") if passed >= 0 else -1
    if cited >= 0 and may_be_cited(tree, lexicon, cited):
        outlet = channel if passed == cue else source
        own = set(tree.subtree(passed if passed != cue else cited))
        return Attribution(cue, cited, content - own, outlet, quoted, passed_on=True)
    above = tree.heads[cue]
    if above >= 0 and lexicon.has("passing_on", tree.lemmas[above]) and _marked_as(tree, cue):
        passive = is_passive(tree, above)  # "X was quoted by SANA as saying"
        agents = [word for word in tree.dependents(above, "obl") if tree.case(word) == "by"]
        outlet = next(iter(agents), -1) if passive else tree.first(above, "nsubj")
        cited = tree.first(above, "nsubj" if passive else "obj")
        return Attribution(cue, cited, content, outlet, quoted, passed_on=True)
    return Attribution(cue, source, content, channel, quoted)


def _passing_on(tree: Tree, lexicon: Lexicon, cue: int, content: frozenset[int]) -> int:
    """Find the word by which an outlet names its own source ("SANA said, quoting a military source"), or -1."""
    if lexicon.has("passing_on", tree.lemmas[cue]):
        return cue
    near = (*tree.children[cue], *(below for child in tree.children[cue] for below in tree.children[child]))
    return next(
        (w for w in near if w not in content and tree.tags[w] == "VERB" and lexicon.has("passing_on", tree.lemmas[w])),
        -1,
    )
