"""The tellings stage: what each report says of one happening, clustered; people's decisions first.

First the claims of each report are clustered: what one report says of one happening is a telling. Figures that stand
with no happening join the one of their report that they are closest to, if no other is nearly as close. What a copy
says in the same values goes with what it copies. Two tellings are as close as their closest claims, since each says
what the other leaves out. Clusters of tellings grow by average link: two become one while the mean closeness between
them reaches the threshold; tellings that no link joins count as 0. Vague tellings, all of whose claims have a wide or
unknown time or place, are clustered apart, so that they never lead two happenings to each other; the events stage then
asks of each telling which event it fits best.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from sijil.link.events import is_happening
from sijil.link.grow import Pair, grow
from sijil.link.pairs import can_enter, is_vague
from sijil.link.settings import Settings, read_settings
from sijil.packs import Packs
from sijil.parts import LinkingRow
from sijil.records import Copy, DecisionKind, DecisionTarget, Gist, Link, Story, Telling
from sijil.stage import Rows, Stage, Unit

Clusters = tuple[tuple[tuple[str, ...], ...], ...]
"""Clusters of tellings, each of claim ids as they stand."""

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


def find_copied(gists: Iterable[Gist], copies: Iterable[Copy]) -> Iterator[Pair]:
    """Yield each claim of a copy with that of the report that it copies which says the same in all values."""
    origins = {copy.report: copy.first for copy in copies}
    said: dict[object, str] = {}
    copied: list[tuple[object, str]] = []
    for gist in sorted(gists, key=lambda gist: gist.standing):
        key = (
            origins.get(gist.report, gist.report), gist.type, gist.stance, gist.actors, gist.targets, gist.places[:1],
            gist.time, gist.counts, gist.words, gist.background,
        )  # fmt: skip
        if gist.report in origins:
            copied.append((key, gist.claim))
        else:
            said.setdefault(key, gist.claim)
    yield from (_pair(said.setdefault(key, claim), claim) for key, claim in copied if said.get(key) != claim)


def split_by_component(rows: Rows, packs: Packs) -> Mapping[str, Sequence[object]]:
    """Cut claims into blocks so that no link that could join claims leads from one to another."""
    settings = read_settings(packs).row
    gists = {gist.claim: gist for gist in rows.of(Gist) if can_enter(gist)}
    decided = read_decided(rows.of(DecisionTarget))
    components = Components()
    for link in rows.of(Link):
        is_inside = gists[link.claim_a].report == gists[link.claim_b].report
        if link.score >= (min(settings.toll, settings.threshold) if is_inside else settings.threshold):
            components.join(link.claim_a, link.claim_b)
    for a, b in (*decided.same, *find_copied(gists.values(), rows.of(Copy))):
        if a in gists and b in gists:
            components.join(a, b)
    return _deal(rows, gists, components)


def _deal(rows: Rows, gists: Mapping[str, Gist], components: Components) -> dict[str, list[object]]:
    """Deal rows into blocks by component."""
    blocks: dict[str, list[object]] = {}
    homes = {claim: _bucket(components.find(claim)) for claim in gists}
    for claim, gist in gists.items():
        blocks.setdefault(homes[claim], []).append(gist)
    for link in rows.of(Link):
        if link.claim_a in homes and components.find(link.claim_a) == components.find(link.claim_b):
            blocks[homes[link.claim_a]].append(link)
    deal_by_report(rows.of(Copy), gists.values(), homes, blocks)
    deal_decided(rows.of(DecisionTarget), homes, blocks)
    return blocks


def deal_by_report(
    rows: Iterable[Copy | Story], gists: Iterable[Gist], homes: Mapping[str, str], blocks: dict[str, list[object]]
) -> None:
    """Deal what is said of reports (whose copies they are, of which story) into each block with a claim of theirs."""
    by_report: dict[str, set[str]] = {}
    for gist in gists:
        by_report.setdefault(gist.report, set()).add(homes[gist.claim])
    for row in rows:
        for name in by_report.get(row.report, ()):
            blocks[name].append(row)


def deal_decided(targets: Sequence[DecisionTarget], homes: Mapping[str, str], blocks: dict[str, list[object]]) -> None:
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
    return f"tellings {letters[:BUCKET]}"


# -- clusters ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """The report of each claim, those that are vague or say that something happened, and those that copies share."""

    reports: Mapping[str, str]
    vague: frozenset[str]
    happenings: frozenset[str]
    copied: tuple[Pair, ...]


def cluster_tellings(
    gists: Sequence[Gist], links: Iterable[Link], copies: Iterable[Copy], decided: Decided, settings: Settings
) -> Clusters:
    """Cluster claims into tellings, and these; the result does not depend on the order of what is given.

    Args:
        gists: The claims.
        links: Scores of pairs of them.
        copies: Which reports copy others.
        decided: What people said of pairs; it goes before all scores.
        settings: The threshold.
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
        copied=tuple((names[a], names[b]) for a, b in find_copied(gists, copies)),
    )
    tellings = _find_tellings(sorted(claims), scores, same, other, settled, settings.row)
    found = _cluster(tellings, scores, other, settled, settings.row.threshold)
    return tuple(tuple(tuple(claims[name] for name in tellings[home]) for home in homes) for homes in found)


def _find_tellings(
    names: Sequence[str],
    scores: Mapping[Pair, float],
    same: Iterable[Pair],
    other: set[Pair],
    settled: Settled,
    row: LinkingRow,
) -> dict[str, list[str]]:
    """Cluster the claims of each report, and put those of copies with what they copy; each by its first claim.

    Claims are named in the order in which they stand, so that ties do not hang on their ids.
    """
    bound = Components()
    for a, b in same:
        bound.join(a, b)
    inside = {pair: score for pair, score in scores.items() if settled.reports[pair[0]] == settled.reports[pair[1]]}
    for members in grow(_gather(names, bound), inside, other, row.threshold):
        for name in members[1:]:
            bound.join(members[0], name)
    _place_figures(_gather(names, bound), inside, other, settled.happenings, row, bound)
    parted = {bound.find(name) for pair in other for name in pair}
    for a, b in settled.copied:
        if parted.isdisjoint({bound.find(a), bound.find(b)}):
            bound.join(a, b)
    return {members[0]: members for members in _gather(names, bound)}


def _place_figures(
    tellings: Sequence[Sequence[str]],
    inside: Mapping[Pair, float],
    other: set[Pair],
    happenings: frozenset[str],
    row: LinkingRow,
    bound: Components,
) -> None:
    """Let figures alone join the one happening of their report that they are closest to, where no other is near.

    Args:
        tellings: What was found so far.
        inside: Scores of claims of one report.
        other: Claims that people keep apart.
        happenings: Claims that say that something happened.
        row: From which closeness on (`toll`), and how much closer than to any other (`margin`).
        bound: Is joined.
    """
    homes = {name: number for number, members in enumerate(tellings) for name in members}
    told = [not happenings.isdisjoint(members) for members in tellings]
    near: dict[int, dict[int, float]] = {}
    for pair, score in inside.items():
        for a, b in ((homes[pair[0]], homes[pair[1]]), (homes[pair[1]], homes[pair[0]])):
            if told[b] and not told[a]:
                near.setdefault(a, {})[b] = max(score, near.get(a, {}).get(b, 0.0))
    for number, found in sorted(near.items()):
        (best, score), *rest = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        is_clear = score >= row.toll and round(score - (rest[0][1] if rest else 0.0), 6) >= row.margin
        parted = any(_pair(a, b) in other for a in tellings[number] for b in tellings[best])
        if is_clear and not parted:
            bound.join(tellings[number][0], tellings[best][0])


def _gather(names: Sequence[str], bound: Components) -> list[list[str]]:
    """Return names that are bound together, in order."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(bound.find(name), []).append(name)
    return [*found.values()]


def _cluster(
    tellings: Mapping[str, Sequence[str]],
    scores: Mapping[Pair, float],
    other: set[Pair],
    settled: Settled,
    threshold: float,
) -> list[list[str]]:
    """Cluster tellings, firm ones and vague ones apart."""
    homes = {name: home for home, members in tellings.items() for name in members}
    nearest = _nearest(scores, homes)
    apart = {_pair(homes[a], homes[b]) for a, b in other}
    vague = {home for home, members in tellings.items() if settled.vague.issuperset(members)}
    parts = ([[home] for home in tellings if (home in vague) is is_vague] for is_vague in (False, True))
    return sorted(members for part in parts for members in grow(part, nearest, apart, threshold))


def _nearest(scores: Mapping[Pair, float], homes: Mapping[str, str]) -> dict[Pair, float]:
    """Return for each two tellings the best score of a claim of the one with a claim of the other."""
    best: dict[Pair, float] = {}
    for (a, b), score in scores.items():
        pair = _pair(homes[a], homes[b])
        if homes[a] != homes[b] and score > best.get(pair, 0.0):
            best[pair] = score
    return best


def find_tellings(rows: Rows, packs: Packs) -> Iterable[Telling]:
    """Yield the tellings of a block, each with the cluster that it is in."""
    decided = read_decided(rows.of(DecisionTarget))
    for gists, links, copies in _components(rows, decided):
        for found in cluster_tellings(gists, links, copies, decided, read_settings(packs)):
            for claims in found:
                yield Telling(first=claims[0], claims=claims, cluster=found[0][0])


def _components(rows: Rows, decided: Decided) -> Iterator[tuple[list[Gist], list[Link], list[Copy]]]:
    """Yield the claims of each component of a block, with the links between them and what they copy."""
    components = Components()
    gists = {gist.claim: gist for gist in rows.of(Gist)}
    for link in rows.of(Link):
        components.join(link.claim_a, link.claim_b)
    copies = rows.of(Copy)
    for a, b in (*decided.same, *find_copied(gists.values(), copies)):
        if a in gists and b in gists:
            components.join(a, b)
    members: dict[str, list[Gist]] = {}
    for gist in gists.values():
        members.setdefault(components.find(gist.claim), []).append(gist)
    inside: dict[str, list[Link]] = {}
    for link in rows.of(Link):
        inside.setdefault(components.find(link.claim_a), []).append(link)
    for name, found in members.items():
        reports = {gist.report for gist in found}
        yield found, inside.get(name, []), [copy for copy in copies if copy.report in reports]


STAGE = Stage(
    name="tellings",
    version=1,
    unit=Unit.BLOCK,
    reads=(Gist, Link, Copy, DecisionTarget),
    writes=(Telling,),
    parts=("linking", "features", "affinities"),
    split=split_by_component,
    run=find_tellings,
)
