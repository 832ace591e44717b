"""When and where claims are, in reports of a few sentences as the language model reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sijil.extract.claims import find_claims
from sijil.extract.examples import bare_report
from sijil.extract.lexicon import compile_lexicon
from sijil.language.parse import parse
from sijil.packs import load_packs
from sijil.records import How, Published, ResolvedClaim
from sijil.resolve.claims import resolve_report
from sijil.stage import Rows

PACKS = load_packs(("core", "lang-en", "world"))
WAR = "Army jets bombed Taiz in Yemen. Taiz has seen months of war.\n\n"


def read(text: str, trigger: str, day: str = "2016-10-20") -> ResolvedClaim:
    """Return what the claim is resolved to whose trigger holds some words, in a report of a day."""
    report = replace(bare_report(text), published=Published(earliest=day, latest=day, how=How.GIVEN))
    passages = [replace(passage, report=report.id) for passage in parse(text)]
    claims = find_claims(report, passages, compile_lexicon(PACKS))
    found = resolve_report(Rows((report, *passages, *claims)), PACKS)
    resolved = {one.claim: one for one in found if isinstance(one, ResolvedClaim)}
    return next(resolved[one.id] for one in claims if trigger in text[one.trigger.start : one.trigger.end])


def days(text: str, trigger: str) -> tuple[str | None, str | None]:
    time = read(text, trigger).time
    return (time.earliest, time.latest) if time else (None, None)


def place(text: str, trigger: str) -> str | None:
    where = read(text, trigger).place
    return where.name if where else None


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last"),
    [
        ("Rebels shelled the port at 1930 on 3 October.", "shelled", "2016-10-03", "2016-10-03"),
        ("Forty men have been arrested since the revolt began in May.", "arrested", "2016-05-01", "2016-10-20"),
        ("The insurgency, begun in 2013, has cost more than 400 lives.", "cost", "2013-01-01", "2016-10-20"),
        ("A bomb killed two men in June. Days later rebels shot dead a judge.", "shot", "2016-06-01", "2016-07-06"),
        (
            "A mine killed six men on 3 April 2014. That June, soldiers shot dead four men.",
            "shot",
            "2014-06-01",
            "2014-06-30",
        ),
        ("A mine killed six on 9 October. By then rebels had seized Gao.", "seized", None, "2016-10-09"),
        (
            "On Monday, two days after an attack on the port killed 12, the mayor fled.",
            "attack",
            "2016-10-15",
            "2016-10-15",
        ),
        ("The army began a drive to retake the dam on Sunday.", "drive", "2016-10-16", "2016-10-16"),
        (
            "The judge was shot dead in a raid on 4 May, a court heard. Rebels also killed a guard.",
            "killed",
            *["2016-05-04"] * 2,
        ),
        ("Sunday was the tenth anniversary of the massacre of 40 villagers.", "massacre", None, None),
        (
            "Eight men were shot dead, the mayor said, adding that two were freed on Monday.",
            "shot",
            "2016-10-19",
            "2016-10-20",
        ),
    ],
)
def test_the_days_of_a_claim(text: str, trigger: str, first: str | None, last: str | None) -> None:
    assert days(text, trigger) == (first, last)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rebels shelled the port at 1930 on 3 October.", "shelled"),
        ("The insurgency, begun in 2013, has cost more than 400 lives.", "cost"),
    ],
)
def test_an_hour_or_a_beginning_makes_no_history(text: str, trigger: str) -> None:
    assert not read(text, trigger).background


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("A bomb hit a bus in Mosul. A boy was flown to Baghdad. On Monday a blast shook the city.", "blast", "Mosul"),
        ("Jets struck Taiz, Yemen. The ministry in Sanaa said 40 were killed.", "killed", "Taiz"),
        ("Shells fell on Taiz, Yemen. Baghdad said that ten men died there.", "died", "Taiz"),
        (
            "A rocket hit a school in Taiz, Yemen. Officials said the rocket had been launched from Aden.",
            "launched",
            "Taiz",
        ),
        ("Jets bombed Taiz, Yemen. Leeds-based monitors counted 40 dead.", "dead", "Taiz"),
        ("Jets bombed Taiz, Yemen. Oslo-born doctors at the clinic said 40 were killed.", "killed", "Taiz"),
        ("Jets bombed Taiz, Yemen. An Aden-bound convoy was attacked.", "attacked", "Taiz"),
        ("The Kirkuk-based brigade attacked a base near Mosul, Iraq.", "attacked", "Mosul"),
        ("Soldiers stormed rebel-held Taiz in Yemen on Monday.", "stormed", "Taiz"),
        ("Israeli troops shot dead two men in the West Bank on Monday.", "shot", "West Bank"),
        (
            f"{WAR}Men carry a banner reading 'Free the teachers arrested on Sunday. Go' at a march in Ibb.",
            "arrested",
            "Ibb",
        ),
        (f'{WAR}"The teachers were arrested on Sunday. We will go," a lawyer said in Ibb.', "arrested", "Taiz"),
        ("Jets bombed Taiz in Yemen on Monday.\n\nADEN: Gunmen killed two guards.", "killed", "Aden"),
        ("Soldiers captured the villages of Al-Karvel and Al-Tosh near Mosul, Iraq.", "captured", "Al-Karvel"),
        (
            "A rocket hit a train in Kherson. It killed 12 recruits who were on their way to Donbas.",
            "killed",
            "Kherson",
        ),
        (
            "Rebels hit Basra airport. They left Basra. Iraqi forces seized control of the eastern districts.",
            "seized",
            "Basra",
        ),
        ("Troops left Snake Island in the Black Sea after they had looted the museum.", "looted", "Snake Island"),
    ],
)
def test_the_place_of_a_claim(text: str, trigger: str, name: str) -> None:
    assert place(text, trigger) == name


def test_those_whose_stronghold_a_place_is_are_named_as_people() -> None:
    (holder,) = read("Iraqi troops reached Mosul, the last insurgent stronghold in the north.", "stronghold").actors
    assert (holder.name, holder.surface) == ("insurgents", "insurgent")


def test_an_embassy_is_not_in_its_own_country() -> None:
    where = read("Police arrested two men outside the Brazilian embassy.", "arrested").place
    assert where is None or where.country != "BRA"
