"""People decide at the command line; the next build follows, and runs only what is touched."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sijil.ledger import CUT_OFF_NAME, FILE_NAME
from sijil.store import Layout, lock

Call = Callable[..., Any]
REPORTS = {
    "market.txt": (
        "Shelling hits market in Karvel\n\nKARVEL, 5 March 2019 - Government artillery shelled the central market of "
        "Karvel on Monday, killing at least 14 people and wounding 30 others, a hospital official said.\n\n"
        "Rebels seized two villages west of Karvel at dawn on Tuesday. Rebels abducted the mayor of Karvel.\n"
    ),
    "airport.txt": (
        "Army retakes airport\n\n7 March 2019\n\nTroops recaptured the airport from the rebels on Wednesday, the "
        "defence ministry said in a statement. More than 60 fighters were killed in three days of fighting, it added.\n"
    ),
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Call:
    """The command line on a project `p` of two reports, built."""
    monkeypatch.chdir(tmp_path)
    for name, text in REPORTS.items():
        Path(name).write_text(text, encoding="utf-8")
    call("new", "p")
    call("add", "p", *REPORTS)
    call("build", "p")
    return call


def claim(call: Call, kind: str) -> dict[str, Any]:
    """The first claim of a type."""
    rows: list[dict[str, Any]] = call("claims", "p", "--type", kind).rows
    return rows[0]


def decide(call: Call, *words: object) -> str:
    """Decide, and return the decision's id."""
    said = call("decide", "p", *words)
    assert said.status == 0, said.err
    return str(said.rows[0]["id"])


def build(call: Call) -> dict[str, int]:
    """Build, and return how many units each stage ran."""
    return {stage["name"]: stage["run"] for stage in call("build", "p").rows[0]["stages"]}


def decision(call: Call, key: str) -> dict[str, Any]:
    (row,) = [row for row in call("decisions", "p").rows if row["id"] == key]
    return dict(row)


# -- each kind ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_verdict_shows_in_the_claim_after_the_next_build(built: Call, word: str, state: str) -> None:
    shelling = claim(built, "shelling")
    said = built("decide", "p", word, shelling["id"][:9], "--by", "A. Reader", "--note", "seen the footage").rows[0]
    assert said["by"] == "A. Reader"
    assert state in said["effect"]
    assert decision(built, said["id"])["state"] == "pending"
    assert claim(built, "shelling")["review"] == "unreviewed"
    build(built)
    assert claim(built, "shelling") == {**shelling, "review": state, "event": claim(built, "shelling")["event"]}
    row = decision(built, said["id"])
    assert (row["state"], row["note"], row["claims"]) == ("applied", "seen the footage", [shelling["id"]])


def test_a_rejected_claim_leaves_the_events(built: Call) -> None:
    shelling = claim(built, "shelling")
    assert any(shelling["id"] in event["claims"] for event in built("events", "p").rows)
    decide(built, "reject", shelling["id"])
    build(built)
    assert not any(shelling["id"] in event["claims"] for event in built("events", "p").rows)
    assert claim(built, "shelling")["event"] is None


def test_words_of_the_report_fill_a_role(built: Call) -> None:
    shelling = claim(built, "shelling")
    decide(built, "fix", shelling["id"], "--role", "actor", "--words", "Rebels")
    build(built)
    fixed = claim(built, "shelling")
    assert [actor["surface"] for actor in fixed["actors"]] == ["Rebels"]
    assert (fixed["id"], fixed["review"]) == (shelling["id"], "corrected")


def test_an_id_fills_a_role_without_words(built: Call) -> None:
    shelling = claim(built, "shelling")
    decide(built, "fix", shelling["id"], "--role", "actor", "--to", "military-UKR")
    decide(built, "fix", shelling["id"], "--role", "place", "--to", "geonames-703448")
    decide(built, "fix", shelling["id"], "--role", "time", "--to", "2019-03-02/2019-03-03")
    decide(built, "fix", shelling["id"], "--role", "weapon", "--words", "central market")
    build(built)
    fixed = claim(built, "shelling")
    assert [(actor["id"], actor["surface"]) for actor in fixed["actors"]] == [("military-UKR", "")]
    assert fixed["place"]["name"].startswith("Ky")
    assert (fixed["time"]["earliest"], fixed["time"]["latest"], fixed["time"]["how"]) == (
        "2019-03-02", "2019-03-03", "human",
    )  # fmt: skip
    assert fixed["weapon"] == "central market"


def test_a_role_can_be_emptied_and_nothing_is_inferred_for_it(built: Call) -> None:
    gain = claim(built, "territory_gained")
    assert gain["actors"]
    decide(built, "fix", gain["id"], "--role", "actor", "--words", "")
    build(built)
    assert claim(built, "territory_gained")["actors"] == []


def test_a_meaning_holds_for_the_very_words_and_flows_on(built: Call) -> None:
    abduction, gain = claim(built, "abduction"), claim(built, "territory_gained")
    decide(built, "resolve", abduction["id"], "--role", "actor", "--to", "LNA")
    build(built)
    resolved = claim(built, "abduction")
    assert resolved["actor"]["id"] == "LNA"
    assert resolved["actor"]["surface"] == abduction["actor"]["surface"]
    assert claim(built, "territory_gained")["actor"] == gain["actor"], "the same words elsewhere are other words"
    why = built("why", "p", abduction["id"], "--json").rows[0]
    assert [one["state"] for one in why["resolutions"] if one["role"] == "actor"] == ["human"]
    assert why["review"]["state"] == "corrected"


def test_two_claims_are_made_one_event_and_parted_again(built: Call) -> None:
    shelling, abduction = claim(built, "shelling")["id"], claim(built, "abduction")["id"]
    same = decide(built, "same", shelling, abduction)
    build(built)
    event = claim(built, "shelling")["event"]
    assert event == claim(built, "abduction")["event"] is not None
    different = decide(built, "different", abduction, shelling)
    build(built)
    assert claim(built, "shelling")["event"] != claim(built, "abduction")["event"]
    assert (decision(built, same)["state"], decision(built, different)["state"]) == ("conflict", "conflict")
    assert decision(built, same)["conflicts"] == [different]
    assert "is later and holds" in decision(built, same)["reason"]


def test_a_toll_is_set_beside_its_claims(built: Call) -> None:
    toll = next(row for row in built("tolls", "p").rows if row["low"] == 14)
    key = decide(built, "set", toll["id"], "--value", "15")
    build(built)
    after = next(row for row in built("tolls", "p").rows if row["id"] == toll["id"])
    assert (after["best"], after["state"], after["support"]) == (15, "human", toll["support"])
    assert decision(built, key)["state"] == "applied"
    others = [row for row in built("tolls", "p").rows if row["id"] != toll["id"]]
    assert all(row["state"] != "human" for row in others), "the wounded of the same claim are another toll"


def test_an_undone_decision_leaves_no_trace_in_the_record(built: Call) -> None:
    before = built("build", "p").rows[0]["digest"]
    key = decide(built, "reject", claim(built, "shelling")["id"])
    assert built("build", "p").rows[0]["digest"] != before
    undoing = decide(built, "undo", key[:8])
    assert built("build", "p").rows[0]["digest"] == before
    assert decision(built, key)["undone_by"] == undoing
    assert decision(built, key)["state"] == "undone"
    assert decision(built, undoing)["state"] == "applied"


# -- what is run, what is refused --------------------------------------------------------------------------------------


def test_a_decision_runs_only_the_report_that_it_is_about(built: Call) -> None:
    decide(built, "accept", claim(built, "shelling")["id"])
    run = build(built)
    assert {name: run[name] for name in ("read", "language", "extract", "review", "resolve")} == {
        "read": 0, "language": 0, "extract": 0, "review": 1, "resolve": 1,
    }  # fmt: skip
    assert not any(build(built).values())


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("reject", "clm-zzz"), "no claim has an id"),
        (("fix", "SHELLING", "--role", "speaker", "--to", "LNA"), "no claim has the role"),
        (("fix", "SHELLING", "--role", "actor"), "nothing is said"),
        (("fix", "SHELLING", "--role", "actor", "--words", "the navy"), "does not have the words"),
        (("fix", "SHELLING", "--role", "actor", "--words", "ebels"), "does not have the words"),
        (("fix", "SHELLING", "--role", "actor", "--to", "LNAA"), "did you mean LNA"),
        (("fix", "SHELLING", "--role", "place", "--to", "geonames-1"), "no pack has a place"),
        (("fix", "SHELLING", "--role", "time", "--to", "Monday"), "is no day"),
        (("fix", "SHELLING", "--role", "weapon", "--to", "LNA"), "weapons have no register"),
        (("resolve", "SHELLING", "--role", "time", "--to", "LNA"), "no words stand in the role"),
        (("resolve", "SHELLING", "--role", "actor", "--to", "LNA", "--words", "Rebels"), "has"),
        (("same", "SHELLING", "SHELLING"), "are the same claim"),
        (("same", "SHELLING", "evt-zzz"), "no events"),
        (("set", "tol-zzz", "--value", "3"), "no events, tolls"),
        (("set", "TOLL", "--value", "many"), "is no number of people"),
        (("set", "TOLL", "--value", "3", "--field", "worst"), "has no value 'worst'"),
        (("undo", "dec-zzz"), "no decisions have an id"),
    ],
)
def test_a_wrong_decision_is_refused_and_nothing_is_written(
    built: Call, words: tuple[str, ...], complaint: str
) -> None:
    known = {"SHELLING": claim(built, "shelling")["id"], "TOLL": built("tolls", "p").rows[0]["id"]}
    said = built("decide", "p", *(known.get(word, word) for word in words))
    assert said.status == 2
    assert complaint in said.err
    assert "->" in said.err
    assert not (Path("p") / "ledger" / FILE_NAME).exists()


def test_one_may_decide_while_a_build_runs(built: Call) -> None:
    shelling = claim(built, "shelling")["id"]
    with lock(Layout(Path("p")).lock):
        decide(built, "accept", shelling)


def test_a_user_without_a_login_is_asked_for_a_name(built: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    said = built("decide", "p", "accept", claim(built, "shelling")["id"])
    assert (said.status, "--by" in said.err) == (2, True)


# -- what is listed ----------------------------------------------------------------------------------------------------


def test_a_decision_about_a_report_that_is_gone_is_an_orphan_and_the_build_says_so(built: Call) -> None:
    key = decide(built, "reject", claim(built, "shelling")["id"])
    path = Layout(Path("p")).sightings
    path.write_bytes(b"".join(line for line in path.read_bytes().splitlines(keepends=True) if b"market" not in line))
    said = built("build", "p")
    assert "1 decisions have lost their target" in said.err
    row = decision(built, key)
    assert (row["state"], row["claims"]) == ("orphan", [])
    assert "not in the project" in row["reason"]
    assert row["quotes"], "what was decided can still be read"


def test_decisions_before_the_first_build_are_listed_too(tmp_path: Path, call: Call) -> None:
    call("new", tmp_path / "p")
    assert call("decisions", tmp_path / "p").rows == []


def test_a_line_edited_by_hand_stops_the_build_and_is_named(built: Call) -> None:
    decide(built, "accept", claim(built, "shelling")["id"])
    path = Path("p") / "ledger" / FILE_NAME
    path.write_bytes(path.read_bytes().replace(b"accept_claim", b"reject_claim"))
    said = built("build", "p")
    assert said.status == 1
    assert f"{FILE_NAME}:1" in said.err
    assert claim(built, "shelling")["review"] == "unreviewed"


def test_a_line_cut_off_is_moved_aside_by_the_build_and_listed_among_the_failures(built: Call) -> None:
    key = decide(built, "accept", claim(built, "shelling")["id"])
    with (Path("p") / "ledger" / FILE_NAME).open("ab") as file:
        file.write(b'{"about":[{"anchor":')
    build(built)
    assert decision(built, key)["state"] == "applied"
    assert (Path("p") / "ledger" / CUT_OFF_NAME).read_bytes() == b'{"about":[{"anchor":\n'
    assert "ledger_cut_off" in {row["code"] for row in built("failures", "p").rows}
    (Path("p") / "ledger" / CUT_OFF_NAME).unlink()
    assert "ledger_cut_off" not in {row["code"] for row in built("failures", "p").rows}
