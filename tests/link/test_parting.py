"""An event that average link made of two happenings is parted; one that is told in two ways is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sijil.link.parting import find_part
from sijil.link.settings import read_settings
from sijil.link.units import count_tokens, make_unit
from sijil.packs import load_packs
from sijil.records import Gist

Say = Callable[..., Gist]
SETTINGS = read_settings(load_packs(("core",)))
MARKET, SCHOOL = ("market", "stalls", "vegetable"), ("classroom", "pupils", "school")


def leaving(gists: Sequence[Gist], others: Sequence[Gist] = ()) -> set[int]:
    """The numbers of the claims, each a telling of one event, that are of another; `others` are told elsewhere."""
    units = [make_unit([gist], {}, SETTINGS) for gist in (*gists, *others)]
    return set(find_part(dict(enumerate(units[: len(gists)])), count_tokens(units), SETTINGS))


def test_two_types_of_which_several_reports_tell_each_are_two_happenings(say: Say) -> None:
    clash = [say("armed_clash", "army", report=name, words=MARKET) for name in "abcde"]
    bombing = [say("shelling", "army", report=name, words=SCHOOL) for name in "fgh"]
    assert leaving([*clash, *bombing]) == {5, 6, 7}


def test_two_districts_of_which_several_reports_tell_each_are_two_happenings(say: Say) -> None:
    dockside = [say("shelling", at="Dockside", report=name, words=MARKET) for name in "abcde"]
    gate = [say("shelling", at="Millgate", report=name, words=SCHOOL) for name in "fgh"]
    assert leaving([*dockside, *gate]) == {5, 6, 7}


def test_a_district_and_its_town_are_no_two_places(say: Say) -> None:
    gists = [say("shelling", at=at, report=f"{at} {n}", words=MARKET) for at in ("Dockside", "Eastport") for n in "abc"]
    assert leaving(gists) == set()


def test_what_one_report_alone_says_in_another_way_is_no_happening_of_its_own(say: Say) -> None:
    assert leaving([*[say("armed_clash", report=name) for name in "abcd"], say("shelling", report="e")]) == set()


def test_other_words_alone_part_nothing(say: Say) -> None:
    gists = [say("shelling", report=f"{words[0]} {n}", words=words) for words in (MARKET, SCHOOL) for n in "abc"]
    assert leaving(gists) == set()


def test_an_event_of_one_telling_or_none_is_one(say: Say) -> None:
    assert leaving([say("shelling")]) == leaving([]) == set()
