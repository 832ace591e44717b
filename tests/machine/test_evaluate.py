from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sijil.evaluate import NameBook, are_compatible, score_claims, share_words
from sijil.gold import Gold, GoldError, read_gold

SHARED = Path(__file__).parents[3] / "shared" / "seeds"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the evaluation data of the workplace is not here")


def gold_claim(**changes: object) -> dict[str, object]:
    claim: dict[str, object] = {
        "id": "x-1",
        "report": "x.txt",
        "type": "killing",
        "quote": "soldiers killed twelve villagers",
        "actor": "Army",
        "target": None,
        "place": "Oldtown",
        "when": ["2020-03-01", "2020-03-01"],
        "figures": [{"harm": "killed", "count": 12, "op": "exact", "group": "villagers"}],
        "attribution": {"speaker": None, "role": None, "party": None, "via": None, "said": None},
        "stance": "asserted",
        "background": False,
    }
    return {**claim, **changes}


def said_claim(**changes: object) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "report": {"uri": "pages/x.txt"},
        "type": "killing",
        "quote": "soldiers killed twelve villagers",
        "actor": {"id": "ARMY", "name": "Army", "surface": "soldiers"},
        "target": None,
        "place": {"id": None, "name": "Oldtown", "surface": "Oldtown"},
        "time": {"earliest": "2020-03-01", "latest": "2020-03-01"},
        "figures": [
            {
                "harm": "killed",
                "low": 12,
                "high": 12,
                "group": {"id": None, "name": "villagers", "surface": "villagers"},
            }
        ],
        "share": None,
        "stance": "asserted",
        "background": False,
        "speaker": None,
    }
    return {**claim, **changes}


def score(said: list[dict[str, Any]], *claims: dict[str, object], **others: object) -> dict[str, Any]:
    import msgspec  # noqa: PLC0415  # only here

    gold = msgspec.convert({"claims": list(claims) or [gold_claim()], **others}, Gold)
    return dict(score_claims(said, gold))


def test_a_claim_like_gold_is_right_in_every_slot() -> None:
    result = score([said_claim()])
    assert (result["recall"], result["precision"], result["slot_accuracy"]) == (1.0, 1.0, 1.0)


def test_a_second_claim_of_the_same_words_is_a_repeat() -> None:
    result = score([said_claim(), said_claim()])
    assert (result["repeats"], result["precision"]) == (1, 0.5)


def test_a_claim_of_words_that_gold_forbids_is_a_false_alarm() -> None:
    negatives = [{"report": "x.txt", "quote": "rebels shelled the market"}]
    said = [said_claim(type="shelling", quote="rebels shelled the market")]
    assert score(said, negatives=negatives)["false_alarms"] == 1


def test_a_threat_in_words_that_gold_forbids_is_no_false_alarm() -> None:
    negatives = [{"report": "x.txt", "quote": "rebels shelled the market"}]
    said = [said_claim(type="shelling", quote="rebels shelled the market", stance="threatened")]
    result = score(said, negatives=negatives)
    assert (result["false_alarms"], result["extras"]) == (0, 0)


def test_a_claim_of_optional_words_does_not_count() -> None:
    optional = [{"report": "x.txt", "quote": "rebels shelled the market"}]
    said = [said_claim(), said_claim(type="shelling", quote="rebels shelled the market")]
    assert score(said, optional=optional)["precision"] == 1.0


def test_an_invented_date_of_an_undated_report_is_wrong() -> None:
    gold = gold_claim(undated="no date")
    assert score([said_claim(time={"earliest": "2021-01-01", "latest": "2021-01-01"})], gold)["slots"]["time"] == "0/1"
    assert score([said_claim(time=None)], gold)["slots"]["time"] == "1/1"


def test_more_than_sixty_is_sixty_one_or_more() -> None:
    gold = gold_claim(figures=[{"harm": "killed", "count": 60, "op": "more_than", "group": None}])
    right = said_claim(figures=[{"harm": "killed", "low": 61, "high": None}])
    wrong = said_claim(figures=[{"harm": "killed", "low": 60, "high": 60}])
    assert score([right], gold)["slots"]["figures"] == "1/1"
    assert score([wrong], gold)["slots"]["figures"] == "0/1"


def test_half_of_the_shorter_quote_is_enough() -> None:
    assert share_words("one two three four", "one two five six seven")
    assert not share_words("one two three four", "one five six seven eight")
    assert not share_words("", "one")


def test_types_of_one_group_are_compatible() -> None:
    assert are_compatible("toll", "air_strike")
    assert not are_compatible("toll", "siege")


def test_a_spelling_of_the_list_is_the_same_name() -> None:
    names = NameBook({"actors": {"Army": ["men in green"]}})
    assert names.agree("Army", {"surface": "the men in green"})
    assert not names.agree("Army", {"surface": "the men in blue"})
    assert not names.agree("Army", None)


def test_a_broken_gold_file_says_where(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text('{"claims": [{"id": 3}]}')
    with pytest.raises(GoldError, match=r"Expected `str`, got `int` - at `\$.claims\[0\].id`"):
        read_gold(path)
    with pytest.raises(GoldError, match="No such file"):
        read_gold(tmp_path / "none.json")


def named(name: str | None) -> dict[str, Any] | None:
    return {"id": None, "name": name, "surface": name} if name else None


def imitate(gold: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Make a claim that is right here and wrong there."""

    def keep(value: Any, other: Any) -> Any:  # noqa: ANN401  # any slot
        return value if chance.random() < 0.7 else other

    when = keep(gold["when"], ["2016-01-01", "2019-01-01"])
    words = gold["quote"].split()
    bounds = {"at_least": 0, "more_than": 1}
    figures = [
        {
            "harm": keep(figure["harm"], "wounded"),
            "low": keep((figure["count"] or 0) + bounds.get(figure["op"], 0), 5),
            "high": keep(None if figure["op"] in bounds else figure["count"], None),
            "group": keep(named(figure["group"]), None),
        }
        for figure in gold["figures"]
    ]
    speaker = gold["attribution"]["speaker"]
    return {
        "report": {"uri": f"somewhere/{gold['report']}"},
        "type": keep(gold["type"], chance.choice(["toll", "control", "advance", "protest"])),
        "quote": " ".join(words[chance.randrange(3) :] + ["and", "other", "words"][: chance.randrange(4)]),
        "actor": keep(named(gold["actor"]), named("the forces of the Islamic State")),
        "target": keep(named(gold["target"]), None),
        "place": keep(named(gold["place"]), named("Nowhere")),
        "time": keep({"earliest": when[0], "latest": when[1]} if when else None, None),
        "figures": keep(figures, figures * 3),
        "share": keep(gold.get("share"), None),
        "stance": keep(gold["stance"].split()[0].strip(",;:("), "threatened"),
        "background": keep(gold["background"], other=True),
        "speaker": keep({**(named(speaker) or {}), "party": keep(named(gold["attribution"]["party"]), None),
                         "channel": gold["attribution"]["via"]} if speaker else None, None),
    }  # fmt: skip


@needs_shared
@pytest.mark.parametrize("folder", [SHARED, SHARED.parent / "bench" / "reading"])
@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_the_scorer_of_the_workplace(folder: Path, seed: int, tmp_path: Path) -> None:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    chance = random.Random(seed)  # noqa: S311  # no secret
    said = [imitate(claim, chance) for claim in gold["claims"] * 2 if chance.random() < 0.6]
    for extra in gold["negatives"] + gold["optional"]:
        made = imitate({**gold["claims"][0], **extra}, chance)
        said.append(made)
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(claim) + "\n" for claim in said), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(path), "--gold", str(folder / "gold.json")]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = score_claims(said, read_gold(folder / "gold.json"))
    assert theirs["found"] > 10
    assert ours == theirs
