"""A bare figure of a happening counts those whom another claim counts with the same number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sijil.reconcile.groups import adopt_groups
from sijil.records import Count, Event, FindingState, Gist, Scope

Say = Callable[..., Gist]
FigureOf = Callable[..., Count]


def event_of(gists: Sequence[Gist]) -> Event:
    return Event(
        founding=gists[0].claim, members=tuple(gist.claim for gist in gists), against=(), type=gists[0].type, actors=(),
        targets=(), place=None, time=None, reports=1, independent=1, state=FindingState.SINGLE,
    )  # fmt: skip


def groups_of(gists: Sequence[Gist], *events: Event) -> list[str | None]:
    found = adopt_groups(gists, events, frozenset({"people"}))
    return [count.group and count.group.name for gist in found for count in gist.counts]


def test_the_same_number_of_one_happening_counts_the_same_people(say: Say, figure: FigureOf) -> None:
    gists = [
        say("attack", counts=(figure("killed", 137, 137, "people"),)),
        say("toll", counts=(figure("killed", 137, 137, "army"),)),
    ]
    assert groups_of(gists, event_of(gists)) == ["army", "army"]
    assert groups_of(gists) == [None, "army"], "what is of no one event stays as it is told"


def test_other_numbers_other_harms_and_other_scopes_stay_bare(say: Say, figure: FigureOf) -> None:
    told = say("attack", counts=(figure("killed", 137, 137, "army"),))
    for bare in (
        figure("killed", 136, 136),
        figure("wounded", 137, 137),
        figure("killed", 137, 137, scope=Scope.PERIOD),
        figure("killed", None, None),
    ):
        gists = [told, say("toll", counts=(bare,))]
        assert groups_of(gists, event_of(gists)) == ["army", None]


def test_where_several_groups_suffered_only_the_same_report_or_voice_says_whom_a_number_counts(
    say: Say, figure: FigureOf
) -> None:
    told = say("attack", counts=(figure("killed", 4, 4, "army"), figure("killed", 9, 9, "rebels")), by="a doctor")
    others = [say("toll", counts=(figure("killed", 4, 4),), report=f"rep-{by}", by=by) for by in ("envoy", "a doctor")]
    gists = [told, *others]
    assert groups_of(gists, event_of(gists)) == ["army", "rebels", None, "army"]


def test_a_number_that_several_groups_have_stays_bare(say: Say, figure: FigureOf) -> None:
    gists = [
        say("attack", counts=(figure("killed", 3, 3, "army"),)),
        say("armed_clash", counts=(figure("killed", 3, 3, "rebels"),)),
        say("toll", counts=(figure("killed", 3, 3),)),
    ]
    assert groups_of(gists, event_of(gists)) == ["army", "rebels", None]
