"""People decide in the browser: the ledger has it at once, the pages show it, and the next build follows."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from sijil.ledger import FILE_NAME
from sijil.store import Layout


def lines(server: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # from conftest
    """The lines of the ledger."""
    path = Layout(server.folder).ledger / FILE_NAME
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def accept(card: dict[str, Any]) -> dict[str, object]:
    return {"kind": "accept_claim", "claim": card["id"]}


def test_nobody_decides_without_a_name(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit()
    answer = visitor.post("/api/decisions", {"decisions": [accept(visitor.claim("mayor"))]})
    assert (answer.status_code, answer.json()["what"]) == (403, "say who you are")
    assert lines(server) == []


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\x1b[2J", "x" * 61, "a\u202eb"])
def test_a_name_is_short_and_printable(reader: Any, name: str) -> None:  # noqa: ANN401
    assert reader.put("/api/session", {"name": name}).status_code == 422


@pytest.mark.parametrize(("kind", "state"), [("accept_claim", "accepted"), ("reject_claim", "rejected")])
def test_a_verdict_shows_at_once_and_is_built_later(serve: Any, kind: str, state: str) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    card = visitor.claim("mayor")
    assert (card["review"], card["pending"]) == ("unreviewed", None)
    (decision,) = visitor.decide({"kind": kind, "claim": card["id"]}, note="seen elsewhere")
    card = visitor.claim("mayor")
    assert (card["review"], card["pending"], card["decisions"]) == ("unreviewed", state, [decision])
    assert visitor.json("/api/project")["pending"] == 1
    (row,) = visitor.json("/api/decisions")
    assert (row["id"], row["state"], row["claims"], row["note"]) == (
        decision,
        "pending",
        [card["id"]],
        "seen elsewhere",
    )
    server.desk.project.build(workers=1)
    card = visitor.claim("mayor")
    assert (card["review"], card["pending"], card["decisions"]) == (state, None, [decision])
    assert visitor.json("/api/project")["pending"] == 0
    assert visitor.json("/api/decisions")[0]["state"] == "applied"


def test_what_was_decided_still_shows_after_the_server_was_started_anew(serve: Any) -> None:  # noqa: ANN401
    first = serve().visit("Ada")
    decided = first.decide(accept(first.claim("mayor")))
    card = serve().visit().claim("mayor")
    assert (card["pending"], card["decisions"]) == ("accepted", decided)


def test_undoing_takes_a_verdict_back_before_and_after_a_build(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    (first,) = visitor.decide(accept(visitor.claim("mayor")))
    visitor.decide({"kind": "undo", "decision": first})
    assert visitor.claim("mayor")["pending"] is None
    (second,) = visitor.decide(accept(visitor.claim("mayor")))
    server.desk.project.build(workers=1)
    (undoing,) = visitor.decide({"kind": "undo", "decision": second})
    card = visitor.claim("mayor")
    assert (card["review"], card["pending"]) == ("accepted", "unreviewed")
    visitor.decide({"kind": "undo", "decision": undoing})
    assert visitor.claim("mayor")["pending"] is None


def test_a_role_is_corrected_by_the_words_that_were_marked(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    card = visitor.claim("villages")
    text = visitor.json(f"/api/reports/{card['report']['id']}")["text"]
    start = text.rindex("Rebels")
    fix = {"kind": "fix_role", "claim": card["id"], "role": "actor", "words": "Rebels", "start": start, "to": None}
    visitor.decide(fix)
    assert lines(server)[0]["payload"]["words"]["after"].startswith(" abducted")
    card = visitor.claim("villages")
    assert (card["pending"], card["review"]) == ("corrected", "unreviewed")
    server.desk.project.build(workers=1)
    assert visitor.claim("villages")["review"] == "corrected"


def test_words_that_do_not_stand_at_the_place_are_refused(serve: Any) -> None:  # noqa: ANN401
    visitor = serve().visit("Ada")
    fix = {"kind": "fix_role", "claim": visitor.claim("villages")["id"], "role": "actor", "words": "Rebels", "start": 3}
    assert visitor.post("/api/decisions", {"decisions": [fix]}).status_code == 422


def test_decisions_are_written_all_or_none(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    good = accept(visitor.claim("mayor"))
    for bad in (
        {"kind": "accept_claim", "claim": "clm-none"},
        {"kind": "fix_role", "claim": good["claim"], "role": "actor", "words": "nowhere in it", "to": None},
        {"kind": "fix_role", "claim": good["claim"], "role": "captain", "words": "Rebels"},
        {"kind": "resolve_as", "claim": good["claim"], "role": "actor", "to": "no-such-actor"},
        {"kind": "same_event", "a": good["claim"], "b": good["claim"]},
        {"kind": "set_finding", "subject": "tol-none", "value": "3"},
        {"kind": "undo", "decision": "dec-none"},
    ):
        answer = visitor.post("/api/decisions", {"decisions": [good, bad]})
        assert answer.status_code == 422, bad
        assert answer.json()["what"].startswith(f"decision 2 ({bad['kind']}): ")
        assert answer.json()["what"].endswith("none was written")
    assert lines(server) == []


def test_at_most_500_decisions_come_at_once(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    one = accept(visitor.claim("mayor"))
    assert visitor.post("/api/decisions", {"decisions": [one] * 501}).status_code == 422
    assert lines(server) == []


def test_a_finding_is_set_by_its_own_id_or_the_beginning_of_it(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    with server.desk.record() as record:
        rows = [row for row in record.rows("findings") if row["field"] == "best"]
    visitor.decide({"kind": "set_finding", "subject": rows[0]["id"], "value": "98"})
    visitor.decide({"kind": "set_finding", "subject": str(rows[0]["id"])[:12], "value": "97"})
    payloads = [line["payload"] for line in lines(server)]
    found = [(one["subject"], one["field"], one["value"]) for one in payloads]
    assert found == [(rows[0]["subject"], "best", "98"), (rows[0]["subject"], "best", "97")]
    for beginning in ("fnd-", "fnd-0none"):
        many = {"kind": "set_finding", "subject": beginning, "value": "96"}
        assert visitor.post("/api/decisions", {"decisions": [many]}).status_code == 422


def test_every_kind_of_decision_can_be_made(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    mayor, market, villages = (visitor.claim(words) for words in ("mayor", "30", "villages"))
    toll = next(row for row in visitor.json("/api/tolls") if row["harm"] == "killed" and row["best"])
    visitor.decide(
        {"kind": "resolve_as", "claim": mayor["id"], "role": "actor", "words": "Rebels", "to": "islamic-state"},
        {"kind": "same_event", "a": mayor["id"], "b": villages["id"]},
        {"kind": "not_same_event", "a": market["event"], "b": mayor["event"]},
        {"kind": "set_finding", "subject": toll["id"], "field": "best", "value": "99"},
        {"kind": "unsure", "claim": mayor["id"]},
    )
    server.desk.project.build(workers=1)
    states = {row["kind"]: row["state"] for row in visitor.json("/api/decisions")}
    assert states == dict.fromkeys(("resolve_as", "same_event", "not_same_event", "set_finding", "unsure"), "applied")
    assert 99 in [row["best"] for row in visitor.json("/api/tolls")]
    differences = visitor.json("/api/trays")["differences"]
    assert [(one["subject"], one["field"], one["human"]) for one in differences] == [(toll["id"], "best", "99")]


def test_two_reviewers_at_once_both_sign_with_their_names(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    reviewers = {name: server.visit(name) for name in ("Ada", "Ben")}
    card = reviewers["Ada"].claim("mayor")
    gate = threading.Barrier(len(reviewers))

    def work(visitor: Any) -> None:  # noqa: ANN401
        gate.wait()
        for _ in range(5):
            visitor.decide(accept(card))

    threads = [threading.Thread(target=work, args=(visitor,)) for visitor in reviewers.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = lines(server)
    assert sorted(line["by"] for line in written) == ["Ada"] * 5 + ["Ben"] * 5
    assert len({line["id"] for line in written}) == len({line["at"] for line in written}) == 10
    assert reviewers["Ben"].claim("mayor")["pending"] == "accepted"


def test_contradictions_of_two_reviewers_are_in_the_tray(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    ada, ben = server.visit("Ada"), server.visit("Ben")
    card = ada.claim("mayor")
    ada.decide(accept(card))
    ben.decide({"kind": "reject_claim", "claim": card["id"]})
    assert ada.claim("mayor")["pending"] == "rejected"
    server.desk.project.build(workers=1)
    assert sorted(row["by"] for row in ada.json("/api/trays")["conflicts"]) == ["Ada", "Ben"]


def test_who_is_unsure_is_kept_over_builds_and_changes_no_state(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    card = visitor.claim("mayor")
    visitor.decide({"kind": "unsure", "claim": card["id"]})
    before = visitor.json("/api/project")["built"]
    for _ in range(2):
        card = visitor.claim("mayor")
        assert (card["unsure"], card["pending"], card["review"]) == (["Ada"], None, "unreviewed")
        server.desk.project.build(workers=1)
    assert visitor.json("/api/project")["built"] == before


def test_an_accepted_claim_that_is_read_otherwise_now_is_a_difference(serve: Any) -> None:  # noqa: ANN401
    server = serve()
    visitor = server.visit("Ada")
    card = visitor.claim("mayor")
    (decision,) = visitor.decide(accept(card))
    path = Layout(server.folder).ledger / FILE_NAME
    assert visitor.json("/api/trays")["differences"] == []
    from sijil.ledger import read_ledger  # noqa: PLC0415  # to write as an older reading would have

    (made,) = read_ledger(path.parent).decisions
    path.unlink()
    from dataclasses import replace  # noqa: PLC0415  # the same

    (pointer,) = made.about
    older = replace(made, about=(replace(pointer, type="arrest", arguments=(("actor", "Gunmen"),)),))
    server.desk.project.decide(older)
    found = visitor.json("/api/trays")["differences"]
    assert {(one["field"], one["human"]) for one in found} >= {("type", "arrest"), ("actor", "Gunmen")}
    assert {one["machine"] for one in found} >= {"abduction", "Rebels"}
    assert {one["claim"] for one in found} == {card["id"]}
    assert decision not in {one["decision"] for one in found}
