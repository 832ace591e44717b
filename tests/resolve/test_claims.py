from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sijil.records import Argument, MentionKind, Resolution, ResolvedClaim

NIGER = (
    "Islamic State fighters attacked an army base in Mali on Monday.\n"
    "Twelve soldiers were killed in the assault on Gao, army spokesman Modibo Sako said.\n"
    "He said the militants fled."
)


def test_a_claim_gets_actor_target_and_place(story: Callable) -> None:
    told = story("LNA soldiers shelled Ansar al-Sharia positions in Ganfouda, Libya.")
    (row,) = told.resolve(
        told.claim("shelled", "shelling", actor="LNA soldiers", target="Ansar al-Sharia positions", place="Ganfouda")
    )
    assert [actor.id for actor in row.actors] == ["LNA"]
    assert [actor.id for actor in row.targets] == ["ansar-al-sharia-lby"]
    assert row.place is not None
    assert (row.place.id, row.place.surface) == ("lby-qanfouda", "Ganfouda")
    assert row.place.how.startswith("place argument")


def test_every_mention_gets_one_resolution(story: Callable) -> None:
    told = story("LNA soldiers shelled a camp in Sirte, Libya, with mortars.")
    claim = told.claim("shelled", "shelling", actor="LNA soldiers", target="a camp", place="Sirte", weapon="mortars")
    rows = [row for row in told.rows(claim, claim) if isinstance(row, Resolution)]
    assert sorted(row.mention.surface for row in rows) == ["LNA soldiers", "Sirte", "a camp", "mortars"]
    assert all(row.reason for row in rows)


def test_a_speakers_party_comes_from_the_role(story: Callable) -> None:
    told = story("Shells fell in Sirte, LNA spokesman Omar Zidan said.")
    speaker = told.speaker("LNA spokesman Omar Zidan", name="Omar Zidan", role="LNA spokesman")
    (row,) = told.resolve(told.claim("fell", "shelling", speaker=speaker, place="Sirte"))
    assert row.party is not None
    assert (row.party.id, row.speaker_name) == ("LNA", "Omar Zidan")


def test_a_speakers_party_comes_from_the_register(story: Callable) -> None:
    told = story("In Libya shells fell in Sirte, Mesmari said.")
    (row,) = told.resolve(
        told.claim("fell", "shelling", speaker=told.speaker("Mesmari", name="Mesmari"), place="Sirte")
    )
    assert row.party is not None
    assert (row.party.id, row.speaker_name) == ("LNA", "Ahmed al-Mismari")


def test_he_is_the_last_speaker(story: Callable) -> None:
    told = story(NIGER)
    first = told.speaker("army spokesman Modibo Sako", name="Modibo Sako", role="army spokesman")
    rows = told.resolve(
        told.claim("killed", "killing", speaker=first, target="Twelve soldiers"),
        told.claim("fled", "territory_left", speaker=told.speaker("He"), actor="the militants"),
    )
    assert [row.speaker_name for row in rows] == ["Modibo Sako", "Modibo Sako"]
    assert [actor.id for actor in rows[1].actors] == ["islamic-state"]
    assert rows[1].party == rows[0].party or rows[1].party is not None


def test_an_official_like_the_one_before_speaks_for_the_same_side(story: Callable) -> None:
    told = story("An LNA official said Sirte fell.\nAnother official said clashes went on in Libya.")
    rows = told.resolve(
        told.claim("fell", "territory_gained", speaker=told.speaker("An LNA official")),
        told.claim("clashes", "armed_clash", speaker=told.speaker("Another official")),
    )
    assert [row.party.id for row in rows if row.party] == ["LNA", "LNA"]


def test_who_took_a_town_that_fell_is_the_speakers_side(story: Callable) -> None:
    told = story("An LNA commander said Ganfouda, held by Ansar al-Sharia in Libya, had fallen.")
    speaker = told.speaker("An LNA commander", role="LNA commander")
    (row,) = told.resolve(told.claim("fallen", "territory_gained", speaker=speaker, place="Ganfouda"))
    assert [actor.id for actor in row.actors] == ["LNA"]
    assert [actor.id for actor in row.targets] == ["ansar-al-sharia-lby"]


def test_nobody_is_made_the_actor_of_a_killing(story: Callable) -> None:
    told = story("An LNA commander said ten people were killed in Sirte, Libya.")
    speaker = told.speaker("An LNA commander", role="LNA commander")
    (row,) = told.resolve(told.claim("killed", "killing", speaker=speaker, target="ten people", place="Sirte"))
    assert row.actors == ()


def test_a_figures_group_is_resolved(story: Callable) -> None:
    told = story("Three of Haftar's soldiers died in Libya.")
    (row,) = told.resolve(told.claim("died", "toll", group="Haftar's soldiers"))
    assert row.figures[0].group is not None
    assert row.figures[0].group.id == "LNA"


def test_the_place_may_come_from_the_sentence_or_the_lead(story: Callable) -> None:
    told = story("Heavy fighting shook Sirte, Libya.\nTwo men died.\nIn Derna a shell hit a house.")
    rows = told.resolve(
        told.claim("died", "killing"),
        told.claim("hit", "shelling"),
        told.claim("fighting", "armed_clash", background=True),
    )
    by_how = {(row.place.id, row.place.how.split(":")[0]) for row in rows if row.place}
    assert by_how == {
        ("lby-sirte", "the report's lead"),
        ("lby-derna", "same sentence"),
        ("lby-sirte", "same sentence"),
    }


def test_an_unknown_place_blanks_nothing_else(story: Callable) -> None:
    told = story("Taliban fighters attacked Blorvik in Ruritania.", Blorvik="LOC")
    (row,) = told.resolve(told.claim("attacked", actor="Taliban fighters", place="Blorvik"))
    assert [actor.id for actor in row.actors] == ["taliban"]
    assert row.place is not None
    assert (row.place.id, row.place.name, row.place.lon) == (None, "Blorvik", None)


def test_order_of_input_does_not_matter(story: Callable) -> None:
    told = story(NIGER)
    claims = [
        told.claim("attacked", actor="Islamic State fighters", target="an army base", place="Mali"),
        told.claim("killed", "killing", target="Twelve soldiers", place="Gao"),
    ]
    assert told.rows(*claims) == told.rows(*reversed(claims))


def test_a_report_without_claims_gives_nothing(story: Callable) -> None:
    assert story("Nothing happened.").rows() == []


def test_each_claim_gets_one_row(story: Callable) -> None:
    told = story(NIGER)
    claims = [told.claim("attacked"), told.claim("killed", "killing"), told.claim("fled", "territory_left")]
    rows = [row for row in told.rows(*claims) if isinstance(row, ResolvedClaim)]
    assert {row.claim for row in rows} == {claim.id for claim in claims}


def test_a_group_named_aside_is_not_taken_for_the_other_side(story: Callable) -> None:
    told = story("LNA forces besiege Derna, Libya.\nIts rulers are hostile to both Haftar and the Daesh group.")
    (row,) = told.resolve(told.claim("besiege", "siege", actor="LNA forces", place="Derna"))
    assert row.targets == ()


def test_a_foe_named_in_the_next_sentence_is_the_other_side(story: Callable) -> None:
    told = story("LNA forces took Ganfouda, Libya.\nIt had been a stronghold of Ansar al-Sharia.")
    (row,) = told.resolve(told.claim("took", "territory_gained", actor="LNA forces", place="Ganfouda"))
    assert [actor.id for actor in row.targets] == ["ansar-al-sharia-lby"]


def test_who_did_not_exist_yet_is_not_taken_for_the_other_side(story: Callable) -> None:
    later = "Fighters of Islamic State took Sirte {} in Libya.\nGNA forces have fought it since."

    def foes(when: str) -> list[str | None]:
        told = story(later.format(when), day="2016-11-17")
        (row,) = told.resolve(
            told.claim("took", "territory_gained", actor="Fighters of Islamic State", place="Sirte", time=when)
        )
        return [actor.id for actor in row.targets]

    assert foes("in May 2016") == ["GNA-forces"]
    assert foes("in May 2015") == []


def test_an_unnamed_foe_keeps_the_words_of_the_lead(story: Callable) -> None:
    told = story("Army tightens its grip on hill rebels in Sudan.\nSudanese troops besiege the town.")
    (row,) = told.resolve(told.claim("besiege", "siege", actor="Sudanese troops"))
    assert [(actor.id, actor.kind) for actor in row.targets] == [(None, "rebel")]
    assert "rebels" in row.targets[0].name


def test_other_meanings_of_a_name_are_kept_with_what_speaks_against_them(story: Callable) -> None:
    told = story("Libya's rebels shelled Sirte, Libya, in 2015.")
    claim = told.claim("shelled", "shelling", actor="Libya's rebels", place="Sirte")
    (row,) = (r for r in told.rows(claim) if isinstance(r, Resolution) and r.mention.surface == "Libya's rebels")
    reasons = {candidate.target: candidate.why for candidate in row.candidates}
    assert row.target != "ntc-forces"
    assert reasons.get("ntc-forces")


def test_what_nothing_puts_into_a_place_lies_in_the_reports_country(story: Callable) -> None:
    told = story("Jets struck targets in northern Syria on Monday.\nFive people were killed.")
    (row,) = told.resolve(told.claim("killed", "killing", target="Five people"))
    assert row.place is not None
    assert (row.place.country, row.place.precision) == ("SYR", 5)


def test_they_are_those_who_acted_in_the_sentence_before(story: Callable) -> None:
    told = story("Syrian government forces shelled Homs. They struck a clinic there.")
    rows = told.resolve(
        told.claim("shelled", "shelling", actor="Syrian government forces", target="Homs"),
        told.claim("struck", "shelling", actor="They", target="a clinic"),
    )
    assert [[actor.id for actor in row.actors] for row in rows] == [["military-SYR"], ["military-SYR"]]


def test_they_are_nobody_for_sure_where_another_armed_actor_stands_between(story: Callable) -> None:
    told = story("Syrian government forces shelled Homs. Hezbollah had warned of it. They struck a clinic there.")
    rows = told.resolve(
        told.claim("shelled", "shelling", actor="Syrian government forces", target="Homs"),
        told.claim("struck", "shelling", actor="They", target="a clinic"),
    )
    assert "military-SYR" not in [actor.id for actor in rows[1].actors]


def test_those_who_back_a_force_are_not_the_force_nor_its_foe(story: Callable) -> None:
    told = story("Syrian troops backed by fighters of the Lebanese group Hezbollah seized the town of Qusair.")
    actor = "Syrian troops backed by fighters of the Lebanese group Hezbollah"
    (row,) = told.resolve(told.claim("seized", "territory_gained", actor=actor, place="Qusair"))
    assert [one.id for one in row.actors] == ["military-SYR"]
    assert [one.id for one in row.targets] == []


def test_a_number_alone_counts_people(story: Callable) -> None:
    told = story("Shells hit Homs in Syria. Another 105 are missing.")
    (row,) = told.resolve(told.claim("missing", "toll", target="Another 105"))
    assert [(one.name, one.surface) for one in row.targets] == [("people", "Another 105")]


def test_a_country_that_people_fled_to_is_no_side(story: Callable) -> None:
    told = story("Thousands fled into Turkey. Islamic State militants overran 60 villages.")
    (row,) = told.resolve(told.claim("overran", "territory_gained", actor="Islamic State militants"))
    assert row.targets == ()


def test_they_are_not_those_who_were_struck_before(story: Callable) -> None:
    told = story("Bandits attacked Afghan policemen near Kunduz. They killed a number of our soldiers.")
    rows = told.resolve(
        told.claim("attacked", "attack", actor="Bandits", target="Afghan policemen"),
        told.claim("killed", "killing", actor="They", target="a number of our soldiers"),
    )
    assert [one.name for one in rows[1].actors] == ["Bandits"]


def test_them_whom_the_same_actor_harms_are_those_whom_it_took_before(story: Callable) -> None:
    told = story("In Afghanistan bandits who had left the Taliban seized three traders and shot them near Kunduz.")
    rows = told.resolve(
        told.claim("seized", "abduction", actor="bandits", target="three traders"),
        told.claim("shot", "killing", actor="bandits", target="them", group="them"),
    )
    assert rows[1].targets[0].name == rows[0].targets[0].name


def test_their_lorry_is_of_those_who_came_to_harm_in_it(story: Callable) -> None:
    told = story("Two Russian soldiers died in Syria when a drone hit their lorry.")
    (row,) = told.resolve(told.claim("hit", "air_strike", target="their lorry", group="Two Russian soldiers"))
    assert [one.id for one in row.targets] == ["military-RUS"]


def test_the_commanders_of_the_militants_are_those_of_the_militants(story: Callable) -> None:
    told = story("Afghan troops fought the Taliban. They struck the militants' field commanders.")
    (row,) = told.resolve(
        told.claim("struck", "attack", actor="Afghan troops", target="the militants' field commanders")
    )
    assert [one.id for one in row.targets] == ["taliban"]


def test_a_clash_is_with_somebody_and_not_with_a_thing(story: Callable) -> None:
    told = story("Israel struck Syria on Monday. Syrian air defences confronted targets in the sky.")
    actor = "Syrian air defences"
    (row,) = told.resolve(told.claim("confronted", "armed_clash", actor=actor, target="targets"))
    assert [one.id for one in row.targets] == ["state-ISR", None]


def test_what_tells_one_person_from_another_of_the_name_is_no_surname(story: Callable) -> None:
    told = story("Fighting went on in Benghazi, Libya. Omar Zahawi, an LNA commander, said his men had freed people.")
    speaker = told.speaker("Omar Zahawi, an LNA commander", role="LNA commander")
    (row,) = told.resolve(told.claim("freed", "release", actor="his men", speaker=speaker))
    assert row.speaker_name != "Abdelkarim Sabra (LNA)"
    assert row.party is not None
    assert row.party.id == "LNA"


def test_several_strikes_are_not_all_where_the_lead_plays(story: Callable) -> None:
    told = story("Jets struck Damascus on Monday. Israel has carried out several strikes in Syria.")
    one = told.claim("struck", "air_strike", place="Damascus")
    many = told.claim("strikes", "air_strike", actor="Israel", place="Syria")
    rows = told.resolve(one, many)
    assert [row.place and row.place.kind for row in rows][1] == "country"


def test_of_two_districts_of_like_size_the_first_is_the_place(story: Callable) -> None:
    told = story("Soldiers died in Sabri and Souq al-Hout in Benghazi, Libya.")
    claim = told.claim("died", "toll", target="Soldiers", place="Souq al-Hout")
    others = [Argument(role="place", mention=told.mention(words, MentionKind.PLACE)) for words in ("Sabri", "Benghazi")]
    (row,) = told.resolve(replace(claim, arguments=(claim.arguments[0], others[0], claim.arguments[1], others[1])))
    assert row.place is not None
    assert row.place.id == "lby-al-sabri"
    assert [other.id for other in row.other_places] == ["lby-souq-al-hout", "lby-benghazi"]


def test_a_mention_cut_inside_a_name_means_the_whole(story: Callable) -> None:
    told = story("Clashes between Boko Haram and its rival left 20 fighters dead in Nigeria.")
    (row,) = told.resolve(told.claim("Clashes", "armed_clash", actor="Boko"))
    assert [one.id for one in row.actors] == ["boko-haram"]


def test_they_are_not_others_than_the_body_that_speaks_of_itself(story: Callable) -> None:
    told = story("Hezbollah attacked Qusair in Syria. The rebels acknowledged they had pulled out.")
    rows = told.resolve(
        told.claim("attacked", "attack", actor="Hezbollah", target="Qusair"),
        told.claim("pulled", "territory_left", actor="they", speaker=told.speaker("The rebels")),
    )
    assert [one.id for one in rows[1].actors] == [None]


def test_troops_loyal_to_a_general_speak_of_themselves_as_they(story: Callable) -> None:
    told = story("Benghazi is in Libya. Forces loyal to general Haftar claim they have taken the Qawarsha district.")
    speaker = told.speaker("Forces loyal to general Haftar")
    (row,) = told.resolve(told.claim("taken", "territory_gained", actor="they", speaker=speaker))
    assert [one.id for one in row.actors] == ["LNA"]


def test_a_word_that_sounds_like_an_acronym_is_no_place(story: Callable) -> None:
    told = story("Fighting went on in Mosul, Iraq. About 900 people have fled their homes.")
    (row,) = told.resolve(told.claim("fled", "displacement", target="About 900 people"))
    assert row.place is not None
    assert row.place.name == "Mosul"


def test_they_are_no_country(story: Callable) -> None:
    told = story("The militants fought on in Iraq. They kidnapped 11 people.")
    (row,) = told.resolve(told.claim("kidnapped", "abduction", actor="They", target="11 people"))
    assert "state-IRQ" not in [one.id for one in row.actors]


def test_our_soldiers_are_the_military_of_a_government_that_speaks(story: Callable) -> None:
    told = story(
        "The Syrian government spoke in Damascus. The Syrian government said our soldiers were killed near Homs."
    )
    speaker = told.speaker("The Syrian government")
    (row,) = told.resolve(told.claim("killed", "toll", target="our soldiers", speaker=speaker))
    assert [one.id for one in row.targets] == ["military-SYR"]


def test_whose_troops_are_those_of_the_state_named_before(story: Callable) -> None:
    told = story("Hezbollah spoke of France, whose troops took Gao in Mali.")
    (row,) = told.resolve(told.claim("took", "territory_gained", actor="whose troops", place="Gao"))
    assert [one.id for one in row.actors] == ["military-FRA"]
