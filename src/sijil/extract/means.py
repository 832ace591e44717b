"""What a killing is by how it was done: by shells, aircraft or bombs, on purpose, or by nobody that is named."""

from __future__ import annotations

from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import Lexicon
from sijil.extract.rules import Draft, fill
from sijil.extract.tree import Tree
from sijil.records import ClaimKind

_BY_KIND = (
    ("airborne", "air_strike"),
    ("ordnance", "shelling"),
    ("round", "shelling"),
    ("bomb", "explosion"),
)
_NEUTRAL = frozenset({"person", "group", "happening", "gunfire"})


def settle_type(tree: Tree, lexicon: Lexicon, harm: Draft) -> None:
    """Give a harm that no happening explains its type.

    A weapon that kills makes it shelling, an air strike or an explosion. A killing that names no killer is a toll,
    unless its verb says that it was done on purpose, or one named person is its victim.
    """
    if _is_aimed(tree, lexicon, harm):
        return
    if means := _means_of(tree, lexicon, harm):
        harm.type, harm.kind = means, ClaimKind.EVENT
    elif harm.type == "killing" and not harm.roles.get("actor"):
        harm.type, harm.kind = "toll", ClaimKind.TOLL


def _is_aimed(tree: Tree, lexicon: Lexicon, harm: Draft) -> bool:
    """Tell whether a killing was done on purpose ("shot dead", "beheaded"), or one named person is its victim."""
    if any(figure.filler >= 0 and tree.names.get(figure.filler) == "PER" for figure in harm.figures):
        return True
    return lexicon.has("deliberate", " ".join(tree.lemmas[word] for word in sorted(harm.slots.words)))


def _means_of(tree: Tree, lexicon: Lexicon, harm: Draft) -> str | None:
    """Return the type of happening that a weapon makes which killed or hurt somebody ("a rocket killed two")."""
    if harm.rule.harm not in {"killed", "wounded"} or harm.rule.tag != "VERB" or harm.type not in {"killing", "toll"}:
        return None
    for word in fill(harm.slots, "subject", lexicon):
        kinds = kinds_of(tree, lexicon, word)
        if not kinds & _NEUTRAL:
            return next((made for kind, made in _BY_KIND if kind in kinds), None)
    return None
