"""The events stage: clusters of linked claims, people's decisions first, and what each cluster is as an event.

First the claims of each report are clustered: what one report says of one happening is a telling. Two tellings are as
close as their closest claims, since each says what the other leaves out. Clusters of tellings grow by average link: two
become one while the mean closeness between them reaches the threshold; tellings that no link joins count as 0. Vague
tellings, all of whose claims have a wide or unknown time or place, are clustered apart and then join one cluster of
firm ones at most, so that they never lead two happenings to each other. At last figures of dead that stand with no
happening join the one that they are closest to, where no other is nearly as close: they are of some happening, so that
the question is only of which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from sijil.link.events import is_happening, make_event, make_finding
from sijil.link.grow import Pair, grow
from sijil.link.pairs import can_enter, is_vague
from sijil.link.settings import Settings, read_settings
from sijil.packs import Packs
from sijil.parts import EventType, LinkingRow
from sijil.records import ClaimKind, Copy, Decision, DecisionKind, DecisionTarget, Event, Finding, Gist, Link
from sijil.stage import Rows, Stage, Unit
from sijil.verdicts import deal_verdicts, read_verdicts, set_value
from sijil.voices import find_origins

BUCKET = 2
"""Characters of a component's smallest claim id by which components are dealt into blocks: up to 1,024 of them."""


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


@dataclass(slots=True)
class Decided:
    """What people said: claims that are one event, and claims that are not."""

    same: set[Pair] = field(default_factory=set)
    other: set[Pair] = field(default_factory=set)


def read_decided(targets: Iterable[DecisionTarget]) -> Decided:
    """Return the pairs that decisions join and part; of two on one pair the later one holds."""
    by_decision: dict[tuple[str, str, DecisionKind], list[str]] = {}
    for target in targets:
        if target.claim and target.kind in {DecisionKind.SAME_EVENT, DecisionKind.NOT_SAME_EVENT}:
            by_decision.setdefault((target.at, target.decision, target.kind), []).append(target.claim)
    last: dict[Pair, DecisionKind] = {}
    for (_, _, kind), claims in sorted(by_decision.items()):
        for a, b in combinations(sorted(set(claims)), 2):
            last[a, b] = kind
    return Decided(
        same={pair for pair, kind in last.items() if kind is DecisionKind.SAME_EVENT},
        other={pair for pair, kind in last.items() if kind is DecisionKind.NOT_SAME_EVENT},
    )


# -- blocks ------------------------------------------------------------------------------------------------------------


class Components:
    """Sets of claims that links join, each named by its smallest claim (union-find with path halving)."""

    def __init__(self) -> None:
        """Start without any."""
        self._above: dict[str, str] = {}

    def find(self, claim: str) -> str:
        """Return the smallest claim of the set that a claim is in."""
        above = self._above
        above.setdefault(claim, claim)
        while above[claim] != claim:
            above[claim] = above[above[claim]]
            claim = above[claim]
        return claim

    def join(self, a: str, b: str) -> None:
        """Make the sets of two claims one."""
        a, b = sorted((self.find(a), self.find(b)))
        self._above[b] = a


def split_by_component(rows: Rows, packs: Packs) -> Mapping[str, Sequence[object]]:
    """Cut claims into blocks so that no link that could join claims leads from one to another."""
    settings = read_settings(packs).row
    gists = {gist.claim: gist for gist in rows.of(Gist) if can_enter(gist)}
    decided = read_decided(rows.of(DecisionTarget))
    components = Components()
    tolls = {claim for claim, gist in gists.items() if gist.kind is ClaimKind.TOLL}
    for link in rows.of(Link):
        is_of_toll = link.claim_a in tolls or link.claim_b in tolls
        if link.score >= (settings.toll if is_of_toll else settings.threshold):
            components.join(link.claim_a, link.claim_b)
    for a, b in decided.same:
        if a in gists and b in gists:
            components.join(a, b)
    return _deal(rows, gists, components)


def _deal(rows: Rows, gists: Mapping[str, Gist], components: Components) -> dict[str, list[object]]:
    """Deal rows into blocks by component."""
    blocks: dict[str, list[object]] = {}
    homes = {claim: _bucket(components.find(claim)) for claim in gists}
    by_report: dict[str, set[str]] = {}
    for claim, gist in gists.items():
        blocks.setdefault(homes[claim], []).append(gist)
        by_report.setdefault(gist.report, set()).add(homes[claim])
    for link in rows.of(Link):
        if link.claim_a in homes and components.find(link.claim_a) == components.find(link.claim_b):
            blocks[homes[link.claim_a]].append(link)
    for copy in rows.of(Copy):
        for name in by_report.get(copy.report, ()):
            blocks[name].append(copy)
    _deal_decisions(rows.of(DecisionTarget), homes, blocks)
    deal_verdicts(rows, homes, blocks)
    return blocks


def _deal_decisions(
    targets: Sequence[DecisionTarget], homes: Mapping[str, str], blocks: dict[str, list[object]]
) -> None:
    """Deal all targets of a decision into each block that one of them is in."""
    by_decision: dict[str, list[DecisionTarget]] = {}
    for target in targets:
        if target.kind is not DecisionKind.SET_FINDING:
            by_decision.setdefault(target.decision, []).append(target)
    for group in by_decision.values():
        for name in {homes[claim] for target in group if (claim := target.claim) and claim in homes}:
            blocks[name].extend(group)


def _bucket(claim: str) -> str:
    _, _, letters = claim.partition("-")
    return f"events {letters[:BUCKET]}"


# -- clusters ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """The report of each claim, the claims that are vague, and those that say that something happened."""

    reports: Mapping[str, str]
    vague: frozenset[str]
    happenings: frozenset[str]


def cluster(
    gists: Sequence[Gist], links: Iterable[Link], decided: Decided, settings: Settings
) -> tuple[tuple[str, ...], ...]:
    """Cluster claims; the result does not depend on the order of what is given.

    Args:
        gists: The claims.
        links: Scores of pairs of them.
        decided: What people said of pairs; it goes before all scores.
        settings: The threshold.

    Returns:
        The clusters, each a sorted tuple of claim ids, sorted.
    """
    standing = sorted(gists, key=lambda gist: gist.standing)
    names = {gist.claim: f"{rank:08}" for rank, gist in enumerate(standing)}
    claims = {name: claim for claim, name in names.items()}
    scores = {
        _pair(names[link.claim_a], names[link.claim_b]): link.score
        for link in links
        if link.claim_a in names and link.claim_b in names
    }
    same = [(names[a], names[b]) for a, b in decided.same if a in names and b in names]
    other = {_pair(names[a], names[b]) for a, b in decided.other if a in names and b in names}
    settled = Settled(
        reports={names[gist.claim]: gist.report for gist in gists},
        vague=frozenset(names[gist.claim] for gist in gists if is_vague(gist, settings)),
        happenings=frozenset(names[gist.claim] for gist in gists if is_happening(gist)),
    )
    found = _cluster(sorted(claims), scores, same, other, settled, settings.row)
    return tuple(sorted(tuple(sorted(claims[name] for name in members)) for members in found))


def _cluster(
    names: Sequence[str],
    scores: Mapping[Pair, float],
    same: Sequence[Pair],
    other: set[Pair],
    settled: Settled,
    row: LinkingRow,
) -> tuple[tuple[str, ...], ...]:
    """Cluster claims that are named in the order in which they stand, so that ties do not hang on their ids."""
    bound = Components()
    for a, b in same:
        bound.join(a, b)
    seeds: dict[str, list[str]] = {}
    for name in names:
        seeds.setdefault(bound.find(name), []).append(name)
    inside = {pair: score for pair, score in scores.items() if settled.reports[pair[0]] == settled.reports[pair[1]]}
    tellings = {members[0]: members for members in grow([*seeds.values()], inside, other, row.threshold)}
    homes = {name: home for home, members in tellings.items() for name in members}
    nearest = _nearest(scores, homes)
    apart = {_pair(homes[a], homes[b]) for a, b in other}
    firm = [[home] for home, members in tellings.items() if not settled.vague.issuperset(members)]
    loose = [[home] for home, members in tellings.items() if settled.vague.issuperset(members)]
    grown = grow(firm, nearest, apart, row.threshold)
    joined = _attach(grown, grow(loose, nearest, apart, row.threshold), nearest, apart, row.threshold)
    told = {home for home, members in tellings.items() if not settled.happenings.isdisjoint(members)}
    placed = _place_tolls(joined, told, nearest, apart, row)
    return tuple(tuple(sorted(name for home in homes for name in tellings[home])) for homes in placed)


def _nearest(scores: Mapping[Pair, float], homes: Mapping[str, str]) -> dict[Pair, float]:
    """Return for each two tellings the best score of a claim of the one with a claim of the other."""
    best: dict[Pair, float] = {}
    for (a, b), score in scores.items():
        pair = _pair(homes[a], homes[b])
        if homes[a] != homes[b] and score > best.get(pair, 0.0):
            best[pair] = score
    return best


def _attach(
    firm: list[list[str]],
    loose: list[list[str]],
    scores: Mapping[Pair, float],
    apart: set[Pair],
    threshold: float,
) -> tuple[tuple[str, ...], ...]:
    """Let each cluster of vague claims join the one cluster of firm claims that it is closest to, if any is close.

    Those that joined before count where people keep claims apart.
    """
    whole = [list(members) for members in firm]
    alone: list[tuple[str, ...]] = []
    for members, means in zip(loose, _means(loose, firm, scores), strict=True):
        best = max(
            (
                (mean, -number)
                for number, mean in means.items()
                if mean >= threshold and not any(_pair(a, b) in apart for a in members for b in whole[number])
            ),
            default=None,
        )
        if best is None:
            alone.append(tuple(members))
        else:
            whole[-best[1]].extend(members)
    return tuple(sorted([*(tuple(sorted(members)) for members in whole), *alone]))


def _means(
    loose: Sequence[Sequence[str]], firm: Sequence[Sequence[str]], scores: Mapping[Pair, float]
) -> list[dict[int, float]]:
    """Return for each vague cluster the mean score of the pairs between it and each firm one that is linked to it."""
    vague = {name: number for number, members in enumerate(loose) for name in members}
    homes = {name: number for number, members in enumerate(firm) for name in members}
    sums: list[dict[int, float]] = [{} for _ in loose]
    for pair, score in sorted(scores.items()):
        for a, b in (pair, pair[::-1]):
            if a in vague and b in homes:
                found = sums[vague[a]]
                found[homes[b]] = found.get(homes[b], 0.0) + score
    return [
        {number: round(total / (len(members) * len(firm[number])), 6) for number, total in found.items()}
        for members, found in zip(loose, sums, strict=True)
    ]


def _place_tolls(
    clusters: Sequence[Sequence[str]],
    told: set[str],
    scores: Mapping[Pair, float],
    apart: set[Pair],
    row: LinkingRow,
) -> list[list[str]]:
    """Let clusters of figures alone join the one happening that they are closest to, where no other is nearly as close.

    Args:
        clusters: Clusters of tellings.
        told: The tellings that say that something happened.
        scores: How close two tellings are.
        apart: Tellings that people keep apart.
        row: From which closeness on (`toll`), and how much closer than to any other (`margin`).
    """
    homes = {name: number for number, members in enumerate(clusters) for name in members}
    is_told = [not told.isdisjoint(members) for members in clusters]
    near: dict[int, dict[int, float]] = {}
    for pair, score in scores.items():
        for a, b in (pair, pair[::-1]):
            if a in homes and b in homes and is_told[homes[b]] and not is_told[homes[a]]:
                found = near.setdefault(homes[a], {})
                found[homes[b]] = max(score, found.get(homes[b], 0.0))
    placed = [list(members) for members in clusters]
    for number in sorted(near):
        ranked = sorted(near[number].items(), key=lambda one: (-one[1], one[0]))
        (best, score), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
        if score < row.toll or round(score - second, 6) < row.margin:
            continue
        if not any(_pair(a, b) in apart for a in placed[number] for b in placed[best]):
            placed[best] += placed[number]
            placed[number] = []
    return [members for members in placed if members]


def make_events(rows: Rows, packs: Packs) -> Iterable[Event | Finding]:
    """Yield the events of a block, each with the finding that it happened."""
    settings = read_settings(packs)
    titles = {row.name: row.title for row in packs.rows(EventType)}
    origins = find_origins(rows.of(Copy))
    decided = read_decided(rows.of(DecisionTarget))
    verdicts = read_verdicts(rows.of(Decision), rows.of(DecisionTarget))
    for members, links in _components(rows.of(Gist), rows.of(Link), decided):
        gists = {gist.claim: gist for gist in members}
        for ids in cluster(members, links, decided, settings):
            event = make_event([gists[claim] for claim in ids], origins)
            if event:
                finding = set_value(make_finding(event, gists, titles, origins), event, verdicts)
                yield replace(event, state=finding.state)
                yield finding


def _components(
    gists: Sequence[Gist], links: Sequence[Link], decided: Decided
) -> Iterator[tuple[list[Gist], list[Link]]]:
    """Yield the claims of each component of a block with the links between them."""
    components = Components()
    for link in links:
        components.join(link.claim_a, link.claim_b)
    known = {gist.claim for gist in gists}
    for a, b in decided.same:
        if a in known and b in known:
            components.join(a, b)
    members: dict[str, list[Gist]] = {}
    for gist in gists:
        members.setdefault(components.find(gist.claim), []).append(gist)
    inside: dict[str, list[Link]] = {}
    for link in links:
        inside.setdefault(components.find(link.claim_a), []).append(link)
    for name, found in members.items():
        yield found, inside.get(name, [])


STAGE = Stage(
    name="events",
    version=6,
    unit=Unit.BLOCK,
    reads=(Gist, Link, Copy, DecisionTarget, Decision),
    decisions=(DecisionKind.SET_FINDING,),
    writes=(Event, Finding),
    parts=("linking", "features", "affinities", "events"),
    split=split_by_component,
    run=make_events,
)
