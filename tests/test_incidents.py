"""How the incident benchmark writes the people and things that claims name."""

from __future__ import annotations

import pytest
from benchmarks.incident_grouping import Incident, incidents_of
from benchmarks.incident_names import Names
from benchmarks.incident_perpetrators import Perpetrators
from benchmarks.incident_spared import Spared
from benchmarks.incident_survivors import Row, survivors
from benchmarks.incident_targets import Targets
from benchmarks.incident_templates import Template, join_deaths
from benchmarks.incident_words import Words

TEXT = (
    "Governor Amina Rahimi Noor was shot on Monday in Gonda. Rahimi had left her house. The dead were identified as"
    " Omar Haddad and Yusuf Saleh, a teacher, police said."
)


@pytest.fixture(scope="module")
def words() -> Words:
    return Words()


@pytest.mark.parametrize(
    ("phrase", "bare", "number"),
    [
        ("a truck full of soldiers", "truck", (1, 1)),
        ("at least six farmers from the hills", "farmers", (6, 6)),
        ("a group of nine nurses", "nurses", (9, 9)),
        ("two of her bodyguards", "bodyguards", (2, 2)),
        ("the bodies of the monks", "monks", (2, None)),
        ("the police headquarters", "police headquarters", (1, 1)),
        ("a 40-km-long pipeline", "pipeline", (1, 1)),
        ("the offices of the river company", "offices of the river company", (2, None)),
        ("several policemen", "policemen", (2, None)),
    ],
)
def test_a_phrase_is_put_as_a_coder_would(words: Words, phrase: str, bare: str, number: tuple[int, int | None]) -> None:
    assert (words.bare(phrase), words.count(phrase)) == (bare, number)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the Gonda province Governor Amina Rahimi", "Amina Rahimi"),
        ("Colonel Rahimi", "Rahimi"),
        ("Omar de Lima", "Omar de Lima"),
        ("the governor's driver", None),
        ("the Northern Brigade", None),
    ],
)
def test_a_name_stands_without_what_somebody_is(words: Words, phrase: str, name: str | None) -> None:
    assert words.name(phrase) == name


def test_a_person_has_the_fullest_name_of_the_text(words: Words) -> None:
    assert Names(TEXT, words).full("Rahimi") == "Amina Rahimi Noor"


def test_names_behind_a_phrase_are_those_of_its_people(words: Words) -> None:
    quote = "the farmers Omar Haddad and Yusuf Saleh were abducted"
    assert Names(TEXT, words).in_phrase("the farmers", quote) == ["Omar Haddad", "Yusuf Saleh"]


def test_a_relative_is_not_named_by_whose_relative_it_is(words: Words) -> None:
    quote = "Colonel Omar Haddad's wife, Sara Noor Saleh, was killed"
    assert Names(TEXT, words).in_phrase("Colonel Omar Haddad's wife", quote) == ["Sara Noor Saleh"]


def test_as_many_as_were_counted_are_identified(words: Words) -> None:
    names = Names(TEXT, words)
    assert names.identified("farmers", (2, 2)) == [["Omar Haddad", "Yusuf Saleh"]]
    assert not names.identified("farmers", (3, 3))


def test_those_identified_are_named_with_what_they_are_between(words: Words) -> None:
    text = "The victims were identified as Omar Haddad, director of a school, and Yusuf Saleh, 42."
    assert Names(text, words).identified("nurses", (2, 2)) == [["Omar Haddad", "Yusuf Saleh"]]


def test_names_with_asides_are_those_of_as_many_people(words: Words) -> None:
    quote = "gunmen killed two teachers: Omar Haddad, a poet from Gonda, and Yusuf Saleh, 42, of the village school"
    assert Names(TEXT, words).in_phrase("two teachers", quote) == ["Omar Haddad", "Yusuf Saleh"]


def test_names_are_disclosed(words: Words) -> None:
    text = "The names of the two nurses killed have been disclosed. They are Omar Haddad and Yusuf Saleh."
    assert Names(text, words).identified("nurses", (2, 2)) == [["Omar Haddad", "Yusuf Saleh"]]


def test_a_surname_behind_a_noun_is_the_fuller_name(words: Words) -> None:
    assert Names(TEXT, words).known("the party leader Noor") == ["Amina Rahimi Noor"]


def test_soldiers_and_rebels_fight_and_guards_do_not(words: Words) -> None:
    assert words.is_fighter("six soldiers")
    assert words.is_fighter("rebels")
    assert not words.is_fighter("a company guard")


@pytest.mark.parametrize(
    ("surface", "name", "identifier", "organisation", "people"),
    [
        ("FMLN rebels", "FMLN", "fmln", "FMLN", "FMLN rebels"),
        ("they", "Shining Path", "shining-path", "Shining Path", None),
        (
            "members of the River Liberation Front",
            None,
            None,
            "River Liberation Front",
            "members of the River Liberation Front",
        ),
        ("the Gondan Army", None, None, "Gondan Army", None),
        ("River Army guerrillas", None, None, "River Army", "River Army guerrillas"),
        ("a rebel column", None, None, None, None),
        ("three armed men", None, None, None, "three armed men"),
        ("Omar Haddad", None, None, None, "Omar Haddad"),
    ],
)
def test_an_actor_is_an_organisation_or_people_or_both(
    words: Words, surface: str, name: str | None, identifier: str | None, organisation: str | None, people: str | None
) -> None:
    behind = Perpetrators("Rebels of the FMLN and Shining Path met. It is late.", words)
    actor = {"surface": surface, "name": name, "id": identifier}
    assert behind.of(actor, "") == (organisation, people)


def test_the_only_armed_organisation_of_a_report_is_behind_its_rebels(words: Words) -> None:
    assert Perpetrators("The FMLN is in the hills.", words).only() == "FMLN"
    assert Perpetrators("The FMLN and Shining Path are in the hills.", words).only() is None


def claim_of(surface: str, kind: str, start: int) -> dict:
    figure = {"harm": "killed", "low": 1, "high": 1, "scope": "event", "group": {"surface": surface}, "status": None}
    return {
        "id": str(start),
        "type": kind,
        "start": start,
        "quote": f"{surface} was killed",
        "targets": [{"surface": surface}],
        "figures": [figure],
        "place": None,
        "places": [],
        "time": None,
        "stance": "asserted",
    }


def test_a_person_dies_in_one_incident(words: Words) -> None:
    first = Incident([claim_of("Governor Amina Rahimi Noor", "explosion", 0)], "BOMBING")
    second = Incident([claim_of("Rahimi", "killing", 900)], "ATTACK")
    other = Incident([claim_of("Omar Haddad", "killing", 1800)], "ATTACK")
    found = join_deaths([first, second, other], words, Names(TEXT, words))
    assert [(one.kind, len(one.claims)) for one in found] == [("BOMBING", 2), ("ATTACK", 1)]


def test_who_was_abducted_and_killed_was_abducted(words: Words) -> None:
    dead = Incident([claim_of("Rahimi", "killing", 900)], "ATTACK")
    held = Incident([claim_of("Governor Amina Rahimi Noor", "abduction", 1800)], "KIDNAPPING")
    found = join_deaths([dead, held], words, Names(TEXT, words))
    assert [(one.kind, len(one.claims)) for one in found] == [("KIDNAPPING", 2)]


@pytest.mark.parametrize(
    ("time", "start", "end"),
    [
        (
            {"surface": "on Monday", "how": "text", "earliest": "2021-03-01", "latest": "2021-03-01"},
            "2021-03-01",
            "2021-03-01",
        ),
        (
            {"surface": None, "how": "inferred", "earliest": "2021-03-02", "latest": "2021-03-02"},
            "2021-03-02",
            "2021-03-02",
        ),
        ({"surface": None, "how": "published", "earliest": "2021-03-03", "latest": "2021-03-04"}, None, "2021-03-04"),
    ],
)
def test_an_incident_without_a_day_was_before_its_report(words: Words, time: dict, start: str | None, end: str) -> None:
    place = {"surface": "Gonda", "name": "Gonda Kalan", "id": "x", "precision": 1}
    rest = {"actors": [], "weapon": None, "stance": "asserted", "speaker": None, "time": time, "place": place}
    one = Incident([claim_of("Rahimi", "killing", 0) | rest], "ATTACK")
    full = Template(one, words, Names(TEXT, words), Perpetrators(TEXT, words), Spared(TEXT)).full(
        "Gondaland", "2021-03-04"
    )
    assert full["date"] == [{"start": start, "end": end}]
    assert [level["name"] for level in full["location"][0]["levels"]] == ["GONDALAND", "GONDA"]


@pytest.mark.parametrize(("phrase", "bounds"), [("clinics", (9, 9)), ("Gondan nurses", (6, 6)), ("drivers", None)])
def test_people_told_of_have_the_number_of_the_text(words: Words, phrase: str, bounds: tuple[int, int] | None) -> None:
    text = "Six young nurses and two drivers fled from nine clinics. The nurses had called. Four drivers came."
    assert Names(text, words).counted(phrase) == bounds


def test_a_number_of_years_counts_nobody(words: Words) -> None:
    assert Names("Over the past 10 years many nurses were killed.", words).counted("nurses") is None


def people_of(words: Words, text: str, *claims: Row, kind: str = "ATTACK") -> list[tuple[str, object, str | None]]:
    targets = Targets(Incident(list(claims), kind), words, Names(text, words))
    return [(one.words, one.number, one.effect) for one in targets.people]


def struck(surface: str, number: int | None = 1, *, stance: str = "asserted", actor: str | None = None) -> Row:
    row = claim_of(surface, "killing", 0) | {"stance": stance, "targets": []}
    row["figures"] = [
        {"harm": "killed", "low": number, "high": number, "scope": "event", "group": {"surface": surface, "id": actor}}
    ]
    return row


@pytest.mark.parametrize(
    ("claims", "people"),
    [
        ([struck("the Jesuit priests", None), struck("six Jesuits", 6)], [("Jesuit priests", (6, 6), "DEATH")]),
        ([struck("nine farmers", 9), struck("nine civilians", 9)], [("farmers", (9, 9), "DEATH")]),
        ([struck("Omar Haddad"), struck("leader")], [("Omar Haddad", (1, 1), "DEATH")]),
        ([struck("five members of the front", 5, actor="farc")], []),
        ([struck("the People's Movement")], []),
        ([struck("two judges", 2, stance="threatened")], [("judges", (2, 2), None)]),
    ],
)
def test_people_are_told_once_and_fighters_and_bodies_not(
    words: Words, claims: list[Row], people: list[object]
) -> None:
    assert people_of(words, "It is quiet.", *claims) == people


def test_names_set_apart_by_dashes_are_those_of_as_many_people(words: Words) -> None:
    text = "Two young nurses were shot. The Dutch citizens -- Omar Haddad and Yusuf Saleh -- were nurses of a clinic."
    assert [name for name, *_ in people_of(words, text, struck("nurses", 2))] == ["Omar Haddad", "Yusuf Saleh"]


def test_a_short_form_in_brackets_parts_no_phrase(words: Words) -> None:
    assert words.is_thing("a River Power Commission (RPC) substation")


def test_what_hurt_nobody_is_told_near_it() -> None:
    text = "A bomb shook the bank. There were no injuries. The police came. The mayor spoke. Nobody was hurt in May."
    assert Spared(text).nobody_hurt(["A bomb shook the bank"])
    assert not Spared("A bomb shook the bank. Two guards were hurt.").nobody_hurt(["A bomb shook the bank"])


def test_an_old_happening_is_told_again_with_a_recent_one(words: Words) -> None:
    old = {"surface": "in January", "how": "text", "earliest": "2021-01-01", "latest": "2021-01-31"}
    rest = {"background": False, "stance": "asserted", "weapon": None}
    first = claim_of("Governor Amina Rahimi Noor", "killing", 0) | rest
    second = claim_of("Rahimi", "abduction", 90) | rest | {"time": old}
    third = claim_of("Yusuf Saleh", "killing", 2000) | rest | {"time": old}
    found = incidents_of([first, second, third], {}, "2021-05-20", words)
    assert sorted(claim["id"] for one in found for claim in one.claims) == ["0", "90"]


def test_a_plural_of_a_people_stands_without_it(words: Words) -> None:
    assert (words.bare("the Spanish Jesuits"), words.bare("the Syrian Arab Army")) == ("Jesuits", "Syrian Arab Army")


def hurt(harm: str, surface: str, start: int, quote: str = "", number: int = 1) -> Row:
    figure = {"harm": harm, "group": {"surface": surface}, "low": number, "high": number, "scope": "event"}
    figure |= {"qualifier": "exact", "status": None}
    return {"start": start, "end": start + 9, "quote": quote, "figures": [figure]}


@pytest.mark.parametrize(
    ("claims", "wounded"),
    [
        ([hurt("wounded", "A guard", 0), hurt("killed", "A guard", 0)], 0),
        ([hurt("killed", "A guard", 0), hurt("wounded", "him", 20)], 0),
        ([hurt("wounded", "Musa", 0), hurt("killed", "Adam Musa", 20)], 0),
        ([hurt("wounded", "guards", 0, number=6), hurt("killed", "one", 20, "one died of his wounds")], 5),
        (
            [
                hurt("killed", "a nurse", 0),
                hurt("wounded", "guards", 20, number=6),
                hurt("killed", "one", 40, "injured"),
            ],
            6,
        ),
        ([hurt("wounded", "A guard", 0), hurt("killed", "A nurse", 20)], 1),
    ],
)
def test_who_was_hurt_and_died_is_counted_with_the_dead(claims: list[Row], wounded: int) -> None:
    told = [(figure["harm"], number) for _, figures in survivors(claims) for figure, number in figures]
    assert sum(number for harm, number in told if harm == "wounded") == wounded
