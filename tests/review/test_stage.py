"""The review stage says what people made of the claims of a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijil.packs import load_packs
from sijil.records import (
    Claim,
    Decision,
    DecisionKind,
    DecisionTarget,
    Payload,
    Report,
    Review,
    ReviewState,
    rows_digest,
)
from sijil.review.stage import STAGE, review_report
from sijil.spans import Anchor, context_of
from sijil.stage import Rows

Make = Callable[..., Any]
TEXT = "Rebels killed two guards at the mill, and the army killed a thief."
NO_PACKS = load_packs(["core"])


class Scene:
    """A report with two claims, and decisions about them in order of time."""

    def __init__(self, make_report: Make, make_claim: Make, point_at: Make) -> None:
        self.report: Report = make_report(TEXT)
        self.one: Claim = make_claim(self.report, "Rebels killed two guards", "killed", actor="Rebels")
        self.two: Claim = make_claim(self.report, "the army killed a thief", "killed", actor="the army")
        self._point_at = point_at
        self.decisions: list[Decision] = []

    def decide(self, kind: DecisionKind, *claims: Claim, payload: Payload | None = None) -> str:
        decision = Decision(
            at=f"2020-01-01T00:00:{len(self.decisions):02d}",
            by="x",
            kind=kind,
            about=tuple(self._point_at(claim, self.report) for claim in claims),
            payload=payload or Payload(),
        )
        self.decisions.append(decision)
        return decision.id

    def words(self, words: str) -> Anchor:
        start = self.report.text.index(words)
        before, after = context_of(self.report.text, start, start + len(words))
        return Anchor(source=self.report.source, uri="u", quote=words, before=before, after=after, offset=start)

    def run(self, *, report: Report | None = None) -> tuple[object, ...]:
        rows = Rows((report or self.report, self.one, self.two, *self.decisions))
        return tuple(review_report(rows, NO_PACKS))

    def review(self, claim: Claim) -> Review:
        (found,) = [row for row in self.run() if isinstance(row, Review) and row.claim == claim.id]
        return found


@pytest.fixture
def scene(make_report: Make, make_claim: Make, point_at: Make) -> Scene:
    return Scene(make_report, make_claim, point_at)


def test_without_decisions_nothing_is_said(scene: Scene) -> None:
    assert scene.run() == ()


def test_a_rejected_claim_is_rejected_and_its_neighbour_is_not(scene: Scene) -> None:
    decision = scene.decide(DecisionKind.REJECT_CLAIM, scene.one)
    assert scene.review(scene.one).state is ReviewState.REJECTED
    assert scene.review(scene.one).decisions == (decision,)
    assert not [row for row in scene.run() if isinstance(row, Review) and row.claim == scene.two.id]


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        (("accept_claim",), "accepted"),
        (("accept_claim", "reject_claim"), "rejected"),
        (("reject_claim", "accept_claim"), "accepted"),
        (("fix_role",), "corrected"),
        (("accept_claim", "fix_role"), "corrected"),
        (("fix_role", "accept_claim"), "corrected"),
        (("fix_role", "reject_claim"), "rejected"),
        (("set_finding",), "unreviewed"),
    ],
)
def test_the_review_state_follows_from_all_decisions_the_later_verdict_winning(
    scene: Scene, kinds: tuple[str, ...], state: str
) -> None:
    for kind in kinds:
        scene.decide(DecisionKind(kind), scene.one, payload=Payload(role="actor", to="LNA"))
    assert scene.review(scene.one).state == state


def test_words_for_a_role_are_found_in_the_report(scene: Scene) -> None:
    scene.decide(DecisionKind.FIX_ROLE, scene.one, payload=Payload(role="actor", words=scene.words("the army")))
    (fix,) = scene.review(scene.one).fixes
    assert fix.words
    assert fix.words.span.cut(TEXT) == "the army"
    assert TEXT[fix.words.head :].startswith("army")
    assert not fix.meaning


def test_of_two_fixes_of_one_role_the_later_holds_and_other_roles_stay(scene: Scene) -> None:
    scene.decide(DecisionKind.FIX_ROLE, scene.one, payload=Payload(role="actor", to="LNA"))
    scene.decide(DecisionKind.FIX_ROLE, scene.one, payload=Payload(role="place", to="geonames-1"))
    scene.decide(DecisionKind.FIX_ROLE, scene.one, payload=Payload(role="actor", to="GNA"))
    assert [(fix.role, fix.to) for fix in scene.review(scene.one).fixes] == [("place", "geonames-1"), ("actor", "GNA")]


def test_a_meaning_stands_beside_a_fix_of_the_same_role(scene: Scene) -> None:
    scene.decide(
        DecisionKind.RESOLVE_AS, scene.one, payload=Payload(role="actor", words=scene.words("Rebels"), to="LNA")
    )
    scene.decide(DecisionKind.FIX_ROLE, scene.one, payload=Payload(role="actor", words=scene.words("the army")))
    assert [fix.meaning for fix in scene.review(scene.one).fixes] == [True, False]


def test_a_decision_on_two_claims_has_two_targets(scene: Scene) -> None:
    decision = scene.decide(DecisionKind.SAME_EVENT, scene.two, scene.one)
    targets = [row for row in scene.run() if isinstance(row, DecisionTarget)]
    assert [(row.decision, row.position, row.claim) for row in targets] == [
        (decision, 0, scene.two.id),
        (decision, 1, scene.one.id),
    ]


def test_a_decision_whose_words_are_gone_has_a_target_without_a_claim(scene: Scene, make_report: Make) -> None:
    scene.decide(DecisionKind.REJECT_CLAIM, scene.one)
    (target,) = scene.run(report=make_report("Another text."))
    assert isinstance(target, DecisionTarget)
    assert target.claim is None


def test_a_decision_whose_words_for_a_role_are_gone_has_no_claim_either(scene: Scene) -> None:
    gone = Anchor(source=scene.report.source, uri="u", quote="the navy", before="", after="", offset=3)
    scene.decide(DecisionKind.FIX_ROLE, scene.one, payload=Payload(role="actor", words=gone))
    (target,) = scene.run()
    assert isinstance(target, DecisionTarget)
    assert (target.claim, target.reason) == (None, "the words for the role are no longer in the text")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_the_rows_does_not_matter(scene: Scene, data: st.DataObject) -> None:
    scene.decisions.clear()
    for claim in (scene.one, scene.two):
        for kind in (DecisionKind.ACCEPT_CLAIM, DecisionKind.REJECT_CLAIM, DecisionKind.FIX_ROLE):
            scene.decide(kind, claim, payload=Payload(role="actor", to="LNA"))
    scene.decide(DecisionKind.SAME_EVENT, scene.one, scene.two)
    rows = data.draw(st.permutations([scene.report, scene.one, scene.two, *scene.decisions]))
    assert rows_digest(review_report(Rows(tuple(rows)), NO_PACKS)) == rows_digest(scene.run())


def test_the_stage_takes_every_kind_of_decision_that_is_about_claims() -> None:
    assert set(STAGE.decisions) == {kind.value for kind in DecisionKind} - {"undo", "unsure"}
