"""The extract stage: a report and its passages in, its claims out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sijil.extract.base import KINDS, ProposedFigure, Window, ground, ground_mention
from sijil.extract.context import find_doubt, is_background, is_doubted, judge_stance
from sijil.extract.fields import find_records
from sijil.extract.kinds import kinds_of
from sijil.extract.lexicon import PARTS, Lexicon, compile_lexicon
from sijil.extract.mend import mend_compounds, mend_joined_verbs, mend_speakers
from sijil.extract.mend_clauses import mend_clauses
from sijil.extract.mend_counts import mend_counts
from sijil.extract.mend_gaps import mend_gaps
from sijil.extract.mend_garden import mend_garden
from sijil.extract.mend_happenings import mend_happenings
from sijil.extract.mend_harms import mend_harms
from sijil.extract.mend_headlines import mend_headlines
from sijil.extract.mend_joined import mend_joined
from sijil.extract.mend_lists import mend_lists
from sijil.extract.mend_notices import mend_notices
from sijil.extract.mend_nouns import mend_nouns
from sijil.extract.mend_strikers import mend_strikers
from sijil.extract.mend_sufferers import mend_sufferers
from sijil.extract.mend_verbs import mend_verbs
from sijil.extract.pronouns import settle_pronouns
from sijil.extract.propose import Found, propose
from sijil.extract.said import Voice, find_voices
from sijil.extract.setting import is_about_violence, is_credible, weigh
from sijil.extract.tree import Tree, settle_names
from sijil.extract.trials import mend_trials
from sijil.packs import Packs
from sijil.parts.ontology import MEANS
from sijil.parts.rules import VIOLENT
from sijil.records import (
    Argument,
    Claim,
    ClaimKind,
    Figure,
    MentionKind,
    Passage,
    Quantity,
    Report,
    Stance,
)
from sijil.stage import Rows, Stage, Unit

UNLIKELY = "no violence: nature, an accident, a death in peace or everyday law"
ONLY_AIM = "only the aim or the mention of another statement"
NO_ECHO = "it goes back to a happening, and none is told before it"
ECHOES = VIOLENT | {"aircraft_lost", "abduction"}
"""Types of what somebody is accused of or denies."""
CLAIMED = ECHOES | {"territory_gained", "territory_left"}
"""Types of what somebody claims and another one denies."""
BREAK = 3
"""Characters between two sentences that stand next to each other."""
_CHARGES = frozenset({"advcl", "xcomp", "acl", "ccomp"})
REACH = 3
"""Sentences back in which the happening stands that words go back to."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one proposal: its claim, or why it is none.

    Attributes:
        tree: The sentence.
        found: The proposal.
        claim: The claim; None where it was refused.
        refusal: Why it was refused; None where it was not.
    """

    tree: Tree
    found: Found
    claim: Claim | None
    refusal: str | None


def extract_report(rows: Rows, packs: Packs) -> Iterable[Claim]:
    """Yield the claims of a report, in the order of its text."""
    report = rows.one(Report)
    passages = sorted(rows.of(Passage), key=lambda passage: passage.start)
    return find_claims(report, passages, compile_lexicon(packs))


def find_claims(report: Report, passages: list[Passage], lexicon: Lexicon) -> list[Claim]:
    """Find the claims of a report, in the order of its text; each claim once."""
    claims = {claim.id: claim for claim, _ in reversed(find_all(report, passages, lexicon))}
    return list(reversed(claims.values()))


def find_all(
    report: Report, passages: list[Passage], lexicon: Lexicon, *, violent: bool | None = None
) -> list[tuple[Claim, frozenset[str]]]:
    """Find the claims of a report, each with the ids of all rules that it rests on.

    Args:
        report: The report.
        passages: Its passages, in the order of its text.
        lexicon: Compiled packs.
        violent: Whether the report is about violence; judged by its words where None.
    """
    judged = judge_all(report, passages, lexicon, violent=violent)
    found = [(one.claim, one.found.rules) for one in judged if one.claim is not None]
    trees = read_trees(report.text, passages, lexicon)
    about = is_about_violence(weigh(trees, lexicon)) if violent is None else violent
    return _with_records(found, find_records(trees, lexicon, violent=about))


def _with_records(
    found: list[tuple[Claim, frozenset[str]]], records: list[Claim]
) -> list[tuple[Claim, frozenset[str]]]:
    """Put the claims of recorders' fields in the place of what rules read in the words of those fields."""
    if not records:
        return found
    fields = [span for record in records for span in record.evidence]
    kept = [(claim, rules) for claim, rules in found if not any(span.meets(claim.trigger) for span in fields)]
    both = [*kept, *((record, frozenset({record.rule})) for record in records)]
    return sorted(both, key=lambda pair: pair[0].trigger.start)


def judge_all(
    report: Report, passages: list[Passage], lexicon: Lexicon, *, violent: bool | None = None
) -> list[Judged]:
    """Judge everything that rules propose of a report; the arguments are those of `find_all`."""
    trees = read_trees(report.text, passages, lexicon)
    voices = find_voices(trees, lexicon)
    counts = weigh(trees, lexicon) if violent is None else Counter(violence=2, armed=2) if violent else Counter[str]()
    proposed = [propose(tree, lexicon, voice.attributions) for tree, voice in zip(trees, voices, strict=True)]
    judged: list[Judged] = []
    for index, tree in enumerate(trees):
        following = trees[index + 1] if index + 1 < len(trees) and not proposed[index + 1] else None
        for proposal in proposed[index]:
            found = _as_told(tree, lexicon, proposal, judged, trees[max(0, index - REACH)].passage.start)
            found = _with_means(tree, lexicon, found, judged) if found else None
            if found is None:
                judged.append(Judged(tree, proposal, None, NO_ECHO))
                continue
            before = trees[index - 1] if index else None
            if not is_credible(tree, lexicon, found, counts, before=before):
                judged.append(Judged(tree, found, None, UNLIKELY))
                continue
            heads = [other.draft.head for other in proposed[index]]
            claim = _make_claim(report, tree, following, lexicon, found, voices[index], heads)
            judged.append(Judged(tree, found, claim, None if claim else ONLY_AIM))
    return judged


def _as_told(tree: Tree, lexicon: Lexicon, found: Found, judged: list[Judged], reach: int) -> Found | None:
    """Give words that only tell who did it the type of the happening told before them; None for nobody or none told.

    Where none was told they stand if they say themselves where it was ("blamed the raid in Gao on rebels").
    """
    actors = found.draft.roles.get("actor", [])
    if actors and tree.tags[actors[0]] == "PRON" and _is_said_by_nobody(tree, lexicon, found.draft.head):
        return None
    if not found.draft.rule.echo:
        return found
    if found.draft.rule.damage:
        return _ruined_too(tree, found, judged)
    if found.draft.rule.harm:
        return found if _counts_again(found, judged, reach) else None
    if found.draft.rule.roles and (not actors or any(word in tree.negated for word in actors)):
        return None
    if _names_charge(tree, found.draft.head):
        return None
    types = ECHOES if found.draft.rule.roles else CLAIMED
    told = [one.claim for one in judged if one.claim and one.tree.passage.start >= reach and one.claim.type in types]
    if not told:
        where = any(found.draft.roles.get(role) for role in ("place", "target"))
        return found if found.draft.merged and where else None
    told = [claim for claim in told if not claim.background] or told
    kind = next((claim.type for claim in reversed(told) if claim.type != "toll"), "attack")
    return replace(found, proposal=replace(found.proposal, type=kind))


def _ruined_too(tree: Tree, found: Found, judged: list[Judged]) -> Found | None:
    """Give "it also destroyed a school" the type of the happening told right before it; None where none was."""
    told = [one.claim for one in judged if one.claim and one.tree is not tree and one.claim.type in ECHOES]
    if not told or told[-1].evidence[0].end + BREAK < tree.passage.start:
        return None
    return replace(found, proposal=replace(found.proposal, type=told[-1].type))


def _is_said_by_nobody(tree: Tree, lexicon: Lexicon, head: int) -> bool:
    """Tell whether a clause stands below one that nobody did ("no group came forward to say it was behind it")."""
    saying = [word for word in tree.ancestors(head) if lexicon.has("speech", tree.lemmas[word])]
    above = [saying[0], *tree.ancestors(saying[0])] if saying else []
    return any("nobody" in kinds_of(tree, lexicon, who) for verb in above for who in tree.dependents(verb, "nsubj"))


def _names_charge(tree: Tree, head: int) -> bool:
    """Tell whether a clause behind an accusation says of what somebody is accused ("accused X of taking food")."""
    inside = (child for child in tree.children[head] if child > head and tree.rels[child] in _CHARGES)
    return any(tree.lower[mark] in {"of", "for"} for child in inside for mark in tree.dependents(child, "mark"))


def _counts_again(found: Found, judged: list[Judged], reach: int) -> bool:
    """Tell whether a bare number ("the army confirmed nine") counts those of whose harm was told before it."""
    told = (one.claim for one in judged if one.claim and one.tree.passage.start >= reach)
    counted = any(figure.low is not None for figure in found.proposal.figures)
    return counted and any(figure.harm == found.draft.rule.harm for claim in told for figure in claim.figures)


def _with_means(tree: Tree, lexicon: Lexicon, found: Found, judged: list[Judged]) -> Found:
    """Give "the attack" the type of the attack told last, which said by what means it was made."""
    told = [one.claim for one in judged if one.claim and one.claim.type in ECHOES and not one.claim.background]
    if found.proposal.type != "attack" or not told or told[-1].type not in MEANS:
        return found
    head = found.draft.head
    carriers = (head, *tree.dependents(head, "obj"))
    charged = [word for one in carriers for word in tree.dependents(one, "obl", "nmod") if tree.case(word) == "for"]
    nouns = [head] if tree.tags[head] == "NOUN" else charged + tree.dependents(head, "nsubj", "obj")
    if not any(_points_back(tree, lexicon, noun) for noun in nouns):
        return found
    return replace(found, proposal=replace(found.proposal, type=told[-1].type))


def _points_back(tree: Tree, lexicon: Lexicon, noun: int) -> bool:
    """Tell whether a noun for an attack of any kind is pointed at, and nothing parts it from the one told before."""
    beside = (child for child in tree.children[noun] if not lexicon.has("through", tree.case(child)))
    apart = [child for child in beside if tree.rels[child] in {"amod", "compound", "nummod", "nmod", "acl"}]
    points = any(tree.lower[child] in lexicon.lists["pointing"] for child in tree.dependents(noun, "det"))
    return points and not apart and lexicon.has("any_attack", tree.lemmas[noun])


def read_trees(text: str, passages: list[Passage], lexicon: Lexicon) -> list[Tree]:
    """Return the trees of a report's passages as the rules read them: names settled, speakers mended."""
    trees = [Tree(passage, text, lexicon.lists) for passage in passages]
    settle_names(trees, lexicon.names)
    mend_speakers(trees, lexicon)
    mend_compounds(trees)
    mend_joined_verbs(trees)
    mend_headlines(trees, lexicon)
    mend_notices(trees, lexicon)
    mend_clauses(trees, lexicon)
    mend_garden(trees, lexicon)
    mend_strikers(trees, lexicon)
    mend_verbs(trees, lexicon)
    mend_nouns(trees, lexicon)
    mend_sufferers(trees, lexicon)
    mend_joined(trees, lexicon)
    mend_lists(trees, lexicon)
    mend_counts(trees, lexicon)
    mend_harms(trees, lexicon)
    mend_gaps(trees, lexicon)
    mend_happenings(trees, lexicon)
    mend_trials(trees, lexicon)
    settle_pronouns(trees, lexicon)
    return trees


def _make_claim(
    report: Report, tree: Tree, following: Tree | None, lexicon: Lexicon, found: Found, voice: Voice, heads: list[int]
) -> Claim | None:
    """Ground a proposal and judge its context; None where it is only the aim of another statement."""
    proposal = found.proposal
    said = voice.covering(found.draft.head)
    stance = judge_stance(tree, lexicon, found.draft.words, said)
    if stance is None:
        return None
    window = Window(
        report=tree.passage.report, start=tree.passage.start, text=report.text[tree.passage.start : tree.passage.end]
    )
    doubted = is_doubted(tree, lexicon, found.draft.head, heads) or _is_doubted_behind(following, lexicon, report)
    if stance is Stance.ASSERTED and doubted:
        stance = Stance.DOUBTED
    return Claim(
        report=tree.passage.report,
        type=proposal.type,
        kind=proposal.kind,
        trigger=ground(proposal.trigger, window),
        arguments=tuple(
            Argument(role=role, mention=ground_mention(quote, window, KINDS[role])) for role, quote in proposal.roles
        ),
        figures=tuple(_ground_figure(figure, window) for figure in proposal.figures),
        share=proposal.share,
        stance=stance,
        background=is_background(
            tree, lexicon, found.times, report.published, found.draft.words, lasts=proposal.kind is ClaimKind.STATE
        ),
        speaker=voice.speaker(found.draft.head),
        evidence=(ground(proposal.evidence, window),),
        found_by=(proposal.found_by,),
        rule=proposal.rule,
        score=round(proposal.score * (0.9 if tree.is_headline else 1.0), 2),
    )


def _is_doubted_behind(following: Tree | None, lexicon: Lexicon, report: Report) -> bool:
    """Tell whether the next sentence says that nobody could confirm this."""
    if following is None:
        return False
    text = report.text[following.passage.start : following.passage.end]
    refers = any(lexicon.has("refers_back", word) for word in (*following.lower, *following.lemmas))
    return refers and find_doubt(lexicon, text)


def _ground_figure(figure: ProposedFigure, window: Window) -> Figure:
    """Find the words of a figure."""
    return Figure(
        harm=figure.harm,
        quantity=Quantity(
            low=figure.low, high=figure.high, qualifier=figure.qualifier, span=ground(figure.number, window)
        ),
        group=ground_mention(figure.group, window, MentionKind.ACTOR) if figure.group else None,
        status=figure.status,
        of_whom=figure.of_whom,
        scope=figure.scope,
    )


STAGE = Stage(
    name="extract",
    version=22,
    unit=Unit.REPORT,
    reads=(Report, Passage),
    writes=(Claim,),
    parts=PARTS,
    run=extract_report,
)
