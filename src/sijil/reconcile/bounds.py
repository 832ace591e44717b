"""Bounds between tolls: what parts add up to bounds the whole from below, and the whole bounds its parts from above."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter

from sijil.parts import PolicyRow
from sijil.reconcile.choose import Choice, Limits, choose
from sijil.reconcile.figures import Said
from sijil.reconcile.lattice import Cell, pick_disjoint

Giver = tuple[int, str]
"""A number and the claim that gives it; those of several add up."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What parts and wholes make of one toll.

    Attributes:
        choice: Its numbers by the policy within its limits.
        wholes: Numbers of the tolls that it is a part of.
        addends: Numbers of its parts that exclude each other.
        floor: What their low numbers add up to; 0 without parts.
        givers: Claims on which its low number rests, with what each gives to it.
        clash: A smallest set of claims that cannot all be true, where parts or wholes exclude a figure.
    """

    choice: Choice
    wholes: tuple[int, ...] = ()
    addends: tuple[int, ...] = ()
    floor: int = 0
    givers: tuple[Giver, ...] = ()
    clash: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Net:
    """Tolls with what nests in what: all by number.

    Attributes:
        cells: What each counts.
        figures: The figures of each.
        policy: The policy that brings them to numbers.
        wholes: For each toll those that contain it.
        parts: For each toll those that it contains.
        own: What the policy makes of each toll's own figures.
    """

    cells: Sequence[Cell]
    figures: Sequence[Sequence[Said]]
    policy: PolicyRow
    wholes: Mapping[int, Sequence[int]]
    parts: Mapping[int, Sequence[int]] = field(default_factory=dict)
    own: Sequence[Choice] = ()


def tie(
    cells: Sequence[Cell],
    nested: Mapping[int, Sequence[int]],
    figures: Sequence[Sequence[Said]],
    policy: PolicyRow,
) -> Net:
    """Say what each toll says for itself; those without a number bound nothing.

    Args:
        cells: What each toll counts.
        nested: For each the numbers of those that contain it.
        figures: The figures of each.
        policy: The policy that brings them to numbers.
    """
    own = [choose(one, policy) for one in figures]
    wholes = {
        number: [whole for whole in found if own[number].best is not None and own[whole].best is not None]
        for number, found in nested.items()
    }
    parts: dict[int, list[int]] = {}
    for number, found in wholes.items():
        for whole in found:
            parts.setdefault(whole, []).append(number)
    return Net(cells, figures, policy, wholes, parts, own)


def bound(net: Net) -> list[Bound]:
    """Bring all tolls to numbers, parts before their wholes.

    A part is held below the largest number that its wholes may have by their own figures; then a whole above what the
    low numbers of its parts add up to.
    """
    order = TopologicalSorter({number: net.parts.get(number, ()) for number in range(len(net.cells))}).static_order()
    found: dict[int, Bound] = {}
    for number in order:
        found[number] = _bound(net, number, found)
    return [found[number] for number in range(len(net.cells))]


def _bound(net: Net, number: int, found: Mapping[int, Bound]) -> Bound:
    parts = net.parts.get(number, ())
    lows = {part: found[part].choice.low or 0 for part in parts}
    addends = [parts[at] for at in pick_disjoint([(lows[part], net.cells[part]) for part in parts], net.policy.lag)]
    floor = sum(lows[part] for part in addends)
    highs = {whole: high for whole in net.wholes[number] if (high := net.own[whole].high) is not None}
    limits = Limits(
        floor=_hard_floor([lows[part] for part in addends], net.policy.about),
        ceiling=min(highs.values(), default=None),
        least=max((found[part].choice.best or 0 for part in parts), default=0),
        total=floor,
    )
    choice = choose(net.figures[number], net.policy, limits)
    floored = [giver for part in addends for giver in found[part].givers]
    tops = {net.own[whole].high: _give_high(net.own[whole]) for whole in sorted(highs, reverse=True)}
    clash = _find_clash(choice, floored, tops.get(limits.ceiling, ()))
    if choice.high is not None and choice.high < floor and net.policy.bounds != "best":
        choice = replace(choice, high=floor)
    return Bound(
        choice=choice,
        wholes=tuple(net.wholes[number]),
        addends=tuple(sorted(addends)),
        floor=floor,
        givers=_find_givers(choice, floored),
        clash=clash,
    )


def _hard_floor(lows: Sequence[int], slack: float) -> int:
    """Return the number below which none of the whole is believed: what parts add up to, with slack for several."""
    return max(math.floor(round(sum(lows) / (1 + slack), 6)), max(lows, default=0))


def _give_high(choice: Choice) -> tuple[str, ...]:
    """Return a claim that gives the high number."""
    giving = sorted(said.claim for said in choice.taken if said.high == choice.high)
    return tuple(giving[:1])


def _find_givers(choice: Choice, parts: Sequence[Giver]) -> tuple[Giver, ...]:
    """Return what the low number rests on: one of its own claims, or those of its parts."""
    giving = sorted(said.claim for said in choice.taken if said.low is not None and said.low == choice.low)
    return ((choice.low or 0, giving[0]),) if giving else tuple(parts)


def _find_clash(choice: Choice, parts: Sequence[Giver], tops: tuple[str, ...]) -> tuple[str, ...]:
    """Return a smallest set of claims that cannot all be true: any one left out, the others can.

    Of the figures that parts exceed the one that comes closest is taken, and of the parts no more than exceed it.
    """
    figures = {id(said): said for said in (*choice.excluded, *choice.taken)}.values()
    below = [said for said in figures if said.high is not None and said.high < sum(low for low, _ in parts)]
    if below:
        said = max(below, key=lambda one: (one.high or 0, one.claim))
        return tuple(sorted({said.claim, *_exceed(parts, said.high or 0)}))
    above = min(choice.excluded, key=lambda one: (one.low or 0, one.claim), default=None)
    return tuple(sorted({above.claim, *tops})) if above and tops else ()


def _exceed(parts: Sequence[Giver], number: int) -> set[str]:
    """Return the claims of as few parts as add up to more than a number, none of which could be left out."""
    chosen: set[str] = set()
    total = 0
    for low, claim in sorted(parts, key=lambda part: (-part[0], part[1])):
        if total > number:
            break
        chosen.add(claim)
        total += low
    return chosen
