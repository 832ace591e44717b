"""The lemma tables of the model file, learned from EWT train."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sijil.language.lemmas import Lemmas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .data import Sentence

_LOWER = 1_000  # weight of a form in lower case: in names and headlines "National" may be a lemma

# Verbs of news of conflict that EWT train lacks or has only in an inflected form.
VERBS = """
abduct airlift allege ambush amputate annex apprehend assassinate assault backtrack barricade behead besiege blast
blockade bombard bomb breach bulldoze burgle butcher capture cede clash clear collapse commandeer condemn confiscate
coordinate crucify deploy depopulate desert detain detonate dig disarm dislodge dismember displace drone eject embed
encircle endanger entrench envelop eradicate escalate evacuate evict execute expel explode expropriate extort
extrajudicially fire flank flee flush fortify free garrison gun hack halt hang harass herd hijack hoist hostage ignite
immolate impose imprison inch incinerate infiltrate injure intercept interrogate intervene invade jail jam kidnap kill
lay level liberate lob loot lynch machinegun maim mass massacre mine mobilise mobilize mow mortar mutilate mutiny
neutralise neutralize nab oust outflank outgun overrun overpower overthrow parachute patrol pillage pinpoint plant
plunder pound pummel purge push raid rain ram ransack ransom rape raze recapture recruit regroup reinforce repatriate
repel repulse rescue resist retake retaliate retreat riddle rig rocket rout sabotage seize shell shoot shrapnel siege
skirmish slaughter slay smuggle snatch sniper spearhead stab stage starve storm strafe strike surrender surround target
terrorise terrorize thwart torch torture trap trigger uproot vacate vandalise vandalize vow withdraw wound wrest
""".split()


def learn(sentences: Sequence[Sentence]) -> tuple[dict[str, str], list[str]]:
    """Exceptions ("form TAG" -> lemma) and known verbs; the commonest lemma of a form in lower case wins.

    Only forms for which the rules give another lemma are kept; proper names are always as written.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    verbs = Counter[str]()
    for sentence in sentences:
        for form, lemma, tag in zip(sentence.words, sentence.lemmas, sentence.tags, strict=True):
            if _is_plain(form, lemma, tag):
                counts[form.lower(), tag][lemma] += _LOWER if form.islower() else 1
                verbs.update([lemma] if tag == "VERB" else [])
    known = sorted({verb for verb, count in verbs.items() if count > 1 and verb.isalpha()} | set(VERBS))
    rules = Lemmas({}, known)
    exceptions = {}
    for (form, tag), found in sorted(counts.items()):
        lemma = found.most_common(1)[0][0]
        if rules.lemma(form, tag) != lemma:
            exceptions[f"{form} {tag}"] = lemma
    return exceptions, known


def _is_plain(form: str, lemma: str, tag: str) -> bool:
    """Whether a word may teach a lemma: no web address, number or unknown tag, nor most names."""
    if tag in {"X", "SYM", "NUM", "PUNCT"} or lemma == "_":
        return False
    known = len(lemma) <= len(form) or form.endswith(".")  # "Sept." is September; parts of addresses are nothing
    return tag != "PROPN" or (form != lemma and known and form[0].isupper())
