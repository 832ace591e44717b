"""Who acts and suffers in reports of a few sentences, as the language model reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sijil.extract.claims import find_claims
from sijil.extract.examples import bare_report
from sijil.extract.lexicon import compile_lexicon
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.records import ResolvedClaim
from sijil.resolve.claims import resolve_report
from sijil.stage import Rows

PACKS = load_packs(("core", "lang-en", "world"))


def read(text: str, trigger: str) -> ResolvedClaim:
    """Return what the claim is resolved to whose trigger holds some words."""
    report = bare_report(text)
    passages = [replace(passage, report=report.id) for passage in parse(text)]
    claims = find_claims(report, passages, compile_lexicon(PACKS))
    found = resolve_report(Rows((report, *passages, *claims)), PACKS)
    resolved = {one.claim: one for one in found if isinstance(one, ResolvedClaim)}
    return next(resolved[one.id] for one in claims if trigger in text[one.trigger.start : one.trigger.end])


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Air strikes on Rafah killed 67 people on Monday. The army said it had hit militant targets.", "hit"),
        ("Two men were shot dead by soldiers near Nablus, the health ministry said.", "shot"),
    ],
)
def test_where_a_land_has_no_army_the_one_that_stands_there_is_meant(text: str, trigger: str) -> None:
    assert [actor.id for actor in read(text, trigger).actors] == ["military-ISR"]


def test_they_are_those_counted_before_and_not_who_says_it() -> None:
    text = (
        "Ten days after 110 girls went missing when militants raided their school in Dapchi, Nigeria, "
        "the government confirmed they had been kidnapped."
    )
    assert [target.name for target in read(text, "kidnapped").targets] == ["110 girls"]


def test_attackers_were_not_killed_by_attackers() -> None:
    text = "Gunmen stormed a post near Gao, Mali, wounding two soldiers, the army said. Three attackers were killed."
    assert read(text, "killed").actors == ()


def test_who_attacked_arrested_nobody_after_it() -> None:
    text = "Al-Shabaab fighters stormed a hotel in Mogadishu on Monday, killing nine people. Ten people were arrested."
    assert all(actor.id != "al-shabaab" for actor in read(text, "arrested").actors)


def test_those_who_were_freed_are_not_the_more_who_died() -> None:
    text = (
        "Two Israeli hostages held in Rafah were freed in an overnight raid, the Israeli military announced. "
        "Air strikes on the city killed at least 67 people. Medics at Kuwait Hospital said they had received 20 bodies."
    )
    assert all("hostages" not in target.name for target in read(text, "bodies").targets)


def test_poles_of_wood_are_no_nation() -> None:
    text = "Saboteurs blew up 12 electricity poles near the capital on Sunday."
    where = read(text, "blew up").place
    assert where is None or where.country != "POL"


def test_those_who_are_counted_come_before_their_names() -> None:
    text = "Gunmen killed two teachers, Adam Musa and Idris Bakari, in Bria on Monday."
    assert [target.name for target in read(text, "killed").targets] == ["two teachers", "Adam Musa", "Idris Bakari"]


def test_who_is_described_and_then_named_has_that_name() -> None:
    text = "Gunmen shot dead the police chief of Bria, General Omar Sadiq, and two guards on Monday."
    assert read(text, "shot").targets[0].name == "Omar Sadiq"


def test_a_suspect_in_a_murder_is_not_who_was_murdered() -> None:
    text = "Rebels hold Bria. Three suspects in the murder of the journalist Ana Gomez were arrested there on Monday."
    assert "Ana Gomez" not in [target.name for target in read(text, "arrested").targets]
