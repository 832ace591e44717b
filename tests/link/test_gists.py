"""What the gist of a claim is, by sentences that go the whole way through the stages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sijil.project import Project
from sijil.records import Gist, Given, Qualifier, Scope, Sighting
from sijil.store import Layout, read_rows, write_rows

SENTENCES = {
    "taken": "The Iraqi army said that its troops had captured the city of Mosul on Monday.",
    "entrance": "Iraqi troops took control of fortified positions at the entrances of Mosul on Monday.",
    "checkpoint": "Iraqi troops seized a checkpoint in Mosul on Monday.",
    "share": "Iraqi troops captured 70 percent of Mosul on Monday.",
    "parts": "Iraqi troops took control of the southern sections of Mosul on Monday.",
    "ministry": "Islamic State fighters shelled Mosul on Monday, the Iraqi defence ministry said.",
    "unnamed": "Islamic State fighters shelled Mosul on Monday, a witness said.",
    "other": "Islamic State fighters shelled Mosul on Monday, a doctor said.",
    "outlet": "Islamic State fighters shelled Mosul on Monday.",
    "period": "Twelve soldiers were killed in Mosul since Saturday.",
    "article": "Mortar fire killed the fishermen on Monday at the port of Basra.",
    "bare": "Mortar fire killed two fishermen on Monday at the port of Basra.",
    "person": "The Iraqi army said that its commander was killed in Mosul on Monday.",
    "soldier": "The Iraqi army said that one soldier was killed in Mosul on Monday.",
    "villages": "Iraqi troops captured a dozen villages in Nineveh province on Monday.",
    "towns": "Islamic State fighters still control the towns of Tal Afar and Hawija.",
    "one_of_them": "One of the dead in the shelling of Mosul on Monday was a baker.",
    "earlier": "Shelling killed 30 people in Mosul on Monday. The mayor had earlier put the toll at 20 dead.",
    "many": "As many as 300 mourners near Mosul were shelled by Islamic State on Monday.",
    "pronoun": "The night was loud. They shelled the city of Mosul on Monday, killing two civilians.",
}

GistOf = Callable[[str], Gist]


@pytest.fixture(scope="module")
def gist_of(tmp_path_factory: pytest.TempPathFactory) -> GistOf:
    folder = tmp_path_factory.mktemp("gists")
    project = Project.new(folder / "p")
    for name, sentence in SENTENCES.items():
        (folder / f"{name}.txt").write_text(f"News from Mosul\n\n{sentence}\n", encoding="utf-8")
    project.add(sorted(folder.glob("*.txt")))
    rows = read_rows(Layout(project.folder).sightings, Sighting)
    given = Given(published="2017-03-08", outlet="The Daily")
    write_rows(Layout(project.folder).sightings, [replace(row, given=given) for row in rows])
    project.build(workers=1)
    with project.record() as record:
        names = {str(row["id"]): str(row["uri"]).rsplit("/", 1)[-1].removesuffix(".txt") for row in record.reports()}
        gists = {names[gist.report]: gist for gist in record.stage_rows(Gist)}
    return gists.__getitem__


def test_a_city_that_is_taken_is_taken_whole(gist_of: GistOf) -> None:
    gist = gist_of("taken")
    assert (gist.type, gist.partial, gist.share) == ("territory_gained", False, None)
    assert (gist.places[-1], gist.time and gist.time.latest) == ("IRQ", "2017-03-06")


@pytest.mark.parametrize("name", ["entrance", "checkpoint", "share", "parts"])
def test_what_is_taken_at_or_in_a_city_is_a_part_of_it(gist_of: GistOf, name: str) -> None:
    assert gist_of(name).partial


def test_villages_in_a_province_are_a_part_of_it_and_the_towns_of_these_names_are_wholes(gist_of: GistOf) -> None:
    assert gist_of("villages").partial
    assert not gist_of("towns").partial


def test_one_of_the_dead_is_not_how_many_they_are(gist_of: GistOf) -> None:
    (count,) = gist_of("one_of_them").counts
    assert (count.harm, count.low, count.high) == ("killed", None, None)


def test_a_count_of_before_was_said_the_day_before(gist_of: GistOf) -> None:
    gist = gist_of("earlier")
    assert (gist.type, gist.counts[0].low, gist.said) == ("toll", 20, "2017-03-07")


def test_a_party_is_named_without_its_number_and_where_it_is(gist_of: GistOf) -> None:
    assert [party.name for party in gist_of("many").targets] == ["mourners"]


def test_bodies_of_one_state_speak_with_one_voice(gist_of: GistOf) -> None:
    assert gist_of("ministry").voice == "party:state-IRQ"
    assert gist_of("taken").voice == gist_of("ministry").voice
    assert gist_of("ministry").named_voice


def test_sources_without_name_and_party_are_voices_of_their_report(gist_of: GistOf) -> None:
    witness, doctor = gist_of("unnamed"), gist_of("other")
    assert (witness.voice, doctor.voice) == (f"unnamed:{witness.report}", f"unnamed:{doctor.report}")


def test_without_a_speaker_the_outlet_speaks(gist_of: GistOf) -> None:
    assert (gist_of("outlet").voice, gist_of("outlet").named_voice) == ("outlet:the daily", False)


def test_a_bare_toll_over_several_days_counts_a_period(gist_of: GistOf) -> None:
    (count,) = gist_of("period").counts
    assert (count.low, count.scope) == (12, Scope.PERIOD)


@pytest.mark.parametrize(("name", "qualifier"), [("person", Qualifier.EXACT), ("soldier", None)])
def test_one_particular_person_is_told_from_a_count_of_one(gist_of: GistOf, name: str, qualifier: Qualifier) -> None:
    assert [(one.low, one.high, one.qualifier) for one in gist_of(name).counts] == [(1, 1, qualifier)]


def test_a_pronoun_names_nobody(gist_of: GistOf) -> None:
    assert gist_of("pronoun").actors == ()


def test_the_actor_is_known_by_its_id_those_above_it_and_its_side(gist_of: GistOf) -> None:
    (actor,) = gist_of("outlet").actors
    assert (actor.key, actor.line[0], actor.line[-1][:5]) == ("islamic-state", "islamic-state", "side:")


def test_who_is_only_described_is_the_same_with_an_article_or_without(gist_of: GistOf) -> None:
    groups = [count.group and count.group.key for name in ("article", "bare") for count in gist_of(name).counts]
    assert groups == ["~fishermen", "~fishermen"]
