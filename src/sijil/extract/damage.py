"""What else a happening struck: "a blast killed two and destroyed a bus", "shells fell, damaging ten houses"."""

from __future__ import annotations

from collections.abc import Callable

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.rules import Draft
from sijil.extract.ties import Tie, find_tie
from sijil.extract.tree import Tree

_THINGS = frozenset({"facility", "house", "structure", "vehicle", "fitting"})
_OTHERS = frozenset({"person", "aircraft", "ordnance", "bomb", "happening"})
_NO_STRIKE = frozenset({"aircraft_lost", "armed_clash"})


def join_damage(tree: Tree, lexicon: Lexicon, drafts: list[Draft], tells: Callable[[Draft], bool]) -> list[Draft]:
    """Fold damage into the happening that did it, and return the other drafts.

    Args:
        tree: The sentence.
        lexicon: Compiled packs.
        drafts: Drafts that harm no people.
        tells: Whether a happening is one that the sentence tells of.
    """
    kept = [draft for draft in drafts if not draft.rule.damage]
    for damage in [draft for draft in drafts if draft.rule.damage]:
        violent = [one for one in kept if one.rule.violent and one.type not in _NO_STRIKE and not one.rule.echo]
        ties = [(tie, one) for one in violent if tells(one) and (tie := find_tie(tree, lexicon, damage, one))]
        if damage.words & tree.negated and not damage.rule.bare:
            continue
        if ties and not damage.words & tree.negated:
            _, event = min(ties, key=lambda pair: list(Tie).index(pair[0]))
            event.merged.append(damage)
        elif damage.rule.bare:
            above = tree.heads[damage.head]
            first = [
                one
                for one in kept
                if one.rule is damage.rule and one.head == above and tree.rels[damage.head] == "conj"
            ]
            (first[0].merged if first else kept).append(damage)
    return kept


def also_struck(tree: Tree, lexicon: Lexicon, draft: Draft) -> list[int]:
    """List the things that a draft's happening struck, as what was folded into it says."""
    ruined = [part for part in draft.parts() if part is not draft and lexicon.has("ruin", tree.lemmas[part.head])]
    ruined += [part for part in draft.parts() if part is not draft and part.rule.damage and part not in ruined]
    found = [word for part in ruined for first in part.roles.get("target", [])[:1] for word in tree.conjuncts(first)]
    return [word for word in dict.fromkeys(found) if _is_thing(kinds_of(tree, lexicon, word))]


def _is_thing(kinds: frozenset[str]) -> bool:
    return bool(kinds & _THINGS) and not kinds & _OTHERS
